/* Diff view: the differences between two versions of a step as HTML that is readable without colours
 * (diff_view.html). */
#pragma once

#include "domain/content/step_comparison.h"
#include "ui/web/kernel/page.h"

/* A line that explains the marks of added and removed words. */
void diff_view_legend(struct template *into);

/* All parts that differ, with unchanged blocks folded; nothing without differences. */
void diff_view_body(struct template *into, const struct step_comparison *comparison);

/* The end of the stretch of blocks, from `at` on, that are shown together, folded or not. */
size_t diff_view_stretch(const struct comparison *comparison, size_t at);

/* The number of blocks from `at` on, before `end`, in the same list, table or paragraph. */
size_t diff_view_group(const struct comparison *comparison, size_t at, size_t end);

/* The number of runs from `at` on that are alike (added, removed, kept) in the same cell. */
size_t diff_view_runs_alike(const struct comparison_block *block, size_t at);
bool diff_view_has_cell(const struct comparison_block *block, int cell);
