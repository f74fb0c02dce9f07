/* Compared: what differs between two texts as lines for a terminal, {+ +} around what came and [- -] around what went,
 * and as JSON. */
#pragma once

#include "base/json.h"
#include "domain/content/step_comparison.h"
#include "ui/text/translate.h"

void diff_print_add(struct text *text, enum language language, const struct step_comparison *comparison);

/* An array of the parts that differ, with their blocks. */
void diff_print_json(struct json *json, const struct step_comparison *comparison);
