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
static const struct query plan_close = {
    "plan.end", "plan",
    "UPDATE plan SET ended_on = ?2, ended_by_key = ?3, ended_remark_key = ?4 WHERE key = ?1 RETURNING *"};

/* Leave and part-time of the person also hold for a plan that begins later: the same leave in two plans is one
 * leave. */
static const struct query leaves_inherit = {
    "plan_leave.inherit", "plan_leave",
    "INSERT INTO plan_leave (key, plan_key, first, last, told_on, kind, told_by_key)"
    " SELECT (SELECT coalesce(max(key), 0) FROM plan_leave) + row_number() OVER (ORDER BY min(l.key)), ?2, l.first,"
    " l.last, min(l.told_on), min(l.kind), min(l.told_by_key) FROM plan_leave AS l JOIN plan ON plan.key = l.plan_key"
    " WHERE plan.person_key = ?1 AND plan.key <> ?2 AND l.ended_at IS NULL AND (l.last IS NULL OR l.last >= ?3)"
    " GROUP BY l.first, l.last RETURNING *"};
static const struct query shares_inherit = {
    "plan_share.inherit", "plan_share",
    "INSERT INTO plan_share (key, plan_key, first, percent, told_on, told_by_key)"
    " SELECT (SELECT coalesce(max(key), 0) FROM plan_share) + row_number() OVER (ORDER BY s.first, min(s.key)), ?2,"
    " s.first, s.percent, min(s.told_on), min(s.told_by_key) FROM plan_share AS s JOIN plan ON plan.key = s.plan_key"
    " WHERE plan.person_key = ?1 AND plan.key <> ?2 AND s.ended_at IS NULL AND (s.first >= ?3 OR s.first ="
    " (SELECT max(o.first) FROM plan_share AS o JOIN plan AS p ON p.key = o.plan_key"
    "  WHERE p.person_key = ?1 AND p.key <> ?2 AND o.ended_at IS NULL AND o.first <= ?3))"
    " GROUP BY s.first, s.percent RETURNING *"};

static int start_write(struct plan_change *act, const char *programme, int from)
{
    struct records *records = act->site->records;
    struct content_programme found;
    int64_t running = 0, plan = 0;
    TRY(content_programme(act->site->content, programme, &act->change.arena, &found));
    TRY(records_number(records, &plan_running_of,
                       BIND(value_number(act->person->key), value_text(programme), value_number(clock_today())), 0,
                       &running));
    if (running)
        return fail(FAIL_RULE, "person '%s': programme '%s' runs already", act->person->id, programme);
    json_put_string(&act->change.json, "programme", programme);
    json_put_day(&act->change.json, "from", from);
    TRY(records_write(records, &plan_insert,
                      BIND(value_number(act->person->key), value_text(programme), value_number(from)), &plan));
    struct binding of_plan = BIND(value_number(act->person->key), value_number(plan), value_number(from));
    TRY(records_write(records, &leaves_inherit, of_plan, NULL));
    return records_write(records, &shares_inherit, of_plan, NULL);
}

int plan_start(struct site *site, const struct actor *actor, struct subject_ref person, const char *programme, int from)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    TRY(plan_check_day(from));
    TRY(plan_change_begin_checked(&act, person, subject_check_start));
    return plan_change_end(&act, start_write(&act, programme, from), "plan.started");
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
