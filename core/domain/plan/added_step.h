/* Own step: a step that one person's plan has beside the programme's, or instead of one of them, by a manager's
 * decision. The programme stays as it is; what was done in a step that was replaced stays with the person. */
#pragma once

#include "domain/plan/plan.h"

struct added_step_new {
    struct subject_ref person;
    const char *programme; /* NULL: the newest running plan */
    const char *step;
    const char *instead_of; /* a step of the plan that is not finished; NULL: beside the others */
    int due;                /* DAY_NONE: that of the step it stands for, or none */
    const char *because;    /* may not be blank */
};

/* RIGHT_LEAD. FAIL_RULE when the step is in the plan already or no longer used, or when the one to replace is not in
 * the plan, is done, or waits for a signature. FAIL_INPUT for a day that has passed. */
int added_step_add(struct site *site, const struct actor *actor, const struct added_step_new *step);

/* Takes it back: a replaced step is in the plan again. What was done in it stays. RIGHT_LEAD. FAIL_NOT_FOUND. */
int added_step_take_back(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
                         const char *because);

struct added_step {
    const char *step, *instead_of; /* the latter NULL */
    int due;                       /* as it was chosen; DAY_NONE */
    int64_t leaves_known, shares_known, at;
    const char *because; /* for those with RIGHT_SEE_COMMENTS, which the caller asks */
    const char *by_name; /* NULL: the operator, or erased */
    bool is_placed;      /* for plan.c */
};
struct added_steps {
    struct added_step *items;
    size_t count;
};

/* Those that stand for one plan, in the order they were decided. */
int added_steps_of(struct records *records, int64_t plan_key, struct arena *arena, struct added_steps *ret_steps);

/* The one that stands for `step`, or that is the step; NULL. */
struct added_step *added_steps_instead_of(const struct added_steps *steps, const char *step);
struct added_step *added_steps_find(const struct added_steps *steps, const char *step);

/* When it is due: `replaced` is the entry that it stands for, NULL for none. */
int added_step_due(const struct added_step *step, const struct content_entry *replaced, int start,
                   const struct due_reschedules *reschedules);

/* Its entry in the newest edition, under the phase of the one it stands for; false if it is no longer used. */
int added_step_entry(struct content *content, const struct added_step *step, struct arena *arena,
                     struct content_entry *ret_entry, bool *ret_is_used);
