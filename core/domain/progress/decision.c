/* Skips steps, recognises prior learning, sets and writes off deferrals, and undoes such decisions; see decision.h. */
#include "domain/progress/decision.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/naming.h"
#include "domain/progress/state.h"
#include "domain/progress/step_change.h"

static const struct query decided_of = {
    "decision.of", NULL,
    "SELECT step.id, p.state, p.since, p.decided_by_key, remark.words, p.until FROM progress AS p"
    " JOIN step ON step.key = p.step_key LEFT JOIN remark ON remark.key = p.remark_key"
    " WHERE p.person_key = ?1 AND p.state IN ('skipped', 'recognised') ORDER BY step.id"};
static const struct query signature_standing = {
    "decision.signature", NULL,
    "SELECT key FROM signoff WHERE person_key = ?1 AND step_key = ?2 AND ended_at IS NULL ORDER BY key DESC LIMIT 1"};
static const struct query signature_version = {"decision.version", NULL,
                                               "SELECT version_key FROM signoff WHERE key = ?1"};

struct decision_request {
    struct subject_ref person;
    const char *step, *because;
    enum plan_state state;
    int until;
    bool is_about_deferral; /* may change an existing decision to skip */
};

/* ---- who came first ---- */

/* The failure when somebody else has decided already: by whom, what and when. */
static int fail_decided(struct step_change *act)
{
    const char *by = NULL;
    char instant[INSTANT_TEXT_BYTES];
    TRY(naming_name(act->site->records, act->change.actor, act->progress.decided_by_key, &act->change.arena, &by));
    by = by ? by : "operator";
    instant_format(act->progress.since, instant);
    instant[16] = '\0'; /* to the minute */
    instant[10] = ' ';
    return act->item.state == STATE_SKIPPED
               ? fail(FAIL_RULE, "step '%s': was skipped already, by %s, %s", act->entry.id, by, instant)
               : fail(FAIL_RULE, "step '%s': was recognised already, by %s, %s", act->entry.id, by, instant);
}

static int check_open(struct step_change *act, const struct decision_request *decision_request)
{
    if (act->item.state == STATE_SKIPPED && !decision_request->is_about_deferral &&
        decision_request->state == STATE_SKIPPED)
        return fail_decided(act);
    if (act->item.state == STATE_RECOGNISED && plan_item_is_finished(&act->item))
        return fail_decided(act);
    if (act->item.state != STATE_SKIPPED && plan_item_is_finished(&act->item))
        return fail(FAIL_RULE, "step '%s': is done already", decision_request->step);
    return 0;
}

/* ---- deciding ---- */

/* A deferral may be written off after its step has left the curriculum; no other decision is possible about such a
 * step. */
static int step_read(struct step_change *act, const struct decision_request *decision_request)
{
    int result = step_change_read(act, decision_request->step);
    bool is_gone = fail_is(result, REASON_STEP_UNUSED) || fail_is(result, REASON_STEP_UNKNOWN);
    if (!is_gone || !decision_request->is_about_deferral || decision_request->until != DAY_NONE)
        return result;
    TRY(step_change_read_any(act, decision_request->step));
    act->item.state = act->progress.state;
    return act->item.state == STATE_SKIPPED
               ? 0
               : fail(FAIL_RULE, "step '%s': is no longer used here", decision_request->step);
}

static int decision_write(struct step_change *act, const struct decision_request *decision_request)
{
    char date[DAY_TEXT_BYTES];
    TRY(step_read(act, decision_request));
    TRY(check_open(act, decision_request));
    if (decision_request->until != DAY_NONE && decision_request->until < clock_today())
        return fail_at(FAIL_INPUT, REASON_NONE, "until", "'%s' has passed", day_format(decision_request->until, date));
    if (decision_request->because || act->item.state != STATE_SKIPPED)
        TRY(comment_put(
            act->site->records,
            &(struct comment_new){act->person->key, act->change.actor->key, decision_request->because, "because"},
            &act->progress.comment_key));
    act->progress.decided_by_key = act->change.actor->key;
    act->progress.until = decision_request->until;
    struct signoff_request_end end = {
        .person_key = act->person->key, .step_key = act->progress.step_key, .state = "withdrawn"};
    if (end.step_key)
        TRY(signoff_request_end(act->site->records, &end));
    if (decision_request->state == STATE_RECOGNISED) {
        act->progress.signoff_key = 0; /* an older, lapsed signature stays in its own table */
        TRY(step_change_pin_version(act));
    }
    return step_change_put(act, decision_request->state);
}

