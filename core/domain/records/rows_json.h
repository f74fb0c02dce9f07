/* Rows as JSON: what a query read, as an array of objects, for whoever hands rows out as they are. */
#pragma once

#include "base/json.h"
#include "io/sqlite/database.h"

/* Reads the rows to their end. With `is_marked` a column day__NAME is a day, at__NAME an instant, is__NAME yes or no.
 * Bytes are null: nothing that anybody can read. What rows_result() says. */
int rows_to_json(struct rows *rows, bool is_marked, struct json *json);
