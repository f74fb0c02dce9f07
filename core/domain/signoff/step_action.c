/* Marks steps done and accepts revisions; see step_action.h. */
#include "domain/signoff/step_action.h"
#include "base/clock.h"
#include "base/fail.h"
#include "domain/plan/carry_over.h"
#include "domain/progress/state.h"
#include "domain/progress/step_change.h"
#include "domain/signoff/signoff_internal.h"

/* ---- done and taken ---- */

/* The decision that something else stood in for doing it is over. */
static void decision_forget(struct progress *progress)
{
    progress->comment_key = progress->decided_by_key = 0;
    progress->until = DAY_NONE;
}

static int request_close(struct step_change *act)
{
    struct signoff_request_end end = {
        .person_key = act->person->key, .step_key = act->progress.step_key, .state = "withdrawn"};
    return end.step_key ? signoff_request_end(act->site->records, &end) : 0;
}

static const struct query done_before_insert = {
    "done_before.insert", "done_before",
    "INSERT INTO done_before (key, person_key, step_key, version_key, at)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM done_before), ?1, ?2, ?3, ?4) RETURNING *"};

/* What comes again keeps every time it was done; of what is signed, the signatures do. */
static int done_before_keep(struct step_change *act)
{
    const struct progress *progress = &act->progress;
    if (!act->entry.recurrence.months || progress->state != STATE_DONE || !progress->version_key)
        return 0;
    return records_write(act->site->records, &done_before_insert,
                         BIND(value_number(act->person->key), value_number(progress->step_key),
                              value_number(progress->version_key), value_number(progress->since)),
                         NULL);
}

static int done_write(struct step_change *act, const char *step)
{
    TRY(step_change_read(act, step));
    if (act->entry.signoff == SIGNOFF_MANAGER)
        return fail(FAIL_RULE, "step '%s': is done when a manager has signed it", step);
    if (act->entry.signoff == SIGNOFF_MENTOR)
        return fail(FAIL_RULE, "step '%s': is done when a mentor has signed it", step);
    bool is_done = act->item.state != STATE_SKIPPED && plan_item_is_finished(&act->item) &&
                   act->item.diff == REVISION_DIFF_NONE && !act->item.is_renewable;
    if (!is_done)
        TRY(step_change_pass_gate(act));
    if (act->entry.signoff == SIGNOFF_SELF)
        return signoff_give_self(act);
    if (is_done)
        return 0;
    TRY(done_before_keep(act));
    decision_forget(&act->progress);
    TRY(step_change_pin_version(act));
    TRY(request_close(act));
    return step_change_put(act, STATE_DONE);
}

int step_done(struct site *site, const struct actor *actor, struct subject_ref person, const char *step)
{
    return step_done_version(site, actor, person, step, NULL);
}

int step_done_version(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
                      const char *expected_version)
{
    CLEANUP(step_change_finish) struct step_change act = STEP_CHANGE(site, actor);
    act.expected_version = expected_version;
    TRY(step_change_begin(&act, person, RIGHT_LEARN));
    int result = done_write(&act, step);
    return step_change_end(&act, result, act.progress.state == STATE_SIGNED ? "signoff.given" : "step.done");
}

static int take_write(struct step_change *act, const char *step)
{
    TRY(step_change_read(act, step));
    if (!act->progress.version_key)
        return carry_over_write(act);
    if (act->item.diff == REVISION_DIFF_REDO && act->item.is_renewable)
        return fail(FAIL_RULE, "step '%s': its time is out, so it must be done again", step);
    if (act->item.diff == REVISION_DIFF_REDO)
        return fail(FAIL_RULE, "step '%s': must be done again, reading the difference is not enough", step);
    if (act->item.diff == REVISION_DIFF_NONE)
        return fail(FAIL_RULE, "step '%s': nothing has changed since it was done", step);
    TRY(step_change_pin_version(act));
    return step_change_put_same_state(act);
}

int step_accept_revision(struct site *site, const struct actor *actor, struct subject_ref person, const char *step)
{
    return step_accept_version(site, actor, person, step, NULL);
}

int step_accept_version(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
                        const char *expected_version)
{
    CLEANUP(step_change_finish) struct step_change act = STEP_CHANGE(site, actor);
    act.expected_version = expected_version;
    TRY(step_change_begin(&act, person, RIGHT_LEARN));
    int result = take_write(&act, step);
    return step_change_end(&act, result, act.item.done_revision ? "step.taken" : "step.taken_over");
}
