/* Tests of session: invitations, passwords and sessions. */
#include "domain/people/password.h"
#include "domain/people/session.h"
#include "domain/people/sign_in_refusal.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/subject.h"
#include "fixture.h"

#include <criterion/criterion.h>
#include <string.h>

#define ENCODED "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$aaaa" /* whatever: nobody here computes one */

static const char *const too_old = "this link has been used or is too old";
static const char *const ended = "this session has ended, sign in again";

static void advance(int64_t seconds)
{
    clock_set(clock_now() + seconds);
}

Test(invitation, opens_for_24_hours_and_is_used_once)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    char token[SECRET_TOKEN_BYTES];
    struct person person;
    const char *encoded;
    fixture_ok(invitation_make(fixture.records, &actor_operator, "anna", token));
    cr_assert_eq(strlen(token), SECRET_TOKEN_BYTES - 1);
    advance(INVITATION_SECONDS - 1);
    fixture_ok(invitation_open(fixture.records, token, &fixture.arena, &person));
    cr_assert_str_eq(person.id, "anna");
    fixture_ok(invitation_use(fixture.records, token, ENCODED));
    fixture_expect_failure(invitation_use(fixture.records, token, ENCODED), FAIL_NOT_FOUND, too_old);
    fixture_expect_failure(invitation_open(fixture.records, token, &fixture.arena, &person), FAIL_NOT_FOUND, too_old);
    fixture_ok(credential_find(fixture.records, "anna", &fixture.arena, &person, &encoded));
    cr_assert_str_eq(encoded, ENCODED);
}

Test(invitation, ends_after_24_hours_by_a_newer_one_and_for_the_disabled)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    char first[SECRET_TOKEN_BYTES], second[SECRET_TOKEN_BYTES];
    struct person person;
    fixture_ok(invitation_make(fixture.records, &actor_operator, "anna", first));
    fixture_ok(invitation_make(fixture.records, &actor_operator, "anna", second));
    fixture_expect_failure(invitation_open(fixture.records, first, &fixture.arena, &person), FAIL_NOT_FOUND, too_old);
    fixture_ok(invitation_open(fixture.records, second, &fixture.arena, &person));
    advance(INVITATION_SECONDS);
    fixture_expect_failure(invitation_open(fixture.records, second, &fixture.arena, &person), FAIL_NOT_FOUND, too_old);
    fixture_expect_failure(invitation_open(fixture.records, "", &fixture.arena, &person), FAIL_NOT_FOUND, too_old);
    fixture_expect_failure(invitation_make(fixture.records, &actor_operator, "disa", first), FAIL_RULE,
                           "person 'disa': the account is disabled");
}

Test(invitation, is_made_by_administrators_only_and_not_for_the_protected)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    char token[SECRET_TOKEN_BYTES];
    struct actor adam = fixture_actor(&fixture, "adam"), cecilia = fixture_actor(&fixture, "cecilia");
    fixture_ok(invitation_make(fixture.records, &adam, "anna", token));
    fixture_expect_failure(invitation_make(fixture.records, &cecilia, "anna", token), FAIL_DENIED,
                           "person 'anna': only an administrator changes accounts");
    fixture_expect_failure(invitation_make(fixture.records, &adam, "petra", token), FAIL_NOT_FOUND,
                           "person 'petra': no such person");
    fixture_ok(invitation_make(fixture.records, &actor_operator, "petra", token));
}

Test(invitation, of_the_protected_is_made_by_their_manager)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    char token[SECRET_TOKEN_BYTES];
    struct person person;
    struct actor cecilia = fixture_actor(&fixture, "cecilia"), stina = fixture_actor(&fixture, "stina"),
                 bo = fixture_actor(&fixture, "bo");
    fixture_mentors(&fixture, (struct fixture_mentorship){.learner = "petra", .mentor = "bo"});
    fixture_ok(invitation_make(fixture.records, &cecilia, "petra", token));
    fixture_ok(invitation_open(fixture.records, token, &fixture.arena, &person));
    cr_assert_str_eq(person.id, "petra");
    fixture_expect_failure(invitation_make(fixture.records, &stina, "petra", token), FAIL_NOT_FOUND,
                           "person 'petra': no such person");
    cr_assert_eq(invitation_make(fixture.records, &bo, "petra", token), FAIL_DENIED, "a mentor signs in nobody");
}

static int check(const char *password)
{
    static const struct person anna = {.id = "aalm", .name = "Anna-Lisa Åhlström", .email = "a.ahlstrom@example.se"};
    return password_check(password, &anna, "Exempelkommunen");
}

Test(password, is_long)
{
    fixture_ok(check("korrekt häst"));
    fixture_ok(check("åäöåäöåäöåäö"));
    fixture_expect_failure(check("åäöåäöåäöåä"), FAIL_INPUT, "the password is shorter than 12 characters");
    fixture_expect_failure(check(""), FAIL_INPUT, "the password is shorter than 12 characters");
    char text[202];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)('a' + (i * i * 7 + i / 3) % 26);
    text[201] = '\0';
    fixture_expect_failure(check(text), FAIL_INPUT, "the password is longer than 200 bytes");
    text[200] = '\0';
    fixture_ok(check(text));
    cr_assert_eq(check("abcdefghijklm\xff"), FAIL_INPUT);
}

