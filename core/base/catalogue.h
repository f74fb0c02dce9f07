/* Catalogue: looks up translations in a compiled gettext file (.mo) by its own hash table. */
#pragma once

#include <stddef.h>

struct catalogue {
    const unsigned char *bytes; /* borrowed */
    size_t length;
};

/* Checks that the file is complete and that every translation uses only the arguments of its message id (%s %d ...;
 * also by position). Call it once on a plugin's catalogue, before any lookup. FAIL_INPUT. */
int catalogue_inspect(const struct catalogue *catalogue);

/* The translation of a message id, and its length; NULL if there is none. With a plural it is "one NUL many", found by
 * the id "one". *ret_id (may be NULL) is the catalogue's own copy of the id. Lent as long as the catalogue. */
const char *catalogue_find(const struct catalogue *catalogue, const char *message_id, const char **ret_id,
                           size_t *ret_length);

/* The plural form for `number` from such a text: "one" for 1, else "many". */
const char *catalogue_plural(const char *text, size_t length, long number);
