/* Registers and removes leave and part-time; see reschedule.h. */
#include "domain/plan/reschedule.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/plan/plan_change.h"

#define LEAVE_DAYS_MAX (5 * 366)

#define RUNNING_PLANS "SELECT key FROM plan WHERE person_key = ?1 AND (ended_on IS NULL OR ended_on > ?2)"

/* ?1 the person; of those that count running plans, ?2 today. */
static const struct query plans_count = {"plan.running_count", NULL, "SELECT count(*) FROM (" RUNNING_PLANS ")"};
static const struct query shifts_most = {
    "plan_shift.most", NULL,
    "SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM plan_leave WHERE person_key = ?1 AND ended_at IS NULL"
    " AND (last IS NULL OR last >= (SELECT min(start) FROM plan WHERE key IN (" RUNNING_PLANS ")))"
    " UNION ALL SELECT count(*) FROM plan_share WHERE person_key = ?1 AND ended_at IS NULL"
    " AND first >= (SELECT min(start) FROM plan WHERE key IN (" RUNNING_PLANS "))) AS counted"};

/* ?1 the person, ?2 the first day. */
static const struct query leave_at = {
    "plan_leave.at", NULL,
    "SELECT coalesce(last, 2147483647), coalesce(kind, 'leave') FROM plan_leave WHERE person_key = ?1 AND first = ?2"
    " AND ended_at IS NULL ORDER BY key LIMIT 1"};
static const struct query leave_around = {
    "plan_leave.around", NULL,
    "SELECT first, last FROM plan_leave WHERE person_key = ?1 AND ended_at IS NULL AND first < ?2"
    " AND (last IS NULL OR last >= ?3) ORDER BY key LIMIT 1"};
static const struct query leave_insert = {
    "plan_leave.insert", "plan_leave",
    "INSERT INTO plan_leave (key, person_key, first, last, kind, told_by_key, told_on)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM plan_leave), ?1, ?2, ?3, ?4, ?5, ?6) RETURNING *"};
static const struct query leave_change = {
    "plan_leave.change", "plan_leave",
    "UPDATE plan_leave SET last = ?3, kind = ?4, told_by_key = ?5 WHERE person_key = ?1 AND first = ?2"
    " AND ended_at IS NULL RETURNING *"};
static const struct query leave_remove = {
    "plan_leave.take_back", "plan_leave",
    "UPDATE plan_leave SET ended_at = ?3, ended_by_key = ?4 WHERE person_key = ?1 AND first = ?2 AND ended_at IS NULL"
    " RETURNING *"};

static const struct query share_at = {
    "plan_share.at", NULL,
    "SELECT coalesce(max(percent), 0) FROM plan_share WHERE person_key = ?1 AND first = ?2 AND ended_at IS NULL"};
static const struct query share_insert = {
    "plan_share.insert", "plan_share",
    "INSERT INTO plan_share (key, person_key, first, percent, told_on, told_by_key)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM plan_share), ?1, ?2, ?3, ?4, ?5) RETURNING *"};
static const struct query share_remove = {
    "plan_share.take_back", "plan_share",
    "UPDATE plan_share SET ended_at = ?3, ended_by_key = ?4 WHERE person_key = ?1 AND first = ?2 AND ended_at IS NULL"
    " RETURNING *"};

static const char *const kind_words[LEAVE_KINDS] = {
    [LEAVE_PLAIN] = "leave", [LEAVE_PARENTAL] = "parental", [LEAVE_STUDIES] = "studies", [LEAVE_VACATION] = "vacation"};

const char *leave_kind_word(enum leave_kind kind)
{
    return kind_words[kind];
}

bool leave_kind_parse(const char *word, enum leave_kind *ret_kind)
{
    for (size_t i = 0; i < COUNT_OF(kind_words); i++)
        if (text_equal(word, kind_words[i])) {
            *ret_kind = (enum leave_kind)i;
            return true;
        }
    return false;
}

/* ---- what both share ---- */

