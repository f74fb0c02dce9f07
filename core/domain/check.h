/* Check: everything that can be wrong with a curriculum, found in one pass over its layers. */
#pragma once

#include "domain/stack.h"

/* What a check found: the stack, as far as it could be read, and the findings about its top layer, sorted. */
struct check {
    struct arena arena;
    struct findings findings;
    struct stack stack;
};

/* Checks the last of `trees`, standing on the others, base first. Fails only when a tree cannot be read. With errors in
 * `ret_check->findings` the stack must not be published. Findings about lower layers are not repeated. */
int check_run(struct source_tree *trees, size_t tree_count, struct check *ret_check);

/* The same, with findings about every layer, their paths beginning with `LAYER/`: what publishing asks. */
int check_run_all(struct source_tree *trees, size_t tree_count, struct check *ret_check);
void check_finish(struct check *check);
