/* Starts and ends plans; see plan.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/plan/plan_change.h"
#include "domain/progress/progress.h"
#include "domain/records/module.h"

static const struct query plan_insert = {
    "plan.insert", "plan",
    "INSERT INTO plan (key, person_key, programme, start)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM plan), ?1, ?2, ?3) RETURNING *"};
static const struct query plan_running_of = {
    "plan.running_of", NULL,
    "SELECT count(*) FROM plan WHERE person_key = ?1 AND programme = ?2 AND (ended_on IS NULL OR ended_on > ?3)"};
static const struct query plan_start_set = {"plan.move", "plan",
                                            "UPDATE plan SET start = ?2 WHERE key = ?1 RETURNING *"};
static const struct query plan_close = {
    "plan.end", "plan",
    "UPDATE plan SET ended_on = ?2, ended_by_key = ?3, ended_remark_key = ?4 WHERE key = ?1 RETURNING *"};

/* ?1 the person, ?2 today. */
static const struct query plans_running = {
    "plan.running_any", NULL,
    "SELECT count(*) FROM plan WHERE person_key = ?1 AND (ended_on IS NULL OR ended_on > ?2)"};
static const struct query leave_open = {
    "plan_leave.open", NULL,
    "SELECT first, coalesce(kind, 'leave') FROM plan_leave WHERE person_key = ?1 AND ended_at IS NULL"
    " AND last IS NULL AND first < ?2 ORDER BY first LIMIT 1"};
static const struct query leave_close = {
    "plan_leave.close", "plan_leave",
    "UPDATE plan_leave SET last = ?3, told_by_key = ?4 WHERE person_key = ?1 AND first = ?2 AND ended_at IS NULL"
    " RETURNING *"};

static int leave_open_find(struct plan_change *act, int from, int *ret_first, const char **ret_kind)
{
    struct rows rows CLEANUP(rows_end) = {0};
    *ret_first = DAY_NONE;
    TRY(records_select(act->site->records, &leave_open, BIND(value_number(act->person->key), value_number(from)),
                       &rows));
    if (rows_next(&rows)) {
        *ret_first = row_day(&rows, 0);
        *ret_kind = row_copy(&rows, 1, &act->change.arena);
    }
    return rows_result(&rows);
}

/* A plan that begins in a leave until further notice, and no other runs, is the return: so long it lasted. */
static int return_write(struct plan_change *act, int from)
{
    CLEANUP(text_finish) struct text data = TEXT(1024);
    struct json json = JSON(&data);
    const char *kind = NULL;
    int first;
    TRY(leave_open_find(act, from, &first, &kind));
    if (first == DAY_NONE)
        return 0;
    json_object(&json);
    json_put_day(&json, "from", first);
    json_put_day(&json, "to", from - 1);
    json_put_string(&json, "kind", kind);
    json_end(&json);
    TRY(records_begin(act->site->records));
    int result = records_write(act->site->records, &leave_close,
                               BIND(value_number(act->person->key), value_number(first), value_number(from - 1),
                                    value_key(act->change.actor->key)),
                               NULL);
    return records_end(act->site->records, result,
                       &(struct event){.actor = act->change.actor,
                                       .kind = "plan.leave_changed",
                                       .about = act->person->rid,
                                       .data = text_string(&data)});
}

static int start_write(struct plan_change *act, const char *programme, int from)
{
    struct records *records = act->site->records;
    struct content_programme found;
    int64_t running = 0, others = 0;
    TRY(content_programme(act->site->content, programme, &act->change.arena, &found));
    TRY(records_number(records, &plan_running_of,
                       BIND(value_number(act->person->key), value_text(programme), value_number(clock_today())), 0,
                       &running));
    if (running)
        return fail(FAIL_RULE, "person '%s': programme '%s' runs already", act->person->id, programme);
    json_put_string(&act->change.json, "programme", programme);
    json_put_day(&act->change.json, "from", from);
    TRY(records_number(records, &plans_running, BIND(value_number(act->person->key), value_number(clock_today())), 0,
                       &others));
    if (!others)
        TRY(return_write(act, from));
    return records_write(records, &plan_insert,
                         BIND(value_number(act->person->key), value_text(programme), value_number(from)), NULL);
}

int plan_start(struct site *site, const struct actor *actor, struct subject_ref person, const char *programme, int from)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    TRY(plan_check_day(from));
    TRY(plan_change_begin_checked(&act, person, subject_check_start));
    return plan_change_end(&act, start_write(&act, programme, from), "plan.started");
}

static int move_write(struct plan_change *act, const char *programme, int from)
{
    TRY(plan_change_read_plan(act, programme));
    json_put_string(&act->change.json, "programme", programme);
    json_put_day(&act->change.json, "from", from);
    json_put_day(&act->change.json, "was", act->plan.start);
    act->change.is_unchanged = act->plan.start == from;
    if (act->change.is_unchanged)
        return 0;
    return records_write(act->site->records, &plan_start_set, BIND(value_number(act->plan.key), value_number(from)),
                         NULL);
}

int plan_move(struct site *site, const struct actor *actor, struct subject_ref person, const char *programme, int from)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    TRY(plan_check_day(from));
    TRY(plan_change_begin_checked(&act, person, subject_check_start));
    return plan_change_end(&act, move_write(&act, programme, from), "plan.moved");
}

int plan_is_begun(struct site *site, const struct subject *subject, const char *programme, bool *ret_is_begun)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct plan plan;
    bool is_begun = false;
    TRY(plan_show(site, subject, programme, &arena, &plan));
    for (size_t i = 0; i < plan.count; i++)
        is_begun = is_begun || plan.items[i].state != STATE_TODO || plan.items[i].is_own;
    *ret_is_begun = is_begun;
    return 0;
}

static int end_write(struct plan_change *act, const char *programme, const char *because)
{
    int64_t comment = 0;
    TRY(plan_change_read_plan(act, programme));
    TRY(comment_put(act->site->records,
                    &(struct comment_new){act->person->key, act->change.actor->key, because, "because"}, &comment));
    json_put_string(&act->change.json, "programme", programme);
    return records_write(act->site->records, &plan_close,
                         BIND(value_number(act->plan.key), value_number(clock_today()),
                              value_key(act->change.actor->key), value_number(comment)),
                         NULL);
}

int plan_end(struct site *site, const struct actor *actor, struct subject_ref person, const char *programme,
             const char *because)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    TRY(plan_change_begin_ending(&act, person, RIGHT_LEAD));
    return plan_change_end(&act, end_write(&act, programme, because), "plan.ended");
}

static int left_write(struct records *records, const struct departure *departure, const struct plan_row *plan)
{
    CLEANUP(text_finish) struct text data = TEXT(1024);
    struct json json = JSON(&data);
    json_object(&json);
    json_put_string(&json, "programme", plan->programme);
    json_end(&json);
    TRY(records_begin(records));
    int result = records_write(records, &plan_close,
                               BIND(value_number(plan->key), value_number(clock_today()),
                                    value_key(departure->actor->key), value_key(departure->because_key)),
                               NULL);
    return records_end(
        records, result,
        &(struct event){
            .actor = departure->actor, .kind = "plan.ended", .about = departure->rid, .data = text_string(&data)});
}

int plan_end_all(struct records *records, const struct departure *departure)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct plan_row *plans;
    size_t count = 0;
    TRY(plan_rows_running(records, departure->person_key, &arena, &plans, &count));
    for (size_t i = 0; i < count; i++)
        TRY(left_write(records, departure, &plans[i]));
    return 0;
}
