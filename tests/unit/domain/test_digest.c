/* Tests of the decisions about mails: who gets one, at most one a day, and what a crash leaves. How they are sent, and
 * what a parser reads in them: tests/cli/test_remind.sh. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/records/job.h"
#include "domain/remind/digest.h"
#include "io/file.h"
#include "site_fixture.h"

#include <criterion/criterion.h>
#include <string.h>

#define SETTINGS                                                                                                       \
    "public-address: https://trappa.example.se\nmail-server: smtp://127.0.0.1:1\nmail-from: trappa@example.se\n"

static const struct query rows_of = {"test.digests", NULL, "SELECT count(*) FROM digest WHERE state = ?1"};
static const struct query jobs_of = {"test.jobs", NULL, "SELECT count(*) FROM job WHERE kind = 'digest.send'"};
static const struct query put_state = {"test.state", "digest", "UPDATE digest SET state = ?1 RETURNING *"};
static const struct query put_token = {"test.token", "digest", "UPDATE digest SET token_hash = ?1 RETURNING *"};

static struct site_fixture fixture;
static struct site *site;

static int write_words(const struct digest_mail *letter, struct arena *arena, struct digest_words *ret_words)
{
    (void)letter;
    (void)arena;
    *ret_words = (struct digest_words){"Ämne", "Ord\n", "<p>Ord</p>", "https://trappa.example.se/stop"};
    return 0;
}

static void begin(void)
{
    site_fixture_begin(&fixture);
    site = &fixture.site;
    digest_use_writer(write_words);
    const char *path = file_join(&fixture.town.arena, fixture.town.folder, "trappa.yaml");
    fixture_ok(file_write(path, SETTINGS, strlen(SETTINGS), 0600));
    fixture_ok(plan_start(site, &actor_operator, subject_id("anna"), "introduktion", fixture_date("2026-03-02")));
    fixture_day("2026-03-04");
}

static void finish(void)
{
    site_fixture_verify(&fixture);
    site_fixture_end(&fixture);
}

TestSuite(digest, .init = begin, .fini = finish, .timeout = 1200);

static void choose(const char *person, enum digest_choice choice)
{
    struct actor actor = fixture_actor(&fixture.town, person);
    fixture_ok(digest_choose(site->records, &actor, subject_id(person), choice));
}

static int queue(void)
{
    int count = -1;
    fixture_ok(digest_queue(site, &actor_trappa, &count));
    return count;
}

static int64_t count_of(const struct query *query, const char *state)
{
    int64_t count = -1;
    fixture_ok(records_number(site->records, query, BIND(value_text(state)), 0, &count));
    return count;
}

static int64_t jobs(void)
{
    int64_t count = -1;
    fixture_ok(records_number(site->records, &jobs_of, BIND_NOTHING, 0, &count));
    return count;
}

static void put(const struct query *query, struct value value)
{
    fixture_ok(records_begin(site->records));
    int result = records_write(site->records, query, BIND(value), NULL);
    fixture_ok(records_end(site->records, result, &(struct event){.actor = &actor_trappa, .kind = "fixture.made"}));
}

static enum digest_choice choice_of(const char *person_id)
{
    struct digest_status status;
    struct person person = fixture_person(&fixture.town, person_id);
    fixture_ok(digest_status(site->records, fixture_subject(site->records, &actor_operator, &person), &status));
    return status.choice;
}

Test(digest, is_for_those_who_chose_it_and_have_something_to_do)
{
    cr_expect_eq(choice_of("anna"), DIGEST_NEVER);
    cr_expect_eq(queue(), 0, "nobody has chosen");
    choose("anna", DIGEST_WORKDAYS);
    fixture_ok(person_set(site->records, &actor_operator, subject_id("britt"),
                          &(struct person_change){.email = "britt@b.se"}));
    choose("britt", DIGEST_WORKDAYS);
    cr_expect_eq(queue(), 1, "britt has nothing to do");
    cr_expect_eq(jobs(), 1);
}

Test(digest, is_decided_on_once_a_day_however_often_it_is_asked)
{
    choose("anna", DIGEST_WORKDAYS);
    cr_expect_eq(queue(), 1);
    cr_expect_eq(queue(), 0);
    cr_expect_eq(jobs(), 1, "a job only with a mail");
    choose("anna", DIGEST_NEVER);
    choose("anna", DIGEST_WORKDAYS);
    cr_expect_eq(queue(), 0, "choosing anew gives no second one");
    fixture_day("2026-03-05");
    cr_expect_eq(queue(), 1);
    cr_expect_eq(count_of(&rows_of, "missed"), 1, "what waited yesterday is never sent");
    fixture_day("2026-03-07");
    cr_expect_eq(queue(), 0, "a Saturday");
}

Test(digest, that_was_being_sent_when_the_power_went_is_not_sent_again)
{
    struct digest_sent sent;
    struct digest_trouble *troubles;
    size_t count = 0;
    choose("anna", DIGEST_WORKDAYS);
    cr_expect_eq(queue(), 1);
    put(&put_state, value_text("sending"));
    fixture_ok(digest_send(site, &actor_trappa, &sent));
    cr_expect_eq(sent.sent + sent.waiting + sent.unsure, 0, "it is not even tried");
    cr_expect_eq(queue(), 0);
    clock_set(clock_now() + 2 * 3600);
    fixture_ok(digest_troubles(site->records, &actor_operator, &fixture.town.arena, &troubles, &count));
    cr_assert_eq(count, 1);
    cr_expect_str_eq(troubles[0].state, "unsure");
    cr_expect_str_eq(troubles[0].person_id, "anna");
}

Test(digest, waits_when_nothing_can_be_reached_and_is_dropped_when_it_is_no_longer_needed)
{
    struct digest_sent sent;
    choose("anna", DIGEST_WORKDAYS);
    cr_expect_eq(queue(), 1);
    cr_expect_eq(digest_send(site, &actor_trappa, &sent), FAIL_BUSY);
    cr_expect_eq(sent.waiting, 1);
    cr_expect_eq(count_of(&rows_of, "waiting"), 1);
    choose("anna", DIGEST_NEVER);
    fixture_ok(digest_send(site, &actor_trappa, &sent));
    cr_expect_eq(sent.unneeded, 1);
    cr_expect_eq(count_of(&rows_of, "unneeded"), 1);
}

Test(digest, is_the_persons_own_to_choose)
{
    static const char *const others[] = {"bo", "cecilia", "hanna", "adam"};
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        struct actor actor = fixture_actor(&fixture.town, others[i]);
        cr_expect_neq(digest_choose(site->records, &actor, subject_id("anna"), DIGEST_WORKDAYS), 0, "%s", others[i]);
    }
    cr_expect_eq(choice_of("anna"), DIGEST_NEVER);
    struct actor bo = fixture_actor(&fixture.town, "bo");
    struct digest_sent sent;
    int count;
    cr_expect_eq(digest_queue(site, &bo, &count), FAIL_DENIED);
    cr_expect_eq(digest_send(site, &bo, &sent), FAIL_DENIED);
}

Test(digest, ends_by_the_address_in_it_until_mails_are_chosen_anew)
{
    static const char token[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    unsigned char hash[SECRET_HASH_BYTES];
    choose("anna", DIGEST_WORKDAYS);
    queue();
    secret_hash_of(token, strlen(token), hash);
    put(&put_token, value_bytes(hash, sizeof hash));
    fixture_ok(digest_token_check(site->records, token));
    cr_expect_eq(choice_of("anna"), DIGEST_WORKDAYS, "asking changes nothing");
    fixture_expect_failure(digest_stop(site->records, "another"), FAIL_NOT_FOUND, "this link no longer works");
    fixture_ok(digest_stop(site->records, token));
    cr_expect_eq(choice_of("anna"), DIGEST_NEVER);
    int64_t events = fixture_events(&fixture.town);
    fixture_ok(digest_stop(site->records, token));
    cr_expect_eq(fixture_events(&fixture.town), events, "stopping twice is no change");
    choose("anna", DIGEST_MONDAYS);
    cr_expect_eq(digest_stop(site->records, token), FAIL_NOT_FOUND);
    cr_expect_eq(choice_of("anna"), DIGEST_MONDAYS);
}

Test(digest, names_nobody_with_protected_identity)
{
    struct person petra = {.name = "Petra", .rid = "abc", .is_protected = true}, anna = {.name = "Anna"};
    struct reminder items[] = {{.kind = REMINDER_FOR_YOU,
                                .title = "Normen",
                                .about = &petra,
                                .target = {.kind = TARGET_SIGNOFF, .person = "abc", .id = "normen"}},
                               {.kind = REMINDER_FOR_YOU,
                                .title = "Normen",
                                .about = &anna,
                                .target = {.kind = TARGET_SIGNOFF, .person = "x", .id = "normen"}},
                               {.kind = REMINDER_ON_OTHERS,
                                .title = "Besök",
                                .with_name = "Petra",
                                .target = {.kind = TARGET_STEP, .id = "besok"}}};
    struct reminder_list given = digest_list_of(&(struct reminder_list){items, 3}, &fixture.town.arena);
    cr_assert_eq(given.count, 3);
    cr_expect_null(given.items[0].about->name);
    cr_expect(target_is_same(&given.items[0].target, &(struct target){.kind = TARGET_SIGNOFF_QUEUE}));
    cr_expect(target_is_same(&given.items[1].target, &items[1].target));
    cr_expect_str_eq(given.items[1].about->name, "Anna");
    cr_expect_null(given.items[2].with_name);
    cr_expect_str_eq(items[0].about->name, "Petra", "the list that was given is as it was");
}
