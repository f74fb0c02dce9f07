/* Which blocks and words of a comparison are shown together; see ui/web/diff_view.h. */
#include "ui/web/diff_view.h"

size_t diff_view_stretch(const struct comparison *comparison, size_t at)
{
    size_t folded = comparison_fold(comparison, at), end = at + 1;
    if (folded)
        return at + folded;
    while (end < comparison->count && !comparison_fold(comparison, end))
        end++;
    return end;
}

size_t diff_view_group(const struct comparison *comparison, size_t at, size_t end)
{
    enum outline_kind kind = comparison->items[at].block->kind;
    size_t count = 1;
    if (kind != OUTLINE_ITEM && kind != OUTLINE_ROW)
        return count;
    while (at + count < end && comparison->items[at + count].block->kind == kind &&
           !comparison->items[at + count].block->is_head)
        count++;
    return count;
}

size_t diff_view_runs_alike(const struct comparison_block *block, size_t at)
{
    size_t count = 1;
    while (at + count < block->run_count && block->runs[at + count].what == block->runs[at].what &&
           block->runs[at + count].cell == block->runs[at].cell)
        count++;
    return count;
}

bool diff_view_has_cell(const struct comparison_block *block, int cell)
{
    for (size_t i = 0; i < block->run_count; i++)
        if (block->runs[i].cell == cell)
            return true;
    return false;
}
