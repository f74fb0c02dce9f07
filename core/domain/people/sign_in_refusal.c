/* Counts, tells and records sign-ins that were refused; see sign_in_refusal.h. */
#include "domain/people/sign_in_refusal.h"

#include "base/clock.h"
#include "base/json.h"

#define KEEP_SECONDS (90LL * 24 * 3600)

static const struct query refusal_add = {
    "sign_in_refusal.add", "sign_in_refusal",
    "INSERT INTO sign_in_refusal (quarter, person_key, refused, told, recorded, is_locked) VALUES (?1, ?2, 1, 0, 0, 0)"
    " ON CONFLICT (quarter, person_key) DO UPDATE SET refused = sign_in_refusal.refused + 1 RETURNING *"};
static const struct query refusal_lock = {
    "sign_in_refusal.lock", "sign_in_refusal",
    "INSERT INTO sign_in_refusal (quarter, person_key, refused, told, recorded, is_locked) VALUES (?1, ?2, 0, 0, 0, 1)"
    " ON CONFLICT (quarter, person_key) DO UPDATE SET is_locked = 1 WHERE sign_in_refusal.is_locked = 0 RETURNING *"};
static const struct query refusal_is_locked = {
    "sign_in_refusal.is_locked", NULL, "SELECT is_locked FROM sign_in_refusal WHERE quarter = ?1 AND person_key = ?2"};
static const struct query refusal_names = {
    "sign_in_refusal.names", NULL,
    "SELECT name, refused FROM (SELECT identity.id AS name, refused, r.person_key FROM sign_in_refusal AS r"
    " JOIN identity ON identity.person_key = r.person_key WHERE r.quarter = ?1"
    " UNION ALL SELECT identity.email, refused, r.person_key FROM sign_in_refusal AS r"
    " JOIN identity ON identity.person_key = r.person_key WHERE r.quarter = ?1 AND identity.email IS NOT NULL) AS named"
    " ORDER BY refused DESC, person_key LIMIT ?2"};
static const struct query refusal_untold = {
    "sign_in_refusal.untold", NULL,
    "SELECT coalesce(sum(refused - told), 0) FROM sign_in_refusal WHERE person_key = ?1"};
static const struct query refusal_tell = {
    "sign_in_refusal.tell", "sign_in_refusal",
    "UPDATE sign_in_refusal SET told = refused WHERE person_key = ?1 AND told < refused RETURNING *"};
static const struct query refusal_next = {
    "sign_in_refusal.next", NULL,
    "SELECT r.quarter, r.person_key, r.refused - r.recorded, person.rid FROM sign_in_refusal AS r"
    " LEFT JOIN person ON person.key = r.person_key WHERE r.quarter < ?1 AND r.recorded < r.refused"
    " ORDER BY r.quarter, r.person_key LIMIT 1"};
static const struct query refusal_record = {
    "sign_in_refusal.record", "sign_in_refusal",
    "UPDATE sign_in_refusal SET recorded = refused WHERE quarter = ?1 AND person_key = ?2 RETURNING *"};
static const struct query refusal_remove_old = {"sign_in_refusal.remove_old", "sign_in_refusal",
                                                "DELETE FROM sign_in_refusal WHERE quarter < ?1 RETURNING *"};

static int64_t quarter_now(void)
{
    return clock_now() - clock_now() % SIGN_IN_QUARTER_SECONDS;
}

/* Without waiting for the disk: what a power cut takes is a few counts, and guessing must not cost much. */
static int write_loosely(struct records *records, const struct query *query, struct binding binding)
{
    TRY(database_use_sync(records_database(records), false));
    int result = records_begin(records);
    if (result == 0)
        result = records_end_unchanged(records, records_write(records, query, binding, NULL));
    TRY(database_use_sync(records_database(records), true));
    return result;
}

int sign_in_refusal_add(struct records *records, int64_t person_key)
{
    return write_loosely(records, &refusal_add, BIND(value_number(quarter_now()), value_number(person_key)));
}

