/* Tests rules against competence records; see rule.h. What each kind counts is in docs/rules.md, "Staircase". */
#include "domain/staircase/rule.h"

#include "base/clock.h"

const char *rule_id(const struct content_rule *rule, struct arena *arena)
{
    switch (rule->kind) {
    case RULE_MONTHS:
        return arena_format(arena, "months %d", rule->months);
    case RULE_PROGRAMME:
        return arena_format(arena, "programme %s", rule->which);
    case RULE_COMPETENCE:
        if (rule->observed)
            return arena_format(arena, "competence %s %d observed %d", rule->which, rule->autonomy, rule->observed);
        return arena_format(arena, "competence %s %d", rule->which, rule->autonomy);
    case RULE_RESPONSIBILITY:
        break;
    }
    return rule->which;
}

/* Whole months from `since` to today; 0 while it is to come. */
static int months_passed(int since, int today)
{
    int months = 0;
    if (since == DAY_NONE || since > today)
        return 0;
    for (months = (today - since) / 31; day_add_months(since, months + 1) <= today; months++)
        ;
    return months;
}

static void months_hold(const struct competence_person *person, struct staircase_rule *rule)
{
    int months = rule->rule->months, today = clock_today();
    rule->need = months;
    rule->have = months_passed(person->since, today);
    rule->earliest = person->since == DAY_NONE ? day_add_months(today, months) : day_add_months(person->since, months);
}

bool rule_counts(const struct competence_record *record, const struct content_rule *rule,
                 const struct competence_signoff *signature)
{
    return signature->competence == competence_record_competence(record, rule->which) &&
           signature->autonomy >= rule->autonomy && (!rule->observed || signature->evidence == EVIDENCE_OBSERVED);
}

static void competence_hold(const struct competence_record *record, const struct competence_person *person,
                            struct staircase_rule *rule)
{
    rule->need = rule->rule->observed ? rule->rule->observed : 1;
    for (size_t i = 0; i < person->signature_count; i++)
        rule->have += rule_counts(record, rule->rule, &person->signatures[i]);
}

int rule_test(struct competence_record *record, const struct competence_person *person, const struct content_rule *rule,
              struct staircase_rule *ret_rule)
{
    *ret_rule = (struct staircase_rule){.rule = rule, .earliest = clock_today(), .need = 1};
    switch (rule->kind) {
    case RULE_MONTHS:
        months_hold(person, ret_rule);
        break;
    case RULE_PROGRAMME:
        TRY(competence_record_programme(record, rule->which, &ret_rule->have, &ret_rule->need));
        if (!ret_rule->need) { /* a programme that is gone, or has nothing for this person, is never done */
            ret_rule->need = 1;
            ret_rule->earliest = DAY_NONE;
        }
        break;
    case RULE_COMPETENCE:
        competence_hold(record, person, ret_rule);
        break;
    case RULE_RESPONSIBILITY:
        ret_rule->have = competence_record_is_confirmed(record, rule->which);
        break;
    }
    ret_rule->is_met = ret_rule->have >= ret_rule->need;
    return 0;
}
