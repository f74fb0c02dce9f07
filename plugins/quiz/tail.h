/* Tail: parses what may follow a question: hints, a script, the solution between two lines of stars. */
#pragma once

#include "parse.h"

/* The line of stars that follows `from`, kept so that not every question looks for it to the end of the text. */
struct stars {
    size_t from, next;
    bool is_known;
};

/* Parses from question->end on and sets question->last to the question's last line. A script makes the question one
 * that cannot be graded. */
void tail_read(const struct trappa_source_1 *source, struct question *question, const struct question_taker *taker,
               struct stars *stars);
