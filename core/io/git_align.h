/* Align: which elements of two sequences stand for each other, by the comparison that libgit2 makes of lines. */
#pragma once

#include "base/memory.h"

#include <stdint.h>

/* A sequence of numbers; equal numbers are equal elements. Borrowed. */
struct align_sequence {
    const uint32_t *items;
    size_t count;
};

enum align_kind { ALIGN_SAME, ALIGN_REMOVED, ALIGN_ADDED };

/* `count` elements that stay (from old_at and new_at on), go (from old_at on) or come (from new_at on). */
struct align_run {
    enum align_kind kind;
    size_t old_at, new_at, count;
};

struct align_runs {
    struct align_run *items;
    size_t count;
};

/* From the beginning to the end of both; where something goes and something comes, what goes stands first. Put together
 * without ALIGN_ADDED they are the old sequence, without ALIGN_REMOVED the new. The search is cut short where it would
 * not be linear, and then says of more elements than needed that they go and come. */
int git_align(struct align_sequence old, struct align_sequence new, struct arena *arena, struct align_runs *ret_runs);
