/* Answer: receives a submission: the answers to all questions of a step. */
#pragma once

#include <trappa/block.h>

int quiz_answer(const struct trappa_shown_1 *blocks, size_t count);

/* Sets *ret_is_passed to 1 unless the question is required and not yet answered correctly. */
int quiz_is_passed(const struct trappa_shown_1 *shown, int32_t *ret_is_passed);
