/* Grade: decides whether an answer is right. */
#pragma once

#include "compiled.h"

#define ANSWER_MAX 2000

/* A person's answer to one question. */
struct answer {
    bool is_there;            /* false: not answered */
    bool chosen[OPTIONS_MAX]; /* options of a choice */
    char words[ANSWER_MAX];   /* the text; of a choice, the words of the chosen options */
};

/* Right is, for a single choice, the right option; for a multiple choice, exactly the right ones; for a text, the same
 * words: as in LiaScript, white space is trimmed at the ends and collapsed inside, and case counts. */
bool grade(const struct form *form, const struct answer *answer);
