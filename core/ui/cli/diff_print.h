/* Diff print: the differences between two texts for a terminal, with {+ +} around added words and [- -] around removed
 * ones, and as JSON. */
#pragma once

#include "base/json.h"
#include "domain/content/step_comparison.h"
#include "ui/text/translate.h"

void diff_print_add(struct text *text, enum language language, const struct step_comparison *comparison);

/* Writes an array of the parts that differ, with their blocks. */
void diff_print_json(struct json *json, const struct step_comparison *comparison);