static int running_check(struct plan_change *act)
{
    int64_t plans = 0, told = 0;
    struct binding of_person = BIND(value_number(act->person->key), value_number(clock_today()));
    TRY(records_number(act->site->records, &plans_count, of_person, 0, &plans));
    if (!plans)
        return plan_fail_none(act->person->id);
    TRY(records_number(act->site->records, &shifts_most, of_person, 0, &told));
    if (told >= DUE_LEAVES_MAX)
        return fail(FAIL_LIMIT, "person '%s': has %d leaves already", act->person->id, DUE_LEAVES_MAX);
    return 0;
}

/* ---- leave ---- */

/* FAIL_RULE if the days are in a leave that began earlier: registered twice, it is one leave. */
static int check_new_days(const struct plan_change *act, const struct leave *leave)
{
    struct rows rows CLEANUP(rows_end) = {0};
    char first[DAY_TEXT_BYTES], last[DAY_TEXT_BYTES];
    int until = leave->last == DAY_NONE ? INT32_MAX : leave->last;
    TRY(records_select(act->site->records, &leave_around,
                       BIND(value_number(act->person->key), value_number(leave->first), value_number(until)), &rows));
    if (rows_next(&rows))
        return fail(FAIL_RULE, "person '%s': the leave %s..%s has these days already", act->person->id,
                    day_format(row_day(&rows, 0), first), day_format(row_day(&rows, 1), last));
    return rows_result(&rows);
}

/* The leave in force that begins on that day, if any: *ret_is_there, and whether it is equal. */
static int leave_look(const struct plan_change *act, const struct leave *leave, bool *ret_is_there, bool *ret_is_same)
{
    struct rows rows CLEANUP(rows_end) = {0};
    int until = leave->last == DAY_NONE ? INT32_MAX : leave->last;
    TRY(records_select(act->site->records, &leave_at, BIND(value_number(act->person->key), value_number(leave->first)),
                       &rows));
    *ret_is_there = rows_next(&rows);
    *ret_is_same =
        *ret_is_there && row_number(&rows, 0) == until && text_equal(row_text(&rows, 1), leave_kind_word(leave->kind));
    return rows_result(&rows);
}

static int leave_write(struct plan_change *act, const struct leave *leave, const char **ret_event)
{
    bool is_there = false, is_same = false;
    TRY(running_check(act));
    TRY(check_new_days(act, leave));
    TRY(leave_look(act, leave, &is_there, &is_same));
    if (is_same)
        return fail(FAIL_RULE, "person '%s': this leave is told already", act->person->id);
    *ret_event = is_there ? "plan.leave_changed" : "plan.leave_told";
    json_put_day(&act->change.json, "from", leave->first);
    json_put_day(&act->change.json, "to", leave->last);
    json_put_string(&act->change.json, "kind", leave_kind_word(leave->kind));
    struct value person = value_number(act->person->key), first = value_number(leave->first);
    struct value last = value_day(leave->last), kind = value_text(leave_kind_word(leave->kind));
    struct value teller = value_key(act->change.actor->key);
    return is_there ? records_write(act->site->records, &leave_change, BIND(person, first, last, kind, teller), NULL)
                    : records_write(act->site->records, &leave_insert,
                                    BIND(person, first, last, kind, teller, value_number(clock_today())), NULL);
}

int plan_add_leave(struct site *site, const struct actor *actor, struct subject_ref person, const struct leave *leave)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    const char *event = "plan.leave_told";
    if (leave->last != DAY_NONE && leave->last < leave->first)
        return fail_at(FAIL_INPUT, REASON_NONE, "last", "leave: ends before it begins");
    if (leave->last != DAY_NONE && leave->last - leave->first >= LEAVE_DAYS_MAX)
        return fail_at(FAIL_INPUT, REASON_NONE, "last", "leave: is longer than five years");
    TRY(plan_check_day(leave->first));
    TRY(plan_change_begin(&act, person, RIGHT_LEAD));
    int result = leave_write(&act, leave, &event);
    return plan_change_end(&act, result, event);
}

/* ---- part-time ---- */

