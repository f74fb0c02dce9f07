/* Fill: sentences with places {1} {2} {3} in them, in whichever order the translation needs. */
#pragma once

#include "words.h"

struct filling {
    const char *words; /* NULL: the number */
    int64_t number;
};

/* Adds the sentence with its places filled; `fillings` has as many as the sentence names. */
void fill(struct bytes *bytes, const char *sentence, const struct filling *fillings);
