/* Adds up a simulation of a changed staircase beside the published one; see trial.h. */
#include "domain/stair/trial.h"

#include "base/fail.h"
#include "domain/people/person_row.h"
#include "domain/people/unit.h"
#include "domain/stair/stair.h"
#include "domain/stair/staircase_file.h"

#include <stdlib.h>
#include <string.h>

/* ---- who asks, about whom ---- */

struct trial_scope {
    struct actor actor; /* as whom it is looked */
    const char *unit;   /* NULL: all */
    int64_t unit_key;
    bool shows_people;
};

static int scope_find(struct site *site, const struct actor *actor, struct arena *arena, struct trial_scope *ret_scope)
{
    struct unit unit;
    *ret_scope = (struct trial_scope){.actor = *actor, .shows_people = access_check_site(actor, SITE_SEE_UNIT) == 0};
    if (!ret_scope->shows_people) {
        ret_scope->actor = actor_trappa;
        return access_check_site(actor, SITE_PUBLISH);
    }
    if (actor->roles & (ROLE_HR | ROLE_OPERATOR))
        return 0;
    TRY(unit_by_key(site->records, actor->unit_key, arena, &unit));
    ret_scope->unit = unit.id;
    ret_scope->unit_key = unit.key;
    return 0;
}

static const struct query people_count = {
    "trial.people", NULL,
    "SELECT count(*) FROM person WHERE status = 'active' AND " PERSON_WORKS_IN(UNIT_AND_BELOW_OR_ALL("?1"))};

/* ---- adding up ---- */

struct adding {
    struct trial *trial;
    struct arena *arena;
};

static void mover_add(struct trial_movers *movers, const struct trial *trial, const struct stair_outcome *outcome)
{
    movers->total++;
    if (trial->shows_people && movers->count < TRIAL_MOVERS_MOST)
        movers->items[movers->count++] = (struct trial_mover){.person_key = outcome->person->key,
                                                              .person = *outcome->person,
                                                              .now = outcome->now,
                                                              .before = outcome->published.level,
                                                              .after = outcome->would_be.level};
}

/* The ids of rules are few and the same strings for everybody on a staircase; NULL when there is no room for more. */
static struct trial_rule *rule_find(struct trial *trial, const char *id)
{
    for (size_t i = 0; i < trial->rule_count; i++)
        if (trial->rules[i].id == id || text_equal(trial->rules[i].id, id))
            return &trial->rules[i];
    if (trial->rule_count == TRIAL_RULES_MOST)
        return NULL;
    trial->rules[trial->rule_count].id = id;
    return &trial->rules[trial->rule_count++];
}

static void outcome_add(struct trial *trial, const struct stair_outcome *outcome)
{
    trial->people++;
    if (outcome->would_be.level > outcome->published.level)
        mover_add(&trial->up, trial, outcome);
    if (outcome->would_be.level < outcome->published.level)
        mover_add(&trial->down, trial, outcome);
    for (size_t i = 0; i < outcome->published.blocked_count; i++) {
        struct trial_rule *rule = rule_find(trial, outcome->published.blocked_by[i]);
        if (rule)
            rule->before++;
    }
    for (size_t i = 0; i < outcome->would_be.blocked_count; i++) {
        struct trial_rule *rule = rule_find(trial, outcome->would_be.blocked_by[i]);
        if (rule)
            rule->after++;
    }
}

static int by_people(const void *a, const void *b)
{
    const struct trial_rule *left = a, *right = b;
    if (left->after != right->after)
        return right->after - left->after;
    if (left->before != right->before)
        return right->before - left->before;
    return strcmp(left->id, right->id);
}

static void withhold(int *figure)
{
    if (*figure > 0 && *figure < TRIAL_FEW)
        *figure = TRIAL_WITHHELD;
}

static void trial_withhold(struct trial *trial)
{
    withhold(&trial->people);
    withhold(&trial->up.total);
    withhold(&trial->down.total);
    for (size_t i = 0; i < trial->rule_count; i++) {
        withhold(&trial->rules[i].before);
        withhold(&trial->rules[i].after);
    }
}

static void trial_begin(struct trial *trial, struct arena *arena)
{
    trial->up.items = arena_zeroed(arena, TRIAL_MOVERS_MOST * sizeof *trial->up.items);
    trial->down.items = arena_zeroed(arena, TRIAL_MOVERS_MOST * sizeof *trial->down.items);
    trial->rules = arena_zeroed(arena, TRIAL_RULES_MOST * sizeof *trial->rules);
}

static int outcomes_add(struct site *site, const struct trial_scope *scope, const struct content_staircase *instead,
                        struct arena *arena, struct trial *trial)
{
    struct stair_outcome *outcomes;
    size_t count;
    const struct stair_asking asking = {.instead = instead, .unit = scope->unit};
    TRY(stair_simulate(site, &scope->actor, &asking, arena, &outcomes, &count));
    trial_begin(trial, arena);
    for (size_t i = 0; i < count; i++)
        outcome_add(trial, &outcomes[i]);
    if (trial->rule_count)
        qsort(trial->rules, trial->rule_count, sizeof *trial->rules, by_people);
    if (!scope->shows_people)
        trial_withhold(trial);
    return 0;
}

int trial_run(struct site *site, const struct actor *actor, const struct trial_asking *asking, struct arena *arena,
              struct findings *findings, struct trial *ret_trial)
{
    const struct staircase_draft draft = {asking->bytes, asking->length};
    struct content_staircase *instead;
    struct trial_scope scope;
    int64_t people = 0;
    TRY(scope_find(site, actor, arena, &scope));
    if (asking->length > TRIAL_BYTES_MOST)
        return fail(FAIL_LIMIT, "the staircase: larger than %zu bytes", TRIAL_BYTES_MOST);
    TRY(staircase_draft_read(site->content, &draft, arena, findings, &instead));
    if (!instead)
        return fail(FAIL_INPUT, "this is no staircase yet; what is wrong is listed");
    *ret_trial = (struct trial){.staircase = instead->id, .shows_people = scope.shows_people};
    TRY(records_number(site->records, &people_count, BIND(of_key(scope.unit_key)), 0, &people));
    ret_trial->is_too_large = asking->people_most && (size_t)people > asking->people_most;
    return ret_trial->is_too_large ? 0 : outcomes_add(site, &scope, instead, arena, ret_trial);
}

int trial_text(struct site *site, const char *id, struct text *into)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct content_staircase *staircases;
    size_t count;
    TRY(content_staircases(site->content, &arena, &staircases, &count));
    for (size_t i = 0; i < count; i++)
        if (!id || text_equal(staircases[i].id, id)) {
            staircase_write(&staircases[i], into);
            return 0;
        }
    return id ? fail(FAIL_NOT_FOUND, "staircase '%s': no such staircase", id)
              : fail(FAIL_NOT_FOUND, "no staircase is published");
}
