/* Comment: free words about a person. The only place where records store them, so that they can be erased. */
#pragma once

#include "domain/records/records.h"

struct comment_new {
    int64_t about_key;
    int64_t by_key; /* 0: the operator */
    const char *words;
    const char *field; /* the input of the words, for failures */
};

/* Stores the words, inside a transaction; *ret_key is 0 if they are NULL or blank. FAIL_INPUT if they are not text. */
int comment_write(struct records *records, const struct comment_new *comment, int64_t *ret_key);

/* Erases the words of all comments about the person, inside a transaction. The rows stay, so that no later comment gets
 * the key of an erased one. */
int comments_erase(struct records *records, int64_t about_key, int64_t *ret_count);
