/* CGI: the head of what a CGI program such as `git http-backend` answers (RFC 3875): header lines, then an empty one.
 */
#pragma once

#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>

#define CGI_HEAD_MAX ((size_t)16 * 1024) /* a longer head is none */

struct cgi_head {
    int status;       /* of "Status:"; 200 without one */
    const char *type; /* of "Content-Type:"; "" without one */
    size_t length;    /* where the body begins */
};

/* Reads the head from the first bytes of an answer; false if they are none. The type is in the arena. */
bool cgi_head_read(const char *bytes, size_t length, struct arena *arena, struct cgi_head *ret_head);
