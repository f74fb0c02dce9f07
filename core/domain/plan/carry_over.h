/* Carry over: a step that replaces older ones (`continues:`) takes over what a person did in them.
 *
 * The new step becomes recognised, at its newest version. The older steps keep their versions and signatures, count for
 * competences as before, and are stored as the basis of the recognition. */
#pragma once

#include "domain/plan/plan.h"
#include "domain/progress/step_change.h"

/* An older step, as the person left it; after carrying over, as it was then. */
struct carry_over_source {
    const char *step, *title;
    enum plan_state state;
    bool is_finished;
    const char *parts; /* of the version that was done; NULL */
    int revision;      /* done or signed; 0 */
    int64_t signer_key;
    const char *signed_by_name; /* to the viewer of carry_over_show() */
    int64_t at;                 /* signed or done; 0 */
};

struct carry_over {
    struct carry_over_source *sources; /* in the order of `continues:` */
    size_t count;                      /* 0: the step has no older steps */
    bool is_open;                      /* may be carried over now */
    bool is_taken;                     /* has been carried over */
};

/* Reads what may be carried over. It is open if the person has not done the step, has finished every older step, and
 * these are signed as strongly as the step asks; not if the step now has legal changes in force, which must be done
 * anew. RIGHT_SEE_DATES. */
int carry_over_show(struct site *site, const struct subject *subject, const char *step, struct arena *arena,
                    struct carry_over *ret_carry_over);

/* Carries over, inside a step change. FAIL_RULE with the reason if it is not open. */
int carry_over_write(struct step_change *act);
