/* Table: a module's description of a table of the records: its key, and which of its data belongs to people.
 *
 * `person export` and `person erase` (admin/erase.h) go through the tables of all modules, so that both are complete:
 * tests/unit/domain/test_module.c refuses a table with people in it that declares neither how it is exported and erased
 * nor why it is not. */
#pragma once

#include "domain/records/module.h"
#include "domain/records/records.h"

/* The arguments of an erasure, inside its transaction. */
struct erasure {
    int64_t person_key;
    struct json *json; /* an open object of the event, for counts */
};

struct records_table {
    const char *name; /* NULL ends a list */
    int key_columns;  /* the number of leading columns that are its key */
    bool
        is_unlogged; /* its rows are worth nothing tomorrow: no event has their digests, and the audit passes them by */

    /* Columns, separated by spaces; NULL: none. `person` identifies the person of a row: a person's key, or the key of
     * a row about a person. `others` have people who decided, wrote or were asked. */
    const char *person, *others;

    /* The keys of the export that contain its rows (struct person_export), separated by spaces; or why they are not
     * exported. */
    const char *exported, *not_exported;

    /* How to erase the rows about a person (?1): a query, or a function if a query cannot; or why they stay. */
    struct query erase;
    int (*erase_by)(struct records *records, const struct erasure *erasure);
    const char *kept;
};

/* Why most rows stay: others rely on them, figures count them, and they name nobody. */
#define KEPT_UNDER_RANDOM_ID "what happened stays, under the random id; words about it are comments"

/* A list in a person's export: its key, its place, and the query of its rows by person.key (?1), with marked columns
 * (rows_json.h). Without hashes of passwords and links, which only a thief could use. */
struct person_export {
    struct module_row row;
    struct query query;
};

/* A numbered change of the schema; `place` is its number, unique in the whole program. Migration 1 creates the first
 * tables; a released one never changes. The first ones are in records_schema.c, because they create tables of many
 * subjects; a new one belongs to its subject's module, beside the tables. */
struct migration {
    struct module_row row;
    const char *sql;
};

/* The tables whose rows a migration changes, but for new columns; they are noted in its event. */
struct migration_rewrite {
    int migration;      /* its number; 0 ends a list */
    const char *tables; /* separated by spaces */
};
extern const struct migration records_migrations[];

/* The table of that name, in any module; NULL if none has it. */
const struct records_table *records_table_of(const char *name);

/* The table at an index, over all modules; NULL past the last. */
const struct records_table *records_table_at(size_t index);
