/* Content seal: what each table of content.db held when an edition was committed, so that damage is noticed. */
#pragma once

#include "io/sqlite/database.h"

#define REASON_CONTENT_DAMAGED FAIL_REASON("content-damaged")

/* A larger file is not read as a whole whenever somebody publishes: the job content.seal notes what it holds, and only
 * the doctor compares. */
#define CONTENT_SEAL_PAGES_MAX 4096 /* of 4 KB */

/* Notes the contents of every table; last in the transaction of whoever writes content.db. */
int content_seal_write(struct database *database);

/* The same where the file is small; else takes the notes away, which content_seal_is_missing() then says. */
int content_seal_renew(struct database *database);
int content_seal_is_missing(struct database *database, bool *ret_is_missing);

/* 0, or FAIL_CORRUPT: the file is damaged, or somebody changed a row. Reads the whole file. Without notes only the
 * file is checked, not its rows. */
int content_seal_check(struct database *database);

/* The same where the file is small; else 0. */
int content_seal_check_small(struct database *database);
