/* Pack: a compact binary encoding of numbers and strings, for data that Trappa writes and reads itself.
 *
 * Small numbers take one byte. Strings read back point into the packed bytes. Damaged bytes never cause a read beyond
 * their end: `is_bad` is set, and all later values are 0 or NULL. */
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

/* The count of items that follow, each at least one byte; 0 and `is_bad` if so many cannot follow. */
size_t unpack_count(struct unpack *from);
