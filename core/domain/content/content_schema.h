/* Content schema: creates and opens content.db; for content.c and the writers of content.db. */
#pragma once

#include "io/sqlite/database.h"

/* Increase it whenever the tables change: an older file is deleted and rebuilt from git. */
#define CONTENT_SCHEMA_VERSION 9

/* Opens content.db for writing, with its tables created if it is new; yours. Deletes a file with another schema, or
 * that is no database, first. */
int content_schema_open(const char *path, struct database **ret_database);

/* Creates content.db with our tables if needed, so that a reader can open it. */
int content_schema_ensure(const char *path);
