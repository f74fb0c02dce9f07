/* Step carry: a new step that grew out of older ones (`continues:`) takes over what a person did in them.
 *
 * What is taken over stands as recognised, pinned to the new step's version; the older steps, their versions and
 * signatures stay as they are, count for competences as before, and are remembered as what it rests on. */
#pragma once

#include "domain/plan/plan.h"
#include "domain/progress/step_change.h"

/* An older step as the person left it, or as it was when it was taken over. */
struct carry_over_source {
    const char *step, *title;
    enum plan_state state;
    bool is_finished;
    const char *parts; /* of the version that was done; NULL */
    int revision;      /* that was done or signed; 0 */
    const char *signed_by_name;
    int64_t at; /* when it was signed or done; 0 */
};

struct carry_over {
    struct carry_over_source *sources; /* in the order of `continues:` */
    size_t count;                      /* 0: the step grew out of none */
    bool is_open;                      /* they may be taken over now */
    bool is_taken;                     /* they were */
};

/* Open when the person has not done the step, has finished every step it grew out of, and these are signed as strongly
 * as it asks for; not when what it says now is law in force, which is done anew. RIGHT_SEE_DATES. */
int carry_over_show(struct site *site, const struct subject *subject, const char *step, struct arena *arena,
                    struct carry_over *ret_carry_over);

/* Takes over what was done in the steps that this one grew out of: FAIL_RULE with the reason when that may not be. In
 * carry_over.c. */
int carry_over_write(struct step_change *act);
