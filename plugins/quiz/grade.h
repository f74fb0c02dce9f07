/* Grade: whether what somebody answered is right. */
#pragma once

#include "compiled.h"

#define GIVEN_MOST 2000

/* What somebody answered to one question. */
struct given {
    bool is_there;             /* false: left alone */
    bool chosen[OPTIONS_MOST]; /* of a choice */
    char words[GIVEN_MOST];    /* what was written; of a choice the words of what was chosen */
};

/* A single choice: the one; a multiple choice: exactly those; a text: the same words, where white space at the ends is
 * nothing and inside is one space, and case counts, as in LiaScript. */
bool grade(const struct form *form, const struct given *given);
