/* Invitations, passwords' hashes and sessions; see session.h. */
#include "domain/people/session.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/change.h"
#include "domain/people/identifier.h"
#include "domain/people/person_row.h"

#include <string.h>

#define PURGE_SECONDS ((int64_t)SESSION_COOKIE_SECONDS)
#define CLOCK_SLACK_SECONDS 300 /* a clock that is set back by more ends what began since */
#define REPLACEMENT_KEEP_SECONDS (365LL * 24 * 3600)

/* Well formed, of bytes drawn once; no password gives it that anybody could find. */
static const char nobody_encoded[] =
    "$argon2id$v=19$m=19456,t=2,p=1$Zx0d3cQdMqv6Wn4yQ1vKXw$3nM5aSgZ6qB0dY7oVh2kq0Qm1xkPjYc8bTtWl9eRfUI";

static const struct query invitation_expire = {
    "invitation.expire", "invitation",
    "UPDATE invitation SET expires_at = ?2 WHERE person_key = ?1 AND used_at IS NULL AND expires_at > ?2 RETURNING *"};
static const struct query invitation_insert = {
    "invitation.insert", "invitation",
    "INSERT INTO invitation (key, person_key, token_hash, expires_at, made_at, made_by_key)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM invitation), ?1, ?2, ?3, ?4, ?5) RETURNING *"};
static const struct query invitation_person = {
    "invitation.person", NULL,
    "SELECT person_key FROM invitation WHERE token_hash = ?1 AND used_at IS NULL AND expires_at > ?2"
    " AND coalesce(made_at, expires_at - ?3) > ?2 - ?3 AND coalesce(made_at, expires_at - ?3) <= ?2 + ?4"};
static const struct query invitation_spend = {
    "invitation.spend", "invitation",
    "UPDATE invitation SET used_at = ?2, replaced = (SELECT 1 FROM credential WHERE credential.person_key ="
    " invitation.person_key) WHERE token_hash = ?1 AND used_at IS NULL AND expires_at > ?2 RETURNING *"};
static const struct query invitation_replacements = {
    "invitation.replacements", NULL,
    "SELECT used_at, coalesce(made_by_key, 0) FROM invitation WHERE person_key = ?1 AND replaced = 1"
    " AND used_at >= ?2 ORDER BY used_at DESC, key DESC"};

static const struct query credential_of = {
    "credential.of", NULL,
    "SELECT " PERSON_COLUMNS ", credential.encoded FROM " PERSON_TABLES
    " JOIN credential ON credential.person_key = person.key"
    " WHERE person.status = 'active' AND (identity.id = ?1 OR identity.email = ?1)"
    " ORDER BY CASE WHEN identity.id = ?1 THEN 0 ELSE 1 END LIMIT 1"};
static const struct query credential_put = {
    "credential.put", "credential",
    "INSERT INTO credential (person_key, encoded, set_at) VALUES (?1, ?2, ?3)"
    " ON CONFLICT (person_key) DO UPDATE SET encoded = excluded.encoded, set_at = excluded.set_at RETURNING *"};

static const struct query session_insert = {
    "session.insert", "session",
    "INSERT INTO session (key, person_key, token_hash, started_at, expires_at)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM session), ?1, ?2, ?3, ?4) RETURNING *"};
static const struct query session_person = {
    "session.person", NULL,
    "SELECT " PERSON_COLUMNS " FROM " PERSON_TABLES " JOIN session ON session.person_key = person.key"
    " WHERE session.token_hash = ?1 AND session.ended_at IS NULL AND session.expires_at > ?2"
    " AND session.started_at > ?3 AND session.started_at <= ?4 AND person.status = 'active'"};
static const struct query session_owner_key = {"session.owner", NULL,
                                               "SELECT person_key FROM session WHERE token_hash = ?1"};
static const struct query session_close = {
    "session.close", "session",
    "UPDATE session SET ended_at = ?2 WHERE token_hash = ?1 AND ended_at IS NULL RETURNING *"};
static const struct query session_close_all = {
    "session.close_all", "session",
    "UPDATE session SET ended_at = ?2 WHERE person_key = ?1 AND ended_at IS NULL RETURNING *"};
static const struct query session_close_others = {
    "session.close_others", "session",
    "UPDATE session SET ended_at = ?3 WHERE person_key = ?1 AND token_hash <> ?2 AND ended_at IS NULL"
    " AND expires_at > ?3 RETURNING *"};
