/* Format: a fast vsnprintf() for the common conversions.
 *
 * Pages consist of short texts with a number or two; for those the C library's locales and buffers cost more time than
 * the rest of the page. */
#pragma once

#include <stdarg.h>
#include <stddef.h>

/* Like vsnprintf(): writes at most `room` bytes, NUL included, and returns the length of the whole text. Handles %s %d
 * %u %zu %lld %c %%; passes any other format on to vsnprintf(). */
size_t format_into(char *to, size_t room, const char *format, va_list arguments) __attribute__((format(printf, 3, 0)));
