/* Drift: where a replacement in an upper layer is based on a revision of the base that is no longer its newest. The
 * same evaluator answers the check (TR602), `trappa curriculum drift` and the page. */
#pragma once

#include "domain/curriculum/stack.h"

struct drift {
    const char *step, *title;
    const struct part *replacement, *base; /* the base: the part that it took the place of, which may replace another */
    int based_on, base_revision;
    enum change_class change; /* the highest class of the base's revisions after `based_on` */
};

/* Whether the base has moved past the revision that a replacement is based on, and how. False without `based-on`. */
bool drift_between(const struct step *replacement, const struct step *base, enum change_class *ret_change);

/* The drift of all layers, in order of step and then from the lowest layer. Steps that a layer hides are left out,
 * whose text is shown to nobody. In the arena. */
void drift_list(const struct stack *stack, struct arena *arena, struct drift **ret_items, size_t *ret_count);
