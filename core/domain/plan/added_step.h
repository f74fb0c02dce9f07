/* Added step: a step that one person's plan has beside the programme's, or instead of one of them, by a manager's
 * decision. The programme does not change; what was done in a replaced step stays with the person. */
#pragma once

#include "domain/plan/plan.h"

struct added_step_new {
    struct subject_ref person;
    const char *programme; /* NULL: the newest running plan */
    const char *step;
    const char *instead_of; /* a step of the plan that is not finished; NULL: beside the others */
    int due;                /* an unfinished step of the plan, to be replaced; NULL: beside the others */
    const char *because;    /* DAY_NONE: that of the replaced step, or none */
};

/* not blank */
int added_step_add(struct site *site, const struct actor *actor, const struct added_step_new *step);

/* Removes it; a replaced step returns to the plan. What was done in the added step stays. RIGHT_LEAD. FAIL_NOT_FOUND if
 * the plan has no such added step. */
int added_step_remove(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
                      const char *because);

struct added_step {
    const char *step, *instead_of; /* instead_of may be NULL */
    int due;                       /* as it was chosen; DAY_NONE */
    int64_t leaves_known, shares_known, at;
    const char *because; /* only for those with RIGHT_SEE_COMMENTS: the caller checks */
    int64_t by_key;      /* who decided; 0: the operator */
    bool is_placed;      /* internal, for plan.c */
};
struct added_steps {
    struct added_step *items;
    size_t count;
};

/* The added steps of one plan, in the order of decision. */
int added_steps_of(struct records *records, int64_t plan_key, struct arena *arena, struct added_steps *ret_steps);

/* The added step that replaces `step`, or that is `step`; NULL if there is none. */
struct added_step *added_steps_instead_of(const struct added_steps *steps, const char *step);
struct added_step *added_steps_find(const struct added_steps *steps, const char *step);

/* The due day; `replaced` is the entry that the step replaces, NULL for none. */
int added_step_due(const struct added_step *step, const struct content_entry *replaced, int start,
                   const struct due_reschedules *reschedules);

/* Its entry in the newest edition, in the phase of the step that it replaces; *ret_is_used is false if the edition no
 * longer uses it. */
int added_step_entry(struct content *content, const struct added_step *step, struct arena *arena,
                     struct content_entry *ret_entry, bool *ret_is_used);
