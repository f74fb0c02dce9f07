/* Parse: finds the questions in the raw lines of a step's body, in the syntax of LiaScript. */
#pragma once

#include "line_shape.h"
#include "settings.h"

#include <trappa/block.h>

#define OPTIONS_MAX 20
#define HINTS_MAX 10
#define STEM_MAX 2000
#define WORDS_MAX 1000 /* bytes of an option, an answer or a hint */
#define SOLUTION_MAX 8000

enum question_kind {
    QUESTION_SINGLE,
    QUESTION_MULTIPLE,
    QUESTION_TEXT,
    QUESTION_NOT_GRADABLE,
};

/* Why a question cannot be graded here. */
enum question_why {
    WHY_NOTHING,
    WHY_SELECTION,
    WHY_GAPS,
    WHY_MATRIX,
    WHY_SCRIPT,
    WHY_SURVEY,
    WHY_QUOTED, /* stands in a quotation */
    WHY_GLUED,  /* options without an empty line before them */
};

struct question_option {
    struct span words;
    bool is_right;
    size_t line, column;
};

struct question {
    enum question_kind kind;
    enum question_why why;
    size_t first, last, column; /* where it stands, from its settings and stem to its solution */
    size_t line, line_column;   /* of the question itself: its first option, or the brackets */
    size_t end;                 /* the last line before hints and solution */
    struct settings settings;
    char stem[STEM_MAX]; /* the paragraph before it, on one line; "" when it has none */
    struct question_option options[OPTIONS_MAX];
    size_t option_count;
    struct span answer; /* of QUESTION_TEXT */
    struct span hints[HINTS_MAX];
    size_t hint_count;
    bool is_too_much; /* more options or hints, or longer words, than there is room for */
    bool has_solution;
    size_t solution_first, solution_last; /* the lines between the stars; first > last when there are none */
};

/* What the reader tells of. A question lives until the call returns; what it points to as long as the source. */
struct question_taker {
    void (*question)(void *context, const struct question *question);
    /* Codes of check.h about what is no question. */
    void (*problem)(void *context, const char *code, size_t line, size_t column);
    void *context;
};

/* At most WORDS_MAX of the words; notes when that cuts them. */
struct span question_words_cut(struct question *question, struct span words);

void questions_find(const struct trappa_source_1 *source, const struct question_taker *taker);
