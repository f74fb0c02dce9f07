/* Columns: a list of columns, each written once beside the member of a struct that it fills. SQL, values and reading
 * are made from the same list, so that none can be in another order than the others.
 *
 *     #define UNIT_COLUMNS(FIRST, NEXT) FIRST(NUMBER, key, "unit.key") NEXT(TEXT, name, "unit.name")
 *     #define UNIT_COLUMN(kind, member, sql) COLUMN_OF(struct unit, kind, member),
 *
 *     "SELECT " UNIT_COLUMNS(COLUMN_SQL, COLUMN_NEXT_SQL) " FROM unit"
 *     static const struct column unit_columns[] = {UNIT_COLUMNS(UNIT_COLUMN, UNIT_COLUMN)};
 *     columns_read(unit_columns, COUNT_OF(unit_columns), &rows, 0, arena, &unit); */
#pragma once

#include "io/sqlite/database.h"

enum column_kind {
    COLUMN_TEXT,    /* const char *; NULL for NULL */
    COLUMN_NUMBER,  /* int64_t; 0 for NULL */
    COLUMN_DECIMAL, /* double */
    COLUMN_INT,     /* int, unsigned or an enumeration that is stored as its number; 0 for NULL */
    COLUMN_DAY,     /* int; DAY_NONE for NULL */
    COLUMN_BOOL,    /* bool */
};

struct column {
    enum column_kind kind;
    size_t offset;
};

/* `kind` without COLUMN_. Does not compile if the member is of a type that is not the kind's. */
#define COLUMN_OF(type, kind, member)                                                                                  \
    {                                                                                                                  \
        COLUMN_##kind, offsetof(type, member) + 0 * sizeof(char[COLUMN_FITS_##kind(((type *)NULL)->member)])           \
    }
#define COLUMN_FITS_TEXT(member) _Generic((member), const char * : 1)
#define COLUMN_FITS_NUMBER(member) _Generic((member), int64_t : 1)
#define COLUMN_FITS_DECIMAL(member) _Generic((member), double : 1)
#define COLUMN_FITS_INT(member) _Generic((member), int : 1, unsigned : 1)
#define COLUMN_FITS_DAY(member) _Generic((member), int : 1)
#define COLUMN_FITS_BOOL(member) _Generic((member), bool : 1)

/* For lists whose rows are (kind, member, sql). */
#define COLUMN_SQL(kind, member, sql) sql
#define COLUMN_NEXT_SQL(kind, member, sql) ", " sql

/* Reads the columns from `first` on into `item`; what is text lies in the arena. Returns the column after them. */
int columns_read(const struct column *columns, size_t count, const struct rows *rows, int first, struct arena *arena,
                 void *item);

/* Sets `count` parameters from `item`, which lends its text: as columns_read() would read them. */
void columns_bind(const struct column *columns, size_t count, const void *item, struct value *ret_values);
