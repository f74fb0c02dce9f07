/* Pack: numbers and strings as bytes without gaps, for what a program writes and reads itself.
 *
 * Small numbers take one byte. What is read back is lent by the bytes themselves; bytes that hold something else never
 * lead beyond their end: `is_bad` is set, and everything after it is 0 and NULL. */
#pragma once

#include "base/text.h"

void pack_number(struct text *into, int64_t number);
void pack_string(struct text *into, const char *string); /* NULL stays NULL */

struct unpack {
    const char *at, *end;
    bool is_bad;
};
int64_t unpack_number(struct unpack *from);
const char *unpack_string(struct unpack *from);

/* A number of things that follow, each of at least one byte; 0 and bad where there cannot be so many. */
size_t unpack_count(struct unpack *from);
