/* Holds every version that somebody did against both editions, then counts people in one reading; see effect.h. */
#include "domain/plan/effect.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/map.h"
#include "domain/people/access.h"

#include <string.h>

#define FEW 5 /* fewer people than this are withheld */

static const struct query step_all = {"effect.steps", NULL, "SELECT key, id FROM step"};
static const struct query version_all = {"effect.versions", NULL, "SELECT key, step_key, parts FROM version"};
static const struct query version_most = {"effect.version_most", NULL, "SELECT max(key) FROM version"};
static const struct query step_most = {"effect.step_most", NULL, "SELECT max(key) FROM step"};
static const struct query progress_all = {
    "effect.progress", NULL,
    "SELECT p.person_key, p.step_key, p.version_key, g.version_key FROM progress AS p"
    " JOIN person ON person.key = p.person_key LEFT JOIN signoff AS g ON g.key = p.signoff_key"
    " AND p.state IN ('signed', 'requested', 'returned')"
    " WHERE p.version_key IS NOT NULL AND p.state <> 'skipped' AND person.status = 'active'"};
static const struct query plans_running = {
    "effect.plans", NULL,
    "SELECT plan.person_key, plan.programme FROM plan JOIN person ON person.key = plan.person_key"
    " WHERE (plan.ended_on IS NULL OR plan.ended_on > ?1) AND person.status = 'active'"};

/* A figure, and whether it counts somebody whom the actor may not see, which matters only while it is small. */
struct figure {
    int count;
    bool has_hidden;
};

struct figures {
    struct effect_step *step;
    struct figure plans, read, redo, later, signatures;
    size_t looked_at; /* people, for their names */
};

/* What a version that somebody did asks for now, and what it would. */
struct verdict {
    struct delta now, then;
    size_t step; /* of `figures`, from 1; 0: nothing is reckoned */
};

struct reckoning {
    struct site *site;
    const struct actor *actor;
    struct content *proposal;
    struct arena *arena;
    struct effect *effect;
    struct figures *figures; /* one for each step that differs */
    size_t count;
    struct map by_id;         /* to figures */
    size_t *step_figures;     /* by step key: number in `figures`, from 1 */
    struct verdict *verdicts; /* by version key */
    int64_t step_most, version_most;
    struct map programmes; /* to struct figure: running plans */
};

static void reckoning_finish(struct reckoning *reckoning)
{
    map_finish(&reckoning->by_id);
    map_finish(&reckoning->programmes);
}

static void figure_count(const struct reckoning *reckoning, struct figure *figure, int64_t person_key)
{
    figure->count++;
    if (figure->count < FEW && !figure->has_hidden)
        figure->has_hidden = !access_may(reckoning->site->records, reckoning->actor, RIGHT_SEE_DATES, person_key);
}

static int figure_shown(const struct figure *figure)
{
    return figure->count < FEW && figure->has_hidden ? EFFECT_WITHHELD : figure->count;
}

/* ---- which steps, and what each version of them asks for ---- */

/* A step that was moved and changed is one step. */
static int steps_begin(struct reckoning *reckoning)
{
    struct differences differences;
    struct effect *effect = reckoning->effect;
    TRY(curriculum_diff(reckoning->proposal, effect->from, effect->to, reckoning->arena, &differences));
    effect->steps = arena_zeroed(reckoning->arena, (differences.count + 1) * sizeof *effect->steps);
    reckoning->figures = arena_zeroed(reckoning->arena, (differences.count + 1) * sizeof *reckoning->figures);
    for (size_t i = 0; i < differences.count; i++) {
        if (map_get(&reckoning->by_id, differences.items[i].step))
            continue;
        struct figures *figures = &reckoning->figures[reckoning->count++];
        figures->step = &effect->steps[effect->count++];
        *figures->step = (struct effect_step){.difference = differences.items[i]};
        map_put(&reckoning->by_id, differences.items[i].step, figures);
    }
    return 0;
}

