/* Identifier: checks of ids, names, e-mail addresses and free words. `field` is the input that a failure is about
 * (base/fail.h). */
#pragma once

#include "base/memory.h"

#define NAME_MOST_BYTES 200

/* 0, or FAIL_INPUT with what is wrong; `what` is "person", "unit", ... */
int identifier_check_id(const char *what, const char *id);

/* A name is one line of UTF-8: not blank, nothing hidden (base/hidden.h), at most NAME_MOST_BYTES. */
int identifier_check_name(const char *field, const char *what, const char *id, const char *name);

/* Free words (a reason, a comment): UTF-8, not blank, no control characters except new lines and tabs, at most 10
 * KB. */
int identifier_check_words(const char *field, const char *words);

/* The address in small letters, as stored and compared; NULL for NULL or "". FAIL_INPUT if it is not an address. */
int identifier_fold_email(const char *email, struct arena *arena, const char **ret_email);
