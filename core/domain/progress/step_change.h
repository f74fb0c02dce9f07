/* Step act: how every change of one person's step begins and ends; for step_action.c and signoff.c.
 *
 *     CLEANUP(step_change_finish) struct step_change act = STEP_CHANGE(site, actor);
 *     TRY(step_change_begin(&act));
 *     int result = something_write(&act, person_id, step);   // step_change_read(), the rules, step_change_put()
 *     return step_change_end(&act, result, "step.done");
 */
#pragma once

#include "base/json.h"
#include "domain/progress/progress.h"
#include "domain/progress/state.h"

#define REASON_STEP_UNUSED FAIL_REASON("step-unused") /* retired or hidden here */

struct step_change {
    struct site *site;
    const struct actor *actor;
    const char *expected_version; /* the version that the actor was shown (content/version.h); NULL or "": not asked */
    struct arena arena;
    struct text data; /* what the event says; step_change_put() begins it */
    struct person person;
    struct content_entry entry;
    struct progress progress; /* as it is; change it and call step_change_put() */
    struct progress_diffs diffs;
    struct plan_item item; /* as a person sees it before the change */
    bool is_changed;
    int paper_day;          /* of a signature on paper; DAY_NONE */
    const char *signer_rid; /* of one who is not the actor; NULL */
};

#define STEP_CHANGE(site_pointer, actor_pointer)                                                                       \
    ((struct step_change){                                                                                             \
        .site = (site_pointer), .actor = (actor_pointer), .data = TEXT(16 * 1024), .paper_day = DAY_NONE})

void step_change_finish(struct step_change *act);

/* Both stores are read as they are now, and only ours changes the records until step_change_end(). */
int step_change_begin(struct step_change *act);
int step_change_end(struct step_change *act, int result, const char *event);

/* The person, whose account must be active. Rights are asked for by the caller. */
int step_change_read_person(struct step_change *act, const char *person_id);

/* The step in the newest edition, and where the person is with it. FAIL_RULE for a step that is no longer used, and
 * when it is another version than was seen. */
int step_change_read(struct step_change *act, const char *step);

/* Asks the gate of step_use_gate(), if there is one: is there something in the text that must be passed first? */
int step_change_pass_gate(struct step_change *act);

/* The same for a step that the newest edition may not have any more. */
int step_change_read_past(struct step_change *act, const char *step);

/* Pins what is done to the newest version: progress.version_key. */
int step_change_pin(struct step_change *act);

/* Writes the progress: now, in that state; and without changing state and time. */
int step_change_put(struct step_change *act, enum plan_state state);
int step_change_keep(struct step_change *act);

/* What in a step's text must be passed before the step is done or signed (host/block_render.c): 0, or FAIL_RULE naming
 * the step. Asked inside the transaction. NULL: nothing. */
typedef int step_gate(struct site *site, const struct actor *actor, const struct person *person,
                      const struct content_entry *entry);
void step_use_gate(step_gate *gate);