static int decide(struct site *site, const struct actor *actor, const struct decision_request *decision_request,
                  const char *event)
{
    CLEANUP(step_change_finish) struct step_change act = STEP_CHANGE(site, actor);
    TRY(step_change_begin(&act, decision_request->person, RIGHT_LEAD));
    return step_change_end(&act, decision_write(&act, decision_request), event);
}

int step_skip(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
              const char *because, int until)
{
    struct decision_request decision_request = {person, step, because ? because : "", STATE_SKIPPED, until, false};
    return decide(site, actor, &decision_request, "step.skipped");
}

int step_defer(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
               const char *because, int until)
{
    struct decision_request decision_request = {person, step, because, STATE_SKIPPED, until, true};
    return decide(site, actor, &decision_request, until == DAY_NONE ? "step.debt_written_off" : "step.debt_set");
}

int step_recognise(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
                   const char *because)
{
    struct decision_request decision_request = {person,           step,     because ? because : "",
                                                STATE_RECOGNISED, DAY_NONE, false};
    return decide(site, actor, &decision_request, "step.recognised");
}

/* ---- taking a decision back ---- */

/* What stood before: a signature that was not ended, what was done, or nothing. */
static int state_before(struct step_change *act, enum plan_state *ret_state)
{
    struct records *records = act->site->records;
    struct progress *progress = &act->progress;
    bool was_skipped = progress->state == STATE_SKIPPED;
    TRY(records_number(records, &signature_standing,
                       BIND(value_number(act->person->key), value_number(progress->step_key)), 0,
                       &progress->signoff_key));
    if (progress->signoff_key) {
        *ret_state = STATE_SIGNED;
        return was_skipped && progress->version_key
                   ? 0
                   : records_number(records, &signature_version, BIND(value_number(progress->signoff_key)), 0,
                                    &progress->version_key);
    }
    if (!was_skipped)
        progress->version_key = 0;
    *ret_state = progress->version_key ? STATE_DONE : STATE_TODO;
    return 0;
}

static int undo_write(struct step_change *act, const char *step, const char *because)
{
    enum plan_state before = STATE_TODO;
    int64_t comment = 0;
    TRY(step_change_read_any(act, step));
    if (act->progress.state != STATE_SKIPPED && act->progress.state != STATE_RECOGNISED)
        return fail(FAIL_RULE, "step '%s': is neither skipped nor recognised", step);
    TRY(comment_put(act->site->records,
                    &(struct comment_new){act->person->key, act->change.actor->key, because, "because"}, &comment));
    TRY(state_before(act, &before));
    act->progress.decided_by_key = act->change.actor->key;
    act->progress.comment_key = comment;
    act->progress.until = DAY_NONE;
    return step_change_put(act, before);
}

int step_undo(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
              const char *because)
{
    CLEANUP(step_change_finish) struct step_change act = STEP_CHANGE(site, actor);
    TRY(step_change_begin(&act, person, RIGHT_LEAD));
    return step_change_end(&act, undo_write(&act, step, because), "step.decision_taken_back");
}

/* ---- reading ---- */

static int decision_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    const struct naming_context *naming = context;
    bool may_read = subject_may(naming->subject, RIGHT_SEE_COMMENTS);
    struct decision *decision = ret_item;
    *decision = (struct decision){.step = row_copy(rows, 0, arena),
                                  .at = row_number(rows, 2),
                                  .because = may_read ? row_copy(rows, 4, arena) : NULL,
                                  .until = row_day(rows, 5)};
    TRY(naming_read(rows, 3, arena, naming, &decision->by_name));
    return plan_state_parse(row_text(rows, 1), &decision->state) ? 0
                                                                 : fail(FAIL_CORRUPT, "progress: a state that is none");
}

int decisions_of(struct site *site, const struct subject *subject, struct arena *arena, struct decision **ret_decisions,
                 size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(subject_check(subject, RIGHT_SEE_DATES));
    struct naming_context naming = {site->records, subject};
    TRY(records_select(site->records, &decided_of, BIND(value_number(subject->person.key)), &rows));
    return ROWS_COLLECT(&rows, decision_read, &naming, arena, ret_decisions, ret_count);
}

const struct decision *decision_find(const struct decision *decisions, size_t count, const char *step)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(decisions[i].step, step))
            return &decisions[i];
    return NULL;
}
