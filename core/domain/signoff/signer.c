/* Decides who may sign and who is asked; see signer.h. */
#include "domain/signoff/signer.h"

#include "base/fail.h"
#include "domain/people/mentor.h"
#include "domain/progress/level.h"
#include "domain/signoff/signoff.h"
#include "domain/staircase/staircase.h"

static int right_by_relation(const struct step_change *act, unsigned relations, const char **ret_right)
{
    bool is_for_manager = act->entry.signoff == SIGNOFF_MANAGER;
    if (!is_for_manager && (relations & RELATION_MENTOR))
        *ret_right = "mentor";
    else if (!is_for_manager && (relations & RELATION_SUBSTITUTE))
        *ret_right = "substitute";
    else if (relations & RELATION_MANAGER)
        *ret_right = "manager";
    else if (is_for_manager)
        return fail(FAIL_DENIED, "step '%s': only a manager of person '%s' signs it", act->entry.id, act->person->id);
    else
        return fail(FAIL_DENIED, "person '%s': only the mentor, the substitute or the manager signs", act->person->id);
    return 0;
}

int signer_right(const struct step_change *act, const struct actor *actor, const struct subject *subject,
                 const char **ret_right)
{
    bool is_oneself = subject->relations & RELATION_SELF;
    if (!actor->key)
        return fail(FAIL_DENIED, "step '%s': a person signs, say who", act->entry.id);
    if (!is_oneself)
        TRY(subject_check(subject, RIGHT_SIGN));
    if (act->entry.signoff == SIGNOFF_NONE)
        return fail(FAIL_RULE, "step '%s': needs no signature", act->entry.id);
    if (act->entry.signoff == SIGNOFF_SELF && !is_oneself)
        return fail(FAIL_DENIED, "step '%s': only the person signs it", act->entry.id);
    if (act->entry.signoff != SIGNOFF_SELF && is_oneself)
        return fail(FAIL_DENIED, "step '%s': nobody signs for oneself", act->entry.id);
    *ret_right = "self";
    return is_oneself ? 0 : right_by_relation(act, subject->relations, ret_right);
}

int signer_level_check(struct step_change *act, int *ret_level)
{
    int level = 1;
    TRY(level_of_person(act->site, act->change.actor->key, &level));
    if (level < act->entry.signer_level)
        return fail(FAIL_RULE, "step '%s': a signer stands on level %d or higher, and you stand on %d", act->entry.id,
                    act->entry.signer_level, level);
    *ret_level = level;
    return 0;
}

int signer_to_ask(struct step_change *act, int64_t *ret_key)
{
    struct person mentor = {0}, substitute = {0};
    struct records *records = act->site->records;
    *ret_key = 0;
    if (act->entry.signoff == SIGNOFF_MENTOR) {
        TRY(mentor_of(records, act->person->key, &act->change.arena, &mentor, &substitute));
        *ret_key = mentor.key ? mentor.key : substitute.key;
    }
    if (!*ret_key)
        TRY(mentor_manager(records, act->person->key, 0, ret_key));
    if (!*ret_key)
        return fail(FAIL_RULE, "step '%s': person '%s' has neither mentor nor manager who could sign", act->entry.id,
                    act->person->id);
    return 0;
}
