/* HTTP fields: forms, queries and cookies, read into names and values. */
#pragma once

#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>

#define HTTP_FIELDS_MAX 512

struct http_field {
    const char *name, *value;
};

/* In the order in which they came; a name may come again. */
struct http_fields {
    struct http_field *items;
    size_t count;
};

/* "a=1&b=x+y%21", as in a query or a form. FAIL_USAGE when an escape is broken, something is not UTF-8 or holds a NUL;
 * FAIL_LIMIT beyond HTTP_FIELDS_MAX. `what` is "query" or "form". */
int http_fields_read(const char *encoded, const char *what, struct arena *arena, struct http_fields *ret_fields);

/* "a=1; b=2". What cannot be read is left out. */
void http_cookies_read(const char *header, struct arena *arena, struct http_fields *ret_fields);

/* The first of that name, NULL if there is none; and the nth. */
const char *http_field(const struct http_fields *fields, const char *name);
const char *http_field_at(const struct http_fields *fields, const char *name, size_t index);

/* Decodes %XX in place; FAIL_USAGE when an escape is broken, or the result is not UTF-8, holds a control character or a
 * slash that was escaped. */
int http_path_decode(char *path);
