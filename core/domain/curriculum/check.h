/* Check: everything that can be wrong with a curriculum, found in one pass over its layers. */
#pragma once

#include "domain/curriculum/stack.h"

struct check_request {
    struct source_tree *trees; /* the layers, base first */
    size_t tree_count;
    bool is_about_all; /* findings of every layer, their paths beginning with `LAYER/`; else of the last */
    const struct source_tree *previous; /* an earlier state of the last layer, to compare texts with; NULL for none */
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

/* A step's body as plugins look at it. */
struct check_text {
    const char *step;         /* id */
    const char *const *lines; /* without their ends */
    size_t line_count;
    const unsigned char *is_code; /* one a line: it stands in a code block */
};

/* Who looks at every step's body too (host/checking.c); `finding` takes a code of findings_use_kinds(), a line and a
 * column from 0, and the one word of its sentence. */
typedef void check_finding(int code, size_t line, size_t column, const char *detail);
void check_use_extra(int (*step)(const struct check_text *text, check_finding *finding));
