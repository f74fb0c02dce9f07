/* Link address: the URL of a link or an image in a step. */
#pragma once

#include "domain/curriculum/link.h"
#include "domain/curriculum/stack.h"

/* URLs of steps and images: written into rendered text, served by ui/web. */
#define CONTENT_STEP_ADDRESS "/moment/"
#define CONTENT_IMAGE_ADDRESS "/bild/"

/* The file that contains the link. */
struct link_origin {
    size_t layer; /* its index in the stack */
    const char *path;
};

/* All possible targets in a stack. */
struct link_map {
    const struct stack *stack;
    struct map *step_by_path; /* for each layer: paths of steps and translations to the step's id */
};

void link_map_make(const struct stack *stack, struct link_map *ret_map);
void link_map_finish(struct link_map *map);

/* Appends the URL of a target: "/moment/ID#part", "/bild/BLOB" or "#part"; false, and nothing added, if it leads to no
 * step and no image. Files are searched in the layer itself, then in those below it. */
bool link_address_add(const struct link_map *map, const struct link_origin *origin, const char *target,
                      struct text *into);
