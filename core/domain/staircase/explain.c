/* Computes what a person has met and what is missing for the next level; see staircase.h and explain.h. */
#include "domain/staircase/staircase.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/staircase/competence_paths.h"
#include "domain/staircase/explain.h"
#include "domain/staircase/rule.h"

#include <assert.h>
#include <string.h>

const struct content_level *staircase_level_of(const struct content_staircase *staircase, int number)
{
    for (size_t i = 0; staircase && i < staircase->level_count; i++)
        if (staircase->levels[i].number == number)
            return &staircase->levels[i];
    return NULL;
}

/* ---- what a rule is called, and what leads to it ---- */

const char *staircase_competence_title(const struct content_staircase *staircase, const char *id)
{
    assert(staircase);
    for (size_t i = 0; i < staircase->competence_count; i++)
        if (text_equal(staircase->competences[i].id, id))
            return staircase->competences[i].title;
    return id;
}

static int title_find(struct content *content, const struct content_staircase *staircase, struct arena *arena,
                      struct staircase_rule *rule)
{
    struct content_programme programme;
    int result = 0;
    if (rule->rule->kind == RULE_RESPONSIBILITY)
        rule->title = rule->rule->which;
    else if (rule->rule->kind == RULE_COMPETENCE)
        rule->title = staircase_competence_title(staircase, rule->rule->which);
    else if (rule->rule->kind == RULE_PROGRAMME) {
        rule->title = rule->rule->which;
        result = content_programme(content, rule->rule->which, arena, &programme);
        if (result == 0)
            rule->title = programme.title;
    }
    return result == FAIL_NOT_FOUND ? 0 : result;
}

/* The planned ones first, in the order of the list otherwise. */
static void offers_sort(struct staircase_rule *rule)
{
    size_t planned = 0;
    for (size_t i = 0; i < rule->offer_count; i++) {
        if (!rule->offers[i].is_planned)
            continue;
        struct staircase_offer offer = rule->offers[i];
        memmove(&rule->offers[planned + 1], &rule->offers[planned], (i - planned) * sizeof offer);
        rule->offers[planned++] = offer;
    }
}

/* True if a signature on the step counts towards the rule already. */
static bool is_counted(const struct staircase_explanation *explaining, const struct content_rule *rule,
                       const char *step)
{
    const struct competence_person *person = explaining->person;
    for (size_t i = 0; i < person->signature_count; i++)
        if (text_equal(person->signatures[i].step, step) &&
            rule_counts(explaining->record, rule, &person->signatures[i]))
            return true;
    return false;
}

/* Steps that lead there and do not count already; with too few of them there is a gap, and no date can be given. */
static int offers_find(struct content *content, struct staircase_explanation *explaining, struct staircase_rule *rule)
{
    struct competence_paths competence_paths;
    TRY(competence_paths_to(content, rule->rule->which, explaining->arena, &competence_paths));
    rule->offers = arena_zeroed(explaining->arena, (competence_paths.count + 1) * sizeof *rule->offers);
    for (size_t i = 0; i < competence_paths.count; i++) {
        const struct content_path *step = &competence_paths.items[i];
        if (is_counted(explaining, rule->rule, step->step))
            continue;
        rule->offers[rule->offer_count++] =
            (struct staircase_offer){step->step, step->title, step->programme,
                                     map_get(&explaining->planned, step->step) &&
                                         !competence_record_is_finished(explaining->record, step->step)};
    }
    offers_sort(rule);
    if (rule->have + (int)rule->offer_count < rule->need)
        rule->earliest = DAY_NONE;
    return 0;
}

/* ---- the whole ---- */

int staircase_rules_test(struct site *site, struct staircase_explanation *explaining,
                         const struct content_staircase *staircase, const struct content_level *level,
                         struct staircase_rule **ret_rules)
{
    struct staircase_rule *rules = arena_zeroed(explaining->arena, (level->rule_count + 1) * sizeof *rules);
    for (size_t i = 0; i < level->rule_count; i++) {
        TRY(rule_test(explaining->record, explaining->person, &level->rules[i], &rules[i]));
        rules[i].id = rule_id(&level->rules[i], explaining->arena);
        TRY(title_find(site->content, staircase, explaining->arena, &rules[i]));
        if (!rules[i].is_met && rules[i].rule->kind == RULE_COMPETENCE)
            TRY(offers_find(site->content, explaining, &rules[i]));
    }
    *ret_rules = rules;
    return 0;
}

