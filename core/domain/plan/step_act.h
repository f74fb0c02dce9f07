/* Step act: how every change of one person's step begins and ends; for step_action.c and signoff.c.
 *
 *     CLEANUP(step_act_finish) struct step_act act = STEP_ACT(site, actor);
 *     TRY(step_act_begin(&act));
 *     int result = something_write(&act, person_id, step);   // step_act_read(), the rules, step_act_put()
 *     return step_act_end(&act, result, "step.done");
 */
#pragma once

#include "base/json.h"
#include "domain/plan/progress.h"

struct step_act {
    struct site *site;
    const struct actor *actor;
    const char *seen; /* the version that the actor was shown (content/version.h); NULL or "": not asked */
    struct arena arena;
    struct text data; /* what the event says; step_act_put() begins it */
    struct person person;
    struct content_entry entry;
    struct progress progress; /* as it is; change it and call step_act_put() */
    struct progress_deltas deltas;
    struct plan_item item; /* as a person sees it before the change */
    bool is_changed;
    int paper_day;          /* of a signature on paper; DAY_NONE */
    const char *signer_rid; /* of one who is not the actor; NULL */
};

#define STEP_ACT(site_pointer, actor_pointer)                                                                          \
    ((struct step_act){                                                                                                \
        .site = (site_pointer), .actor = (actor_pointer), .data = TEXT(16 * 1024), .paper_day = DAY_NONE})

void step_act_finish(struct step_act *act);

/* Both stores are read as they are now, and only ours changes the records until step_act_end(). */
int step_act_begin(struct step_act *act);
int step_act_end(struct step_act *act, int result, const char *event);

/* The person, whose account must be active. Rights are asked for by the caller. */
int step_act_read_person(struct step_act *act, const char *person_id);

/* The step in the newest edition, and where the person is with it. FAIL_RULE for a step that is no longer used, and
 * when it is another version than was seen. */
int step_act_read(struct step_act *act, const char *step);

/* Asks the gate of step_use_gate(), if there is one: is there something in the text that must be passed first? */
int step_act_pass_gate(struct step_act *act);

/* The same for a step that the newest edition may not have any more. */
int step_act_read_past(struct step_act *act, const char *step);

/* Pins what is done to the newest version: progress.version_key. */
int step_act_pin(struct step_act *act);

/* Writes the progress: now, in that state; and without changing state and time. */
int step_act_put(struct step_act *act, enum plan_state state);
int step_act_keep(struct step_act *act);

/* Signs a `self` step for the person of `act`; nothing if the signature stands. In signoff.c. */
int signoff_by_oneself(struct step_act *act);

/* Takes over what was done in the steps that this one grew out of: FAIL_RULE with the reason when that may not be. In
 * step_carry.c. */
int step_carry_write(struct step_act *act);
