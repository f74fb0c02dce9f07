/* Step change: the unit of work (people/change.h) that changes one step of one person.
 *
 *     CLEANUP(step_change_finish) struct step_change act = STEP_CHANGE(site, actor);
 *     TRY(step_change_begin(&act, person, RIGHT_LEARN));
 *     int result = something_write(&act, step);              // step_change_read(), the rules, step_change_put()
 *     return step_change_end(&act, result, "step.done");
 */
#pragma once

#include "domain/people/change.h"
#include "domain/progress/progress.h"
#include "domain/progress/state.h"

#define REASON_STEP_UNUSED FAIL_REASON("step-unused") /* retired or hidden here */

struct step_change {
    struct change change;
    struct site *site;
    const struct person *person;  /* of `change`, from step_change_begin() on */
    const char *expected_version; /* the version that the actor was shown (content/version.h); NULL or "": not asked */
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
        .change = CHANGE((site_pointer)->records, (actor_pointer)), .site = (site_pointer), .paper_day = DAY_NONE})

void step_change_finish(struct step_change *act);

/* As the three ways of beginning in change.h. Both stores are read as they are now, and only ours changes the records
 * until step_change_end(). The event is for a step that step_change_put() or step_change_keep() has written. */
int step_change_begin(struct step_change *act, struct subject_ref person, enum right right);
int step_change_begin_unchecked(struct step_change *act, struct subject_ref person);
int step_change_begin_with(struct step_change *act, const struct subject *subject);
int step_change_end(struct step_change *act, int result, const char *event);

/* The step in the newest edition, and where the person, whose account must be active, is with it. FAIL_RULE for a step
 * that is no longer used, and when it is another version than was seen. */
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
