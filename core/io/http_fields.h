/* HTTP fields: parses forms, queries and cookies into names and values. */
#pragma once

#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>

#define HTTP_FIELDS_MAX 512

struct http_field {
    const char *name, *value;
};

/* In the order received; a name may repeat. */
struct http_fields {
    struct http_field *items;
    size_t count;
};

/* Parses "a=1&b=x+y%21", a query or a form (`what`: "query" or "form"). FAIL_USAGE for a broken escape, a NUL or bytes
 * that are not UTF-8; FAIL_LIMIT beyond HTTP_FIELDS_MAX. */
int http_fields_read(const char *encoded, const char *what, struct arena *arena, struct http_fields *ret_fields);

/* Parses "a=1; b=2". Skips what cannot be read. */
void http_cookies_read(const char *header, struct arena *arena, struct http_fields *ret_fields);

/* The first value of that name, or the one at `index` from 0; NULL if absent. */
const char *http_field(const struct http_fields *fields, const char *name);
const char *http_field_at(const struct http_fields *fields, const char *name, size_t index);

/* Decodes %XX in place. FAIL_USAGE for a broken escape, an escaped slash, a control character, or bytes that are not
 * UTF-8. */
int http_path_decode(char *path);
