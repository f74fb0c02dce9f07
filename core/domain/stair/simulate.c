/* Says who would stand where if nothing but the rules decided; see stair.h. */
#include "base/fail.h"
#include "domain/people/unit.h"
#include "domain/stair/explain.h"
#include "domain/stair/rule.h"
#include "domain/stair/seen.h"
#include "domain/stair/stair.h"
#include "domain/stair/staircase_file.h"

struct simulation {
    struct site *site;
    struct arena *arena;
    struct facts *facts;
    int64_t unit_key; /* 0: all */
    struct seen seen;
    const char *only;                        /* the staircase asked for; NULL: any */
    const struct content_staircase *instead; /* the changed one */
    struct stair_outcome *outcomes;          /* by name, `person` NULL for those who are not on it */
};

static void simulation_finish(struct simulation *simulation)
{
    facts_finish(&simulation->facts);
    seen_finish(&simulation->seen);
}

/* ---- one person ---- */

/* Holds all rules of a level; those that do not hold are counted, and kept in `outcome` where it is not NULL. A
 * responsibility of a level that somebody has already been given was confirmed then. */
static int level_hold(struct simulation *simulation, const struct fact_person *person,
                      const struct content_level *level, struct stair_outcome *outcome, size_t *ret_unmet)
{
    *ret_unmet = 0;
    if (outcome)
        outcome->blocked_by = arena_zeroed(simulation->arena, (level->rule_count + 1) * sizeof *outcome->blocked_by);
    for (size_t i = 0; i < level->rule_count; i++) {
        struct stair_rule rule;
        TRY(rule_hold(simulation->facts, person, &level->rules[i], &rule));
        bool was_confirmed = rule.rule->kind == RULE_RESPONSIBILITY && level->number <= person->level;
        if (rule.is_met || was_confirmed)
            continue;
        if (outcome)
            outcome->blocked_by[outcome->blocked_count++] = rule_id(rule.rule, simulation->arena);
        ++*ret_unmet;
    }
    return 0;
}

static int outcome_find(struct simulation *simulation, const struct fact_person *person,
                        const struct content_staircase *staircase, struct stair_outcome *outcome)
{
    outcome->now = person->level;
    outcome->would_be = 0;
    for (size_t i = 0; i < staircase->level_count; i++) {
        size_t unmet;
        TRY(level_hold(simulation, person, &staircase->levels[i], NULL, &unmet));
        if (unmet)
            return level_hold(simulation, person, &staircase->levels[i], outcome, &unmet);
        outcome->would_be = staircase->levels[i].number;
    }
    return 0;
}

static int person_simulate(struct simulation *simulation, const struct fact_person *person)
{
    const struct content_staircase *staircase = person->staircase;
    size_t index;
    if (!staircase || (simulation->only && !text_equal(simulation->only, staircase->id)) ||
        !seen_find(&simulation->seen, person->key, &index))
        return 0;
    struct stair_outcome *outcome = &simulation->outcomes[index];
    outcome->person = &simulation->seen.people.items[index];
    return outcome_find(simulation, person, simulation->instead ? simulation->instead : staircase, outcome);
}

/* ---- everybody ---- */

static int outcomes_find(struct simulation *simulation)
{
    const struct fact_person *person;
    const struct fact_scope all = {.last = INT64_MAX, .unit_key = simulation->unit_key};
    TRY(facts_begin(simulation->site, all, simulation->arena, &simulation->facts));
    TRY(facts_next(simulation->facts, &person));
    while (person) {
        TRY(person_simulate(simulation, person));
        TRY(facts_next(simulation->facts, &person));
    }
    return 0;
}

static size_t outcomes_close_up(struct simulation *simulation)
{
    size_t count = 0;
    for (size_t i = 0; i < simulation->seen.people.count; i++)
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
    return fail(FAIL_NOT_FOUND, "staircase '%s': no such staircase", simulation->only);
}

static int simulation_run(struct simulation *simulation)
{
    if (simulation->only)
        TRY(staircase_is_published(simulation));
    return outcomes_find(simulation);
}

int stair_simulate(struct site *site, const struct actor *actor, const struct stair_asking *asking, struct arena *arena,
                   struct stair_outcome **ret_outcomes, size_t *ret_count)
{
    CLEANUP(simulation_finish) struct simulation simulation = {.site = site, .arena = arena};
    struct content_staircase *instead = NULL;
    simulation.only = asking->staircase;
    if (asking->file) {
        TRY(staircase_file_read(asking->file, arena, &instead));
        simulation.instead = instead;
        simulation.only = instead->id;
    }
    if (asking->unit) {
        struct unit unit;
        TRY(unit_find(site->records, asking->unit, arena, &unit));
        simulation.unit_key = unit.key;
    }
    TRY(seen_read(site->records, actor, asking->unit, arena, &simulation.seen));
    simulation.outcomes = arena_zeroed(arena, (simulation.seen.people.count + 1) * sizeof *simulation.outcomes);
    TRY(content_read_begin(site->content));
    int result = simulation_run(&simulation);
    content_read_end(site->content);
    if (result != 0)
        return result;
    *ret_outcomes = simulation.outcomes;
    *ret_count = outcomes_close_up(&simulation);
    return 0;
}
