/* Naming: what may be an id, a name, an e-mail address of somebody or something in the records. `field` is the input
 * that a failure is about (base/fail.h). */
#pragma once

#include "base/memory.h"

#define NAME_MOST_BYTES 200

/* 0, or FAIL_INPUT with what is wrong; `what` is "person", "unit". */
int identifier_check_id(const char *what, const char *id);

/* A name is words on one line: UTF-8, not blank, no control characters, at most NAME_MOST_BYTES. */
int identifier_check_name(const char *field, const char *what, const char *id, const char *name);

/* Free words (a reason, a comment): UTF-8, not blank, no control characters but new lines and tabs, at most 10 KB. */
int identifier_check_words(const char *field, const char *words);

/* The address as it is stored and compared, in small letters; FAIL_INPUT if it is none. NULL or "" gives NULL. */
int identifier_fold_email(const char *email, struct arena *arena, const char **ret_email);
