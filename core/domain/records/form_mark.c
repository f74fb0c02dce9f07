/* Keeps and finds the marks of forms; see form_mark.h. */
#include "domain/records/form_mark.h"

#include "base/clock.h"
#include "base/fail.h"

#define KEEP_SECONDS (24 * 3600) /* longer than a session */

static const struct query mark_insert = {"form_mark.insert", "form_mark",
                                         "INSERT INTO form_mark (key, at) VALUES (?1, ?2)"
                                         " ON CONFLICT (key) DO NOTHING RETURNING *"};
static const struct query mark_remove_old = {"form_mark.remove_old", "form_mark",
                                             "DELETE FROM form_mark WHERE at < ?1 RETURNING *"};
static const struct query mark_remove = {"form_mark.remove", "form_mark",
                                         "DELETE FROM form_mark WHERE key = ?1 RETURNING *"};
static const struct query mark_answer = {"form_mark.answer", "form_mark",
                                         "UPDATE form_mark SET answer = ?2 WHERE key = ?1 RETURNING *"};
static const struct query mark_of = {"form_mark.of", NULL, "SELECT answer FROM form_mark WHERE key = ?1"};

int form_mark_keep(struct records *records, struct form_mark *mark)
{
    int64_t key = 0;
    TRY(records_write(records, &mark_remove_old, BIND(value_number(clock_now() - KEEP_SECONDS)), NULL));
    TRY(records_write(records, &mark_insert, BIND(value_number(mark->key), value_number(clock_now())), &key));
    mark->is_repeated = !key;
    return key ? 0 : fail_at(FAIL_RULE, REASON_SENT_ALREADY, NULL, "this form was sent before, and was kept then");
}

int form_mark_find(struct records *records, const struct form_mark *mark, struct arena *arena, bool *ret_is_kept,
                   const char **ret_answer)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &mark_of, BIND(value_number(mark->key)), &rows));
    *ret_is_kept = rows_next(&rows);
    *ret_answer = *ret_is_kept && !row_is_null(&rows, 0) ? row_copy(&rows, 0, arena) : NULL;
    return rows_result(&rows);
}

int form_mark_answer(struct records *records, const struct form_mark *mark, const char *answer)
{
    TRY(database_use_sync(records_database(records), false));
    int result = records_begin(records);
    if (result == 0)
        result = records_end_unchanged(
            records, records_write(records, &mark_answer, BIND(value_number(mark->key), value_text(answer)), NULL));
    TRY(database_use_sync(records_database(records), true));
    return result;
}

int form_mark_forget(struct records *records, const struct form_mark *mark)
{
    TRY(records_begin(records));
    return records_end_unchanged(records, records_write(records, &mark_remove, BIND(value_number(mark->key)), NULL));
}
