/* Makes, lists, uses and ends access tokens; see access_token.h. */
#include "domain/access_token/access_token.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/change.h"
#include "domain/people/identifier.h"
#include "domain/people/person_internal.h"
#include "domain/people/person_row.h"

#include <string.h>

#define PURGE_SECONDS (ACCESS_TOKEN_SEEN_DAYS * 24LL * 3600)
#define LISTED_MOST 10000

static const struct query token_insert = {
    "access_token.insert", "access_token",
    "INSERT INTO access_token (key, id, salt, person_key, token_hash, scopes, label, made_at, expires_at)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM access_token), ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING *"};
static const struct query token_count = {
    "access_token.count", NULL,
    "SELECT count(*) FROM access_token WHERE person_key = ?1 AND revoked_at IS NULL AND expires_at > ?2"};

#define TOKEN_COLUMNS                                                                                                  \
    PERSON_COLUMNS ", access_token.id, access_token.label, access_token.scopes, access_token.made_at,"                 \
                   " access_token.expires_at, access_token.used_on, access_token.revoked_at"
#define TOKEN_TABLES PERSON_TABLES " JOIN access_token ON access_token.person_key = person.key"
#define NOT_LONG_ENDED "coalesce(access_token.revoked_at, access_token.expires_at) >= ?1"

static const struct query tokens_of_person = {"access_token.of_person", NULL,
                                              "SELECT " TOKEN_COLUMNS " FROM " TOKEN_TABLES " WHERE " NOT_LONG_ENDED
                                              " AND access_token.person_key = ?2"
                                              " ORDER BY access_token.key DESC"};
/* People with protected identity are known to those only who lead them, and whoever handles accounts does not. */
static const struct query tokens_of_all = {"access_token.of_all", NULL,
                                           "SELECT " TOKEN_COLUMNS " FROM " TOKEN_TABLES " WHERE " NOT_LONG_ENDED
                                           " AND (person.is_protected = 0 OR ?2 = 1)"
                                           " ORDER BY access_token.key DESC LIMIT ?3"};

static const struct query token_owner = {
    "access_token.owner", NULL,
    "SELECT person.rid FROM access_token JOIN person ON person.key = access_token.person_key WHERE access_token.id = "
    "?1"};
static const struct query token_revoke = {
    "access_token.revoke", "access_token",
    "UPDATE access_token SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL AND expires_at > ?2 RETURNING *"};
static const struct query token_revoke_all = {"access_token.revoke_all", "access_token",
                                              "UPDATE access_token SET revoked_at = ?2 WHERE person_key = ?1"
                                              " AND revoked_at IS NULL AND expires_at > ?2 RETURNING *"};
static const struct query token_person = {
    "access_token.person", NULL,
    "SELECT " PERSON_COLUMNS ", access_token.id, access_token.scopes, access_token.used_on FROM " PERSON_TABLES
    " JOIN access_token ON access_token.person_key = person.key WHERE access_token.token_hash = ?1"
    " AND access_token.revoked_at IS NULL AND access_token.expires_at > ?2 AND person.status = 'active'"};
static const struct query token_note_use = {"access_token.note_use", "access_token",
                                            "UPDATE access_token SET used_on = ?2 WHERE id = ?1 RETURNING *"};
static const struct query token_remove_old = {
    "access_token.remove_old", "access_token",
    "DELETE FROM access_token WHERE coalesce(revoked_at, expires_at) < ?1 RETURNING *"};

/* ---- making ---- */

static int check_maker(const struct subject *subject)
{
    if (subject->relations & (RELATION_SELF | RELATION_OPERATOR))
        return 0;
    if (subject_check(subject, RIGHT_ACCOUNT) == FAIL_NOT_FOUND)
        return FAIL_NOT_FOUND;
    return fail(FAIL_DENIED, "person '%s': only the person makes an access token, since it acts in their name",
                subject_name(subject));
}

static int check_new(const struct access_token_new *token, int until)
{
    if (!token->scopes)
        return fail_at(FAIL_INPUT, REASON_NONE, "scope", "an access token needs a scope, such as git:propose");
    if (until < clock_today())
        return fail_at(FAIL_INPUT, REASON_NONE, "until", "the last day of an access token has passed already");
    return token->label && *token->label ? identifier_check_name("label", "access token", token->label, token->label)
                                         : 0;
}

