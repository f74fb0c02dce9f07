/* Computes a level preview from a simulation of the changed staircase beside the published one; see level_preview.h. */
#include "domain/staircase/level_preview.h"

#include "base/fail.h"
#include "domain/people/person_row.h"
#include "domain/people/unit.h"
#include "domain/staircase/staircase.h"
#include "domain/staircase/staircase_file.h"

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
    *ret_scope = (struct trial_scope){.actor = *actor, .shows_people = access_may_site(actor, SITE_SEE_UNIT)};
    if (!ret_scope->shows_people) {
        ret_scope->actor = actor_trappa;
        return access_check_site(actor, SITE_PUBLISH);
    }
    TRY(unit_choose(site->records, actor, NULL, arena, &unit));
    ret_scope->unit = unit.id;
    ret_scope->unit_key = unit.key;
    return 0;
}

static const struct query people_count = {
    "trial.people", NULL,
    "SELECT count(*) FROM person WHERE status = 'active' AND " PERSON_WORKS_IN(UNIT_AND_BELOW_OR_ALL("?1"))};

/* ---- adding up ---- */

struct adding {
    struct level_preview *preview;
    struct arena *arena;
};

static void mover_add(struct level_preview_movers *movers, const struct level_preview *preview,
                      const struct staircase_outcome *outcome)
{
    movers->total++;
    if (preview->shows_people && movers->count < LEVEL_PREVIEW_MOVERS_MAX)
        movers->items[movers->count++] = (struct level_preview_mover){.person_key = outcome->person->key,
                                                                      .person = *outcome->person,
                                                                      .now = outcome->now,
                                                                      .before = outcome->published.level,
                                                                      .after = outcome->would_be.level};
}

/* The ids of rules are few and the same strings for everybody on a staircase; NULL when there is no room for more. */
static struct level_preview_rule *rule_find(struct level_preview *preview, const char *id)
{
    for (size_t i = 0; i < preview->rule_count; i++)
        if (preview->rules[i].id == id || text_equal(preview->rules[i].id, id))
            return &preview->rules[i];
    if (preview->rule_count == LEVEL_PREVIEW_RULES_MAX)
        return NULL;
    preview->rules[preview->rule_count].id = id;
    return &preview->rules[preview->rule_count++];
}

static void outcome_add(struct level_preview *preview, const struct staircase_outcome *outcome)
{
    preview->people++;
    if (outcome->would_be.level > outcome->published.level)
        mover_add(&preview->up, preview, outcome);
    if (outcome->would_be.level < outcome->published.level)
        mover_add(&preview->down, preview, outcome);
    for (size_t i = 0; i < outcome->published.blocked_count; i++) {
        struct level_preview_rule *rule = rule_find(preview, outcome->published.blocked_by[i]);
        if (rule)
            rule->before++;
    }
    for (size_t i = 0; i < outcome->would_be.blocked_count; i++) {
        struct level_preview_rule *rule = rule_find(preview, outcome->would_be.blocked_by[i]);
        if (rule)
            rule->after++;
    }
}

static int by_people(const void *a, const void *b)
{
    const struct level_preview_rule *left = a, *right = b;
    if (left->after != right->after)
        return right->after - left->after;
    if (left->before != right->before)
        return right->before - left->before;
    return strcmp(left->id, right->id);
}

static void withhold(int *figure)
{
    if (*figure > 0 && access_is_few(*figure))
        *figure = LEVEL_PREVIEW_WITHHELD;
}

static void trial_withhold(struct level_preview *preview)
{
    withhold(&preview->people);
    withhold(&preview->up.total);
    withhold(&preview->down.total);
    for (size_t i = 0; i < preview->rule_count; i++) {
        withhold(&preview->rules[i].before);
        withhold(&preview->rules[i].after);
    }
}

static void trial_begin(struct level_preview *preview, struct arena *arena)
{
    preview->up.items = arena_zeroed(arena, LEVEL_PREVIEW_MOVERS_MAX * sizeof *preview->up.items);
    preview->down.items = arena_zeroed(arena, LEVEL_PREVIEW_MOVERS_MAX * sizeof *preview->down.items);
    preview->rules = arena_zeroed(arena, LEVEL_PREVIEW_RULES_MAX * sizeof *preview->rules);
}

static int outcomes_add(struct site *site, const struct trial_scope *scope, const struct content_staircase *instead,
                        struct arena *arena, struct level_preview *preview)
{
    struct staircase_outcome *outcomes;
    size_t count;
    const struct staircase_request asking = {.instead = instead, .unit = scope->unit};
    TRY(staircase_simulate(site, &scope->actor, &asking, arena, &outcomes, &count));
    trial_begin(preview, arena);
    for (size_t i = 0; i < count; i++)
        outcome_add(preview, &outcomes[i]);
    if (preview->rule_count)
        qsort(preview->rules, preview->rule_count, sizeof *preview->rules, by_people);
    if (!scope->shows_people)
        trial_withhold(preview);
    return 0;
}

int level_preview_run(struct site *site, const struct actor *actor, const struct level_preview_request *asking,
                      struct arena *arena, struct findings *findings, struct level_preview *ret_preview)
{
    const struct staircase_draft draft = {asking->bytes, asking->length};
    struct content_staircase *instead;
    struct trial_scope scope;
    int64_t people = 0;
    TRY(scope_find(site, actor, arena, &scope));
    if (asking->length > LEVEL_PREVIEW_BYTES_MAX)
        return fail_at(FAIL_LIMIT, REASON_NONE, "staircase", "the staircase: larger than %zu bytes",
                       LEVEL_PREVIEW_BYTES_MAX);
    TRY(staircase_draft_read(site->content, &draft, arena, findings, &instead));
    if (!instead)
        return fail_at(FAIL_INPUT, REASON_NONE, "staircase", "this is no staircase yet; what is wrong is listed");
    *ret_preview = (struct level_preview){.staircase = instead->id, .shows_people = scope.shows_people};
    TRY(records_number(site->records, &people_count, BIND(value_key(scope.unit_key)), 0, &people));
    ret_preview->is_too_large = asking->people_most && (size_t)people > asking->people_most;
    return ret_preview->is_too_large ? 0 : outcomes_add(site, &scope, instead, arena, ret_preview);
}

int level_preview_text(struct site *site, const char *id, struct text *into)
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
    return id ? fail_at(FAIL_NOT_FOUND, REASON_STAIRCASE_UNKNOWN, NULL, "staircase '%s': no such staircase", id)
              : fail_at(FAIL_NOT_FOUND, REASON_STAIRCASE_UNKNOWN, NULL, "no staircase is published");
}
