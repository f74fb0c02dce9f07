/* Rows as JSON: writes the rows of a query as an array of objects, for exports. */
#pragma once

#include "base/json.h"
#include "io/sqlite/database.h"

/* Writes all remaining rows; returns rows_result(). With `is_marked`, a column day__NAME is a day, at__NAME an instant,
 * is__NAME a boolean. Bytes become null, since nobody can read them. */
int rows_to_json(struct rows *rows, bool is_marked, struct json *json);
