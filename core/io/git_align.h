/* Align: matches the equal elements of two sequences, with libgit2's line diff. */
#pragma once

#include "base/memory.h"

#include <stdint.h>

/* A sequence of numbers; equal numbers are equal elements. Borrowed. */
struct align_sequence {
    const uint32_t *items;
    size_t count;
};

enum align_kind { ALIGN_SAME, ALIGN_REMOVED, ALIGN_ADDED };

/* `count` elements that are the same (at old_at and new_at), removed (at old_at) or added (at new_at). */
struct align_run {
    enum align_kind kind;
    size_t old_at, new_at, count;
};

struct align_runs {
    struct align_run *items;
    size_t count;
};

/* Aligns both sequences from beginning to end; at one place, removed elements come before added ones. The runs without
 * ALIGN_ADDED are the old sequence, without ALIGN_REMOVED the new one. Where the search would not be linear it stops
 * early and reports more elements than necessary as removed and added. The runs are in the arena. FAIL_LIMIT,
 * FAIL_SYSTEM. */
int git_align(struct align_sequence old, struct align_sequence new, struct arena *arena, struct align_runs *ret_runs);
