/* Person row: the columns by which queries of the domain read whole people.
 *
 *     "SELECT " PERSON_COLUMNS ", mentorship.first FROM " PERSON_TABLES " JOIN mentorship ON ..."
 *     person_read(&rows, arena, &person);    row_day(&rows, PERSON_COLUMN_COUNT)
 *
 * PERSON_TABLES are `person`, `identity` (no row for the erased) and `unit`. */
#pragma once

#include "domain/people/person.h"
#include "io/sqlite/columns.h"

#define PERSON_LIST(FIRST, NEXT)                                                                                       \
    FIRST(NUMBER, key, "person.key")                                                                                   \
    NEXT(TEXT, rid, "person.rid")                                                                                      \
    NEXT(TEXT, id, "identity.id")                                                                                      \
    NEXT(TEXT, name, "identity.name")                                                                                  \
    NEXT(TEXT, email, "identity.email")                                                                                \
    NEXT(TEXT, language, "coalesce(identity.language, 'sv')")                                                          \
    NEXT(TEXT, status, "person.status")                                                                                \
    NEXT(NUMBER, unit_key, "person.unit_key")                                                                          \
    NEXT(TEXT, unit_id, "unit.id")                                                                                     \
    NEXT(TEXT, unit_name, "unit.name")                                                                                 \
    NEXT(INT, roles, PERSON_ROLES)                                                                                     \
    NEXT(TEXT, background, "person.background")                                                                        \
    NEXT(DAY, in_profession_since, "person.in_profession_since")                                                       \
    NEXT(BOOL, is_protected, "person.is_protected")                                                                    \
    NEXT(DECIMAL, mentor_ceiling, PERSON_CEILING)                                                                      \
    NEXT(DAY, full_until, "person.full_until")                                                                         \
    NEXT(DAY, placed_on, "person.placed_on")
#define PERSON_COLUMNS PERSON_LIST(COLUMN_SQL, COLUMN_NEXT_SQL)
#define PERSON_CEILING "coalesce(person.mentor_ceiling, " TEXT_OF(MENTOR_CEILING) ")"
#define PERSON_COLUMN_COUNT 17
#define PERSON_TABLES                                                                                                  \
    "person JOIN unit ON unit.key = person.unit_key LEFT JOIN identity ON identity.person_key = person.key"

/* The query below has the bits of enum role as numbers. */
_Static_assert(ROLE_LEARNER == 1 && ROLE_MENTOR == 2 && ROLE_MANAGER == 4 && ROLE_HR == 8 && ROLE_AUTHOR == 16 &&
                   ROLE_CONTACT == 32 && ROLE_ADMIN == 64,
               "PERSON_ROLES counts the bits of enum role");
#define PERSON_ROLES                                                                                                   \
    "(SELECT coalesce(sum(CASE role.role WHEN 'learner' THEN 1 WHEN 'mentor' THEN 2 WHEN 'manager' THEN 4"             \
    " WHEN 'hr' THEN 8 WHEN 'author' THEN 16 WHEN 'contact' THEN 32 WHEN 'admin' THEN 64 ELSE 0 END), 0)"              \
    " FROM role WHERE role.person_key = person.key)"

/* SQL: the keys of a unit (a key) and of all units below it. */
#define UNIT_AND_BELOW(parameter)                                                                                      \
    "(WITH RECURSIVE below (key) AS (SELECT key FROM unit WHERE key = " parameter                                      \
    " UNION SELECT unit.key FROM unit JOIN below ON unit.parent_key = below.key) SELECT key FROM below)"

/* The same; NULL: every unit. */
#define UNIT_AND_BELOW_OR_ALL(parameter)                                                                               \
    "(WITH RECURSIVE below (key) AS (SELECT key FROM unit WHERE " parameter " IS NULL OR key = " parameter             \
    " UNION SELECT unit.key FROM unit JOIN below ON unit.parent_key = below.key) SELECT key FROM below)"

/* SQL: the person works in one of the units (a list of keys), as own or secondary unit. */
#define PERSON_WORKS_IN(units)                                                                                         \
    "(person.unit_key IN " units " OR person.key IN (SELECT person_key FROM also_unit WHERE unit_key IN " units "))"

/* Reads PERSON_COLUMNS, which must be the row's first columns; strings are copied into the arena. */
void person_read(const struct rows *rows, struct arena *arena, struct person *ret_person);

/* Reads the rest of the rows as people: in the order of the rows, or by name. */
int person_rows_read(struct rows *rows, struct arena *arena, struct people *ret_people);
int person_rows_by_name(struct rows *rows, struct arena *arena, struct people *ret_people);
