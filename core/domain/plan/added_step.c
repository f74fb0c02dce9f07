/* Steps for one person, decided by a manager; see added_step.h. */
#include "domain/plan/added_step.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/plan/plan_change.h"
#include "domain/progress/progress.h"
#include "domain/progress/state.h"

static const struct query own_of = {
    "plan_step.of", NULL,
    "SELECT step.id, other.id, o.due, o.leaves_known, o.shares_known, o.at, remark.words, o.decided_by_key FROM "
    "plan_step AS o"
    " JOIN step ON step.key = o.step_key LEFT JOIN step AS other ON other.key = o.instead_of_key"
    " LEFT JOIN remark ON remark.key = o.remark_key"
    " WHERE o.plan_key = ?1 AND o.ended_at IS NULL ORDER BY o.key"};
static const struct query own_insert = {
    "plan_step.insert", "plan_step",
    "INSERT INTO plan_step (key, plan_key, step_key, instead_of_key, due, leaves_known, shares_known, decided_by_key,"
    " at, remark_key) VALUES ((SELECT coalesce(max(key), 0) + 1 FROM plan_step), ?1, ?2, ?3, ?4,"
    " (SELECT coalesce(max(key), 0) FROM plan_leave), (SELECT coalesce(max(key), 0) FROM plan_share), ?5, ?6, ?7)"
    " RETURNING *"};
static const struct query own_end = {
    "plan_step.take_back", "plan_step",
    "UPDATE plan_step SET ended_at = ?3, ended_by_key = ?4, ended_remark_key = ?5 WHERE ended_at IS NULL"
    " AND step_key = (SELECT key FROM step WHERE id = ?2)"
    " AND plan_key IN (SELECT key FROM plan WHERE person_key = ?1 AND (ended_on IS NULL OR ended_on > ?6)) RETURNING "
    "*"};

/* ---- deciding ---- */

static const struct plan_item *item_of(const struct plan *plan, const char *step)
{
    for (size_t i = 0; i < plan->count; i++)
        if (text_equal(plan->items[i].step.id, step))
            return &plan->items[i];
    return NULL;
}

static int check_replaced(const struct plan *plan, const char *step)
{
    const struct plan_item *item = item_of(plan, step);
    if (!item)
        return fail(FAIL_RULE, "step '%s': is not in the plan", step);
    if (item->is_own)
        return fail(FAIL_RULE, "step '%s': is not of the programme; take it back instead", step);
    if (plan_item_is_finished(item))
        return fail(FAIL_RULE, "step '%s': is done already, so there is nothing to replace", step);
    if (item->state == STATE_REQUESTED)
        return fail(FAIL_RULE, "step '%s': waits for a signature; have it signed or sent back first", step);
    return 0;
}

static int check_step(struct plan_change *act, const struct plan *plan, const struct added_step_new *step,
                      struct content_entry *ret_entry)
{
    char date[DAY_TEXT_BYTES];
    TRY(content_step(act->site->content, step->step, &act->change.arena, ret_entry));
    if (ret_entry->is_retired || ret_entry->is_hidden)
        return fail(FAIL_RULE, "step '%s': is no longer used here", step->step);
    if (item_of(plan, step->step))
        return fail(FAIL_RULE, "step '%s': is in the plan already", step->step);
    if (step->due != DAY_NONE && step->due < clock_today())
        return fail_at(FAIL_INPUT, REASON_NONE, "due", "'%s' has passed", day_format(step->due, date));
    return step->instead_of ? check_replaced(plan, step->instead_of) : 0;
}

static int add_write(struct plan_change *act, const struct added_step_new *step)
{
    struct records *records = act->site->records;
    struct content_entry entry;
    struct plan plan;
    int64_t step_key = 0, instead_key = 0, comment = 0;
    TRY(plan_change_read_plan(act, step->programme));
    TRY(plan_show(act->site, &act->change.subject, act->plan.programme, &act->change.arena, &plan));
    TRY(check_step(act, &plan, step, &entry));
    TRY(progress_step_key(records, step->step, &step_key));
    if (step->instead_of)
        TRY(progress_step_key(records, step->instead_of, &instead_key));
    TRY(comment_put(
        records,
        &(struct comment_new){act->person->key, act->change.actor->key, step->because ? step->because : "", "because"},
        &comment));
    json_put_string(&act->change.json, "programme", act->plan.programme);
    json_put_string(&act->change.json, "step", step->step);
    if (step->instead_of)
        json_put_string(&act->change.json, "instead_of", step->instead_of);
    if (step->due != DAY_NONE)
        json_put_day(&act->change.json, "due", step->due);
    return records_write(records, &own_insert,
                         BIND(value_number(act->plan.key), value_number(step_key), value_key(instead_key),
                              value_day(step->due), value_key(act->change.actor->key), value_number(clock_now()),
                              value_number(comment)),
                         NULL);
}