Test(password, is_not_among_the_first_guessed)
{
    static const char *const weak[] = {"aaaaaaaaaaaaaaa", "öööööööööööööö", "password1234",   "Passw0rd1234",
                                       "qwertyuiopas",    "123456789012",   "abcdefghijkl",   "trappa123456",
                                       "lösenord1234",    "Sommar2026!!",   "letmeinletmein", "1q2w3e4r5t6y",
                                       "Valkommen123"};
    for (size_t i = 0; i < COUNT_OF(weak); i++) {
        int result = check(weak[i]);
        cr_expect(result == FAIL_INPUT && strstr(fail_sentence(), "first that are guessed"), "'%s'", weak[i]);
    }
    fixture_ok(check("en lång mening om trappor"));
    fixture_ok(check("xk3 9vm q2pz"));
    for (int i = 0; i < 20; i++) {
        char made[20];
        secret_password_make(made);
        fixture_ok(check(made));
    }
}

Test(password, holds_no_name_of_the_person_or_the_site)
{
    static const char *const own[] = {"xk3 9vm aalm q2pz",   "ANNA och nio höns",          "nio höns, åhlström",
                                      "nio höns a.ahlstrom", "nio höns i EXEMPELKOMMUNEN", "jagheteranna-lisaåhlström"};
    for (size_t i = 0; i < COUNT_OF(own); i++) {
        int result = check(own[i]);
        cr_expect(result == FAIL_INPUT && strstr(fail_sentence(), "the password holds"), "'%s'", own[i]);
    }
    fixture_ok(check("en annan mening om höns"));
}

Test(credential, is_found_by_id_or_address_and_hides_who_is_there)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct person person;
    const char *encoded, *nobody;
    fixture_ok(credential_set(fixture.records, &actor_operator, subject_id("anna"), ENCODED));
    fixture_ok(credential_find(fixture.records, "anna", &fixture.arena, &person, &encoded));
    cr_assert_str_eq(person.id, "anna");
    static const char *const typed[] = {"Anna", "anna ", "\u00a0\tANNA\u00a0 ", " Anna@Example.se ", "ANNA@Example.se"};
    for (size_t i = 0; i < COUNT_OF(typed); i++) {
        person = (struct person){0};
        fixture_ok(credential_find(fixture.records, typed[i], &fixture.arena, &person, &encoded));
        cr_expect_gt(person.key, 0, "'%s'", typed[i]);
    }
    cr_assert_str_eq(encoded, ENCODED);
    const char *const others[] = {"nobody", "bo", "disa", "", "a@b@c", "x@example.se"};
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        fixture_ok(credential_find(fixture.records, others[i], &fixture.arena, &person, &nobody));
        cr_assert_eq(person.key, 0, "%s", others[i]);
        cr_assert(strlen(nobody) > 90);
    }
    /* It is a hash that takes its time, and no password fits. */
    bool is_right = true;
    fixture_ok(secret_password_check(nobody, "", &is_right));
    cr_assert_not(is_right);
    char same[SECRET_PASSWORD_BYTES];
    fixture_ok(secret_password_hash("korrekt häst", same));
    cr_assert_eq(strcspn(nobody, "Z"), strlen("$argon2id$v=19$m=19456,t=2,p=1$"));
    cr_assert_eq(strncmp(same, nobody, strlen("$argon2id$v=19$m=19456,t=2,p=1$")), 0);
    cr_assert_eq(strlen(same), strlen(nobody));
}

Test(session, lasts_twelve_hours)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    char token[SECRET_TOKEN_BYTES];
    struct person anna = fixture_person(&fixture, "anna"), person;
    struct actor actor;
    fixture_ok(session_start(fixture.records, &anna, token));
    advance(SESSION_SECONDS - 1);
    fixture_ok(session_find(fixture.records, token, &fixture.arena, &person, &actor));
    cr_assert_str_eq(actor.rid, anna.rid);
    cr_assert_eq(actor.roles, (unsigned)ROLE_LEARNER);
    cr_assert_eq(actor.unit_key, anna.unit_key);
    advance(1);
    fixture_expect_failure(session_find(fixture.records, token, &fixture.arena, &person, &actor), FAIL_NOT_FOUND,
                           ended);
}

