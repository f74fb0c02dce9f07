/* Writes rows as JSON; see rows_json.h. */
#include "domain/records/rows_json.h"

#include "base/clock.h"

#include <string.h>

static void value_add(struct json *json, const struct rows *rows, int column)
{
    switch (row_kind(rows, column)) {
    case VALUE_NUMBER:
        json_number(json, row_number(rows, column));
        break;
    case VALUE_DECIMAL:
        json_decimal(json, row_decimal(rows, column));
        break;
    case VALUE_TEXT:
        json_string(json, row_text(rows, column));
        break;
    case VALUE_NULL:
    case VALUE_BYTES:
        json_null(json);
        break;
    }
}

static void marked_add(struct json *json, const struct rows *rows, int column)
{
    const char *name = row_column_name(rows, column), *mark_end = strstr(name, "__");
    char instant[INSTANT_TEXT_BYTES];
    json_key(json, mark_end ? mark_end + 2 : name);
    if (row_is_null(rows, column))
        json_null(json);
    else if (text_starts(name, "is__"))
        json_bool(json, row_number(rows, column) != 0);
    else if (text_starts(name, "at__"))
        json_string(json, instant_format(row_number(rows, column), instant));
    else if (text_starts(name, "day__"))
        json_string(json, day_format(row_day(rows, column), instant));
    else
        value_add(json, rows, column);
}

static void plain_add(struct json *json, const struct rows *rows, int column)
{
    json_key(json, row_column_name(rows, column));
    value_add(json, rows, column);
}

int rows_to_json(struct rows *rows, bool is_marked, struct json *json)
{
    json_array(json);
    while (rows_next(rows)) {
        json_object(json);
        for (int column = 0; column < row_columns(rows); column++)
            (is_marked ? marked_add : plain_add)(json, rows, column);
        json_end(json);
    }
    json_end(json);
    return rows_result(rows);
}
