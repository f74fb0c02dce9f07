/* Service records/1: a plugin's own tables, the views, and changes with their event; see trappa/records.h. */
#include "base/fail.h"
#include "base/text.h"
#include "domain/people/person.h"
#include "domain/people/subject.h"
#include "domain/site/site.h"
#include "host/call.h"
#include "host/service_data.h"
#include "host/views.h"

#include <string.h>

#define VALUES_MAX 100
#define DATA_MOST_BYTES 8192

struct trappa_row {
    struct rows *rows;
};

/* ---- values ---- */

static int values_read(const struct trappa_value *values, size_t count, struct value *ret_values)
{
    if (count > VALUES_MAX || (count && !values))
        return fail(FAIL_LIMIT, "its SQL gets more than %d values, or none where some were said", VALUES_MAX);
    for (size_t i = 0; i < count; i++)
        switch (values[i].kind) {
        case TRAPPA_NULL:
            ret_values[i] = value_null();
            break;
        case TRAPPA_NUMBER:
            ret_values[i] = value_number(values[i].number);
            break;
        case TRAPPA_TEXT:
            ret_values[i] = value_text(values[i].bytes);
            break;
        case TRAPPA_BYTES:
            ret_values[i] = value_bytes(values[i].bytes, values[i].length);
            break;
        default:
            return fail(FAIL_INPUT, "value %zu: its kind is none there is", i + 1);
        }
    return 0;
}

/* ---- reading ---- */

static int rows_give(struct rows *rows, int (*row)(void *context, const struct trappa_row *row), void *context)
{
    const struct trappa_row given = {rows};
    while (rows_next(rows)) {
        int result = row ? row(context, &given) : 0;
        if (result != 0)
            return result;
    }
    return rows_result(rows);
}

static int records_service_select(const char *sql, const struct trappa_value *values, size_t count,
                                  int (*row)(void *context, const struct trappa_row *row), void *context)
{
    struct call *call = NULL;
    struct value bound[VALUES_MAX];
    TRY(call_with_site(TRAPPA_RECORDS_1, &call));
    TRY(values_read(values, count, bound));
    struct confinement confinement;
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(views_confine(call, false, &confinement));
    TRY(records_select_confined(call->site->records, sql, (struct binding){bound, (int)count}, &confinement, &rows));
    views_reading_begins();
    int result = rows_give(&rows, row, context);
    views_reading_ends();
    return result;
}

static bool has_column(const struct trappa_row *row, int column)
{
    return column >= 0 && column < row_columns(row->rows);
}

static int64_t records_service_number(const struct trappa_row *row, int column)
{
    return has_column(row, column) ? row_number(row->rows, column) : 0;
}

static const char *records_service_text(const struct trappa_row *row, int column)
{
    return has_column(row, column) ? row_text(row->rows, column) : NULL;
}

static const void *records_service_bytes(const struct trappa_row *row, int column, size_t *ret_length)
{
    *ret_length = 0;
    return has_column(row, column) ? row_bytes(row->rows, column, ret_length) : NULL;
}

/* ---- changing ---- */

static int kind_check(const struct call *call, const char *kind)
{
    size_t length = strlen(call->plugin->id);
    if (!kind || strncmp(kind, call->plugin->id, length) != 0 || kind[length] != '.' || !text_is_id(kind + length + 1))
        return fail(FAIL_INPUT, "event '%s': must be '%s.' and a word", kind ? kind : "", call->plugin->id);
    return 0;
}

static int about_check(struct call *call, const char *about)
{
    struct person person;
    if (!about)
        return 0;
    return person_get_checked(call->site->records, call->viewer, about, RIGHT_SEE_DATES, &call->arena, &person);
}

/* Not a parser: the plugin's own code writes the data, which only must stay on one line of the log. */
static int data_check(const char *data)
{
    size_t length = data ? strlen(data) : 0, bad = 0;
    if (data && (length < 2 || data[0] != '{' || data[length - 1] != '}' || length > DATA_MOST_BYTES ||
                 !text_is_utf8(data, length, &bad) || strchr(data, '\n')))
        return fail(FAIL_INPUT, "the data of an event are one JSON object of at most %d bytes on one line",
                    DATA_MOST_BYTES);
    return 0;
}

static int records_service_change(const char *kind, const char *about, const char *data, int (*write)(void *context),
                                  void *context)
{
    struct call *call = NULL;
    TRY(call_with_site(TRAPPA_RECORDS_1, &call));
    if (!call->may_write)
        return fail(FAIL_RULE, "plugin '%s': a page that is read, a report and a check change nothing",
                    call->plugin->id);
    TRY(kind_check(call, kind));
    TRY(about_check(call, about));
    TRY(data_check(data));
    bool was_writing = call->is_writing;
    TRY(records_begin(call->site->records));
    call->is_writing = true;
    int result = write(context);
    call->is_writing = was_writing;
    if (result > 0)
        result = fail(FAIL_SYSTEM, "plugin '%s': a change answered %d, which is no result", call->plugin->id, result);
    return records_end(
        call->site->records, result,
        &(struct event){.actor = call->viewer, .kind = kind, .about = about, .data = data, .is_of_plugin = true});
}

static int records_service_execute(const char *sql, const struct trappa_value *values, size_t count, int64_t *ret_key)
{
    struct call *call = NULL;
    struct value bound[VALUES_MAX];
    TRY(call_with_site(TRAPPA_RECORDS_1, &call));
    if (!call->is_writing)
        return fail(FAIL_RULE, "plugin '%s': execute() works inside change() only", call->plugin->id);
    TRY(values_read(values, count, bound));
    struct confinement confinement;
    TRY(views_confine(call, true, &confinement));
    return records_write_confined(call->site->records, sql, (struct binding){bound, (int)count}, &confinement, ret_key);
}

const struct trappa_records_1 service_records = {
    .size = sizeof service_records,
    .select = records_service_select,
    .number = records_service_number,
    .text = records_service_text,
    .bytes = records_service_bytes,
    .change = records_service_change,
    .execute = records_service_execute,
};
