/* Tests of access tokens: who makes them, what they open, and when they end. */
#include "domain/access_token/access_token.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/person.h"
#include "fixture.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *const unknown = "this access token is unknown, or has ended: make a new one in Trappa";
static const struct access_token_new proposing = {.scopes = ACCESS_SCOPE_GIT_PROPOSE, .until = DAY_NONE};

static struct access_token_made made_for(struct fixture *fixture, const char *id)
{
    struct access_token_made made;
    fixture_ok(access_token_make(fixture->records, &actor_operator, subject_id(id), &proposing, &made));
    return made;
}

static int use(struct fixture *fixture, const char *token)
{
    struct person person;
    struct actor actor;
    unsigned scopes;
    return access_token_use(fixture->records, token, &fixture->arena, &person, &actor, &scopes);
}

Test(access_token, acts_for_its_person_with_its_scopes)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct access_token_made made = made_for(&fixture, "klara");
    struct person person;
    struct actor actor;
    unsigned scopes;
    fixture_ok(access_token_use(fixture.records, made.token, &fixture.arena, &person, &actor, &scopes));
    cr_assert_str_eq(person.id, "klara");
    cr_assert_eq(actor.key, person.key);
    cr_assert_eq(scopes, ACCESS_SCOPE_GIT_PROPOSE);
    cr_assert(text_starts(made.token, ACCESS_TOKEN_PREFIX));
    fixture_expect_failure(use(&fixture, made.token + strlen(ACCESS_TOKEN_PREFIX)), FAIL_NOT_FOUND, unknown);
    fixture_expect_failure(use(&fixture, ""), FAIL_NOT_FOUND, unknown);
}

Test(access_token, its_use_is_noted_once_a_day)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct access_token_made made = made_for(&fixture, "klara");
    struct access_token *tokens;
    size_t count;
    int64_t events = fixture_events(&fixture);
    fixture_ok(use(&fixture, made.token));
    fixture_ok(use(&fixture, made.token));
    cr_assert_eq(fixture_events(&fixture), events + 1);
    fixture_day("2026-03-03");
    fixture_ok(use(&fixture, made.token));
    cr_assert_eq(fixture_events(&fixture), events + 2);
    fixture_ok(access_token_list_all(fixture.records, &actor_operator, &fixture.arena, &tokens, &count));
    cr_assert_eq(count, 1);
    cr_assert_eq(tokens[0].used, fixture_date("2026-03-03"));
}

Test(access_token, opens_through_its_last_day_and_is_forgotten_a_month_later)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct access_token_new token = {.scopes = ACCESS_SCOPE_GIT_MAINTAIN, .until = fixture_date("2026-03-28")};
    struct access_token_made made;
    fixture_ok(access_token_make(fixture.records, &actor_operator, subject_id("erik"), &token, &made));
    clock_set(instant_at(fixture_date("2026-03-28"), 23, 59)); /* the hour that is skipped comes that night */
    fixture_ok(use(&fixture, made.token));
    clock_set(instant_at(fixture_date("2026-03-29"), 0, 0));
    fixture_expect_failure(use(&fixture, made.token), FAIL_NOT_FOUND, unknown);
    fixture_ok(access_token_purge(fixture.records));
    const struct person erik = fixture_person(&fixture, "erik");
    struct access_token *tokens;
    size_t count;
    fixture_ok(access_token_list(fixture.records, fixture_subject(fixture.records, &actor_operator, &erik),
                                 &fixture.arena, &tokens, &count));
    cr_assert_eq(count, 1);
    cr_assert(tokens[0].is_ended);
    cr_assert_eq(tokens[0].until, fixture_date("2026-03-28"));
    fixture_day("2026-05-01");
    fixture_ok(access_token_purge(fixture.records));
    fixture_ok(access_token_list_all(fixture.records, &actor_operator, &fixture.arena, &tokens, &count));
    cr_assert_eq(count, 0);
}

Test(access_token, is_made_by_its_person_and_the_operator_only)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct actor adam = fixture_actor(&fixture, "adam"), anna = fixture_actor(&fixture, "anna");
    struct access_token_made made;
    fixture_ok(access_token_make(fixture.records, &anna, subject_self(), &proposing, &made));
    fixture_expect_failure(access_token_make(fixture.records, &adam, subject_id("anna"), &proposing, &made),
                           FAIL_DENIED,
                           "person 'anna': only the person makes an access token, since it acts in their name");
    fixture_expect_failure(access_token_make(fixture.records, &anna, subject_id("erik"), &proposing, &made),
                           FAIL_NOT_FOUND, "person 'erik': no such person");
    fixture_expect_failure(access_token_make(fixture.records, &adam, subject_id("petra"), &proposing, &made),
                           FAIL_NOT_FOUND, "person 'petra': no such person");
    cr_assert_eq(access_token_make(fixture.records, &actor_operator, subject_id("disa"), &proposing, &made),
                 FAIL_DENIED);
}