static const struct query session_open_of = {
    "session.open_of", NULL,
    "SELECT started_at, CASE WHEN token_hash = ?2 THEN 1 ELSE 0 END FROM session WHERE person_key = ?1"
    " AND ended_at IS NULL AND expires_at > ?3 AND started_at > ?4 AND started_at <= ?5 ORDER BY started_at DESC, key "
    "DESC"};
static const struct query session_remove_old = {
    "session.remove_old", "session", "DELETE FROM session WHERE coalesce(ended_at, expires_at) < ?1 RETURNING *"};
static const struct query invitation_remove_old = {
    "invitation.remove_old", "invitation",
    "DELETE FROM invitation WHERE coalesce(used_at, expires_at) < ?1 AND (replaced IS NULL OR used_at < ?2) RETURNING "
    "*"};

/* ---- invitations ---- */

static int check_active(const struct person *person)
{
    return text_equal(person->status, "active")
               ? 0
               : fail(FAIL_RULE, "person '%s': the account is disabled", person->id ? person->id : person->rid);
}

static int invitation_write(struct records *records, const struct actor *actor, int64_t person_key, const char *token)
{
    struct secret_digest hash = secret_digest_of(token);
    TRY(records_write(records, &invitation_expire, BIND(value_number(person_key), value_number(clock_now())), NULL));
    return records_write(records, &invitation_insert,
                         BIND(value_number(person_key), value_bytes(hash.bytes, sizeof hash.bytes),
                              value_number(clock_now() + INVITATION_SECONDS), value_number(clock_now()),
                              value_key(actor->key)),
                         NULL);
}

/* Whoever handles accounts may not know of somebody with protected identity; the manager does. */
static int check_inviter(const struct subject *subject)
{
    if (subject->person.is_protected && subject->relations & RELATION_MANAGER)
        return 0;
    return subject_check(subject, RIGHT_ACCOUNT);
}

int invitation_make(struct records *records, const struct actor *actor, const char *person_id,
                    char ret_token[SECRET_TOKEN_BYTES])
{
    CLEANUP(change_finish) struct change change = CHANGE(records, actor);
    char token[SECRET_TOKEN_BYTES];
    secret_token(token);
    TRY(change_begin_checked(&change, subject_id(person_id), check_inviter));
    int result = check_active(&change.subject.person);
    if (result == 0)
        result = invitation_write(records, actor, change.subject.person.key, token);
    TRY(change_end(&change, result, "invitation.made"));
    memcpy(ret_token, token, sizeof token);
    return 0;
}

static int fail_invitation(void)
{
    return fail_at(FAIL_NOT_FOUND, REASON_INVITATION_USED, NULL, "this link has been used or is too old");
}

int invitation_open(struct records *records, const char *token, struct arena *arena, struct person *ret_person)
{
    struct secret_digest hash = secret_digest_of(token);
    struct person person;
    int64_t key = 0;
    TRY(records_number(records, &invitation_person,
                       BIND(value_bytes(hash.bytes, sizeof hash.bytes), value_number(clock_now()),
                            value_number(INVITATION_SECONDS), value_number(CLOCK_SLACK_SECONDS)),
                       0, &key));
    if (!key)
        return fail_invitation();
    TRY(person_by_key(records, key, arena, &person));
    if (!text_equal(person.status, "active"))
        return fail_invitation();
    *ret_person = person;
    return 0;
}

static int credential_write(struct records *records, int64_t person_key, const char *encoded)
{
    TRY(records_write(records, &credential_put,
                      BIND(value_number(person_key), value_text(encoded), value_number(clock_now())), NULL));
    return session_end_all(records, person_key);
}

static int invitation_spend_write(struct records *records, const char *token, const char *encoded,
                                  struct person *person, struct arena *arena)
{
    struct secret_digest hash = secret_digest_of(token);
    TRY(invitation_open(records, token, arena, person));
    TRY(records_write(records, &invitation_spend,
                      BIND(value_bytes(hash.bytes, sizeof hash.bytes), value_number(clock_now())), NULL));
    return credential_write(records, person->key, encoded);
}

