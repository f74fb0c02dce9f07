/* Content seal: what each table of content.db held when an edition was committed, so that damage is noticed. */
#pragma once

#include "io/sqlite/database.h"

#define REASON_CONTENT_DAMAGED FAIL_REASON("content-damaged")

/* Notes the contents of every table; last in the transaction of whoever writes content.db. */
int content_seal_write(struct database *database);

/* 0, or FAIL_CORRUPT: the file is damaged, or somebody changed a row. Reads the whole file. */
int content_seal_check(struct database *database);
