/* Content schema: creates and opens content.db; for content.c and the writers of content.db. */
#pragma once

#include "io/sqlite/columns.h"

/* Increase it whenever the tables change: an older file is deleted and rebuilt from git. */
#define CONTENT_SCHEMA_VERSION 12

/* The columns of table entry that struct content_entry (content.h) holds: (kind of columns.h, member, name, SQL type).
 * The first ones are the step's own; the others say where it stands in its programme, and table place has them too. The
 * kind of a step is not among them: it is stored as its word, since plugins bring kinds. */
#define ENTRY_OWN_COLUMNS(COLUMN)                                                                                      \
    COLUMN(TEXT, id, "step", "TEXT PRIMARY KEY")                                                                       \
    COLUMN(TEXT, title, "title", "TEXT NOT NULL")                                                                      \
    COLUMN(INT, component, "component", "INTEGER NOT NULL")                                                            \
    COLUMN(INT, minutes, "minutes", "INTEGER NOT NULL")                                                                \
    COLUMN(INT, due.unit, "due_unit", "INTEGER NOT NULL")                                                              \
    COLUMN(INT, due.number, "due_number", "INTEGER NOT NULL")                                                          \
    COLUMN(INT, signoff, "signoff", "INTEGER NOT NULL")                                                                \
    COLUMN(INT, signer_level, "signer_level", "INTEGER NOT NULL")                                                      \
    COLUMN(INT, role, "role", "INTEGER NOT NULL")                                                                      \
    COLUMN(INT, revision, "revision", "INTEGER NOT NULL")                                                              \
    COLUMN(TEXT, layer, "layer", "TEXT NOT NULL")                                                                      \
    COLUMN(TEXT, blob, "blob", "TEXT NOT NULL")                                                                        \
    COLUMN(BOOL, is_hidden, "is_hidden", "INTEGER NOT NULL")                                                           \
    COLUMN(BOOL, is_retired, "is_retired", "INTEGER NOT NULL")                                                         \
    COLUMN(TEXT, backgrounds, "backgrounds", "TEXT")                                                                   \
    COLUMN(TEXT, parts, "parts", "TEXT NOT NULL")                                                                      \
    COLUMN(TEXT, audience, "audience", "TEXT")                                                                         \
    COLUMN(DAY, valid_until, "valid_until", "INTEGER")                                                                 \
    COLUMN(INT, recurrence.months, "again_months", "INTEGER NOT NULL")                                                 \
    COLUMN(INT, recurrence.month, "again_month", "INTEGER NOT NULL")                                                   \
    COLUMN(INT, recurrence.day, "again_day", "INTEGER NOT NULL")
#define ENTRY_PLACE_COLUMNS(COLUMN)                                                                                    \
    COLUMN(TEXT, programme, "programme", "TEXT")                                                                       \
    COLUMN(TEXT, phase, "phase", "TEXT")                                                                               \
    COLUMN(INT, order, "position", "INTEGER NOT NULL")

/* What is made of them: members to read and bind. */
#define ENTRY_MEMBER(kind, member, name, type) COLUMN_OF(struct content_entry, kind, member),

/* Opens content.db for writing, with its tables created if it is new; yours. Deletes a file with another schema, or
 * that is no database, first. */
int content_schema_open(const char *path, struct database **ret_database);

/* Opens a new one in place of a damaged one, which is kept as PATH.damaged; yours. Nobody else may be writing it. */
int content_schema_replace(const char *path, struct database **ret_database);

/* Creates content.db with our tables if needed, so that a reader can open it. */
int content_schema_ensure(const char *path);
