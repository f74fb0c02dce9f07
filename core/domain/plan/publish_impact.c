/* Computes the impact of publishing: compares every version that somebody did with both editions, then counts people in
 * one reading; see publish_impact.h. */
#include "domain/plan/publish_impact.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/map.h"
#include "domain/people/access.h"
#include "domain/progress/standing.h"

#include <string.h>

static const struct query step_all = {"effect.steps", NULL, "SELECT key, id FROM step"};
static const struct query version_all = {"effect.versions", NULL, "SELECT key, step_key, parts FROM version"};
static const struct query version_most = {"effect.version_most", NULL, "SELECT max(key) FROM version"};
static const struct query step_most = {"effect.step_most", NULL, "SELECT max(key) FROM step"};
static const struct query progress_all = {
    "effect.progress", NULL,
    "SELECT p.person_key, p.step_key, p.version_key, g.version_key FROM progress AS p"
    " JOIN person ON person.key = p.person_key LEFT JOIN signoff AS g ON g.key = p.signoff_key"
    " AND p.state IN " STANDING_SIGNED_STATES
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
    struct publish_impact_step *step;
    struct figure plans, read, redo, later, signatures;
    size_t looked_at; /* people, for their names */
};

/* What a version that somebody did asks for now, and what it would. */
struct verdict {
    struct revision_diff now, then;
    size_t step; /* of `figures`, from 1; 0: nothing is reckoned */
};

struct impact_count {
    struct site *site;
    const struct actor *actor;
    struct content *proposal;
    struct arena *arena;
    struct publish_impact *publish_impact;
    struct figures *figures; /* one for each step that differs */
    size_t count;
    struct map by_id;         /* to figures */
    size_t *step_figures;     /* by step key: number in `figures`, from 1 */
    struct verdict *verdicts; /* by version key */
    int64_t step_most, version_most;
    struct map programmes; /* to struct figure: running plans */
};

static void impact_count_finish(struct impact_count *impact_count)
{
    map_finish(&impact_count->by_id);
    map_finish(&impact_count->programmes);
}

static void figure_count(const struct impact_count *impact_count, struct figure *figure, int64_t person_key)
{
    figure->count++;
    if (access_is_few(figure->count) && !figure->has_hidden)
        figure->has_hidden = !access_may(impact_count->site->records, impact_count->actor, RIGHT_SEE_DATES, person_key);
}

static int figure_shown(const struct figure *figure)
{
    return access_is_few(figure->count) && figure->has_hidden ? PUBLISH_IMPACT_WITHHELD : figure->count;
}

/* ---- which steps, and what each version of them asks for ---- */

/* A step that was moved and changed is one step. */
static int steps_begin(struct impact_count *impact_count)
{
    struct curriculum_diff differences;
    struct publish_impact *publish_impact = impact_count->publish_impact;
    TRY(curriculum_diff(impact_count->proposal, publish_impact->from, publish_impact->to, impact_count->arena,
                        &differences));
    publish_impact->steps = arena_zeroed(impact_count->arena, (differences.count + 1) * sizeof *publish_impact->steps);
    impact_count->figures = arena_zeroed(impact_count->arena, (differences.count + 1) * sizeof *impact_count->figures);
    for (size_t i = 0; i < differences.count; i++) {
        if (map_get(&impact_count->by_id, differences.items[i].step))
            continue;
        struct figures *figures = &impact_count->figures[impact_count->count++];
        figures->step = &publish_impact->steps[publish_impact->count++];
        *figures->step = (struct publish_impact_step){.difference = differences.items[i]};
        map_put(&impact_count->by_id, differences.items[i].step, figures);
    }
    return 0;
}

