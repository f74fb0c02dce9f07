/* Checks that no step requires itself, by a depth-first walk without recursion. */
#include "domain/curriculum/check_internal.h"

#define CYCLE_BYTES_MAX 400

enum colour { UNSEEN, OPEN, DONE };

/* A step on the path, and the index of its current requirement. */
struct walk {
    struct check_pass *pass;
    enum colour *colours; /* by index in the stack's steps */
    struct descent {
        size_t index, next;
    } * path;
    size_t depth;
};

static void say_cycle(struct walk *walk, size_t from, const struct word *word)
{
    const struct stack *stack = walk->pass->stack;
    CLEANUP(text_finish) struct text cycle = TEXT(CYCLE_BYTES_MAX);
    size_t start = walk->depth - 1;
    while (walk->path[start].index != from)
        start--;
    for (size_t i = start; i < walk->depth && !cycle.is_over; i++)
        text_addf(&cycle, "%s -> ", stack->steps[walk->path[i].index].id);
    text_add(&cycle, cycle.is_over ? "..." : stack->steps[from].id);
    const struct stack_step *last = &stack->steps[walk->path[walk->depth - 1].index];
    findings_add(walk->pass->findings, check_place(last->step->file->path, word->mark), FINDING_REQUIRES_CYCLE,
                 FINDING_WORDS(text_string(&cycle)));
}

static void descend(struct walk *walk, size_t index)
{
    walk->colours[index] = OPEN;
    walk->path[walk->depth++] = (struct descent){index, 0};
}

/* Follows one requirement of the last step of the path; false if there are no more. */
static bool walk_on(struct walk *walk)
{
    const struct stack *stack = walk->pass->stack;
    struct descent *last = &walk->path[walk->depth - 1];
    const struct stack_step *step = &stack->steps[last->index];
    if (last->next == step->step->requires.count)
        return false;
    const struct word *word = &step->step->requires.items[last->next++];
    const struct stack_step *required = stack_step(stack, word->value);
    if (!required)
        return true;
    size_t index = (size_t)(required - stack->steps);
    if (walk->colours[index] == UNSEEN)
        descend(walk, index);
    else if (walk->colours[index] == OPEN && step->parts[0].layer == walk->pass->layer)
        say_cycle(walk, index, word);
    return true;
}

void check_requires_cycles(struct check_pass *pass)
{
    size_t count = pass->stack->step_count;
    struct walk walk = {
        .pass = pass,
        .colours = arena_zeroed(pass->arena, count * sizeof(enum colour)),
        .path = arena_zeroed(pass->arena, count * sizeof(struct descent)),
    };
    for (size_t i = 0; i < count; i++) {
        if (walk.colours[i] != UNSEEN)
            continue;
        descend(&walk, i);
        while (walk.depth)
            if (!walk_on(&walk))
                walk.colours[walk.path[--walk.depth].index] = DONE;
    }
}