int invitation_use(struct records *records, const char *token, const char *encoded)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct person person = {0};
    struct actor actor = actor_trappa;
    TRY(records_begin(records));
    int result = invitation_spend_write(records, token, encoded, &person, &arena);
    if (result == 0)
        result = person_actor(records, &person, &actor);
    return records_end(records, result,
                       &(struct event){.actor = &actor, .kind = "invitation.used", .about = person.rid});
}

static int replacement_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)arena, (void)context;
    *(struct password_replacement *)ret_item =
        (struct password_replacement){.at = row_number(rows, 0), .made_by_key = row_number(rows, 1)};
    return 0;
}

int password_replacements_read(struct records *records, const struct actor *actor, int64_t since, struct arena *arena,
                               struct password_replacement **ret_replacements, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct password_replacement *replacements;
    size_t count;
    TRY(records_select(records, &invitation_replacements, BIND(value_number(actor->key), value_number(since)), &rows));
    TRY(ROWS_COLLECT(&rows, replacement_read, NULL, arena, &replacements, &count));
    rows_end(&rows);
    for (size_t i = 0; i < count; i++)
        TRY(naming_for(records, actor, replacements[i].made_by_key, arena, &replacements[i].made_by));
    *ret_replacements = replacements;
    *ret_count = count;
    return 0;
}

/* ---- passwords ---- */

static bool is_space_at(const char *text, size_t *ret_bytes)
{
    bool is_wide = (unsigned char)text[0] == 0xc2 && (unsigned char)text[1] == 0xa0; /* U+00A0 */
    *ret_bytes = is_wide ? 2 : 1;
    return is_wide || (*text && strchr(" \t\r\n", *text));
}

/* A name as phones write it: a capital first, a space after a suggestion. Short ids have small letters only. */
static const char *name_fold(const char *name, struct arena *arena)
{
    size_t bytes = 0, kept = 0;
    while (is_space_at(name, &bytes))
        name += bytes;
    char *folded = arena_copy_string(arena, name);
    for (size_t at = 0; folded[at]; at += bytes) {
        if (!is_space_at(folded + at, &bytes))
            kept = at + 1;
        folded[at] = (char)(folded[at] >= 'A' && folded[at] <= 'Z' ? folded[at] + ('a' - 'A') : folded[at]);
    }
    folded[kept] = '\0';
    return folded;
}

const char *credential_name(const char *name, struct arena *arena)
{
    const char *email = NULL;
    name = name_fold(name, arena);
    if (identifier_fold_email(name, arena, &email) != 0)
        fail_forget(); /* then it is a short id, or nobody's */
    return email ? email : name;
}

int credential_find(struct records *records, const char *name, struct arena *arena, struct person *ret_person,
                    const char **ret_encoded)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct person person = {0};
    const char *encoded = nobody_encoded;
    TRY(records_select(records, &credential_of, BIND(value_text(credential_name(name, arena))), &rows));
    if (rows_next(&rows)) {
        person_read(&rows, arena, &person);
        encoded = row_copy(&rows, PERSON_COLUMN_COUNT, arena);
    }
    TRY(rows_result(&rows));
    *ret_person = person;
    *ret_encoded = encoded;
    return 0;
}

static int credential_change(struct change *change, const char *encoded)
{
    const struct person *person = &change->subject.person;
    if (change->actor->key != person->key)
        TRY(subject_check(&change->subject, RIGHT_ACCOUNT));
    TRY(check_active(person));
    return credential_write(change->records, person->key, encoded);
}

int credential_set(struct records *records, const struct actor *actor, struct subject_ref person, const char *encoded)
{
    CLEANUP(change_finish) struct change change = CHANGE(records, actor);
    TRY(change_begin_unchecked(&change, person));
    return change_end(&change, credential_change(&change, encoded), "credential.set");
}

/* ---- sessions ---- */

int session_start(struct records *records, const struct person *person, char ret_token[SECRET_TOKEN_BYTES])
{
    char token[SECRET_TOKEN_BYTES];
    struct actor actor;
    secret_token(token);
    struct secret_digest hash = secret_digest_of(token);
    TRY(person_actor(records, person, &actor));
    TRY(records_begin(records));
    int result = records_write(records, &session_insert,
                               BIND(value_number(person->key), value_bytes(hash.bytes, sizeof hash.bytes),
                                    value_number(clock_now()), value_number(clock_now() + SESSION_SECONDS)),
                               NULL);
    TRY(records_end(records, result,
                    &(struct event){.actor = &actor, .kind = "session.started", .about = person->rid}));
    memcpy(ret_token, token, sizeof token);
    return 0;
}

