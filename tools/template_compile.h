/* Template compiler: an .html template becomes C; the syntax is described in core/ui/web/kernel/template.h.
 *
 * It follows the HTML as a browser would, so that it knows for every value whether it stands in text, in an attribute
 * or in a URL, and refuses the places where no escaping is safe. */
#pragma once

#include "base/text.h"

/* Appends C to `out`. FAIL_INPUT with "FILE:LINE:COLUMN: error: SENTENCE" for the first thing that is wrong. `file` is
 * what #line says; `source` is UTF-8. */
int template_compile(const char *file, const char *source, struct text *out);