static int share_write(struct plan_change *act, int percent, int first)
{
    struct records *records = act->site->records;
    int64_t before = 0;
    TRY(running_check(act));
    TRY(records_number(records, &share_at, BIND(value_number(act->person->key), value_number(first)), 0, &before));
    if (before == percent)
        return fail(FAIL_RULE, "person '%s': this share is told already", act->person->id);
    json_put_day(&act->change.json, "from", first);
    json_put_number(&act->change.json, "percent", percent);
    if (before)
        TRY(records_write(records, &share_remove,
                          BIND(value_number(act->person->key), value_number(first), value_number(clock_now()),
                               value_key(act->change.actor->key)),
                          NULL));
    return records_write(records, &share_insert,
                         BIND(value_number(act->person->key), value_number(first), value_number(percent),
                              value_number(clock_today()), value_key(act->change.actor->key)),
                         NULL);
}

int plan_add_share(struct site *site, const struct actor *actor, struct subject_ref person, int percent, int first)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    if (percent < 1 || percent > 100)
        return fail_at(FAIL_INPUT, REASON_NONE, "share", "share: %d is not between 1 and 100 percent", percent);
    TRY(plan_check_day(first));
    TRY(plan_change_begin(&act, person, RIGHT_LEAD));
    return plan_change_end(&act, share_write(&act, percent, first), "plan.share_set");
}

/* ---- taking back ---- */

static int take_back_write(struct plan_change *act, int first, bool is_leave)
{
    int64_t key = 0;
    char date[DAY_TEXT_BYTES];
    TRY(records_write(act->site->records, is_leave ? &leave_remove : &share_remove,
                      BIND(value_number(act->person->key), value_number(first), value_number(clock_now()),
                           value_key(act->change.actor->key)),
                      &key));
    json_put_day(&act->change.json, "from", first);
    if (key)
        return 0;
    return is_leave
               ? fail(FAIL_NOT_FOUND, "person '%s': no leave begins on %s", act->person->id, day_format(first, date))
               : fail(FAIL_NOT_FOUND, "person '%s': no share begins on %s", act->person->id, day_format(first, date));
}

int plan_remove_leave(struct site *site, const struct actor *actor, struct subject_ref person, int first)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    TRY(plan_change_begin(&act, person, RIGHT_LEAD));
    return plan_change_end(&act, take_back_write(&act, first, true), "plan.leave_taken_back");
}

int plan_remove_share(struct site *site, const struct actor *actor, struct subject_ref person, int first)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    TRY(plan_change_begin(&act, person, RIGHT_LEAD));
    return plan_change_end(&act, take_back_write(&act, first, false), "plan.share_taken_back");
}

/* ---- listing ---- */

static const struct query shifts_of = {
    "plan_shift.of", NULL,
    "SELECT 1, l.first, l.last, coalesce(l.kind, 'leave'), 0, l.told_on, l.told_by_key, l.key, i.name"
    " FROM " PLAN_LEAVES " LEFT JOIN identity AS i ON i.person_key = l.told_by_key WHERE plan.key = ?1"
    " UNION ALL SELECT 0, s.first, NULL, 'leave', s.percent, coalesce(s.told_on, s.first), s.told_by_key, s.key, i.name"
    " FROM " PLAN_SHARES " LEFT JOIN identity AS i ON i.person_key = s.told_by_key WHERE plan.key = ?1"
    " ORDER BY 2, 1, 8"};

static int reschedule_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    struct reschedule *reschedule = ret_item;
    (void)context;
    *reschedule = (struct reschedule){.is_leave = row_number(rows, 0) != 0,
                                      .leave = {.first = row_day(rows, 1), .last = row_day(rows, 2)},
                                      .percent = (int)row_number(rows, 4),
                                      .told_on = row_day(rows, 5),
                                      .told_by = row_copy(rows, 8, arena),
                                      .key = row_number(rows, 7)};
    return leave_kind_parse(row_text(rows, 3), &reschedule->leave.kind)
               ? 0
               : fail(FAIL_CORRUPT, "leave: is of a kind that is none");
}

int plan_reschedules(struct records *records, int64_t plan_key, struct arena *arena,
                     struct reschedule **ret_reschedules, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &shifts_of, BIND(value_number(plan_key)), &rows));
    return ROWS_COLLECT(&rows, reschedule_read, NULL, arena, ret_reschedules, ret_count);
}
