/* Table: what a module says of a table of the records: its key, and what in it belongs to people.
 *
 * `person export` and `person erase` (admin/erase.h) go through the tables of all modules, so that both are complete:
 * tests/unit/domain/test_module.c refuses a table with people in it that says neither how it is handed out and erased
 * nor why it is not. */
#pragma once

#include "domain/records/module.h"
#include "domain/records/records.h"

/* What erasing gets, inside its transaction. */
struct erasure {
    int64_t person_key;
    struct json *json; /* an open object of the event, to say how much there was */
};

struct records_table {
    const char *name; /* NULL ends a list */
    int key_columns;  /* how many of its first columns are its key */

    /* Columns, with spaces between. `person` says whom a row is about: a person's key, or the key of a row that is
     * about a person. `others` hold people who decided it, wrote it, were asked. NULL: there are none. */
    const char *person, *others;

    /* Under which keys of the export its rows are handed out (struct person_export), with spaces between; or why they
     * are not. */
    const char *exported, *not_exported;

    /* What erasing does with the rows about a person (?1); a function where a query does not do; or why they stay. */
    struct query erase;
    int (*erase_by)(struct records *records, const struct erasure *erasure);
    const char *kept;
};

/* Why most rows stay: they are what others rely on and what is counted, and name nobody. */
#define TABLE_NAMES_NOBODY "what happened stays, under the random id; words about it are remarks"

/* A list in the export of a person: its key, its place, and the query of its rows by person.key (?1), whose columns are
 * marked (rows_json.h). Hashes of passwords and links are left out: they would help nobody but a thief. */
struct person_export {
    struct module_row row;
    struct query query;
};

/* A numbered change of the schema; `place` is its number. Numbers are of the whole program, 1 makes the first tables,
 * and one that was released is never changed. The first ones stand together in records_schema.c, for they make the
 * tables of many subjects; a new one stands in the module of its subject, beside what that says of its tables. */
struct migration {
    struct module_row row;
    const char *sql;
};
extern const struct migration records_migrations[];

/* The table of that name; NULL if no module has it. */
const struct records_table *records_table_of(const char *name);

/* All tables of all modules, one after the other; NULL past the last one. */
const struct records_table *records_table_at(size_t index);
