/* Reads people out of rows; see person_row.h. */
#include "domain/people/person_row.h"

#include "base/collate.h"

#include <stdlib.h>
#include <string.h>

void person_read(const struct rows *rows, struct arena *arena, struct person *ret_person)
{
    *ret_person = (struct person){
        .key = row_number(rows, 0),
        .rid = row_copy(rows, 1, arena),
        .id = row_copy(rows, 2, arena),
        .name = row_copy(rows, 3, arena),
        .email = row_copy(rows, 4, arena),
        .language = row_copy(rows, 5, arena),
        .status = row_copy(rows, 6, arena),
        .unit_key = row_number(rows, 7),
        .unit_id = row_copy(rows, 8, arena),
        .unit_name = row_copy(rows, 9, arena),
        .roles = (unsigned)row_number(rows, 10),
        .background = row_copy(rows, 11, arena),
        .in_profession_since = row_day(rows, 12),
        .is_protected = row_number(rows, 13) != 0,
        .mentor_ceiling = row_decimal(rows, 14),
        .full_until = row_day(rows, 15),
        .placed_on = row_day(rows, 16),
    };
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
