/* Remark: free words about somebody, the only place where records keep them, so that they can be erased. */
#pragma once

#include "domain/records/records.h"

struct comment_new {
    int64_t about_key;
    int64_t by_key; /* 0: the operator */
    const char *words;
    const char *field; /* the input that the words come from, for a failure */
};

/* Keeps the words, inside a transaction; *ret_key is 0 where they are NULL or blank. FAIL_INPUT for what is no text. */
int comment_write(struct records *records, const struct comment_new *comment, int64_t *ret_key);

/* Erases the words of all that is written about the person, inside a transaction. The rows stay, so that no later
 * remark takes the key of one. */
int comments_erase(struct records *records, int64_t about_key, int64_t *ret_count);
