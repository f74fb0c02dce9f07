/* Tail: what may follow a question's own lines: hints, a script, the solution between two lines of stars. */
#pragma once

#include "parse.h"

/* Reads from question->end on, sets question->last to the last line that belongs to it. A script makes the question
 * one that cannot be graded. */
void tail_read(const struct trappa_source_1 *source, struct question *question, const struct question_taker *taker);