static int step_keys_read(struct impact_count *impact_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_number(impact_count->site->records, &step_most, BIND_NOTHING, 0, &impact_count->step_most));
    impact_count->step_figures =
        arena_zeroed(impact_count->arena, (size_t)(impact_count->step_most + 1) * sizeof *impact_count->step_figures);
    TRY(records_select(impact_count->site->records, &step_all, BIND_NOTHING, &rows));
    while (rows_next(&rows)) {
        const struct figures *figures = map_get(&impact_count->by_id, row_text(&rows, 1));
        if (figures && row_number(&rows, 0) <= impact_count->step_most)
            impact_count->step_figures[row_number(&rows, 0)] = (size_t)(figures - impact_count->figures) + 1;
    }
    return rows_result(&rows);
}

static int verdicts_read(struct impact_count *impact_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    int today = clock_today();
    TRY(records_number(impact_count->site->records, &version_most, BIND_NOTHING, 0, &impact_count->version_most));
    impact_count->verdicts =
        arena_zeroed(impact_count->arena, (size_t)(impact_count->version_most + 1) * sizeof *impact_count->verdicts);
    TRY(records_select(impact_count->site->records, &version_all, BIND_NOTHING, &rows));
    while (rows_next(&rows)) {
        int64_t key = row_number(&rows, 0), step_key = row_number(&rows, 1);
        size_t step = step_key <= impact_count->step_most ? impact_count->step_figures[step_key] : 0;
        if (!step || key > impact_count->version_most)
            continue;
        struct verdict *verdict = &impact_count->verdicts[key];
        const char *id = impact_count->figures[step - 1].step->difference.step;
        verdict->step = step;
        TRY(standing_diff_since(impact_count->site->content, id, row_text(&rows, 2), today, &verdict->now));
        TRY(standing_diff_since(impact_count->proposal, id, row_text(&rows, 2), today, &verdict->then));
    }
    return rows_result(&rows);
}

/* ---- people ---- */

static bool is_worse(const struct verdict *verdict)
{
    bool has_day = verdict->then.what == REVISION_DIFF_READ && verdict->then.from != DAY_NONE;
    return verdict->then.what > verdict->now.what || (has_day && verdict->then.from != verdict->now.from);
}

static int name_look(struct impact_count *impact_count, struct figures *figures, int64_t person_key)
{
    struct publish_impact_step *step = figures->step;
    struct person person;
    if (figures->looked_at++ >= 10 * PUBLISH_IMPACT_PEOPLE_MAX || step->people_count == PUBLISH_IMPACT_PEOPLE_MAX ||
        !access_may(impact_count->site->records, impact_count->actor, RIGHT_SEE_DATES, person_key))
        return 0;
    TRY(person_by_key(impact_count->site->records, person_key, impact_count->arena, &person));
    if (!step->people)
        step->people = arena_zeroed(impact_count->arena, PUBLISH_IMPACT_PEOPLE_MAX * sizeof *step->people);
    step->people[step->people_count++] = person;
    return 0;
}

/* What was done decides who reads, what was signed too where it lapses, as for the person (standing.c). */
static int row_count(struct impact_count *impact_count, const struct rows *rows)
{
    static const struct verdict nothing = {{REVISION_DIFF_NONE, DAY_NONE}, {REVISION_DIFF_NONE, DAY_NONE}, 0};
    int64_t person_key = row_number(rows, 0), signed_key = row_number(rows, 3);
    const struct verdict *done = &impact_count->verdicts[row_number(rows, 2)];
    const struct verdict *signature = signed_key ? &impact_count->verdicts[signed_key] : &nothing;
    bool is_signature_worse = signature->step && is_worse(signature);
    bool lapses = is_signature_worse && signature->then.what == REVISION_DIFF_REDO;
    if (!done->step || !(is_worse(done) || is_signature_worse))
        return 0;
    struct figures *figures = &impact_count->figures[done->step - 1];
    if (is_signature_worse)
        figure_count(impact_count, &figures->signatures, person_key);
    if (lapses || done->then.what == REVISION_DIFF_REDO)
        figure_count(impact_count, &figures->redo, person_key);
    else if (done->then.what == REVISION_DIFF_READ)
        figure_count(impact_count, &figures->read, person_key);
    if (done->then.what == REVISION_DIFF_READ && !lapses && done->then.from != DAY_NONE)
        figure_count(impact_count, &figures->later, person_key);
    return name_look(impact_count, figures, person_key);
}

