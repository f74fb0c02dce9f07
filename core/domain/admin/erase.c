/* Erases what names a person and all free words about them; see person.h. Events and signatures stay under the random
 * id. Who is written about is found by `about_key`; a remark keeps its row, so that no later remark takes its key. */
#include "domain/admin/erase.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"
#include "domain/calendar/calendar_address.h"
#include "domain/mentor/mentor_change.h"
#include "domain/people/comment.h"
#include "domain/people/identifier.h"
#include "domain/people/mentor_internal.h"
#include "domain/people/person_internal.h"
#include "domain/people/session.h"
#include "domain/roster/employment.h"

static const struct query plans_running = {"erase.plans", NULL,
                                           "SELECT count(*) FROM plan WHERE person_key = ?1 AND ended_on IS NULL"};
static const struct query remarks_about = {"erase.remarks", NULL,
                                           "SELECT key FROM remark WHERE about_key = ?1 AND words <> '' ORDER BY key"};

static const struct query comment_blank = {"erase.remark", "remark",
                                           "UPDATE remark SET words = '', salt = ?2 WHERE key = ?1 RETURNING *"};
static const struct query identity_remove = {"erase.identity", "identity",
                                             "DELETE FROM identity WHERE person_key = ?1 RETURNING *"};
static const struct query roles_remove = {"erase.roles", "role", "DELETE FROM role WHERE person_key = ?1 RETURNING *"};
static const struct query credential_remove = {"erase.credential", "credential",
                                               "DELETE FROM credential WHERE person_key = ?1 RETURNING *"};
static const struct query invitation_remove = {"erase.invitations", "invitation",
                                               "DELETE FROM invitation WHERE person_key = ?1 RETURNING *"};
static const struct query session_remove = {"erase.sessions", "session",
                                            "DELETE FROM session WHERE person_key = ?1 RETURNING *"};
static const struct query self_assessment_remove = {"erase.own_view", "self_view",
                                                    "DELETE FROM self_view WHERE person_key = ?1 RETURNING *"};
static const struct query contact_remove = {"erase.contact", "university_contact",
                                            "DELETE FROM university_contact WHERE person_key = ?1 RETURNING *"};
static const struct query consent_close = {
    "erase.consent", "aspirant_consent",
    "UPDATE aspirant_consent SET ended_at = ?2 WHERE person_key = ?1 AND ended_at IS NULL RETURNING *"};
static const struct query aspirant_blank = {
    "erase.aspirant", "aspirant",
    "UPDATE aspirant SET university = '', term = NULL, salt = ?2 WHERE person_key = ?1 RETURNING *"};
static const struct query digest_choice_remove = {"erase.digest_choice", "digest_choice",
                                                  "DELETE FROM digest_choice WHERE person_key = ?1 RETURNING *"};
static const struct query digest_remove = {"erase.digests", "digest",
                                           "DELETE FROM digest WHERE person_key = ?1 RETURNING *"};
static const struct query mentorship_close = {
    "erase.mentorships", "mentorship",
    "UPDATE mentorship SET last = CASE WHEN first < ?2 THEN ?2 - 1 ELSE first - 1 END"
    " WHERE learner_key = ?1 AND (last IS NULL OR (last >= ?2 AND last >= first)) RETURNING *"};
static const struct query request_withdraw = {
    "erase.requests", "request",
    "UPDATE request SET state = 'withdrawn', ended_at = ?2 WHERE person_key = ?1 AND state = 'open' RETURNING *"};
static const struct query person_blank = {
    "erase.person", "person",
    "UPDATE person SET status = 'erased', background = NULL, in_profession_since = NULL, mentor_ceiling = NULL,"
    " full_until = NULL, placed_on = NULL WHERE key = ?1 RETURNING *"};

static const struct person_elsewhere *elsewhere;

void person_use_elsewhere(const struct person_elsewhere *given)
{
    elsewhere = given;
}

int person_export_elsewhere(struct records *records, const char *rid, struct json *json)
{
    return elsewhere ? elsewhere->export(records, rid, json) : 0;
}

int person_erase_elsewhere(struct records *records, const char *rid)
{
    return elsewhere ? elsewhere->erase(records, rid) : 0;
}

