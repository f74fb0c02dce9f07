/* Format: vsnprintf() for what is formatted most. Pages are made of small texts with a number or two in them, and for
 * those the C library's own way through locales and buffers took more time than everything else about a page. */
#pragma once

#include <stdarg.h>
#include <stddef.h>

/* As vsnprintf(): writes at most `room` bytes with the NUL and returns the length that the whole has. Knows %s %d %u
 * %zu %lld %c %% by itself; a format with anything else goes to vsnprintf(). */
size_t format_into(char *to, size_t room, const char *format, va_list arguments) __attribute__((format(printf, 3, 0)));