static int people_count(struct impact_count *impact_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(impact_count->site->records, &progress_all, BIND_NOTHING, &rows));
    while (rows_next(&rows))
        if (row_number(&rows, 2) <= impact_count->version_most && row_number(&rows, 3) <= impact_count->version_most)
            TRY(row_count(impact_count, &rows));
    return rows_result(&rows);
}

/* ---- plans ---- */

static int plans_count(struct impact_count *impact_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(impact_count->site->records, &plans_running, BIND(value_number(clock_today())), &rows));
    while (rows_next(&rows)) {
        struct figure *figure = map_get(&impact_count->programmes, row_text(&rows, 1));
        if (!figure) {
            figure = arena_zeroed(impact_count->arena, sizeof *figure);
            map_put(&impact_count->programmes, row_text(&rows, 1), figure);
        }
        figure_count(impact_count, figure, row_number(&rows, 0));
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

static int plans_give(struct impact_count *impact_count, struct content *content)
{
    struct content_programme *programmes;
    size_t count;
    TRY(content_programmes(content, impact_count->arena, &programmes, &count));
    for (size_t i = 0; i < count; i++) {
        const struct figure *plans = map_get(&impact_count->programmes, programmes[i].id);
        for (size_t j = 0; plans && j < impact_count->count; j++) {
            struct figures *figures = &impact_count->figures[j];
            bool has = false;
            TRY(has_step(impact_count->site->content, programmes[i].id, figures->step->difference.step, &has));
            TRY(has_step(impact_count->proposal, programmes[i].id, figures->step->difference.step, &has));
            if (!has)
                continue;
            figures->plans.count += plans->count;
            figures->plans.has_hidden |= plans->has_hidden;
        }
    }
    return 0;
}

/* ---- the whole ---- */

static int reckon(struct impact_count *impact_count)
{
    TRY(steps_begin(impact_count));
    TRY(step_keys_read(impact_count));
    TRY(verdicts_read(impact_count));
    TRY(people_count(impact_count));
    TRY(plans_count(impact_count));
    TRY(plans_give(impact_count, impact_count->proposal));
    for (size_t i = 0; i < impact_count->count; i++) {
        const struct figures *figures = &impact_count->figures[i];
        figures->step->plans = figure_shown(&figures->plans);
        figures->step->read = figure_shown(&figures->read);
        figures->step->redo = figure_shown(&figures->redo);
        figures->step->later = figure_shown(&figures->later);
        figures->step->signatures = figure_shown(&figures->signatures);
    }
    return 0;
}

static int editions_read(struct impact_count *impact_count)
{
    struct publish_impact *publish_impact = impact_count->publish_impact;
    int result = content_edition(impact_count->site->content, &publish_impact->from);
    if (result != 0 && !fail_is(result, REASON_NOT_PUBLISHED))
        return result;
    publish_impact->from = result == 0 ? arena_copy_string(impact_count->arena, publish_impact->from) : NULL;
    TRY(content_edition(impact_count->proposal, &publish_impact->to));
    publish_impact->to = arena_copy_string(impact_count->arena, publish_impact->to);
    return 0;
}

int publish_impact_compute(struct site *site, const struct actor *actor, struct content *proposal, struct arena *arena,
                           struct publish_impact *ret_impact)
{
    CLEANUP(impact_count_finish)
    struct impact_count impact_count = {
        .site = site, .actor = actor, .proposal = proposal, .arena = arena, .publish_impact = ret_impact};
    *ret_impact = (struct publish_impact){0};
    TRY(access_check_site(actor, SITE_PUBLISH));
    TRY(content_read_begin(site->content));
    int result = content_read_begin(proposal);
    if (result == 0)
        result = editions_read(&impact_count);
    if (result == 0 && ret_impact->from && strcmp(ret_impact->from, ret_impact->to) != 0)
        result = reckon(&impact_count);
    content_read_end(proposal);
    content_read_end(site->content);
    return result;
}