static int refused_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    *(struct sign_in_refused *)ret_item =
        (struct sign_in_refused){.name = row_copy(rows, 0, arena), .count = row_number(rows, 1)};
    return 0;
}

int sign_in_refused_read(struct records *records, struct arena *arena, struct sign_in_refused **ret_refused,
                         size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &refusal_names, BIND(value_number(quarter_now()), value_number(SIGN_IN_REFUSED_MOST)),
                       &rows));
    return ROWS_COLLECT(&rows, refused_read, NULL, arena, ret_refused, ret_count);
}

int sign_in_refusal_lock(struct records *records, int64_t person_key, const char *rid)
{
    int64_t is_locked = 0, written = 0, quarter = quarter_now();
    TRY(records_number(records, &refusal_is_locked, BIND(value_number(quarter), value_number(person_key)), 0,
                       &is_locked));
    if (is_locked)
        return 0;
    TRY(records_begin(records));
    int result = records_write(records, &refusal_lock, BIND(value_number(quarter), value_number(person_key)), &written);
    if (result != 0 || !written)
        return records_end_unchanged(records, result);
    return records_end(records, 0, &(struct event){.actor = &actor_trappa, .kind = "signin.locked", .about = rid});
}

int sign_in_refusal_untold(struct records *records, int64_t person_key, int64_t *ret_count)
{
    return records_number(records, &refusal_untold, BIND(value_number(person_key)), 0, ret_count);
}

int sign_in_refusal_tell(struct records *records, int64_t person_key, int64_t *ret_count)
{
    TRY(sign_in_refusal_untold(records, person_key, ret_count));
    return *ret_count ? write_loosely(records, &refusal_tell, BIND(value_number(person_key))) : 0;
}

/* ---- the event log ---- */

struct refusal {
    int64_t quarter, person_key, count;
    const char *rid; /* NULL: of names that nobody has */
};

/* The oldest one that waits for its event; count 0: none. */
static int next_read(struct records *records, struct arena *arena, struct refusal *ret_refusal)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct refusal refusal = {0};
    TRY(records_select(records, &refusal_next, BIND(value_number(quarter_now())), &rows));
    if (rows_next(&rows))
        refusal = (struct refusal){row_number(&rows, 0), row_number(&rows, 1), row_number(&rows, 2),
                                   row_is_null(&rows, 3) ? NULL : row_copy(&rows, 3, arena)};
    *ret_refusal = refusal;
    return rows_result(&rows);
}

static int refusal_end(struct records *records, const struct refusal *refusal)
{
    CLEANUP(text_finish) struct text data = TEXT(256);
    struct json json = JSON(&data);
    json_object(&json);
    json_put_number(&json, "count", refusal->count);
    json_put_number(&json, "quarter", refusal->quarter);
    json_end(&json);
    int result = records_write(records, &refusal_record,
                               BIND(value_number(refusal->quarter), value_number(refusal->person_key)), NULL);
    return records_end(
        records, result,
        &(struct event){
            .actor = &actor_trappa, .kind = "signin.refused", .about = refusal->rid, .data = text_string(&data)});
}

int sign_in_refusals_wait(struct records *records, bool *ret_wait)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct refusal refusal;
    TRY(next_read(records, &arena, &refusal));
    *ret_wait = refusal.count > 0;
    return 0;
}

int sign_in_refusals_record(struct records *records)
{
    for (;;) {
        CLEANUP(arena_finish) struct arena arena = {0};
        struct refusal refusal;
        TRY(records_begin(records));
        int result = next_read(records, &arena, &refusal);
        if (result != 0 || !refusal.count) {
            if (result == 0)
                result =
                    records_write(records, &refusal_remove_old, BIND(value_number(quarter_now() - KEEP_SECONDS)), NULL);
            return records_end_unchanged(records, result);
        }
        TRY(refusal_end(records, &refusal));
    }
}
