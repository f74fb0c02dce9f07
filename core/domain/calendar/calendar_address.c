/* Makes, finds and takes back addresses of calendars; see calendar_address.h. */
#include "domain/calendar/calendar_address.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/change.h"
#include "domain/people/person_row.h"

#include <string.h>

static const struct query address_put = {
    "calendar.address", "calendar_address",
    "INSERT INTO calendar_address (person_key, token_hash, made_at) VALUES (?1, ?2, ?3)"
    " ON CONFLICT (person_key) DO UPDATE SET token_hash = excluded.token_hash, made_at = excluded.made_at RETURNING *"};
static const struct query address_remove = {"calendar.revoke", "calendar_address",
                                            "DELETE FROM calendar_address WHERE person_key = ?1 RETURNING *"};
static const struct query events_remove = {"calendar.forget", "calendar_event",
                                           "DELETE FROM calendar_event WHERE person_key = ?1 RETURNING *"};
static const struct query address_since = {"calendar.since", NULL,
                                           "SELECT made_at FROM calendar_address WHERE person_key = ?1"};
static const struct query address_person = {
    "calendar.person", NULL,
    "SELECT " PERSON_COLUMNS " FROM " PERSON_TABLES " JOIN calendar_address ON calendar_address.person_key = person.key"
    " WHERE calendar_address.token_hash = ?1 AND person.status = 'active' AND person.is_protected = 0"};

static int check_may_have(struct records *records, const struct person *person)
{
    struct actor actor;
    TRY(person_actor(records, person, &actor));
    if (person->is_protected)
        return fail(FAIL_RULE,
                    "person '%s': has protected identity, and so no calendar that is read without signing in",
                    person->id);
    return 0;
}

static int address_write(struct change *change, const char *token)
{
    const struct person *person = &change->subject.person;
    const struct secret_digest digest = secret_digest_of(token);
    TRY(check_may_have(change->records, person));
    return records_write(
        change->records, &address_put,
        BIND(value_number(person->key), value_bytes(digest.bytes, sizeof digest.bytes), value_number(clock_now())),
        NULL);
}

int calendar_address_make(struct records *records, const struct actor *actor, struct subject_ref person,
                          char ret_token[SECRET_TOKEN_BYTES])
{
    CLEANUP(change_finish) struct change change = CHANGE(records, actor);
    char token[SECRET_TOKEN_BYTES];
    secret_token(token);
    TRY(change_begin(&change, person, RIGHT_EXPORT));
    TRY(change_end(&change, address_write(&change, token), "calendar.address_made"));
    memcpy(ret_token, token, sizeof token);
    return 0;
}

int calendar_forget(struct records *records, int64_t person_key)
{
    TRY(records_write(records, &address_remove, BIND(value_number(person_key)), NULL));
    return records_write(records, &events_remove, BIND(value_number(person_key)), NULL);
}

static int revoke_write(struct change *change)
{
    int64_t person = change->subject.person.key, since = 0;
    TRY(records_number(change->records, &address_since, BIND(value_number(person)), 0, &since));
    change->is_unchanged = !since;
    return calendar_forget(change->records, person);
}

int calendar_address_revoke(struct records *records, const struct actor *actor, struct subject_ref person)
{
    CLEANUP(change_finish) struct change change = CHANGE(records, actor);
    TRY(change_begin(&change, person, RIGHT_EXPORT));
    return change_end(&change, revoke_write(&change), "calendar.address_revoked");
}

int calendar_address_find(struct records *records, const char *token, struct arena *arena, struct person *ret_person)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct person person;
    const struct secret_digest digest = secret_digest_of(token);
    TRY(records_select(records, &address_person, BIND(value_bytes(digest.bytes, sizeof digest.bytes)), &rows));
    bool is_found = rows_next(&rows);
    if (is_found)
        person_read(&rows, arena, &person);
    TRY(rows_result(&rows));
    if (!is_found)
        return fail(FAIL_NOT_FOUND, "there is no calendar at this address");
    *ret_person = person;
    return 0;
}

int calendar_address_since(struct records *records, const struct subject *subject, int64_t *ret_at)
{
    TRY(subject_check(subject, RIGHT_EXPORT));
    return records_number(records, &address_since, BIND(value_number(subject->person.key)), 0, ret_at);
}
