/* Computes the impact of publishing: judges everybody's steps that differ by both editions, in one reading; see
 * publish_impact.h. */
#include "domain/plan/publish_impact.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/map.h"
#include "domain/people/access.h"
#include "domain/people/person_row.h"
#include "domain/progress/standing_reader.h"

#include <string.h>

static const struct query people_active = {"effect.people", NULL,
                                           "SELECT " PERSON_COLUMNS " FROM " PERSON_TABLES
                                           " WHERE person.status = 'active' ORDER BY person.key"};
static const struct query plans_running = {
    "effect.plans", NULL,
    "SELECT plan.person_key, plan.programme FROM plan JOIN person ON person.key = plan.person_key"
    " WHERE (plan.ended_on IS NULL OR plan.ended_on > ?1) AND person.status = 'active' ORDER BY plan.person_key"};

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

/* Whom the rows at hand are about; what is asked of the records is asked once. */
struct person_at {
    int64_t key;
    const struct rows *rows; /* at PERSON_COLUMNS of the person */
    bool is_asked, may_see, is_read;
    struct person person;
};

struct impact_count {
    struct site *site;
    const struct actor *actor;
    struct content *proposal;
    struct arena *arena;
    struct publish_impact *publish_impact;
    struct standing_reader *reader; /* the note of a step that differs: its number in `figures`, from 1 */
    struct figures *figures;        /* one for each step that differs */
    size_t count;
    struct map programmes; /* to struct figure: running plans */
    struct figure plans;   /* of all programmes with a step that differs */
};

static void impact_count_finish(struct impact_count *impact_count)
{
    standing_reader_close(&impact_count->reader);
    map_finish(&impact_count->programmes);
}

static bool may_see(const struct impact_count *impact_count, struct person_at *at)
{
    if (!at->is_asked)
        at->may_see = access_may(impact_count->site->records, impact_count->actor, RIGHT_SEE_DATES, at->key);
    at->is_asked = true;
    return at->may_see;
}

static void figure_count(const struct impact_count *impact_count, struct figure *figure, struct person_at *at)
{
    figure->count++;
    if (access_is_few(figure->count) && !figure->has_hidden)
        figure->has_hidden = !may_see(impact_count, at);
}

static int figure_shown(const struct figure *figure)
{
    return access_is_few(figure->count) && figure->has_hidden ? PUBLISH_IMPACT_WITHHELD : figure->count;
}

/* ---- which steps ---- */

static int reader_open(struct impact_count *impact_count, const struct curriculum_diff *differences)
{
    const char **steps = arena_zeroed(impact_count->arena, (differences->count + 1) * sizeof *steps);
    const struct standing_scope scope = {
        .steps = steps, .step_count = differences->count, .proposal = impact_count->proposal};
    for (size_t i = 0; i < differences->count; i++)
        steps[i] = differences->items[i].step;
    return standing_reader_open(impact_count->site, &scope, impact_count->arena, &impact_count->reader);
}

/* A step that was moved and changed is one step. */
static int steps_begin(struct impact_count *impact_count)
{
    struct curriculum_diff differences;
    struct publish_impact *publish_impact = impact_count->publish_impact;
    TRY(curriculum_diff(impact_count->proposal, publish_impact->from, publish_impact->to, impact_count->arena,
                        &differences));
    TRY(reader_open(impact_count, &differences));
    publish_impact->steps = arena_zeroed(impact_count->arena, (differences.count + 1) * sizeof *publish_impact->steps);
    impact_count->figures = arena_zeroed(impact_count->arena, (differences.count + 1) * sizeof *impact_count->figures);
    for (size_t i = 0; i < differences.count; i++) {
        struct standing_step *step = standing_reader_step(impact_count->reader, differences.items[i].step);
        if (step->note.first)
            continue;
        struct figures *figures = &impact_count->figures[impact_count->count++];
        step->note.first = (uint32_t)impact_count->count;
        figures->step = &publish_impact->steps[publish_impact->count++];
        *figures->step = (struct publish_impact_step){.difference = differences.items[i]};
    }
    return 0;
}

/* ---- people ---- */

static bool is_worse(const struct revision_diff *now, const struct revision_diff *then)
{
    bool has_day = then->what == REVISION_DIFF_READ && then->from != DAY_NONE;
    return then->what > now->what || (has_day && then->from != now->from);
}

