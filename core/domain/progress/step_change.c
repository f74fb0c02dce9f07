/* One transaction about one person's step; see step_change.h. */
#include "domain/progress/step_change.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/content/version.h"
#include "domain/progress/state.h"

void step_change_finish(struct step_change *act)
{
    change_finish(&act->change);
}

/* The rest of beginning, once the change has begun. */
static int content_begin(struct step_change *act)
{
    act->person = &act->change.subject.person;
    int result = content_read_begin(act->site->content);
    return result == 0 ? 0 : records_end_unchanged(act->site->records, result);
}

int step_change_begin(struct step_change *act, struct subject_ref person, enum right right)
{
    TRY(change_begin(&act->change, person, right));
    return content_begin(act);
}

int step_change_begin_unchecked(struct step_change *act, struct subject_ref person)
{
    TRY(change_begin_unchecked(&act->change, person));
    return content_begin(act);
}

int step_change_begin_with(struct step_change *act, const struct subject *subject)
{
    TRY(change_begin_with(&act->change, subject));
    return content_begin(act);
}

static void step_describe(struct step_change *act)
{
    struct json *json = &act->change.json;
    json_put_string(json, "step", act->entry.id);
    json_put_string(json, "state", plan_state_word(act->progress.state));
    if (act->item.state == STATE_SKIPPED && act->item.until != DAY_NONE && act->progress.until == DAY_NONE)
        json_put_string(json, "debt", act->progress.state == STATE_SKIPPED ? "written off" : "repaid");
    if (act->paper_day != DAY_NONE)
        json_put_day(json, "paper", act->paper_day);
    if (act->signer_rid)
        json_put_string(json, "signer", act->signer_rid);
    if (act->entry.revision)
        json_put_number(json, "revision", act->entry.revision);
}

int step_change_end(struct step_change *act, int result, const char *event)
{
    content_read_end(act->site->content);
    act->change.is_unchanged = !act->is_changed;
    if (result == 0 && act->is_changed)
        step_describe(act);
    return change_end(&act->change, result, event);
}

static int progress_look(struct step_change *act, const char *step)
{
    if (!text_equal(act->person->status, "active"))
        return fail(FAIL_RULE, "person '%s': the account is not active", act->person->id);
    return progress_of_step(act->site->records, act->person->key, arena_copy_string(&act->change.arena, step),
                            &act->change.arena, &act->progress);
}

/* The actor's version must still be the newest: a decision never applies to a text that its author did not see. */
static int seen_check(const struct step_change *act)
{
    char newest[VERSION_NAME_BYTES];
    version_name(act->entry.parts, newest);
    if (text_is_blank(act->expected_version) || text_equal(act->expected_version, newest))
        return 0;
    return fail_at(FAIL_RULE, REASON_TEXT_CHANGED, NULL,
                   "step '%s': has changed since it was opened; look at what is new, and go on", act->entry.id);
}

int step_change_read(struct step_change *act, const char *step)
{
    TRY(content_step(act->site->content, step, &act->change.arena, &act->entry));
    if (act->entry.is_retired || act->entry.is_hidden)
        return fail_at(FAIL_RULE, REASON_STEP_UNUSED, NULL, "step '%s': is no longer used here", step);
    TRY(seen_check(act));
    TRY(progress_look(act, step));
    TRY(standing_read(act->site->content, &act->entry, &act->progress, &act->standing));
    act->item = standing_item(&act->standing, DAY_NONE);
    return 0;
}

static step_gate *gate;

void step_use_gate(step_gate *given)
{
    gate = given;
}

int step_change_pass_gate(struct step_change *act)
{
    return gate ? gate(act->site, act->change.actor, act->person, &act->entry) : 0;
}

int step_change_read_any(struct step_change *act, const char *step)
{
    TRY(progress_look(act, step));
    if (!act->progress.step_key)
        return fail(FAIL_NOT_FOUND, "step '%s': person '%s' has done nothing in it", step, act->person->id);
    act->entry = standing_gone_entry(act->progress.step);
    return 0;
}

int step_change_pin_version(struct step_change *act)
{
    struct records *records = act->site->records;
    TRY(progress_step_key(records, act->entry.id, &act->progress.step_key));
    return progress_version_key(records, act->progress.step_key, &act->entry, &act->progress.version_key);
}

int step_change_put_same_state(struct step_change *act)
{
    if (!act->progress.step_key)
        TRY(progress_step_key(act->site->records, act->entry.id, &act->progress.step_key));
    act->is_changed = true;
    return progress_put(act->site->records, act->person->key, &act->progress);
}

int step_change_put(struct step_change *act, enum plan_state state)
{
    act->progress.state = state;
    act->progress.since = clock_now();
    return step_change_put_same_state(act);
}
