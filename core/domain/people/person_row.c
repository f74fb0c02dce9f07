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

void person_rows_add(struct person_rows *list, const struct rows *rows, struct arena *arena)
{
    ARRAY_RESERVE(list->items, list->count, list->capacity);
    person_read(rows, arena, &list->items[list->count++]);
}

void person_rows_finish(struct person_rows *list)
{
    memory_free(list->items);
    *list = (struct person_rows){0};
}

static int by_name(const void *a, const void *b)
{
    const struct person *left = a, *right = b;
    int order = collate_swedish(left->name, right->name);
    return order ? order : strcmp(left->rid, right->rid);
}

void person_rows_end(struct person_rows *list, struct arena *arena, struct people *ret_people)
{
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_name);
    *ret_people = (struct people){
        .items = (void *)arena_copy_bytes(arena, list->items, list->count * sizeof *list->items), .count = list->count};
}
