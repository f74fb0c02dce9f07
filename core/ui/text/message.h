/* Message: formats a translated sentence with its arguments. */
#pragma once

#include "base/text.h"
#include "ui/text/translate.h"

#include <stdarg.h>

/* Appends a piece of the sentence, plain or escaped. */
typedef void message_writer(struct text *into, const char *string, size_t length);

/* Appends `translation`, piece by piece, with the arguments of `message_id`; it may take them by position (%2$s).
 * Conversions as in base/fail.h. */
void message_add(struct text *into, message_writer *write, const char *translation, const char *message_id,
                 va_list arguments);

/* Translates and appends as plain text, without escaping. */
void message_add_plain(struct text *into, enum language language, const char *message_id, va_list arguments);
