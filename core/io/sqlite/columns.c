/* Reads and binds the members of structs by a list of columns; see columns.h. */
#include "io/sqlite/columns.h"

int columns_read(const struct column *columns, size_t count, const struct rows *rows, int first, struct arena *arena,
                 void *item)
{
    for (size_t i = 0; i < count; i++) {
        void *member = (char *)item + columns[i].offset;
        int at = first + (int)i;
        switch (columns[i].kind) {
        case COLUMN_TEXT:
            *(const char **)member = row_copy(rows, at, arena);
            break;
        case COLUMN_NUMBER:
            *(int64_t *)member = row_number(rows, at);
            break;
        case COLUMN_DECIMAL:
            *(double *)member = row_decimal(rows, at);
            break;
        case COLUMN_INT:
            *(int *)member = (int)row_number(rows, at);
            break;
        case COLUMN_DAY:
            *(int *)member = row_day(rows, at);
            break;
        case COLUMN_BOOL:
            *(bool *)member = row_number(rows, at) != 0;
            break;
        }
    }
    return first + (int)count;
}

static struct value value_of(enum column_kind kind, const void *member)
{
    switch (kind) {
    case COLUMN_TEXT:
        return value_text(*(const char *const *)member);
    case COLUMN_NUMBER:
        return value_number(*(const int64_t *)member);
    case COLUMN_DECIMAL:
        return value_decimal(*(const double *)member);
    case COLUMN_INT:
        return value_number(*(const int *)member);
    case COLUMN_DAY:
        return value_day(*(const int *)member);
    case COLUMN_BOOL:
        return value_number(*(const bool *)member);
    }
    return value_null();
}

void columns_bind(const struct column *columns, size_t count, const void *item, struct value *ret_values)
{
    for (size_t i = 0; i < count; i++)
        ret_values[i] = value_of(columns[i].kind, (const char *)item + columns[i].offset);
}
