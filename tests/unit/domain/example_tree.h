/* Example tree: a small curriculum without findings, in memory, and the same with one example put into it. */
#pragma once

#include "domain/curriculum/check.h"

/* An example's trees: the small one, or that below and one or two layers above. */
struct example_trees {
    struct arena arena;
    struct source_tree trees[3];
    size_t count;
    struct source_tree previous;
    bool has_previous;
};

/* The small tree with `example` in it; NULL gives it as it is. */
void example_trees_make(struct example_trees *trees, const struct finding_example *example);
void example_trees_finish(struct example_trees *trees);

/* Checks them, on 2 March 2026. */
void example_check(struct example_trees *trees, struct check *ret_check);

/* The small tree with the contents of one file changed, checked: what most tests ask. */
void example_check_with(const char *path, const char *contents, struct check *ret_check);

/* How many findings of this code there are, and the first of them. */
size_t example_count(const struct check *check, enum finding_code code);
const struct finding *example_find(const struct check *check, enum finding_code code);

/* The codes of all findings, "TR203 TR304", for messages of failed tests. Lent until the next call. */
const char *example_codes(const struct check *check);
