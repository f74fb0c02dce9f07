/* Message: a sentence in the reader's language with its arguments put in. */
#pragma once

#include "base/text.h"
#include "ui/text/translate.h"

#include <stdarg.h>

/* How a piece of the sentence is appended: as it stands, or escaped for where it goes. */
typedef void message_writer(struct text *into, const char *string, size_t length);

/* Appends the translation of `message_id`, piece by piece, with the arguments that the message id asks for; the
 * translation may take them by position (%2$s). Conversions as in base/fail.h. */
void message_add(struct text *into, message_writer *write, const char *translation, const char *message_id,
                 va_list arguments);

/* The same as plain text, nothing escaped. */
void message_add_plain(struct text *into, enum language language, const char *message_id, va_list arguments);