Test(access_token, is_revoked_by_its_person_and_who_handles_accounts)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct actor adam = fixture_actor(&fixture, "adam"), anna = fixture_actor(&fixture, "anna"),
                 hanna = fixture_actor(&fixture, "hanna");
    struct access_token_made first = made_for(&fixture, "anna"), second = made_for(&fixture, "anna"),
                             hidden = made_for(&fixture, "petra");
    fixture_ok(access_token_revoke(fixture.records, &anna, first.id));
    fixture_expect_failure(use(&fixture, first.token), FAIL_NOT_FOUND, unknown);
    int64_t events = fixture_events(&fixture);
    fixture_ok(access_token_revoke(fixture.records, &anna, first.id));
    cr_assert_eq(fixture_events(&fixture), events, "what has ended is not ended again");
    cr_assert_eq(access_token_revoke(fixture.records, &hanna, second.id), FAIL_DENIED);
    fixture_ok(access_token_revoke(fixture.records, &adam, second.id));
    cr_assert_eq(access_token_revoke(fixture.records, &adam, hidden.id), FAIL_NOT_FOUND);
    fixture_ok(use(&fixture, hidden.token));
}

Test(access_token, of_the_hidden_is_listed_for_the_operator_only)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct actor adam = fixture_actor(&fixture, "adam"), hanna = fixture_actor(&fixture, "hanna");
    struct access_token *tokens;
    size_t count;
    made_for(&fixture, "anna");
    made_for(&fixture, "petra");
    fixture_ok(access_token_list_all(fixture.records, &adam, &fixture.arena, &tokens, &count));
    cr_assert_eq(count, 1);
    cr_assert_str_eq(tokens[0].person_id, "anna");
    fixture_ok(access_token_list_all(fixture.records, &actor_operator, &fixture.arena, &tokens, &count));
    cr_assert_eq(count, 2);
    cr_assert_eq(access_token_list_all(fixture.records, &hanna, &fixture.arena, &tokens, &count), FAIL_DENIED);
}

Test(access_token, ends_with_the_account_and_does_not_come_back)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct access_token_made made = made_for(&fixture, "anna");
    const struct person_change close = {.status = "disabled"}, open = {.status = "active"};
    fixture_ok(person_set(fixture.records, &actor_operator, subject_id("anna"), &close));
    fixture_expect_failure(use(&fixture, made.token), FAIL_NOT_FOUND, unknown);
    fixture_ok(person_set(fixture.records, &actor_operator, subject_id("anna"), &open));
    fixture_expect_failure(use(&fixture, made.token), FAIL_NOT_FOUND, unknown);
}

Test(access_token, is_refused_with_a_reason)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct access_token_new none = {.until = DAY_NONE},
                            past = {.scopes = ACCESS_SCOPE_GIT_PROPOSE, .until = fixture_date("2026-03-01")},
                            wide = {.scopes = ACCESS_SCOPE_GIT_PROPOSE, .until = DAY_NONE, .label = "a\nb"};
    struct access_token_made made;
    unsigned scopes;
    fixture_expect_failure(access_token_make(fixture.records, &actor_operator, subject_id("anna"), &none, &made),
                           FAIL_INPUT, "an access token needs a scope, such as git:propose");
    fixture_expect_failure(access_token_make(fixture.records, &actor_operator, subject_id("anna"), &past, &made),
                           FAIL_INPUT, "the last day of an access token has passed already");
    cr_assert_eq(access_token_make(fixture.records, &actor_operator, subject_id("anna"), &wide, &made), FAIL_INPUT);
    fixture_expect_failure(access_scopes_parse("git:propose,git:all", &scopes), FAIL_INPUT,
                           "scope 'git:all': the scopes are git:propose,git:maintain");
    cr_assert_eq(access_scopes_parse("git:propose,", &scopes), FAIL_INPUT);
    for (int i = 0; i < ACCESS_TOKEN_MOST; i++)
        made_for(&fixture, "anna");
    cr_assert_eq(access_token_make(fixture.records, &actor_operator, subject_id("anna"), &proposing, &made),
                 FAIL_LIMIT);
}
