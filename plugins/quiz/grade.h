/* Grade: whether what somebody answered is right. */
#pragma once

#include "compiled.h"

#define ANSWER_MAX 2000

/* What somebody answered to one question. */
struct answer {
    bool is_there;            /* false: left alone */
    bool chosen[OPTIONS_MAX]; /* of a choice */
    char words[ANSWER_MAX];   /* what was written; of a choice the words of what was chosen */
};

/* A single choice: the one; a multiple choice: exactly those; a text: the same words, where white space at the ends is
 * nothing and inside is one space, and case counts, as in LiaScript. */
bool grade(const struct form *form, const struct answer *answer);
