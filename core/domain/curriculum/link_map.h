/* Link map: to which step or image a link in a step's text leads, in a stack of layers. */
#pragma once

#include "domain/curriculum/link.h"
#include "domain/curriculum/stack.h"

/* Who is asking: a file of a layer. */
struct link_origin {
    size_t layer; /* its index in the stack */
    const char *path;
};

/* All files of a stack that something may lead to. */
struct link_map {
    const struct stack *stack;
    struct map *step_by_path; /* for each layer: paths of steps and translations to the step's id */
};

/* What a link leads to: a step, an image, or a part of the same text where both are NULL. */
struct link_end {
    const char *step;  /* id */
    const char *image; /* blob */
    const char *part;  /* the id of a heading; NULL if none */
};

void link_map_make(const struct stack *stack, struct link_map *ret_map);
void link_map_finish(struct link_map *map);

/* Finds what a link, as it is written, leads to; false if that is no step, image or part. A file is looked for in the
 * layer itself, then in those below it. Strings are the map's or live in the arena. */
bool link_map_find(const struct link_map *map, const struct link_origin *origin, const char *written,
                   struct arena *arena, struct link_end *ret_end);