int session_find(struct records *records, const char *token, struct arena *arena, struct person *ret_person,
                 struct actor *ret_actor)
{
    struct secret_digest hash = secret_digest_of(token);
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &session_person,
                       BIND(value_bytes(hash.bytes, sizeof hash.bytes), value_number(clock_now()),
                            value_number(clock_now() - SESSION_SECONDS),
                            value_number(clock_now() + CLOCK_SLACK_SECONDS)),
                       &rows));
    struct person person;
    bool is_found = rows_next(&rows);
    if (is_found)
        person_read(&rows, arena, &person);
    TRY(rows_result(&rows));
    if (!is_found)
        return fail(FAIL_NOT_FOUND, "this session has ended, sign in again");
    TRY(person_actor(records, &person, ret_actor));
    *ret_person = person;
    return 0;
}

int session_owner(struct records *records, const char *token, int64_t *ret_person_key)
{
    struct secret_digest hash = secret_digest_of(token);
    return records_number(records, &session_owner_key, BIND(value_bytes(hash.bytes, sizeof hash.bytes)), 0,
                          ret_person_key);
}

int session_end(struct records *records, const char *token)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct secret_digest hash = secret_digest_of(token);
    struct person person;
    struct actor actor;
    TRY(records_begin(records));
    if (session_find(records, token, &arena, &person, &actor) != 0)
        return records_end_unchanged(records, fail_last_code() == FAIL_NOT_FOUND ? 0 : fail_last_code());
    int result = records_write(records, &session_close,
                               BIND(value_bytes(hash.bytes, sizeof hash.bytes), value_number(clock_now())), NULL);
    return records_end(records, result, &(struct event){.actor = &actor, .kind = "session.ended", .about = person.rid});
}

static int open_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)arena, (void)context;
    *(struct session_open *)ret_item = (struct session_open){row_number(rows, 0), row_number(rows, 1) != 0};
    return 0;
}

int sessions_read(struct records *records, const struct actor *actor, const char *token, struct arena *arena,
                  struct session_open **ret_sessions, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct secret_digest hash = secret_digest_of(token);
    TRY(records_select(records, &session_open_of,
                       BIND(value_number(actor->key), value_bytes(hash.bytes, sizeof hash.bytes),
                            value_number(clock_now()), value_number(clock_now() - SESSION_SECONDS),
                            value_number(clock_now() + CLOCK_SLACK_SECONDS)),
                       &rows));
    return ROWS_COLLECT(&rows, open_read, NULL, arena, ret_sessions, ret_count);
}

int session_end_others(struct records *records, const struct actor *actor, const char *token)
{
    struct secret_digest hash = secret_digest_of(token);
    int64_t ended = 0;
    TRY(records_begin(records));
    int result = records_write(
        records, &session_close_others,
        BIND(value_number(actor->key), value_bytes(hash.bytes, sizeof hash.bytes), value_number(clock_now())), &ended);
    if (result != 0 || !ended)
        return records_end_unchanged(records, result);
    return records_end(records, 0, &(struct event){.actor = actor, .kind = "session.ended", .about = actor->rid});
}

int session_end_all(struct records *records, int64_t person_key)
{
    return records_write(records, &session_close_all, BIND(value_number(person_key), value_number(clock_now())), NULL);
}

int invitation_end_all(struct records *records, int64_t person_key)
{
    return records_write(records, &invitation_expire, BIND(value_number(person_key), value_number(clock_now())), NULL);
}

int session_purge(struct records *records)
{
    int64_t before = clock_now() - PURGE_SECONDS, session = 0, invitation = 0;
    TRY(records_begin(records));
    int result = records_write(records, &session_remove_old, BIND(value_number(before)), &session);
    if (result == 0)
        result = records_write(records, &invitation_remove_old,
                               BIND(value_number(before), value_number(clock_now() - REPLACEMENT_KEEP_SECONDS)),
                               &invitation);
    if (result == 0 && !session && !invitation)
        return records_end_unchanged(records, 0);
    return records_end(records, result, &(struct event){.actor = &actor_trappa, .kind = "session.purged"});
}