struct keys {
    int64_t *items;
    size_t count, capacity;
};

static void keys_finish(struct keys *keys)
{
    memory_free(keys->items);
}

static int remarks_blank(struct records *records, int64_t person_key, struct json *json)
{
    CLEANUP(keys_finish) struct keys keys = {0};
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &remarks_about, BIND(value_number(person_key)), &rows));
    while (rows_next(&rows)) {
        ARRAY_RESERVE(keys.items, keys.count, keys.capacity);
        keys.items[keys.count++] = row_number(&rows, 0);
    }
    TRY(rows_result(&rows));
    for (size_t i = 0; i < keys.count; i++) {
        /* A new salt: the old digest must not let anybody try words out. */
        unsigned char salt[PERSON_SALT_BYTES];
        secret_random(salt, sizeof salt);
        TRY(records_write(records, &comment_blank, BIND(value_number(keys.items[i]), value_bytes(salt, sizeof salt)),
                          NULL));
    }
    json_put_number(json, "remarks", (int64_t)keys.count);
    return 0;
}

/* What the funnel counts stays: when somebody began, was employed and left. */
static int aspirant_remove(struct records *records, int64_t key)
{
    unsigned char salt[PERSON_SALT_BYTES];
    secret_random(salt, sizeof salt);
    TRY(records_write(records, &consent_close, BIND(value_number(key), value_number(clock_now())), NULL));
    return records_write(records, &aspirant_blank, BIND(value_number(key), value_bytes(salt, sizeof salt)), NULL);
}

static int account_remove(struct records *records, int64_t key)
{
    static const struct query *const removals[] = {&session_remove, &invitation_remove, &credential_remove,
                                                   &roles_remove,   &identity_remove,   &self_assessment_remove,
                                                   &contact_remove, &digest_remove,     &digest_choice_remove};
    for (size_t i = 0; i < COUNT_OF(removals); i++)
        TRY(records_write(records, removals[i], BIND(value_number(key)), NULL));
    TRY(calendar_forget(records, key));
    TRY(employment_erase(records, key));
    return records_write(records, &person_blank, BIND(value_number(key)), NULL);
}

static int erase_write(struct records *records, const struct actor *actor, const struct person *person,
                       const char *because, struct json *json)
{
    int64_t running = 0, comment = 0;
    TRY(records_number(records, &plans_running, BIND(value_number(person->key)), 0, &running));
    if (running)
        return fail(FAIL_RULE, "person '%s': a plan is running, end it first", person->id);
    json_object(json);
    json_key(json, "learners");
    json_array(json);
    TRY(mentor_leave(records, person->key, 0, json));
    json_end(json);
    TRY(records_write(records, &mentorship_close, BIND(value_number(person->key), value_number(clock_today())), NULL));
    TRY(records_write(records, &request_withdraw, BIND(value_number(person->key), value_number(clock_now())), NULL));
    TRY(remarks_blank(records, person->key, json));
    TRY(aspirant_remove(records, person->key));
    TRY(person_erase_elsewhere(records, person->rid));
    TRY(account_remove(records, person->key));
    TRY(comment_write(records, &(struct comment_new){person->key, actor->key, because, "because"}, &comment));
    json_put_number(json, "because", comment);
    json_end(json);
    return 0;
}

int person_erase(struct records *records, const struct actor *actor, const char *id, const char *because)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(text_finish) struct text data = TEXT(1024UL * 1024);
    struct json json = JSON(&data);
    struct person person;
    TRY(person_for(records, actor, RIGHT_ACCOUNT, id, &arena, &person));
    TRY(identifier_check_words("because", because));
    TRY(records_begin(records));
    int result = erase_write(records, actor, &person, because, &json);
    TRY(records_end(
        records, result,
        &(struct event){.actor = actor, .kind = "person.erased", .about = person.rid, .data = text_string(&data)}));
    /* A reader of an older state keeps the log for now; then the next checkpoint empties it. */
    int result_of_forgetting = database_forget(records_database(records));
    return result_of_forgetting == FAIL_BUSY ? 0 : result_of_forgetting;
}