/* What was signed; how the person sees it is in self_assessment.c. */
static void competences_count(const struct staircase_explanation *explaining, struct staircase_view *view)
{
    const struct content_staircase *staircase = view->staircase;
    view->competence_count = staircase->competence_count;
    view->competences = arena_zeroed(explaining->arena, (staircase->competence_count + 1) * sizeof *view->competences);
    for (size_t i = 0; i < staircase->competence_count; i++) {
        struct staircase_competence *competence = &view->competences[i];
        int number = competence_record_competence(explaining->record, staircase->competences[i].id);
        *competence = (struct staircase_competence){.competence = &staircase->competences[i], .own_since = DAY_NONE};
        for (size_t j = 0; j < explaining->person->signature_count && number; j++) {
            const struct competence_signoff *signature = &explaining->person->signatures[j];
            if (signature->competence != number)
                continue;
            competence->given = signature->autonomy > competence->given ? signature->autonomy : competence->given;
            competence->signoffs++;
            competence->observed += signature->evidence == EVIDENCE_OBSERVED;
        }
    }
}

static void rules_sum(struct staircase_view *view)
{
    view->earliest = clock_today();
    for (size_t i = 0; i < view->rule_count; i++) {
        const struct staircase_rule *rule = &view->rules[i];
        view->met_count += rule->is_met;
        if (rule->is_met || view->earliest == DAY_NONE)
            continue;
        if (rule->earliest == DAY_NONE || rule->earliest > view->earliest)
            view->earliest = rule->earliest;
    }
    view->is_met = view->met_count == view->rule_count;
}

void staircase_explanation_finish(struct staircase_explanation *explaining)
{
    competence_record_close(&explaining->record);
    map_finish(&explaining->planned);
}

/* The steps of the plans that run. */
static int planned_read(struct site *site, struct staircase_explanation *explaining, int64_t person_key)
{
    static const struct query running = {"stair.programmes", NULL,
                                         "SELECT programme FROM plan WHERE person_key = ?1"
                                         " AND (ended_on IS NULL OR ended_on > ?2) ORDER BY key"};
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(site->records, &running, BIND(value_number(person_key), value_number(clock_today())), &rows));
    while (rows_next(&rows)) {
        struct content_entries entries = {0};
        int result = content_programme_steps(site->content, row_text(&rows, 0), explaining->arena, &entries);
        if (result != 0 && result != FAIL_NOT_FOUND)
            return result;
        for (size_t i = 0; i < entries.count; i++)
            map_put(&explaining->planned, entries.items[i].id, &entries.items[i]);
    }
    return rows_result(&rows);
}

int staircase_explanation_begin(struct site *site, int64_t person_key, struct arena *arena,
                                struct staircase_explanation *ret_explaining)
{
    ret_explaining->arena = arena;
    TRY(planned_read(site, ret_explaining, person_key));
    TRY(competence_record_open(site, person_scope_of(person_key), arena, &ret_explaining->record));
    TRY(competence_record_next(ret_explaining->record, &ret_explaining->person));
    return ret_explaining->person ? 0 : fail(FAIL_NOT_FOUND, "there is nobody by that id any more");
}

int staircase_show(struct site *site, const struct subject *subject, struct arena *arena,
                   struct staircase_view *ret_view)
{
    CLEANUP(staircase_explanation_finish) struct staircase_explanation explaining = {0};
    TRY(subject_check(subject, RIGHT_SEE_DATES));
    TRY(staircase_explanation_begin(site, subject->person.key, arena, &explaining));
    const struct content_staircase *staircase = explaining.person->staircase;
    *ret_view = (struct staircase_view){.person = subject->person,
                                        .staircase = staircase,
                                        .level = explaining.person->level,
                                        .now = staircase_level_of(staircase, explaining.person->level),
                                        .next = staircase_level_of(staircase, explaining.person->level + 1),
                                        .earliest = DAY_NONE,
                                        .shows_own = subject_may(subject, RIGHT_SEE_COMMENTS)};
    if (staircase)
        competences_count(&explaining, ret_view);
    if (ret_view->shows_own)
        TRY(self_assessment_read(site->records, ret_view));
    if (!ret_view->next)
        return 0;
    ret_view->rule_count = ret_view->next->rule_count;
    TRY(staircase_rules_test(site, &explaining, staircase, ret_view->next, &ret_view->rules));
    rules_sum(ret_view);
    return 0;
}