static void name_look(struct impact_count *impact_count, struct figures *figures, struct person_at *at)
{
    struct publish_impact_step *step = figures->step;
    if (figures->looked_at++ >= 10 * PUBLISH_IMPACT_PEOPLE_MAX || step->people_count == PUBLISH_IMPACT_PEOPLE_MAX ||
        !may_see(impact_count, at))
        return;
    if (!at->is_read)
        person_read(at->rows, impact_count->arena, &at->person);
    at->is_read = true;
    if (!step->people)
        step->people = arena_zeroed(impact_count->arena, PUBLISH_IMPACT_PEOPLE_MAX * sizeof *step->people);
    step->people[step->people_count++] = at->person;
}

/* What was done decides who reads, what was signed too where it lapses, as for the person (standing.c). */
static void asked_count(struct impact_count *impact_count, struct figures *figures, struct person_at *at,
                        const struct progress_diffs *now, const struct progress_diffs *then)
{
    bool is_signature_worse = is_worse(&now->signature, &then->signature);
    bool lapses = is_signature_worse && then->signature.what == REVISION_DIFF_REDO;
    if (!is_worse(&now->done, &then->done) && !is_signature_worse)
        return;
    if (is_signature_worse)
        figure_count(impact_count, &figures->signatures, at);
    if (lapses || then->done.what == REVISION_DIFF_REDO)
        figure_count(impact_count, &figures->redo, at);
    else if (then->done.what == REVISION_DIFF_READ)
        figure_count(impact_count, &figures->read, at);
    if (then->done.what == REVISION_DIFF_READ && !lapses && then->done.from != DAY_NONE)
        figure_count(impact_count, &figures->later, at);
    name_look(impact_count, figures, at);
}

static int step_count(struct impact_count *impact_count, struct standing_step *step, struct person_at *at)
{
    struct standing now, then;
    if (!standing_reader_progress(impact_count->reader, step)->version_key)
        return 0;
    TRY(standing_reader_judge_in(impact_count->reader, STANDING_NEWEST, step, &now));
    TRY(standing_reader_judge_in(impact_count->reader, STANDING_PROPOSED, step, &then));
    struct progress_diffs asked_now = standing_asked_apart(&now), asked_then = standing_asked_apart(&then);
    asked_count(impact_count, &impact_count->figures[step->note.first - 1], at, &asked_now, &asked_then);
    return 0;
}

static int people_count(struct impact_count *impact_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(impact_count->site->records, &people_active, BIND_NOTHING, &rows));
    while (rows_next(&rows)) {
        struct person_at at = {.key = row_number(&rows, 0), .rows = &rows};
        TRY(standing_reader_go_to(impact_count->reader, at.key));
        for (size_t i = 0; i < standing_reader_count(impact_count->reader); i++)
            TRY(step_count(impact_count, standing_reader_step_at(impact_count->reader, i), &at));
    }
    return rows_result(&rows);
}

/* ---- plans ---- */

static int plans_count(struct impact_count *impact_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct person_at at = {0};
    TRY(records_select(impact_count->site->records, &plans_running, BIND(value_number(clock_today())), &rows));
    while (rows_next(&rows)) {
        struct figure *figure = map_get(&impact_count->programmes, row_text(&rows, 1));
        if (!figure) {
            figure = arena_zeroed(impact_count->arena, sizeof *figure);
            map_put(&impact_count->programmes, row_text(&rows, 1), figure);
        }
        if (at.key != row_number(&rows, 0))
            at = (struct person_at){.key = row_number(&rows, 0)};
        figure_count(impact_count, figure, &at);
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
        bool is_counted = false;
        for (size_t j = 0; plans && j < impact_count->count; j++) {
            struct figures *figures = &impact_count->figures[j];
            bool has = false;
            TRY(has_step(impact_count->site->content, programmes[i].id, figures->step->difference.step, &has));
            TRY(has_step(impact_count->proposal, programmes[i].id, figures->step->difference.step, &has));
            if (!has)
                continue;
            figures->plans.count += plans->count;
            figures->plans.has_hidden |= plans->has_hidden;
            impact_count->plans.count += is_counted ? 0 : plans->count;
            impact_count->plans.has_hidden |= plans->has_hidden;
            is_counted = true;
        }
    }
    return 0;
}

/* ---- the whole ---- */

static int reckon(struct impact_count *impact_count)
{
    TRY(steps_begin(impact_count));
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
    impact_count->publish_impact->plans = figure_shown(&impact_count->plans);
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
