/* Finds what leads to a competence, and what nothing leads to; see competence_paths.h. */
#include "domain/staircase/competence_paths.h"

#include "base/fail.h"
#include "domain/people/access.h"
#include "domain/staircase/explain.h"
#include "domain/staircase/rule.h"

int competence_paths_to(struct content *content, const char *competence, struct arena *arena,
                        struct competence_paths *ret_paths)
{
    *ret_paths = (struct competence_paths){0};
    TRY(content_path(content, competence, arena, &ret_paths->items, &ret_paths->count));
    for (size_t i = 0; i < ret_paths->count; i++)
        if (ret_paths->items[i].autonomy > ret_paths->highest)
            ret_paths->highest = ret_paths->items[i].autonomy;
    return 0;
}

/* ---- gaps ---- */

const char *gap_kind_word(enum gap_kind kind)
{
    static const char *const words[GAP_COUNT] = {
        [GAP_NO_STEP] = "no-step",
        [GAP_FEW_STEPS] = "few-steps",
        [GAP_LOW_STEPS] = "low-steps",
        [GAP_NO_PROGRAMME] = "no-programme",
    };
    return words[kind];
}

struct gaps {
    struct content *content;
    struct arena *arena;
    struct staircase_gap *items;
    size_t count;
};

static void gap_add(struct gaps *gaps, const struct staircase_gap *where, enum gap_kind kind, int steps, int need)
{
    struct staircase_gap *gap = &gaps->items[gaps->count++];
    *gap = *where;
    gap->kind = kind;
    gap->steps = steps;
    gap->need = need;
    gap->id = rule_id(where->rule, gaps->arena);
}

static int competence_look(struct gaps *gaps, struct staircase_gap *where)
{
    const struct content_rule *rule = where->rule;
    struct competence_paths competence_paths;
    int need = rule->observed ? rule->observed : 1;
    TRY(competence_paths_to(gaps->content, rule->which, gaps->arena, &competence_paths));
    where->title = staircase_competence_title(where->staircase, rule->which);
    if (!competence_paths.count)
        gap_add(gaps, where, GAP_NO_STEP, 0, need);
    else if ((int)competence_paths.count < need)
        gap_add(gaps, where, GAP_FEW_STEPS, (int)competence_paths.count, need);
    else if (competence_paths.highest < rule->autonomy)
        gap_add(gaps, where, GAP_LOW_STEPS, competence_paths.highest, rule->autonomy);
    return 0;
}

static int programme_look(struct gaps *gaps, struct staircase_gap *where)
{
    struct content_entries entries = {0};
    int result = content_programme_steps(gaps->content, where->rule->which, gaps->arena, &entries);
    if (result != 0 && result != FAIL_NOT_FOUND)
        return result;
    where->title = where->rule->which;
    if (!entries.count)
        gap_add(gaps, where, GAP_NO_PROGRAMME, 0, 1);
    return 0;
}

static int level_look(struct gaps *gaps, const struct content_staircase *staircase, const struct content_level *level)
{
    for (size_t i = 0; i < level->rule_count; i++) {
        struct staircase_gap where = {.staircase = staircase, .level = level, .rule = &level->rules[i]};
        if (where.rule->kind == RULE_COMPETENCE)
            TRY(competence_look(gaps, &where));
        else if (where.rule->kind == RULE_PROGRAMME)
            TRY(programme_look(gaps, &where));
    }
    return 0;
}

static size_t rules_most(const struct content_staircase *staircases, size_t count)
{
    size_t most = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < staircases[i].level_count; j++)
            most += staircases[i].levels[j].rule_count;
    return most;
}

int staircase_gaps(struct site *site, const struct actor *actor, struct arena *arena, struct staircase_gap **ret_gaps,
                   size_t *ret_count)
{
    struct gaps gaps = {.content = site->content, .arena = arena};
    struct content_staircase *staircases;
    size_t count;
    TRY(access_check_site(actor, SITE_SEE_CURRICULUM));
    TRY(content_staircases(site->content, arena, &staircases, &count));
    gaps.items = arena_zeroed(arena, (rules_most(staircases, count) + 1) * sizeof *gaps.items);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < staircases[i].level_count; j++)
            TRY(level_look(&gaps, &staircases[i], &staircases[i].levels[j]));
    *ret_gaps = gaps.items;
    *ret_count = gaps.count;
    return 0;
}
