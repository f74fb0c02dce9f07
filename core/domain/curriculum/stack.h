/* Stack: resolves the layers of a curriculum into what people see. Reads no files. */
#pragma once

#include "base/map.h"
#include "domain/curriculum/curriculum.h"

/* One layer's part of a step: the first part is the base or its replacement, the others are local additions. */
struct part {
    const struct layer *layer;
    size_t layer_index; /* 0 is the base */
    const struct step *step;
    const struct part *replaces; /* the part that it took the place of; NULL unless it replaces one */
};

struct stack_step {
    const char *id;
    const struct step *step; /* the first part's: title, due, revisions, ... */
    const char *title;       /* the step's, or the base's if a replacement has none */
    struct part *parts;
    size_t part_count;
    struct part base;              /* the part that added it and decides its place, even if replaced */
    const struct part *hidden_by;  /* NULL if shown; else its step->because says why */
    const char *programme, *phase; /* its home; NULL for cases and circulars that no phase lists in also: */
    int order;                     /* position in its home programme, from 1; 0: in none */
    size_t last_listed;            /* for stack_resolve() only */
};

struct stack_phase {
    const char *id, *title;
    struct stack_step **steps; /* visible steps in order: the folder's by file name, then also: */
    size_t step_count;
    const struct phase **layer_phases; /* the phase in each layer that has it, base first */
    size_t layer_phase_count;
};

struct stack_programme {
    const char *id, *title;
    struct stack_phase *phases;
    size_t phase_count;
    const char *staircase; /* leads-to; NULL if none */
    int level;
    const struct layer *layer; /* the highest one that describes it */
};

struct stack {
    struct layer **layers; /* base first */
    size_t layer_count;
    struct stack_step *steps; /* all, also hidden ones, in order of id */
    size_t step_count;
    struct stack_programme *programmes; /* in order of id */
    size_t programme_count;
    const struct staircase **staircases; /* in order of id; of two with the same id, the highest layer's */
    size_t staircase_count;
    const struct citation **sources; /* likewise */
    size_t source_count;
    struct map step_by_id, programme_by_id, staircase_by_id, source_by_id;
    struct map competence_by_id; /* to const struct competence; ids are unique over all staircases */
};

/* Resolves layers, base first; they must outlive the stack. Leaves out what does not resolve; check_run() reports
 * it. */
void stack_resolve(struct arena *arena, struct layer **layers, size_t layer_count, struct stack *ret_stack);
void stack_finish(struct stack *stack); /* frees the maps; the rest is in the arena */

struct stack_step *stack_step(const struct stack *stack, const char *id); /* NULL if none */
struct stack_phase *stack_phase(const struct stack_programme *programme, const char *id);

/* The highest class among the revisions of `step` that come after `n`; false if there are none. */
bool step_change_after(const struct step *step, int n, enum change_class *ret_class);
