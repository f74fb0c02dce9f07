/* Keeps planned and actual numbers of cases; see caseload.h. */
#include "domain/plan/caseload.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/plan/plan_change.h"

#include <assert.h>
#include <string.h>

static const struct query weeks_of = {
    "caseload.of", NULL, "SELECT week, planned, actual FROM caseload WHERE plan_key = ?1 ORDER BY week LIMIT 1000"};
static const struct query planned_clear = {
    "caseload.clear", "caseload",
    "UPDATE caseload SET planned = NULL, planned_by_key = ?2, planned_at = ?3 WHERE plan_key = ?1"
    " AND planned IS NOT NULL RETURNING *"};
static const struct query planned_put = {
    "caseload.plan", "caseload",
    "INSERT INTO caseload (plan_key, week, planned, planned_by_key, planned_at) VALUES (?1, ?2, ?3, ?4, ?5)"
    " ON CONFLICT (plan_key, week) DO UPDATE SET planned = excluded.planned,"
    " planned_by_key = excluded.planned_by_key, planned_at = excluded.planned_at RETURNING *"};
static const struct query actual_put = {
    "caseload.tell", "caseload",
    "INSERT INTO caseload (plan_key, week, actual, actual_by_key, actual_at) VALUES (?1, ?2, ?3, ?4, ?5)"
    " ON CONFLICT (plan_key, week) DO UPDATE SET actual = excluded.actual, actual_by_key = excluded.actual_by_key,"
    " actual_at = excluded.actual_at RETURNING *"};

int day_monday(int day)
{
    return day - day_weekday(day);
}

/* ---- reading ---- */

int caseload_of(struct site *site, const struct subject *subject, const struct plan *plan, struct arena *arena,
                struct caseload_week **ret_weeks, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    int first = day_monday(plan->start);
    assert(subject->person.key == plan->person.key);
    TRY(subject_check(subject, RIGHT_SEE_DATES));
    *ret_weeks = arena_zeroed(arena, CASELOAD_WEEKS_MAX * sizeof **ret_weeks);
    *ret_count = 0;
    for (int i = 0; i < CASELOAD_WEEKS_MAX; i++)
        (*ret_weeks)[i] = (struct caseload_week){first + 7 * i, CASELOAD_NONE, CASELOAD_NONE};
    TRY(records_select(site->records, &weeks_of, BIND(value_number(plan->key)), &rows));
    while (rows_next(&rows)) {
        int index = (row_day(&rows, 0) - first) / 7;
        if (index < 0 || index >= CASELOAD_WEEKS_MAX || (row_is_null(&rows, 1) && row_is_null(&rows, 2)))
            continue;
        (*ret_weeks)[index].planned = row_is_null(&rows, 1) ? CASELOAD_NONE : (int)row_number(&rows, 1);
        (*ret_weeks)[index].actual = row_is_null(&rows, 2) ? CASELOAD_NONE : (int)row_number(&rows, 2);
        *ret_count = (size_t)index + 1;
    }
    return rows_result(&rows);
}

/* ---- telling ---- */

struct ramp {
    int numbers[CASELOAD_WEEKS_MAX];
    size_t count;
};

static int ramp_read(const char *words, struct arena *arena, struct ramp *ret_ramp)
{
    ret_ramp->count = 0;
    for (const char *at = words + strspn(words, " ,;\t"); *at; at += strspn(at, " ,;\t")) {
        size_t length = strcspn(at, " ,;\t");
        int64_t number = 0;
        const char *word = arena_copy_bytes(arena, at, length);
        if (!text_to_number(word, 0, CASELOAD_MAX, &number))
            return fail_at(FAIL_INPUT, REASON_NONE, "planned", "'%s' is not a number of cases from 0 to %d", word,
                           CASELOAD_MAX);
        if (ret_ramp->count == CASELOAD_WEEKS_MAX)
            return fail_at(FAIL_INPUT, REASON_NONE, "planned", "a plan has at most %d weeks of cases",
                           CASELOAD_WEEKS_MAX);
        ret_ramp->numbers[ret_ramp->count++] = (int)number;
        at += length;
    }
    return 0;
}

static int plan_write(struct plan_change *act, const char *programme, const char *words)
{
    struct records *records = act->site->records;
    struct ramp ramp;
    TRY(plan_change_read_plan(act, programme));
    TRY(ramp_read(words, &act->change.arena, &ramp));
    json_put_string(&act->change.json, "programme", act->plan.programme);
    json_put_number(&act->change.json, "weeks", (int64_t)ramp.count);
    TRY(records_write(records, &planned_clear,
                      BIND(value_number(act->plan.key), value_key(act->change.actor->key), value_number(clock_now())),
                      NULL));
    for (size_t i = 0; i < ramp.count; i++)
        TRY(records_write(records, &planned_put,
                          BIND(value_number(act->plan.key), value_day(day_monday(act->plan.start) + 7 * (int)i),
                               value_number(ramp.numbers[i]), value_key(act->change.actor->key),
                               value_number(clock_now())),
                          NULL));
    return 0;
}

int caseload_plan(struct site *site, const struct actor *actor, struct subject_ref person, const char *programme,
                  const char *ramp)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    TRY(plan_change_begin(&act, person, RIGHT_LEAD));
    return plan_change_end(&act, plan_write(&act, programme, ramp), "plan.caseload_planned");
}

static int report_check(const struct subject *subject)
{
    return subject_check_either(subject, RIGHT_LEARN, RIGHT_SIGN);
}

static int tell_write(struct plan_change *act, const char *programme, const struct caseload_week *week)
{
    char date[DAY_TEXT_BYTES];
    TRY(plan_change_read_plan(act, programme));
    int first = day_monday(act->plan.start);
    if (week->monday < first || week->monday >= first + 7 * CASELOAD_WEEKS_MAX)
        return fail_at(FAIL_INPUT, REASON_NONE, "week", "the week of %s is not in the plan",
                       day_format(week->monday, date));
    if (week->monday > clock_today())
        return fail_at(FAIL_INPUT, REASON_NONE, "week", "the week of %s has not begun", day_format(week->monday, date));
    if (week->actual < 0 || week->actual > CASELOAD_MAX)
        return fail_at(FAIL_INPUT, REASON_NONE, "actual", "'%d' is not a number of cases from 0 to %d", week->actual,
                       CASELOAD_MAX);
    json_put_string(&act->change.json, "programme", act->plan.programme);
    json_put_day(&act->change.json, "week", week->monday);
    json_put_number(&act->change.json, "cases", week->actual);
    return records_write(act->site->records, &actual_put,
                         BIND(value_number(act->plan.key), value_day(week->monday), value_number(week->actual),
                              value_key(act->change.actor->key), value_number(clock_now())),
                         NULL);
}

int caseload_report(struct site *site, const struct actor *actor, struct subject_ref person, const char *programme,
                    int day, int cases)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    struct caseload_week week = {.monday = day_monday(day), .actual = cases};
    TRY(plan_change_begin_checked(&act, person, report_check));
    return plan_change_end(&act, tell_write(&act, programme, &week), "plan.caseload_told");
}
