/* Who has chosen mails, and the address that ends them; see digest.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/change.h"
#include "domain/remind/digest.h"

#include <string.h>

static const char *const choice_words[] = {
    [DIGEST_NEVER] = "never", [DIGEST_WORKDAYS] = "workdays", [DIGEST_MONDAYS] = "mondays"};

static const struct query status_of = {
    "digest.status", NULL,
    "SELECT choice, (SELECT count(*) FROM digest WHERE person_key = ?1 AND state = 'refused' AND digest.at >= c.at),"
    " (SELECT max(day) FROM digest WHERE person_key = ?1 AND state = 'sent') FROM digest_choice AS c"
    " WHERE c.person_key = ?1"};
static const struct query choice_put = {
    "digest.choose", "digest_choice",
    "INSERT INTO digest_choice (person_key, choice, at) VALUES (?1, ?2, ?3)"
    " ON CONFLICT (person_key) DO UPDATE SET choice = excluded.choice, at = excluded.at RETURNING *"};
static const struct query tokens_forget = {
    "digest.forget", "digest",
    "UPDATE digest SET token_hash = NULL WHERE person_key = ?1 AND token_hash IS NOT NULL RETURNING *"};
static const struct query token_person = {
    "digest.token", NULL,
    "SELECT digest.person_key, person.rid, coalesce(c.choice, 'never') FROM digest"
    " JOIN person ON person.key = digest.person_key LEFT JOIN digest_choice AS c ON c.person_key = person.key"
    " WHERE digest.token_hash = ?1 AND person.status <> 'erased'"};

const char *digest_choice_word(enum digest_choice choice)
{
    return choice_words[choice];
}

bool digest_choice_parse(const char *word, enum digest_choice *ret_choice)
{
    for (size_t i = 0; i < COUNT_OF(choice_words); i++)
        if (text_equal(choice_words[i], word)) {
            *ret_choice = (enum digest_choice)i;
            return true;
        }
    return false;
}

static int status_read(struct records *records, int64_t person_key, struct digest_status *ret_status)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct digest_status status = {.last_day = DAY_NONE};
    TRY(records_select(records, &status_of, BIND(value_number(person_key)), &rows));
    if (rows_next(&rows)) {
        digest_choice_parse(row_text(&rows, 0), &status.choice);
        status.is_paused = status.choice != DIGEST_NEVER && row_number(&rows, 1) >= DIGEST_REFUSALS_MAX;
        status.last_day = row_day(&rows, 2);
    }
    *ret_status = status;
    return rows_result(&rows);
}

int digest_status(struct records *records, const struct subject *subject, struct digest_status *ret_status)
{
    TRY(subject_check(subject, RIGHT_EXPORT));
    return status_read(records, subject->person.key, ret_status);
}

static int choice_write(struct records *records, const struct person *person, enum digest_choice choice)
{
    struct digest_status status;
    if (choice != DIGEST_NEVER && !person->email)
        return fail(FAIL_RULE, "person '%s': has no e-mail address", person->id);
    TRY(status_read(records, person->key, &status));
    if (status.choice == DIGEST_NEVER && choice != DIGEST_NEVER)
        TRY(records_write(records, &tokens_forget, BIND(value_number(person->key)), NULL));
    return records_write(records, &choice_put,
                         BIND(value_number(person->key), value_text(choice_words[choice]), value_number(clock_now())),
                         NULL);
}

int digest_choose(struct records *records, const struct actor *actor, struct subject_ref person,
                  enum digest_choice choice)
{
    CLEANUP(change_finish) struct change change = CHANGE(records, actor);
    TRY(change_begin(&change, person, RIGHT_LEARN));
    json_put_string(&change.json, "choice", choice_words[choice]);
    return change_end(&change, choice_write(records, &change.subject.person, choice), "digest.chosen");
}

/* ---- the address in a mail ---- */

struct token_owner {
    int64_t key;
    char *rid;
    bool has_mail;
};

static int owner_find(struct records *records, const char *token, struct arena *arena, struct token_owner *ret_owner)
{
    struct rows rows CLEANUP(rows_end) = {0};
    const struct secret_digest digest = secret_digest_of(token);
    *ret_owner = (struct token_owner){0};
    TRY(records_select(records, &token_person, BIND(value_bytes(digest.bytes, sizeof digest.bytes)), &rows));
    if (rows_next(&rows))
        *ret_owner = (struct token_owner){row_number(&rows, 0), row_copy(&rows, 1, arena),
                                          !text_equal(row_text(&rows, 2), "never")};
    TRY(rows_result(&rows));
    return ret_owner->key ? 0 : fail(FAIL_NOT_FOUND, "this link no longer works");
}

int digest_token_check(struct records *records, const char *token)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct token_owner owner;
    return owner_find(records, token, &arena, &owner);
}

int digest_stop(struct records *records, const char *token)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct token_owner owner = {0};
    TRY(records_begin(records));
    int result = owner_find(records, token, &arena, &owner);
    if (result == 0 && !owner.has_mail)
        return records_end_unchanged(records, 0);
    if (result == 0)
        result = records_write(
            records, &choice_put,
            BIND(value_number(owner.key), value_text(choice_words[DIGEST_NEVER]), value_number(clock_now())), NULL);
    return records_end(records, result,
                       &(struct event){.actor = &actor_trappa, .kind = "digest.stopped", .about = owner.rid});
}
