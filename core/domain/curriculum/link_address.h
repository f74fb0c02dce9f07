/* Link address: where a link or an image in a step leads on the web. */
#pragma once

#include "domain/curriculum/link.h"
#include "domain/curriculum/stack.h"

/* Where a step and an image are found on the web: written into rendered text, served by ui/web. */
#define CONTENT_STEP_ADDRESS "/moment/"
#define CONTENT_IMAGE_ADDRESS "/bild/"

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

void link_map_make(const struct stack *stack, struct link_map *ret_map);
void link_map_finish(struct link_map *map);

/* The address of a target, in `into`: "/moment/ID#part", "/bild/BLOB" or "#part"; false, and nothing added, if it leads
 * to no step and no image. A file is looked for in the layer itself, then in those below it. */
bool link_address_add(const struct link_map *map, const struct link_origin *origin, const char *target,
                      struct text *into);