Test(session, holds_neither_before_its_start_nor_longer_whatever_the_clock_did)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    char session[SECRET_TOKEN_BYTES], link[SECRET_TOKEN_BYTES];
    struct person anna = fixture_person(&fixture, "anna"), person;
    struct actor actor;
    const int64_t years = 40LL * 365 * 24 * 3600;
    fixture_ok(session_start(fixture.records, &anna, session));
    advance(-60);
    fixture_ok(session_find(fixture.records, session, &fixture.arena, &person, &actor));
    advance(60 + years);
    fixture_ok(session_start(fixture.records, &anna, session));
    fixture_ok(invitation_make(fixture.records, &actor_operator, "anna", link));
    fixture_ok(invitation_open(fixture.records, link, &fixture.arena, &person));
    advance(-years);
    fixture_expect_failure(session_find(fixture.records, session, &fixture.arena, &person, &actor), FAIL_NOT_FOUND,
                           ended);
    fixture_expect_failure(invitation_open(fixture.records, link, &fixture.arena, &person), FAIL_NOT_FOUND, too_old);
    fixture_ok(session_start(fixture.records, &anna, session));
    static const struct query lengthen = {"test.lengthen", "session",
                                          "UPDATE session SET expires_at = expires_at * 2 RETURNING *"};
    fixture_ok(records_begin(fixture.records));
    fixture_ok(records_end(fixture.records, records_write(fixture.records, &lengthen, BIND_NOTHING, NULL),
                           &(struct event){.actor = &actor_trappa, .kind = "session.purged"}));
    advance(SESSION_SECONDS);
    fixture_expect_failure(session_find(fixture.records, session, &fixture.arena, &person, &actor), FAIL_NOT_FOUND,
                           ended);
}

Test(session, ends_when_asked_and_at_a_new_password)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    char first[SECRET_TOKEN_BYTES], second[SECRET_TOKEN_BYTES];
    struct person anna = fixture_person(&fixture, "anna"), person;
    struct actor actor;
    fixture_ok(session_start(fixture.records, &anna, first));
    fixture_ok(session_start(fixture.records, &anna, second));
    fixture_ok(session_end(fixture.records, first));
    int64_t events = fixture_events(&fixture);
    fixture_ok(session_end(fixture.records, first));
    fixture_ok(session_end(fixture.records, "never seen"));
    cr_assert_eq(fixture_events(&fixture), events);
    fixture_expect_failure(session_find(fixture.records, first, &fixture.arena, &person, &actor), FAIL_NOT_FOUND,
                           ended);
    fixture_ok(session_find(fixture.records, second, &fixture.arena, &person, &actor));
    fixture_ok(credential_set(fixture.records, &actor_operator, subject_id("anna"), ENCODED));
    fixture_expect_failure(session_find(fixture.records, second, &fixture.arena, &person, &actor), FAIL_NOT_FOUND,
                           ended);
}

Test(session, rows_go_after_thirty_days)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    char token[SECRET_TOKEN_BYTES];
    struct person anna = fixture_person(&fixture, "anna");
    fixture_ok(session_start(fixture.records, &anna, token));
    fixture_ok(session_end(fixture.records, token));
    int64_t events = fixture_events(&fixture);
    advance(30LL * 24 * 3600);
    fixture_ok(session_purge(fixture.records));
    cr_assert_eq(fixture_events(&fixture), events);
    advance(1);
    fixture_ok(session_purge(fixture.records));
    fixture_ok(session_purge(fixture.records));
    cr_assert_eq(fixture_events(&fixture), events + 1);
}

Test(sign_in_refusal, is_told_once_and_recorded_by_account_and_quarter)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct person anna = fixture_person(&fixture, "anna");
    int64_t count = 0, events = fixture_events(&fixture);
    struct sign_in_refused *refused;
    size_t refused_count = 0;
    clock_set(clock_now() - clock_now() % SIGN_IN_QUARTER_SECONDS);
    for (int i = 0; i < 3; i++)
        fixture_ok(sign_in_refusal_add(fixture.records, anna.key));
    fixture_ok(sign_in_refusal_add(fixture.records, SIGN_IN_NOBODY));
    fixture_ok(sign_in_refusals_record(fixture.records));
    cr_expect_eq(fixture_events(&fixture), events, "the quarter has not ended");
    advance(SIGN_IN_QUARTER_SECONDS);
    fixture_ok(sign_in_refused_read(fixture.records, &fixture.arena, &refused, &refused_count));
    cr_expect_eq(refused_count, 0, "a new quarter");
    fixture_ok(sign_in_refusal_add(fixture.records, anna.key));
    fixture_ok(sign_in_refused_read(fixture.records, &fixture.arena, &refused, &refused_count));
    cr_assert_eq(refused_count, 2, "the short name and the e-mail");
    cr_expect_eq(refused[1].count, 1);
    fixture_ok(sign_in_refusals_record(fixture.records));
    fixture_ok(sign_in_refusals_record(fixture.records));
    cr_expect_eq(fixture_events(&fixture), events + 2, "one of anna, one of nobody");
    fixture_ok(sign_in_refusal_tell(fixture.records, anna.key, &count));
    cr_expect_eq(count, 4);
    fixture_ok(sign_in_refusal_tell(fixture.records, anna.key, &count));
    cr_expect_eq(count, 0);
    fixture_ok(sign_in_refusal_lock(fixture.records, anna.key, anna.rid));
    fixture_ok(sign_in_refusal_lock(fixture.records, anna.key, anna.rid));
    cr_expect_eq(fixture_events(&fixture), events + 3, "one lock");
    fixture_ok(sign_in_refusal_add(fixture.records, anna.key));
    fixture_ok(sign_in_refusal_untold(fixture.records, anna.key, &count));
    cr_expect_eq(count, 1);
}
