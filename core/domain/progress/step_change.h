/* Step change: the unit of work (people/change.h) that changes one step of one person.
 *
 *     CLEANUP(step_change_finish) struct step_change act = STEP_CHANGE(site, actor);
 *     TRY(step_change_begin(&act, person, RIGHT_LEARN));
 *     int result = something_write(&act, step);              // step_change_read(), the rules, step_change_put()
 *     return step_change_end(&act, result, "step.done");
 */
#pragma once

#include "domain/people/change.h"
#include "domain/progress/standing.h"

#define REASON_STEP_UNUSED FAIL_REASON("step-unused") /* retired or hidden on this site */

struct step_change {
    struct change change;
    struct site *site;
    const struct person *person;  /* of `change`, from step_change_begin() on */
    const char *expected_version; /* the version shown to the actor (content/version.h); NULL or "": not checked */
    struct content_entry entry;
    struct progress progress; /* as stored; change it and call step_change_put() */
    struct standing standing; /* before the change */
    struct plan_item item;    /* the same as pages show it */
    bool is_changed;
    int paper_day;          /* the day of a signature on paper; DAY_NONE */
    const char *signer_rid; /* of a signer who is not the actor; NULL */
};

#define STEP_CHANGE(site_pointer, actor_pointer)                                                                       \
    ((struct step_change){                                                                                             \
        .change = CHANGE((site_pointer)->records, (actor_pointer)), .site = (site_pointer), .paper_day = DAY_NONE})

void step_change_finish(struct step_change *act);

/* As the functions of change.h. Records and content are read as they are now, and nobody else changes the records until
 * step_change_end(). The event is about the step written by step_change_put() or step_change_put_same_state(). */
int step_change_begin(struct step_change *act, struct subject_ref person, enum right right);
int step_change_begin_unchecked(struct step_change *act, struct subject_ref person);
int step_change_begin_with(struct step_change *act, const struct subject *subject);
int step_change_end(struct step_change *act, int result, const char *event);

/* Reads the step from the newest edition, and the person's standing with it; the account must be active. FAIL_RULE for
 * a step no longer used, and if expected_version is not the newest. */
int step_change_read(struct step_change *act, const char *step);

/* Calls the gate of step_use_gate(), if there is one: must something in the text be passed first? */
int step_change_pass_gate(struct step_change *act);

/* step_change_read() for a step that the newest edition may no longer have. */
int step_change_read_any(struct step_change *act, const char *step);

/* Sets progress.version_key to the newest version. */
int step_change_pin_version(struct step_change *act);

/* Writes the progress: with that state and the time now; and without changing state and time. */
int step_change_put(struct step_change *act, enum plan_state state);
int step_change_put_same_state(struct step_change *act);

/* A gate: 0, or FAIL_RULE naming the step if something in its text must be passed before it is done or signed
 * (host/block_render.c). Called inside the transaction. NULL: no gate. */
typedef int step_gate(struct site *site, const struct actor *actor, const struct person *person,
                      const struct content_entry *entry);
void step_use_gate(step_gate *gate);
