/* Content schema: the tables of content.db and how it is opened; for content.c and for those who write it. */
#pragma once

#include "io/sqlite/database.h"

/* Rises whenever the tables change: an older file is thrown away and made again from git. */
#define CONTENT_SCHEMA_VERSION 8

/* Opens content.db for writing, its tables made if it is new. A file with another schema, or that is no database, is
 * removed first. Yours. */
int content_schema_open(const char *path, struct database **ret_database);

/* Makes sure that a file with our tables is there, so that a reader may open it. */
int content_schema_ensure(const char *path);
