/* Check: everything that can be wrong with a curriculum, found in one pass over its layers. */
#pragma once

#include "domain/curriculum/stack.h"

struct check_request {
    struct source_tree *trees; /* the layers, base first */
    size_t tree_count;
    bool is_about_all; /* findings of every layer, their paths beginning with `LAYER/`; else of the last */
    /* For each tree an earlier state of it, to compare texts with, or NULL; NULL for none at all. */
    const struct source_tree *const *previous;
};

/* What a check found: the stack, as far as it could be read, and the findings, sorted. */
struct check {
    struct arena arena;
    struct findings findings;
    struct stack stack;
};

/* Checks layers, each as it stands on those below it. Fails only when a tree cannot be read. With errors in
 * `ret_check->findings` the stack must not be published. The trees must outlive the check. */
int check_run(const struct check_request *request, struct check *ret_check);
void check_finish(struct check *check);

extern const struct process_kind check_extra_process; /* the child in which they look */

/* Who looks at every text too, besides finding its blocks (host/plugin_check.c). */
void check_use_extra(int (*look)(const struct block_text *text, const struct block_taker *taker), const char *version);

/* What `version` was: names those who look and their versions, for what is kept of their answers. Borrowed for good. */
const char *check_extra_version(void);
