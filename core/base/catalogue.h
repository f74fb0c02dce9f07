/* Catalogue: texts of one language, as msgfmt compiles them (.mo), found by the hash table in it. */
#pragma once

#include <stddef.h>

struct catalogue {
    const unsigned char *bytes; /* borrowed */
    size_t length;
};

/* Is it whole, and does every translation take the values that its message id takes (%s %d ...; by position too)? For
 * catalogues of others, once, before anything is looked up. FAIL_INPUT. */
int catalogue_inspect(const struct catalogue *catalogue);

/* The text for a message id, and its length; NULL if there is none. A text with a plural is "one NUL many" and is found
 * by "one". *ret_id (NULL: not asked for) is the catalogue's own copy of the id. Lent as long as the catalogue. */
const char *catalogue_find(const struct catalogue *catalogue, const char *message_id, const char **ret_id,
                           size_t *ret_length);

/* The form for `number` out of such a text: "one" for 1, else "many". */
const char *catalogue_plural(const char *text, size_t length, long number);
