/* One transaction about one person's plans; see plan_change.h. */
#include "domain/plan/plan_change.h"

#include "base/clock.h"
#include "base/fail.h"

#define AWAY_DAYS_MAX (100 * 366)

void plan_change_finish(struct plan_change *act)
{
    text_finish(&act->data);
    arena_finish(&act->arena);
}

int plan_change_begin(struct plan_change *act)
{
    TRY(records_begin(act->site->records));
    act->json = JSON(&act->data);
    json_object(&act->json);
    return 0;
}

int plan_change_end(struct plan_change *act, int result, const char *event)
{
    if (result == 0) {
        json_end(&act->json);
        result = text_check(&act->data, event);
    }
    return records_end(
        act->site->records, result,
        &(struct event){.actor = act->actor, .kind = event, .about = act->person.rid, .data = text_string(&act->data)});
}

int plan_change_read_person(struct plan_change *act, const char *person_id, enum right right)
{
    TRY(person_find(act->site->records, person_id, &act->arena, &act->person));
    TRY(access_check(act->site->records, act->actor, right, act->person.key));
    if (!text_equal(act->person.status, "active"))
        return fail(FAIL_RULE, "person '%s': the account is not active", person_id);
    return 0;
}

int plan_change_read_plan(struct plan_change *act, const char *programme)
{
    TRY(plan_row_newest(act->site->records, act->person.key, programme, &act->arena, &act->plan));
    if (!act->plan.key && programme)
        return fail_at(FAIL_NOT_FOUND, REASON_NO_PLAN, NULL, "person '%s': has no plan of programme '%s'",
                       act->person.id, programme);
    if (!act->plan.key)
        return plan_fail_none(act->person.id);
    if (act->plan.ended_on != DAY_NONE && act->plan.ended_on <= clock_today())
        return fail(FAIL_RULE, "person '%s': the plan of programme '%s' has ended", act->person.id, programme);
    return 0;
}

int plan_fail_none(const char *person_id)
{
    return fail_at(FAIL_NOT_FOUND, REASON_NO_PLAN, NULL, "person '%s': has no plan that runs", person_id);
}

int plan_check_near(int day)
{
    char shown[DAY_TEXT_BYTES];
    int away = day - clock_today();
    return away > -AWAY_DAYS_MAX && away < AWAY_DAYS_MAX
               ? 0
               : fail(FAIL_INPUT, "'%s' is more than a hundred years away", day_format(day, shown));
}
