/* Encoding: which encoding a file of text from elsewhere is in, and Windows-1252 made UTF-8. A table of 32 characters
 * rather than iconv, which loads a module at run time that may be absent and can fail on the way. */
#pragma once

#include "base/text.h"

enum encoding { ENCODING_UTF_8, ENCODING_UTF_8_MARKED, ENCODING_WINDOWS_1252, ENCODING_UTF_16 };

/* UTF-16 by its mark alone; else UTF-8 (with or without a mark) if all of it is valid, else Windows-1252. */
enum encoding encoding_of(const char *bytes, size_t length);

/* "UTF-8", "UTF-8 with BOM", "Windows-1252", "UTF-16" */
const char *encoding_name(enum encoding encoding);

/* Appends it as UTF-8 without the mark. The five bytes that Windows-1252 does not use become the control characters
 * that they are in Latin-1. UTF-16 is not read: nothing is appended. */
void encoding_add_as_utf_8(struct text *into, enum encoding encoding, const char *bytes, size_t length);