static int check_count(struct change *change)
{
    int64_t count = 0;
    TRY(records_number(change->records, &token_count,
                       BIND(value_number(change->subject.person.key), value_number(clock_now())), 0, &count));
    if (count >= ACCESS_TOKEN_MOST)
        return fail(FAIL_LIMIT, "person '%s': has %d access tokens; revoke those that are not used",
                    subject_name(&change->subject), ACCESS_TOKEN_MOST);
    return 0;
}

static int token_write(struct change *change, const struct access_token_new *token,
                       const struct access_token_made *made)
{
    const struct person *person = &change->subject.person;
    struct secret_digest hash = secret_digest_of(made->token);
    unsigned char salt[PERSON_SALT_BYTES];
    struct actor owner;
    TRY(person_actor(change->records, person, &owner));
    TRY(check_new(token, made->until));
    TRY(check_count(change));
    secret_random(salt, sizeof salt);
    json_put_string(&change->json, "token", made->id);
    json_put_string(&change->json, "scopes", access_scopes_format(token->scopes, &change->arena));
    return records_write(change->records, &token_insert,
                         BIND(value_text(made->id), value_bytes(salt, sizeof salt), value_number(person->key),
                              value_bytes(hash.bytes, sizeof hash.bytes), value_number(token->scopes),
                              value_text(token->label ? token->label : ""), value_number(clock_now()),
                              value_number(instant_at(made->until + 1, 0, 0))),
                         NULL);
}

int access_token_make(struct records *records, const struct actor *actor, struct subject_ref person,
                      const struct access_token_new *token, struct access_token_made *ret_made)
{
    CLEANUP(change_finish) struct change change = CHANGE(records, actor);
    struct access_token_made made = {.token = ACCESS_TOKEN_PREFIX,
                                     .until =
                                         token->until == DAY_NONE ? clock_today() + ACCESS_TOKEN_DAYS : token->until};
    secret_rid(made.id);
    secret_token(made.token + strlen(ACCESS_TOKEN_PREFIX));
    TRY(change_begin_checked(&change, person, check_maker));
    TRY(change_end(&change, token_write(&change, token, &made), "access_token.made"));
    *ret_made = made;
    return 0;
}

/* ---- listing ---- */

static int token_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    struct person person;
    person_read(rows, arena, &person);
    const int at = PERSON_COLUMN_COUNT;
    int64_t expires = row_number(rows, at + 4), revoked = row_number(rows, at + 6);
    *(struct access_token *)ret_item = (struct access_token){
        .id = row_copy(rows, at, arena),
        .label = row_copy(rows, at + 1, arena),
        .person_id = person.id,
        .scopes = (unsigned)row_number(rows, at + 2),
        .made_at = row_number(rows, at + 3),
        .until = instant_day(expires - 1),
        .used = row_day(rows, at + 5),
        .revoked_at = revoked,
        .is_ended = revoked || expires <= clock_now(),
    };
    return 0;
}

static int check_self_or_account(const struct subject *subject)
{
    return subject->relations & RELATION_SELF ? 0 : subject_check(subject, RIGHT_ACCOUNT);
}

int access_token_list(struct records *records, const struct subject *subject, struct arena *arena,
                      struct access_token **ret_tokens, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(check_self_or_account(subject));
    TRY(records_select(records, &tokens_of_person,
                       BIND(value_number(clock_now() - PURGE_SECONDS), value_number(subject->person.key)), &rows));
    return ROWS_COLLECT(&rows, token_read, NULL, arena, ret_tokens, ret_count);
}

int access_token_list_all(struct records *records, const struct actor *actor, struct arena *arena,
                          struct access_token **ret_tokens, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(access_check_site(actor, SITE_ACCOUNTS));
    TRY(records_select(records, &tokens_of_all,
                       BIND(value_number(clock_now() - PURGE_SECONDS), value_number(access_may_site(actor, SITE_RUN)),
                            value_number(LISTED_MOST)),
                       &rows));
    return ROWS_COLLECT(&rows, token_read, NULL, arena, ret_tokens, ret_count);
}

/* ---- ending ---- */

