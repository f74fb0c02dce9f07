/* Encoding: detects the encoding of a text file and converts Windows-1252 to UTF-8.
 *
 * A table of 32 characters does it, not iconv, which loads a module at run time that may be missing. */
#pragma once

#include "base/text.h"

enum encoding { ENCODING_UTF_8, ENCODING_UTF_8_MARKED, ENCODING_WINDOWS_1252, ENCODING_UTF_16 };

/* UTF-16 only if it has a byte order mark; else UTF-8 (with or without one) if all of it is valid; else
 * Windows-1252. */
enum encoding encoding_of(const char *bytes, size_t length);

/* "UTF-8", "UTF-8 with BOM", "Windows-1252", "UTF-16" */
const char *encoding_name(enum encoding encoding);

/* Appends the bytes as UTF-8, without byte order mark. The five bytes that Windows-1252 does not use become the control
 * characters of Latin-1. UTF-16 is not supported: appends nothing. */
void encoding_add_as_utf_8(struct text *into, enum encoding encoding, const char *bytes, size_t length);
