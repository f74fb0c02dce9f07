/* Computes who would be on which level by the rules alone; see staircase.h. */
#include "base/fail.h"
#include "domain/people/unit.h"
#include "domain/people/visible_people.h"
#include "domain/staircase/explain.h"
#include "domain/staircase/rule.h"
#include "domain/staircase/staircase.h"
#include "domain/staircase/staircase_file.h"

/* A rule and what it is called, so that this is worked out once and not for everybody. */
struct named_rule {
    const struct content_rule *rule;
    const char *id;
};

struct simulation {
    struct site *site;
    struct arena *arena;
    struct competence_record *record;
    int64_t unit_key; /* 0: all */
    struct visible_people visible;
    const char *only;                        /* the staircase asked for; NULL: any */
    const struct content_staircase *instead; /* the changed one */
    struct staircase_outcome *outcomes;      /* by name, `person` NULL for those who are not on it */
    struct named_rule *named;
    size_t named_count, named_capacity;
};

static void simulation_finish(struct simulation *simulation)
{
    competence_record_close(&simulation->record);
    visible_people_finish(&simulation->visible);
    memory_free(simulation->named);
}

static const char *name_of(struct simulation *simulation, const struct content_rule *rule)
{
    for (size_t i = 0; i < simulation->named_count; i++)
        if (simulation->named[i].rule == rule)
            return simulation->named[i].id;
    ARRAY_RESERVE(simulation->named, simulation->named_count, simulation->named_capacity);
    simulation->named[simulation->named_count] = (struct named_rule){rule, rule_id(rule, simulation->arena)};
    return simulation->named[simulation->named_count++].id;
}

/* ---- one person ---- */

/* The rules of a level that do not hold, in order; *ret_unmet is all of its rules at most. A responsibility of a level
 * that somebody has already been given was confirmed then. */
static int level_hold(struct simulation *simulation, const struct competence_person *person,
                      const struct content_level *level, const struct content_rule **unmet, size_t *ret_unmet)
{
    *ret_unmet = 0;
    for (size_t i = 0; i < level->rule_count; i++) {
        struct staircase_rule rule;
        TRY(rule_test(simulation->record, person, &level->rules[i], &rule));
        bool was_confirmed = rule.rule->kind == RULE_RESPONSIBILITY && level->number <= person->level;
        if (!rule.is_met && !was_confirmed)
            unmet[(*ret_unmet)++] = &level->rules[i];
    }
    return 0;
}

static size_t rules_most(const struct content_staircase *staircase)
{
    size_t most = 0;
    for (size_t i = 0; i < staircase->level_count; i++)
        most = staircase->levels[i].rule_count > most ? staircase->levels[i].rule_count : most;
    return most;
}

static int standing_find(struct simulation *simulation, const struct competence_person *person,
                         const struct content_staircase *staircase, struct staircase_position *ret_standing)
{
    CLEANUP(memory_free_at)
    const struct content_rule **unmet = memory_zeroed((rules_most(staircase) + 1) * sizeof(struct content_rule *));
    size_t count = 0;
    for (size_t i = 0; i < staircase->level_count && !count; i++) {
        TRY(level_hold(simulation, person, &staircase->levels[i], unmet, &count));
        if (!count)
            ret_standing->level = staircase->levels[i].number;
    }
    if (!count)
        return 0;
    ret_standing->blocked_by = arena_zeroed(simulation->arena, count * sizeof *ret_standing->blocked_by);
    for (ret_standing->blocked_count = 0; ret_standing->blocked_count < count; ret_standing->blocked_count++)
        ret_standing->blocked_by[ret_standing->blocked_count] = name_of(simulation, unmet[ret_standing->blocked_count]);
    return 0;
}

static int person_simulate(struct simulation *simulation, const struct competence_person *person)
{
    const struct content_staircase *staircase = person->staircase;
    size_t index;
    if (!staircase || (simulation->only && !text_equal(simulation->only, staircase->id)) ||
        !visible_people_find(&simulation->visible, person->key, &index))
        return 0;
    struct staircase_outcome *outcome = &simulation->outcomes[index];
    outcome->person = &simulation->visible.people.items[index];
    outcome->now = person->level;
    TRY(standing_find(simulation, person, staircase, &outcome->published));
    outcome->would_be = outcome->published;
    if (!simulation->instead)
        return 0;
    outcome->would_be = (struct staircase_position){0};
    return standing_find(simulation, person, simulation->instead, &outcome->would_be);
}

/* ---- everybody ---- */

static int outcomes_find(struct simulation *simulation)
{
    const struct competence_person *person;
    const struct person_scope all = {.unit_key = simulation->unit_key};
    TRY(competence_record_open(simulation->site, all, simulation->arena, &simulation->record));
    TRY(competence_record_next(simulation->record, &person));
    while (person) {
        TRY(person_simulate(simulation, person));
        TRY(competence_record_next(simulation->record, &person));
    }
    return 0;
}

static size_t outcomes_close_up(struct simulation *simulation)
{
    size_t count = 0;
    for (size_t i = 0; i < simulation->visible.people.count; i++)
        if (simulation->outcomes[i].person)
            simulation->outcomes[count++] = simulation->outcomes[i];
    return count;
}

static int staircase_is_published(struct simulation *simulation)
{
    struct content_staircase *staircases;
    size_t count;
    TRY(content_staircases(simulation->site->content, simulation->arena, &staircases, &count));
    for (size_t i = 0; i < count; i++)
        if (text_equal(staircases[i].id, simulation->only))
            return 0;
    return fail_at(FAIL_NOT_FOUND, REASON_STAIRCASE_UNKNOWN, NULL, "staircase '%s': no such staircase",
                   simulation->only);
}

static int simulation_run(struct simulation *simulation, const struct actor *actor,
                          const struct staircase_request *asking)
{
    struct site *site = simulation->site;
    struct content_staircase *instead = NULL;
    if (asking->file)
        TRY(staircase_file_read(site->content, asking->file, simulation->arena, &instead));
    simulation->instead = instead ? instead : asking->instead;
    simulation->only = simulation->instead ? simulation->instead->id : asking->staircase;
    if (asking->unit) {
        struct unit unit;
        TRY(unit_find(site->records, asking->unit, simulation->arena, &unit));
        simulation->unit_key = unit.key;
    }
    if (simulation->only)
        TRY(staircase_is_published(simulation));
    TRY(visible_people_read(site->records, actor, asking->unit, simulation->arena, &simulation->visible));
    simulation->outcomes =
        arena_zeroed(simulation->arena, (simulation->visible.people.count + 1) * sizeof *simulation->outcomes);
    return outcomes_find(simulation);
}

int staircase_simulate(struct site *site, const struct actor *actor, const struct staircase_request *asking,
                       struct arena *arena, struct staircase_outcome **ret_outcomes, size_t *ret_count)
{
    CLEANUP(simulation_finish) struct simulation simulation = {.site = site, .arena = arena};
    TRY(content_read_begin(site->content));
    int result = simulation_run(&simulation, actor, asking);
    content_read_end(site->content);
    if (result != 0)
        return result;
    *ret_outcomes = simulation.outcomes;
    *ret_count = outcomes_close_up(&simulation);
    return 0;
}
