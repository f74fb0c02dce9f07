/* Stack: the layers of a curriculum resolved into what people see; pure lookup, no files are read here. */
#pragma once

#include "base/map.h"
#include "domain/curriculum/curriculum.h"

/* What one layer says in a step: the first part is the base or what replaced it, the others are local additions. */
struct part {
    const struct layer *layer;
    size_t layer_index; /* 0 is the base */
    const struct step *step;
};

struct stack_step {
    const char *id;
    const struct step *step; /* the first part's: title, due, revisions, ... */
    const char *title;       /* the step's, or the base's where a replacement says none */
    struct part *parts;
    size_t part_count;
    struct part base;              /* the part that added it and gave it its place, also where it was replaced */
    const struct part *hidden_by;  /* NULL if shown; its step says because */
    const struct part *replaced;   /* the base part that a replacement took the place of, else NULL */
    const char *programme, *phase; /* its home; NULL for cases and circulars, unless a phase names them in also: */
    int order;                     /* within its home programme, from 1; 0 if in none */
    size_t last_listed;            /* stack_resolve's own */
};

struct stack_phase {
    const char *id, *title;
    struct stack_step **steps; /* shown ones, in order: the folder's by file name, then also: */
    size_t step_count;
    const struct phase **said; /* what the layers say about it, base first */
    size_t said_count;
};

struct stack_programme {
    const char *id, *title;
    struct stack_phase *phases;
    size_t phase_count;
    const char *staircase; /* leads-to; NULL if none */
    int level;
    const struct layer *layer; /* the highest that says something about it */
};

struct stack {
    struct layer **layers; /* base first */
    size_t layer_count;
    struct stack_step *steps; /* all, hidden ones too, in order of id */
    size_t step_count;
    struct stack_programme *programmes; /* in order of id */
    size_t programme_count;
    const struct staircase **staircases; /* the highest layer's where two have the same id; in order of id */
    size_t staircase_count;
    const struct citation **sources; /* likewise */
    size_t source_count;
    struct map step_by_id, programme_by_id, staircase_by_id, source_by_id;
    struct map competence_by_id; /* to const struct competence; ids are one space over all staircases */
};

/* Resolves layers, base first; they must outlive the stack. What does not resolve is left out: check_stack() says it.
 */
void stack_resolve(struct arena *arena, struct layer **layers, size_t layer_count, struct stack *ret_stack);
void stack_finish(struct stack *stack); /* the maps; the rest is the arena's */

struct stack_step *stack_step(const struct stack *stack, const char *id); /* NULL if none */
struct stack_phase *stack_phase(const struct stack_programme *programme, const char *id);

/* The highest class among the revisions of `step` that come after `n`; false if there are none. */
bool step_change_after(const struct step *step, int n, enum change_class *ret_class);
