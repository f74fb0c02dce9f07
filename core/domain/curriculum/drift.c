/* Finds replacements whose base has moved; see drift.h. */
#include "domain/curriculum/drift.h"

bool drift_between(const struct step *replacement, const struct step *base, enum change_class *ret_change)
{
    return replacement->based_on && step_change_after(base, replacement->based_on, ret_change);
}

static size_t replacements_count(const struct stack *stack)
{
    size_t count = 0;
    for (size_t i = 0; i < stack->step_count; i++)
        for (const struct part *part = &stack->steps[i].parts[0]; part->replaces; part = part->replaces)
            count++;
    return count;
}

/* One step's, the lowest layer first. */
static void step_drift_add(const struct stack_step *step, const struct part *part, struct drift *items, size_t *count)
{
    enum change_class change = CHANGE_EDITORIAL;
    if (!part->replaces)
        return;
    step_drift_add(step, part->replaces, items, count);
    if (!drift_between(part->step, part->replaces->step, &change))
        return;
    items[(*count)++] = (struct drift){.step = step->id,
                                       .title = step->title,
                                       .replacement = part,
                                       .base = part->replaces,
                                       .based_on = part->step->based_on,
                                       .base_revision = part->replaces->step->revisions[0].n,
                                       .change = change};
}

void drift_list(const struct stack *stack, struct arena *arena, struct drift **ret_items, size_t *ret_count)
{
    struct drift *items = arena_zeroed(arena, (replacements_count(stack) + 1) * sizeof *items);
    size_t count = 0;
    for (size_t i = 0; i < stack->step_count; i++)
        if (!stack->steps[i].hidden_by)
            step_drift_add(&stack->steps[i], &stack->steps[i].parts[0], items, &count);
    *ret_items = items;
    *ret_count = count;
}
