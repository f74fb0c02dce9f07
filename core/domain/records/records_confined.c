/* Reads and writes records by the SQL of plugins, under a confinement; see records.h. */
#include "domain/records/records.h"

#include "base/fail.h"
#include "domain/records/table.h"

#include <string.h>

static const struct query columns_of = {"schema.columns", NULL,
                                        "SELECT name, pk > 0 FROM pragma_table_info(?1) ORDER BY cid"};

int records_select_confined(struct records *records, const char *sql, struct binding binding,
                            struct confinement *confinement, struct rows *ret_rows)
{
    return database_select_confined(records_database(records), sql, binding, confinement, ret_rows);
}

/* Counts the table's key, and holds its columns against those that the statement returns. */
static int returning_check(struct records *records, const struct rows *written, struct records_table *table)
{
    struct rows rows CLEANUP(rows_end) = {0};
    int column = 0;
    bool is_whole = true;
    TRY(records_select(records, &columns_of, BIND(value_text(table->name)), &rows));
    for (; rows_next(&rows); column++) {
        is_whole = is_whole && column < row_columns(written) &&
                   text_equal(row_column_name(written, column), row_text(&rows, 0));
        table->key_columns += row_number(&rows, 1) != 0;
    }
    TRY(rows_result(&rows));
    if (!is_whole || column != row_columns(written))
        return fail(FAIL_INPUT, "its SQL writes table '%s' and does not end in RETURNING *", table->name);
    return 0;
}

static int key_check(const struct rows *rows, const struct records_table *table)
{
    for (int column = 0; column < table->key_columns; column++)
        if (row_kind(rows, column) == VALUE_TEXT && strpbrk(row_text(rows, column), " /\n"))
            return fail(FAIL_INPUT, "table '%s': the words of a key have no space, no '/' and no line end",
                        table->name);
    return 0;
}

int records_write_confined(struct records *records, const char *sql, struct binding binding,
                           struct confinement *confinement, int64_t *ret_key)
{
    struct rows rows CLEANUP(rows_end) = {0};
    int64_t key = 0;
    TRY(database_select_confined(records_database(records), sql, binding, confinement, &rows));
    if (!confinement->written[0] || confinement->written[0] == '?')
        return fail(FAIL_INPUT, "its SQL writes no table, or more than one");
    struct records_table table = {.name = confinement->written};
    TRY(returning_check(records, &rows, &table));
    while (rows_next(&rows)) {
        TRY(key_check(&rows, &table));
        if (!key)
            key = row_number(&rows, 0);
        records_note_row(records, &table, confinement->deletes, &rows);
    }
    if (ret_key)
        *ret_key = key;
    return rows_result(&rows);
}
