/* Compared: what differs between two versions of a step as HTML that can be read without colours
 * (ui/web/diff_view.html). */
#pragma once

#include "domain/content/step_comparison.h"
#include "ui/web/kernel/page.h"

/* How what came and what went is marked, in one line. */
void diff_view_legend(struct template *into);

/* All parts that differ; what has not changed is folded. Nothing when nothing differs. */
void diff_view_body(struct template *into, const struct step_comparison *comparison);

/* Where the blocks end that from `at` on are shown together: folded or not, at most up to `end`. */
size_t diff_view_stretch(const struct comparison *comparison, size_t at);

/* How many from `at` on, before `end`, are items of a list, rows of a table, or what stands alone. */
size_t diff_view_group(const struct comparison *comparison, size_t at, size_t end);

/* How many runs from `at` on have the same fate and stand in the same cell. */
size_t diff_view_runs_alike(const struct comparison_block *block, size_t at);
bool diff_view_has_cell(const struct comparison_block *block, int cell);
