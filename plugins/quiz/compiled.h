/* Compiled: a question as bytes that are kept in the edition, and read again when it is shown or answered. The key is
 * in there; it leaves only through what show() decides to write. */
#pragma once

#include "parse.h"

/* The question's name: its id, else the hash of what readers see of it. */
#define QUESTION_ID_ROOM 80
void question_name(const struct trappa_source_1 *source, const struct question *question, struct bytes *id);

/* What a reader may see, as plain text: never the key, hints or the solution. */
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
    const char *stem, *answer; /* "" where there is none */
    const char *digest;        /* of the question and its key: when it is another, the question is open again */
    int32_t trials;            /* 0: no limit */
    bool is_required;
    struct form_option options[OPTIONS_MAX];
    size_t option_count;
    const char *hints[HINTS_MAX];
    size_t hint_count;
    struct span solution; /* lines, each ended by a line feed */
    struct span shown;    /* of one that cannot be graded: what readers see of it, in lines */
};

/* TRAPPA_CORRUPT when the bytes are not what question_compile() wrote. */
int form_read(const void *bytes, size_t length, struct form *ret_form);
