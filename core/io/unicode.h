/* Unicode: composed text (NFC), folded words, and which way letters run; the only file that uses libunistring.
 *
 * All text is composed where it enters (files, forms, commands, answers), so that what looks the same is the same;
 * docs/decisions/0025-unicode.md. */
#pragma once

#include "base/memory.h"
#include "base/text.h"

/* The string in composed form: itself if it is that already or is not UTF-8, else a copy in the arena. */
const char *unicode_compose(struct arena *arena, const char *string);

/* The same for bytes, which may hold NUL: true, with *ret_bytes in the arena, if composing changes them. */
bool unicode_compose_bytes(struct arena *arena, const char *bytes, size_t length, const char **ret_bytes,
                           size_t *ret_length);

/* A copy in the arena for comparing words regardless of capitals: folded, and composed. */
char *unicode_fold(struct arena *arena, const char *string);

/* Whether the string has a letter of a script that runs from right to left, and so may turn what stands beside it. */
bool unicode_runs_leftwards(const char *string, size_t length);
