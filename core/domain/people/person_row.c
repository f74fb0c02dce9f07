/* Reads people out of rows; see person_row.h. */
#include "domain/people/person_row.h"

#include "io/collate.h"

#include <stdlib.h>
#include <string.h>

#define PERSON_COLUMN(kind, member, sql) COLUMN_OF(struct person, kind, member),
static const struct column person_columns[] = {PERSON_LIST(PERSON_COLUMN, PERSON_COLUMN)};
_Static_assert(COUNT_OF(person_columns) == PERSON_COLUMN_COUNT, "what follows a person begins there");

void person_read(const struct rows *rows, struct arena *arena, struct person *ret_person)
{
    *ret_person = (struct person){0};
    columns_read(person_columns, COUNT_OF(person_columns), rows, 0, arena, ret_person);
}

static int item_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    person_read(rows, arena, ret_item);
    return 0;
}

int person_rows_read(struct rows *rows, struct arena *arena, struct people *ret_people)
{
    return ROWS_COLLECT(rows, item_read, NULL, arena, &ret_people->items, &ret_people->count);
}

static int by_name(const void *a, const void *b)
{
    const struct person *left = a, *right = b;
    int order = collate_swedish(left->name, right->name);
    return order ? order : strcmp(left->rid, right->rid);
}

int person_rows_by_name(struct rows *rows, struct arena *arena, struct people *ret_people)
{
    TRY(person_rows_read(rows, arena, ret_people));
    qsort(ret_people->items, ret_people->count, sizeof *ret_people->items, by_name);
    return 0;
}