static int step_keys_read(struct reckoning *reckoning)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_number(reckoning->site->records, &step_most, BIND_NOTHING, 0, &reckoning->step_most));
    reckoning->step_figures =
        arena_zeroed(reckoning->arena, (size_t)(reckoning->step_most + 1) * sizeof *reckoning->step_figures);
    TRY(records_select(reckoning->site->records, &step_all, BIND_NOTHING, &rows));
    while (rows_next(&rows)) {
        const struct figures *figures = map_get(&reckoning->by_id, row_text(&rows, 1));
        if (figures && row_number(&rows, 0) <= reckoning->step_most)
            reckoning->step_figures[row_number(&rows, 0)] = (size_t)(figures - reckoning->figures) + 1;
    }
    return rows_result(&rows);
}

static int delta_in(struct content *content, const char *step, const char *parts, struct delta *ret_delta)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct content_entry entry;
    *ret_delta = (struct delta){DELTA_NONE, DAY_NONE};
    int result = content_step(content, step, &arena, &entry);
    if (result == FAIL_NOT_FOUND || (result == 0 && (entry.is_retired || entry.is_hidden)))
        return 0;
    TRY(result);
    return delta_of(content, parts, &entry, clock_today(), ret_delta);
}

static int verdicts_read(struct reckoning *reckoning)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_number(reckoning->site->records, &version_most, BIND_NOTHING, 0, &reckoning->version_most));
    reckoning->verdicts =
        arena_zeroed(reckoning->arena, (size_t)(reckoning->version_most + 1) * sizeof *reckoning->verdicts);
    TRY(records_select(reckoning->site->records, &version_all, BIND_NOTHING, &rows));
    while (rows_next(&rows)) {
        int64_t key = row_number(&rows, 0), step_key = row_number(&rows, 1);
        size_t step = step_key <= reckoning->step_most ? reckoning->step_figures[step_key] : 0;
        if (!step || key > reckoning->version_most)
            continue;
        struct verdict *verdict = &reckoning->verdicts[key];
        const char *id = reckoning->figures[step - 1].step->difference.step;
        verdict->step = step;
        TRY(delta_in(reckoning->site->content, id, row_text(&rows, 2), &verdict->now));
        TRY(delta_in(reckoning->proposal, id, row_text(&rows, 2), &verdict->then));
    }
    return rows_result(&rows);
}

/* ---- people ---- */

static bool is_worse(const struct verdict *verdict)
{
    bool has_day = verdict->then.what == DELTA_READ && verdict->then.from != DAY_NONE;
    return verdict->then.what > verdict->now.what || (has_day && verdict->then.from != verdict->now.from);
}

static int name_look(struct reckoning *reckoning, struct figures *figures, int64_t person_key)
{
    struct effect_step *step = figures->step;
    struct person person;
    if (figures->looked_at++ >= 10 * EFFECT_PEOPLE_MOST || step->people_count == EFFECT_PEOPLE_MOST ||
        !access_may(reckoning->site->records, reckoning->actor, RIGHT_SEE_DATES, person_key))
        return 0;
    TRY(person_by_key(reckoning->site->records, person_key, reckoning->arena, &person));
    if (!step->people)
        step->people = arena_zeroed(reckoning->arena, EFFECT_PEOPLE_MOST * sizeof *step->people);
    step->people[step->people_count++] = person;
    return 0;
}

/* What was done decides who reads, what was signed too where it lapses, as for the person (progress.c). */
static int row_count(struct reckoning *reckoning, const struct rows *rows)
{
    static const struct verdict nothing = {{DELTA_NONE, DAY_NONE}, {DELTA_NONE, DAY_NONE}, 0};
    int64_t person_key = row_number(rows, 0), signed_key = row_number(rows, 3);
    const struct verdict *done = &reckoning->verdicts[row_number(rows, 2)];
    const struct verdict *signature = signed_key ? &reckoning->verdicts[signed_key] : &nothing;
    bool is_signature_worse = signature->step && is_worse(signature);
    bool lapses = is_signature_worse && signature->then.what == DELTA_REDO;
    if (!done->step || !(is_worse(done) || is_signature_worse))
        return 0;
    struct figures *figures = &reckoning->figures[done->step - 1];
    if (is_signature_worse)
        figure_count(reckoning, &figures->signatures, person_key);
    if (lapses || done->then.what == DELTA_REDO)
        figure_count(reckoning, &figures->redo, person_key);
    else if (done->then.what == DELTA_READ)
        figure_count(reckoning, &figures->read, person_key);
    if (done->then.what == DELTA_READ && !lapses && done->then.from != DAY_NONE)
        figure_count(reckoning, &figures->later, person_key);
    return name_look(reckoning, figures, person_key);
}

