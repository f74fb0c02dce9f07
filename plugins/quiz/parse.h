/* Parse: finds questions, in LiaScript's syntax, in the raw lines of a step's body. */
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

/* Why a question cannot be graded. */
enum question_why {
    WHY_NOTHING,
    WHY_SELECTION,
    WHY_GAPS,
    WHY_MATRIX,
    WHY_SCRIPT,
    WHY_SURVEY,
    WHY_QUOTED, /* inside a quotation */
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
    size_t first, last, column; /* all its lines, from settings and stem to solution */
    size_t line, line_column;   /* of its first option, or of the brackets */
    size_t end;                 /* the last line before hints and solution */
    struct settings settings;
    char stem[STEM_MAX]; /* the paragraph before it, on one line; "" if absent */
    struct question_option options[OPTIONS_MAX];
    size_t option_count;
    struct span answer; /* of QUESTION_TEXT */
    struct span hints[HINTS_MAX];
    size_t hint_count;
    bool is_too_much; /* too many options or hints, or too long words */
    bool has_solution;
    size_t solution_first, solution_last; /* the lines between the stars; first > last: none */
};

/* Receives questions and problems. A question lives until the callback returns; its spans as long as the source. */
struct question_taker {
    bool (*question)(void *context, const struct question *question); /* false: no more are wanted */
    /* A code of check.h for lines that are no question. */
    void (*problem)(void *context, const char *code, size_t line, size_t column);
    void *context;
};

/* The words, cut at WORDS_MAX bytes; sets is_too_much if that cuts them. */
struct span question_words_cut(struct question *question, struct span words);

void questions_find(const struct trappa_source_1 *source, const struct question_taker *taker);
