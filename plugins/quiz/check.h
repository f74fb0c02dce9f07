/* Check: the findings about questions in `trappa check`. */
#pragma once

#include "parse.h"

#include <trappa/check.h>

#define QZ_NONE_RIGHT "QZ101"
#define QZ_TWO_RIGHT "QZ102"
#define QZ_ONE_OPTION "QZ103"
#define QZ_SAME_OPTION "QZ104"
#define QZ_EMPTY "QZ105"
#define QZ_SAME_ID "QZ106"
#define QZ_BAD_ID "QZ107"
#define QZ_BAD_TRIALS "QZ108"
#define QZ_NOT_GRADABLE "QZ109"
#define QZ_REQUIRED "QZ110"
#define QZ_STRAY "QZ111"
#define QZ_UNCLOSED "QZ112"
#define QZ_NO_STEM "QZ113"
#define QZ_TOO_MUCH "QZ114"
#define QZ_STRAY_HINT "QZ115"

extern const struct trappa_check_1 quiz_check;

/* Reports the errors of one question; `id` is its name. */
void question_check(const struct question *question, const char *id, const struct trappa_finder_1 *finder);

/* The reason why a question cannot be graded, an English message id. */
const char *why_sentence(enum question_why why);
