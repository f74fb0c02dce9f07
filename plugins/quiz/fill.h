/* Fill: fills places {1} {2} {3} in a sentence, in whichever order the translation has them. */
#pragma once

#include "words.h"

struct fill_value {
    const char *words; /* NULL: use the number */
    int64_t number;
};

/* Adds the sentence with its places filled; `values` has as many as the sentence uses. */
void fill(struct bytes *bytes, const char *sentence, const struct fill_value *values);