static int people_count(struct reckoning *reckoning)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(reckoning->site->records, &progress_all, BIND_NOTHING, &rows));
    while (rows_next(&rows))
        if (row_number(&rows, 2) <= reckoning->version_most && row_number(&rows, 3) <= reckoning->version_most)
            TRY(row_count(reckoning, &rows));
    return rows_result(&rows);
}

/* ---- plans ---- */

static int plans_count(struct reckoning *reckoning)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(reckoning->site->records, &plans_running, BIND(of_number(clock_today())), &rows));
    while (rows_next(&rows)) {
        struct figure *figure = map_get(&reckoning->programmes, row_text(&rows, 1));
        if (!figure) {
            figure = arena_zeroed(reckoning->arena, sizeof *figure);
            map_put(&reckoning->programmes, row_text(&rows, 1), figure);
        }
        figure_count(reckoning, figure, row_number(&rows, 0));
    }
    return rows_result(&rows);
}

static int has_step(struct content *content, const char *programme, const char *step, bool *has)
{
    bool here = false;
    TRY(content_programme_has(content, programme, step, &here));
    *has |= here;
    return 0;
}

static int plans_give(struct reckoning *reckoning, struct content *content)
{
    struct content_programme *programmes;
    size_t count;
    TRY(content_programmes(content, reckoning->arena, &programmes, &count));
    for (size_t i = 0; i < count; i++) {
        const struct figure *plans = map_get(&reckoning->programmes, programmes[i].id);
        for (size_t j = 0; plans && j < reckoning->count; j++) {
            struct figures *figures = &reckoning->figures[j];
            bool has = false;
            TRY(has_step(reckoning->site->content, programmes[i].id, figures->step->difference.step, &has));
            TRY(has_step(reckoning->proposal, programmes[i].id, figures->step->difference.step, &has));
            if (!has)
                continue;
            figures->plans.count += plans->count;
            figures->plans.has_hidden |= plans->has_hidden;
        }
    }
    return 0;
}

/* ---- the whole ---- */

static int reckon(struct reckoning *reckoning)
{
    TRY(steps_begin(reckoning));
    TRY(step_keys_read(reckoning));
    TRY(verdicts_read(reckoning));
    TRY(people_count(reckoning));
    TRY(plans_count(reckoning));
    TRY(plans_give(reckoning, reckoning->proposal));
    for (size_t i = 0; i < reckoning->count; i++) {
        const struct figures *figures = &reckoning->figures[i];
        figures->step->plans = figure_shown(&figures->plans);
        figures->step->read = figure_shown(&figures->read);
        figures->step->redo = figure_shown(&figures->redo);
        figures->step->later = figure_shown(&figures->later);
        figures->step->signatures = figure_shown(&figures->signatures);
    }
    return 0;
}

static int editions_read(struct reckoning *reckoning)
{
    struct effect *effect = reckoning->effect;
    int result = content_edition(reckoning->site->content, &effect->from);
    if (result != 0 && result != FAIL_NOT_FOUND)
        return result;
    effect->from = result == 0 ? arena_copy_string(reckoning->arena, effect->from) : NULL;
    TRY(content_edition(reckoning->proposal, &effect->to));
    effect->to = arena_copy_string(reckoning->arena, effect->to);
    return 0;
}

int effect_reckon(struct site *site, const struct actor *actor, struct content *proposal, struct arena *arena,
                  struct effect *ret_effect)
{
    CLEANUP(reckoning_finish)
    struct reckoning reckoning = {
        .site = site, .actor = actor, .proposal = proposal, .arena = arena, .effect = ret_effect};
    *ret_effect = (struct effect){0};
    TRY(access_check_site(actor, SITE_PUBLISH));
    TRY(content_read_begin(site->content));
    int result = content_read_begin(proposal);
    if (result == 0)
        result = editions_read(&reckoning);
    if (result == 0 && ret_effect->from && strcmp(ret_effect->from, ret_effect->to) != 0)
        result = reckon(&reckoning);
    content_read_end(proposal);
    content_read_end(site->content);
    return result;
}
