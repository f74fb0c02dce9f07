/* HTTP basic: the user and the password of an Authorization header (RFC 7617). */
#pragma once

#include "base/memory.h"

#include <stdbool.h>

/* Reads "Basic dXNlcjpwYXNz" into the arena; false for anything else: another scheme, broken base64, no colon, bytes
 * that are not UTF-8. `header` may be NULL. */
bool http_basic_read(const char *header, struct arena *arena, const char **ret_user, const char **ret_password);
