/* Makes, finds and takes back addresses of calendars; see calendar_address.h. */
#include "domain/calendar/calendar_address.h"

#include "base/clock.h"
#include "base/fail.h"
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

int calendar_address_make(struct records *records, const struct actor *actor, const char *person_id,
                          char ret_token[SECRET_TOKEN_BYTES])
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct person person;
    char token[SECRET_TOKEN_BYTES];
    unsigned char hash[SECRET_HASH_BYTES];
    TRY(person_for(records, actor, RIGHT_EXPORT, person_id, &arena, &person));
    TRY(check_may_have(records, &person));
    secret_token(token);
    secret_hash_of(token, strlen(token), hash);
    TRY(records_begin(records));
    int result =
        records_write(records, &address_put,
                      BIND(value_number(person.key), value_bytes(hash, sizeof hash), value_number(clock_now())), NULL);
    TRY(records_end(records, result,
                    &(struct event){.actor = actor, .kind = "calendar.address_made", .about = person.rid}));
    memcpy(ret_token, token, sizeof token);
    return 0;
}

int calendar_forget(struct records *records, int64_t person_key)
{
    TRY(records_write(records, &address_remove, BIND(value_number(person_key)), NULL));
    return records_write(records, &events_remove, BIND(value_number(person_key)), NULL);
}

int calendar_address_revoke(struct records *records, const struct actor *actor, const char *person_id)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct person person;
    int64_t since = 0;
    TRY(person_for(records, actor, RIGHT_EXPORT, person_id, &arena, &person));
    TRY(records_begin(records));
    int result = records_number(records, &address_since, BIND(value_number(person.key)), 0, &since);
    if (result == 0)
        result = calendar_forget(records, person.key);
    if (result == 0 && !since)
        return records_end_unchanged(records, 0);
    return records_end(records, result,
                       &(struct event){.actor = actor, .kind = "calendar.address_revoked", .about = person.rid});
}

int calendar_address_find(struct records *records, const char *token, struct arena *arena, struct person *ret_person)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct person person;
    unsigned char hash[SECRET_HASH_BYTES];
    secret_hash_of(token, strlen(token), hash);
    TRY(records_select(records, &address_person, BIND(value_bytes(hash, sizeof hash)), &rows));
    bool is_found = rows_next(&rows);
    if (is_found)
        person_read(&rows, arena, &person);
    TRY(rows_result(&rows));
    if (!is_found)
        return fail(FAIL_NOT_FOUND, "there is no calendar at this address");
    *ret_person = person;
    return 0;
}

int calendar_address_since(struct records *records, const struct actor *actor, const struct person *person,
                           int64_t *ret_at)
{
    TRY(access_check(records, actor, RIGHT_EXPORT, person->key));
    return records_number(records, &address_since, BIND(value_number(person->key)), 0, ret_at);
}
