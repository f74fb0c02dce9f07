/* One transaction about one person's plans; see plan_change.h. */
#include "domain/plan/plan_change.h"

#include "base/clock.h"
#include "base/fail.h"

#define AWAY_DAYS_MAX (100 * 366)

void plan_change_finish(struct plan_change *act)
{
    change_finish(&act->change);
}

/* The rest of beginning, once the change has begun. */
static int active_check(struct plan_change *act)
{
    act->person = &act->change.subject.person;
    if (text_equal(act->person->status, "active"))
        return 0;
    return records_end_unchanged(act->change.records, fail(FAIL_RULE, "person '%s': the account is not active",
                                                           subject_name(&act->change.subject)));
}

int plan_change_begin(struct plan_change *act, struct subject_ref person, enum right right)
{
    TRY(change_begin(&act->change, person, right));
    return active_check(act);
}

int plan_change_begin_ending(struct plan_change *act, struct subject_ref person, enum right right)
{
    TRY(change_begin(&act->change, person, right));
    act->person = &act->change.subject.person;
    return 0;
}

int plan_change_begin_checked(struct plan_change *act, struct subject_ref person,
                              int (*check)(const struct subject *subject))
{
    TRY(change_begin_checked(&act->change, person, check));
    return active_check(act);
}

int plan_change_end(struct plan_change *act, int result, const char *event)
{
    return change_end(&act->change, result, event);
}

int plan_change_read_plan(struct plan_change *act, const char *programme)
{
    TRY(plan_row_newest(act->site->records, act->person->key, programme, &act->change.arena, &act->plan));
    if (!act->plan.key && programme)
        return fail_at(FAIL_NOT_FOUND, REASON_NO_PLAN, NULL, "person '%s': has no plan of programme '%s'",
                       act->person->id, programme);
    if (!act->plan.key)
        return plan_fail_none(act->person->id);
    if (act->plan.ended_on != DAY_NONE && act->plan.ended_on <= clock_today())
        return fail(FAIL_RULE, "person '%s': the plan of programme '%s' has ended", act->person->id, programme);
    return 0;
}

int plan_fail_none(const char *person_id)
{
    return fail_at(FAIL_NOT_FOUND, REASON_NO_PLAN, NULL, "person '%s': has no plan that runs", person_id);
}

int plan_check_day(int day)
{
    char shown[DAY_TEXT_BYTES];
    int away = day - clock_today();
    return away > -AWAY_DAYS_MAX && away < AWAY_DAYS_MAX
               ? 0
               : fail(FAIL_INPUT, "'%s' is more than a hundred years away", day_format(day, shown));
}
