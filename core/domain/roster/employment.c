/* Keeps the last days of accounts and closes them; see employment.h. */
#include "domain/roster/employment.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/person_row.h"
#include "domain/people/subject.h"

static const struct query employment_upsert = {
    "employment.set", "employment",
    "INSERT INTO employment (person_key, ended, is_closed) VALUES (?1, ?2, ?3)"
    " ON CONFLICT (person_key) DO UPDATE SET ended = excluded.ended, is_closed = excluded.is_closed RETURNING *"};
static const struct query started_upsert = {
    "employment.set_started", "employment",
    "INSERT INTO employment (person_key, is_closed, started) VALUES (?1, 0, ?2)"
    " ON CONFLICT (person_key) DO UPDATE SET started = excluded.started RETURNING *"};
static const struct query closed_forget = {
    "employment.forget_closed", "employment",
    "UPDATE employment SET is_closed = 0 WHERE person_key = ?1 AND is_closed = 1 RETURNING *"};
/* The next account whose last day has passed (?1 today), unless it is that of the last administrator. */
static const struct query ended_next = {
    "employment.ended", NULL,
    "SELECT identity.id, person.key, employment.ended FROM " PERSON_TABLES
    " JOIN employment ON employment.person_key = person.key WHERE identity.id IS NOT NULL AND employment.ended < ?1"
    " AND person.status = 'active' AND (NOT EXISTS"
    " (SELECT 1 FROM role WHERE role.person_key = person.key AND role.role = 'admin') OR EXISTS"
    " (SELECT 1 FROM role JOIN person AS other ON other.key = role.person_key WHERE role.role = 'admin'"
    "  AND other.status = 'active' AND other.key <> person.key)) ORDER BY person.key LIMIT 1"};

int employment_set(struct records *records, int64_t person_key, int ended, bool is_closed)
{
    return records_write(records, &employment_upsert,
                         BIND(value_number(person_key), value_day(ended), value_number(is_closed)), NULL);
}

int employment_set_started(struct records *records, int64_t person_key, int started)
{
    return records_write(records, &started_upsert, BIND(value_number(person_key), value_day(started)), NULL);
}

int employment_forget_closed(struct records *records, int64_t person_key)
{
    return records_write(records, &closed_forget, BIND(value_number(person_key)), NULL);
}

struct ending {
    const char *id; /* NULL: nobody */
    int64_t key;
    int ended;
};

static int ending_next(struct records *records, struct arena *arena, struct ending *ret_ending)
{
    struct rows rows CLEANUP(rows_end) = {0};
    *ret_ending = (struct ending){0};
    TRY(records_select(records, &ended_next, BIND(value_number(clock_today())), &rows));
    if (rows_next(&rows))
        *ret_ending = (struct ending){row_copy(&rows, 0, arena), row_number(&rows, 1), row_day(&rows, 2)};
    return rows_result(&rows);
}

int employment_is_due(struct records *records, bool *ret_is_due)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct ending ending;
    TRY(ending_next(records, &arena, &ending));
    *ret_is_due = ending.id != NULL;
    return 0;
}

static int ending_write(struct records *records, const struct ending *ending)
{
    TRY(person_set(records, &actor_trappa, subject_id(ending->id), &(struct person_change){.status = "disabled"}));
    return employment_set(records, ending->key, ending->ended, true);
}

int employment_apply_due(struct records *records)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct ending ending;
    for (;;) {
        TRY(ending_next(records, &arena, &ending));
        if (!ending.id)
            return 0;
        TRY(records_begin(records));
        int result = ending_write(records, &ending);
        TRY(records_end(records, result, &(struct event){.actor = &actor_trappa, .kind = "employment.ended"}));
    }
}
