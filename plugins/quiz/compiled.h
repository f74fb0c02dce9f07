/* Compiled: a question as bytes for the edition, and read back when it is shown or answered.
 *
 * The bytes contain the answer key; only show() decides what of it to write. */
#pragma once

#include "parse.h"

/* The question's name: its id, or else a hash of what readers see. */
#define QUESTION_ID_ROOM 80
void question_name(const struct trappa_source_1 *source, const struct question *question, struct bytes *id);

/* What readers may see, as plain text: never the key, hints or the solution. */
void question_words(const struct trappa_source_1 *source, const struct question *question, struct bytes *words);

void question_compile(const struct trappa_source_1 *source, const struct question *question, struct bytes *bytes);

/* A question that was read back; it points into the bytes. */
struct form_option {
    const char *words;
    bool is_right;
};

struct form {
    enum question_kind kind;
    enum question_why why;
    const char *stem, *answer; /* "" if absent */
    const char *digest;        /* of the question and its key; a new one reopens the question */
    int32_t trials;            /* 0: no limit */
    bool is_required;
    struct form_option options[OPTIONS_MAX];
    size_t option_count;
    const char *hints[HINTS_MAX];
    size_t hint_count;
    struct span solution; /* lines, each with a line feed */
    struct span shown;    /* of a question that cannot be graded: what readers see, in lines */
};

/* Reads a question back. TRAPPA_CORRUPT if question_compile() did not write the bytes. */
int form_read(const void *bytes, size_t length, struct form *ret_form);
