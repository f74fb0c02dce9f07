/* What a learner does with a step; see plan.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/plan/step_act.h"

/* ---- done and taken ---- */

/* The decision that something else stood in for doing it is over. */
static void decision_forget(struct progress *progress)
{
    progress->remark_key = progress->decided_by_key = 0;
    progress->until = DAY_NONE;
}

static int request_close(struct step_act *act)
{
    struct request_end end = {.person_key = act->person.key, .step_key = act->progress.step_key, .state = "withdrawn"};
    return end.step_key ? request_end(act->site->records, &end) : 0;
}

static const struct query done_before_insert = {
    "done_before.insert", "done_before",
    "INSERT INTO done_before (key, person_key, step_key, version_key, at)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM done_before), ?1, ?2, ?3, ?4) RETURNING *"};

/* What comes again keeps every time it was done; of what is signed, the signatures do. */
static int done_before_keep(struct step_act *act)
{
    const struct progress *progress = &act->progress;
    if (!act->entry.again.months || progress->state != STATE_DONE || !progress->version_key)
        return 0;
    return records_write(act->site->records, &done_before_insert,
                         BIND(of_number(act->person.key), of_number(progress->step_key),
                              of_number(progress->version_key), of_number(progress->since)),
                         NULL);
}

static int done_write(struct step_act *act, const char *person_id, const char *step)
{
    TRY(step_act_read_person(act, person_id));
    TRY(access_check(act->site->records, act->actor, RIGHT_LEARN, act->person.key));
    TRY(step_act_read(act, step));
    if (act->entry.signoff == SIGNOFF_MANAGER)
        return fail(FAIL_RULE, "step '%s': is done when a manager has signed it", step);
    if (act->entry.signoff == SIGNOFF_MENTOR)
        return fail(FAIL_RULE, "step '%s': is done when a mentor has signed it", step);
    bool is_done = act->item.state != STATE_SKIPPED && plan_item_is_finished(&act->item) &&
                   act->item.delta == DELTA_NONE && !act->item.is_renewable;
    if (!is_done)
        TRY(step_act_pass_gate(act));
    if (act->entry.signoff == SIGNOFF_SELF)
        return signoff_by_oneself(act);
    if (is_done)
        return 0;
    TRY(done_before_keep(act));
    decision_forget(&act->progress);
    TRY(step_act_pin(act));
    TRY(request_close(act));
    return step_act_put(act, STATE_DONE);
}

int step_done(struct site *site, const struct actor *actor, const char *person_id, const char *step)
{
    return step_done_seen(site, actor, person_id, step, NULL);
}

int step_done_seen(struct site *site, const struct actor *actor, const char *person_id, const char *step,
                   const char *seen)
{
    CLEANUP(step_act_finish) struct step_act act = STEP_ACT(site, actor);
    act.seen = seen;
    TRY(step_act_begin(&act));
    int result = done_write(&act, person_id, step);
    return step_act_end(&act, result, act.progress.state == STATE_SIGNED ? "signoff.given" : "step.done");
}

static int take_write(struct step_act *act, const char *person_id, const char *step)
{
    TRY(step_act_read_person(act, person_id));
    TRY(access_check(act->site->records, act->actor, RIGHT_LEARN, act->person.key));
    TRY(step_act_read(act, step));
    if (!act->progress.version_key)
        return step_carry_write(act);
    if (act->item.delta == DELTA_REDO && act->item.is_renewable)
        return fail(FAIL_RULE, "step '%s': its time is out, so it must be done again", step);
    if (act->item.delta == DELTA_REDO)
        return fail(FAIL_RULE, "step '%s': must be done again, reading the difference is not enough", step);
    if (act->item.delta == DELTA_NONE)
        return fail(FAIL_RULE, "step '%s': nothing has changed since it was done", step);
    TRY(step_act_pin(act));
    return step_act_keep(act);
}

int step_take(struct site *site, const struct actor *actor, const char *person_id, const char *step)
{
    return step_take_seen(site, actor, person_id, step, NULL);
}

int step_take_seen(struct site *site, const struct actor *actor, const char *person_id, const char *step,
                   const char *seen)
{
    CLEANUP(step_act_finish) struct step_act act = STEP_ACT(site, actor);
    act.seen = seen;
    TRY(step_act_begin(&act));
    int result = take_write(&act, person_id, step);
    return step_act_end(&act, result, act.item.done_revision ? "step.taken" : "step.taken_over");
}
