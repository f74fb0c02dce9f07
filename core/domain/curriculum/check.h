/* Check: finds everything that is wrong in a curriculum, in one pass over its layers. */
#pragma once

#include "domain/curriculum/stack.h"

struct check_request {
    struct source_tree *trees; /* the layers, base first */
    size_t tree_count;
    bool is_about_all; /* report on every layer, with paths `LAYER/...`; else only on the last */
    /* For each tree an earlier state to compare its texts with, or NULL; NULL: none at all. */
    const struct source_tree *const *previous;
};

/* The result of a check: the stack, as far as it could be read, and the sorted findings. */
struct check {
    struct arena arena;
    struct findings findings;
    struct stack stack;
};

/* Checks each layer together with those below it. Fails only if a tree cannot be read. A stack with errors in
 * `ret_check->findings` must not be published. The trees must outlive the check. */
int check_run(const struct check_request *request, struct check *ret_check);
void check_finish(struct check *check);

extern const struct process_kind check_extra_process; /* the child in which plugins check texts */

/* Sets the plugins' own check of every text, besides finding its blocks (host/plugin_check.c). `version` names the
 * plugins and their versions; results are cached under it. */
void check_use_extra(int (*look)(const struct block_text *text, const struct block_taker *taker), const char *version);

/* That `version`. Borrowed for ever. */
const char *check_extra_version(void);