int added_step_add(struct site *site, const struct actor *actor, const struct added_step_new *step)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    TRY(plan_change_begin(&act, step->person, RIGHT_LEAD));
    return plan_change_end(&act, add_write(&act, step), step->instead_of ? "plan.step_replaced" : "plan.step_added");
}

static int take_back_write(struct plan_change *act, const char *step, const char *because)
{
    int64_t key = 0, comment = 0;
    TRY(comment_put(act->site->records,
                    &(struct comment_new){act->person->key, act->change.actor->key, because, "because"}, &comment));
    TRY(records_write(act->site->records, &own_end,
                      BIND(value_number(act->person->key), value_text(step), value_number(clock_now()),
                           value_key(act->change.actor->key), value_number(comment), value_number(clock_today())),
                      &key));
    json_put_string(&act->change.json, "step", step);
    return key ? 0 : fail(FAIL_NOT_FOUND, "step '%s': was not added to the plan of person '%s'", step, act->person->id);
}

int added_step_remove(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
                      const char *because)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    TRY(plan_change_begin(&act, person, RIGHT_LEAD));
    return plan_change_end(&act, take_back_write(&act, step, because), "plan.step_taken_back");
}

/* ---- reading ---- */

static int added_step_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    *(struct added_step *)ret_item = (struct added_step){.step = row_copy(rows, 0, arena),
                                                         .instead_of = row_copy(rows, 1, arena),
                                                         .due = row_day(rows, 2),
                                                         .leaves_known = row_number(rows, 3),
                                                         .shares_known = row_number(rows, 4),
                                                         .at = row_number(rows, 5),
                                                         .because = row_copy(rows, 6, arena),
                                                         .by_key = row_number(rows, 7)};
    return 0;
}

int added_steps_of(struct records *records, int64_t plan_key, struct arena *arena, struct added_steps *ret_steps)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &own_of, BIND(value_number(plan_key)), &rows));
    return ROWS_COLLECT(&rows, added_step_read, NULL, arena, &ret_steps->items, &ret_steps->count);
}

struct added_step *added_steps_instead_of(const struct added_steps *steps, const char *step)
{
    for (size_t i = 0; i < steps->count; i++)
        if (text_equal(steps->items[i].instead_of, step))
            return &steps->items[i];
    return NULL;
}

struct added_step *added_steps_find(const struct added_steps *steps, const char *step)
{
    for (size_t i = 0; i < steps->count; i++)
        if (text_equal(steps->items[i].step, step))
            return &steps->items[i];
    return NULL;
}

int added_step_due(const struct added_step *step, const struct content_entry *replaced, int start,
                   const struct due_reschedules *reschedules)
{
    struct due_own own = {instant_day(step->at), step->due, step->leaves_known, step->shares_known};
    if (step->due != DAY_NONE)
        return due_own_moved(&own, reschedules);
    return replaced ? due_moved(start, replaced->due, reschedules) : DAY_NONE;
}

int added_step_entry(struct content *content, const struct added_step *step, struct arena *arena,
                     struct content_entry *ret_entry, bool *ret_is_used)
{
    struct content_entry replaced;
    int result = content_step(content, step->step, arena, ret_entry);
    *ret_is_used = result == 0 && !ret_entry->is_retired && !ret_entry->is_hidden;
    if (result != 0)
        return result == FAIL_NOT_FOUND ? 0 : result;
    ret_entry->phase = ret_entry->phase_title = NULL;
    if (step->instead_of && content_step(content, step->instead_of, arena, &replaced) == 0) {
        ret_entry->phase = replaced.phase;
        ret_entry->phase_title = replaced.phase_title;
        ret_entry->order = replaced.order;
    }
    return 0;
}