static int fail_no_token(const char *id)
{
    return fail_at(FAIL_NOT_FOUND, REASON_TOKEN_UNKNOWN, NULL, "access token '%s': there is none of this id", id);
}

static int owner_find(struct records *records, const char *id, struct arena *arena, const char **ret_rid)
{
    struct rows rows CLEANUP(rows_end) = {0};
    const char *rid = NULL;
    TRY(records_select(records, &token_owner, BIND(value_text(id)), &rows));
    if (rows_next(&rows))
        rid = row_copy(&rows, 0, arena);
    TRY(rows_result(&rows));
    *ret_rid = rid;
    return rid ? 0 : fail_no_token(id);
}

static int revoke_write(struct change *change, const char *id)
{
    int result = check_self_or_account(&change->subject);
    if (result == FAIL_NOT_FOUND)
        return fail_no_token(id);
    TRY(result);
    int64_t revoked = 0;
    TRY(records_write(change->records, &token_revoke, BIND(value_text(id), value_number(clock_now())), &revoked));
    json_put_string(&change->json, "token", id);
    change->is_unchanged = !revoked;
    return 0;
}

int access_token_revoke(struct records *records, const struct actor *actor, const char *id)
{
    CLEANUP(change_finish) struct change change = CHANGE(records, actor);
    const char *rid = NULL;
    TRY(owner_find(records, id, &change.arena, &rid));
    TRY(change_begin_unchecked(&change, subject_rid(rid)));
    return change_end(&change, revoke_write(&change, id), "access_token.revoked");
}

int access_token_end_all(struct records *records, int64_t person_key)
{
    return records_write(records, &token_revoke_all, BIND(value_number(person_key), value_number(clock_now())), NULL);
}

int access_token_purge(struct records *records)
{
    int64_t before = clock_now() - PURGE_SECONDS, removed = 0;
    TRY(records_begin(records));
    int result = records_write(records, &token_remove_old, BIND(value_number(before)), &removed);
    if (result == 0 && !removed)
        return records_end_unchanged(records, 0);
    return records_end(records, result, &(struct event){.actor = &actor_trappa, .kind = "access_token.purged"});
}

/* ---- using ---- */

struct token_use {
    struct person person;
    const char *id;
    unsigned scopes;
    int used;
};

static int use_find(struct records *records, const char *token, struct arena *arena, struct token_use *ret_use)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct secret_digest hash = secret_digest_of(token);
    TRY(records_select(records, &token_person,
                       BIND(value_bytes(hash.bytes, sizeof hash.bytes), value_number(clock_now())), &rows));
    bool is_found = rows_next(&rows);
    if (is_found) {
        person_read(&rows, arena, &ret_use->person);
        ret_use->id = row_copy(&rows, PERSON_COLUMN_COUNT, arena);
        ret_use->scopes = (unsigned)row_number(&rows, PERSON_COLUMN_COUNT + 1);
        ret_use->used = row_day(&rows, PERSON_COLUMN_COUNT + 2);
    }
    TRY(rows_result(&rows));
    return is_found ? 0
                    : fail_at(FAIL_NOT_FOUND, REASON_TOKEN_UNKNOWN, NULL,
                              "this access token is unknown, or has ended: make a new one in Trappa");
}

static int use_note(struct records *records, const struct actor *actor, const struct token_use *use)
{
    CLEANUP(change_finish) struct change change = CHANGE(records, actor);
    const struct subject self = subject_own(actor, &use->person);
    TRY(change_begin_with(&change, &self));
    json_put_string(&change.json, "token", use->id);
    int result = records_write(records, &token_note_use, BIND(value_text(use->id), value_day(clock_today())), NULL);
    return change_end(&change, result, "access_token.used");
}

int access_token_use(struct records *records, const char *token, struct arena *arena, struct person *ret_person,
                     struct actor *ret_actor, unsigned *ret_scopes)
{
    struct token_use use = {0};
    struct actor actor;
    TRY(use_find(records, token, arena, &use));
    TRY(person_actor(records, &use.person, &actor));
    if (use.used != clock_today())
        TRY(use_note(records, &actor, &use));
    *ret_person = use.person;
    *ret_actor = actor;
    *ret_scopes = use.scopes;
    return 0;
}
