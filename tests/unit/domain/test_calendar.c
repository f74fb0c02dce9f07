/* Tests of calendars: what has a day, what is published again, and who may have an address. */
#include "domain/calendar/calendar.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/admin/erase.h"
#include "domain/aspirant/commitment.h"
#include "domain/calendar/calendar_address.h"
#include "domain/circular/circular.h"
#include "domain/plan/plan.h"
#include "domain/plan/reschedule.h"
#include "domain/progress/decision.h"
#include "domain/signoff/step_action.h"
#include "site_fixture.h"

#include <criterion/criterion.h>
#include <string.h>

static struct site_fixture fixture;
static struct site *site;

static void begin(void)
{
    site_fixture_begin(&fixture);
    site = &fixture.site;
    fixture_ok(plan_start(site, &actor_operator, subject_id("anna"), "introduktion", fixture_date("2026-03-02")));
}

static void finish(void)
{
    site_fixture_verify(&fixture);
    site_fixture_end(&fixture);
}

TestSuite(calendar, .init = begin, .fini = finish, .timeout = 1200);

static struct calendar published(const char *id)
{
    struct calendar calendar;
    struct person person = fixture_person(&fixture.town, id);
    fixture_ok(calendar_publish(site, fixture_subject(site->records, &actor_operator, &person), &fixture.town.arena,
                                &calendar));
    return calendar;
}

static const struct calendar_event *find(const struct calendar *calendar, enum calendar_kind kind, const char *subject)
{
    for (size_t i = 0; i < calendar->count; i++)
        if (calendar->events[i].entry.kind == kind && strcmp(calendar->events[i].entry.subject, subject) == 0)
            return &calendar->events[i];
    return NULL;
}

/* Due: `subject` on that day, so many times changed. */
static const struct calendar_event *expect_due(const struct calendar *calendar, const char *subject, const char *day,
                                               int sequence)
{
    char shown[DAY_TEXT_BYTES];
    const struct calendar_event *event = find(calendar, CALENDAR_DUE, subject);
    cr_assert(event, "no event for '%s'", subject);
    cr_expect_str_eq(day_format(event->entry.day, shown), day);
    cr_expect_eq(event->sequence, sequence, "'%s': %d", subject, event->sequence);
    return event;
}

static int done(const char *step)
{
    struct actor anna = fixture_actor(&fixture.town, "anna");
    return step_done(site, &anna, subject_id("anna"), step);
}

Test(calendar, has_every_day_of_the_plan_that_is_still_to_come)
{
    fixture_ok(done("valkommen"));
    struct calendar calendar = published("anna");
    cr_expect_eq(calendar.count, 6, "%zu", calendar.count); /* not what is done, nor what is due never */
    expect_due(&calendar, "bara-socionom", "2026-03-06", 0);
    expect_due(&calendar, "sekretess", "2026-03-03", 0);
    expect_due(&calendar, "sjalv", "2026-03-06", 0);
    expect_due(&calendar, "normen", "2026-03-13", 0);
    expect_due(&calendar, "besok", "2026-03-20", 0);
    expect_due(&calendar, "sent", "2026-04-01", 0);
    cr_expect(
        target_is_same(&calendar.events[0].entry.target, &(struct target){.kind = TARGET_STEP, .id = "sekretess"}));
    cr_expect_str_eq(calendar.events[0].entry.title, "Sekretess");
}

Test(calendar, is_published_once_and_read_by_all_alike)
{
    struct person anna = fixture_person(&fixture.town, "anna");
    struct calendar shown, first;
    bool is_published = true;
    fixture_ok(calendar_show(site, fixture_subject(site->records, &actor_operator, &anna), &fixture.town.arena, &shown,
                             &is_published));
    cr_expect_not(is_published);
    first = published("anna");
    int64_t events = fixture_events(&fixture.town);
    fixture_day("2026-03-03");
    fixture_ok(calendar_show(site, fixture_subject(site->records, &actor_operator, &anna), &fixture.town.arena, &shown,
                             &is_published));
    cr_expect(is_published);
    cr_expect_eq(shown.count, first.count);
    for (size_t i = 0; i < shown.count; i++) {
        cr_expect_str_eq(shown.events[i].uid, first.events[i].uid);
        cr_expect_eq(shown.events[i].changed_at, first.events[i].changed_at);
    }
    published("anna");
    cr_expect_eq(fixture_events(&fixture.town), events, "nothing changed and nothing was written");
}

Test(calendar, keeps_the_uid_and_raises_the_sequence_of_what_moved)
{
    struct calendar before = published("anna");
    const struct calendar_event *normen = expect_due(&before, "normen", "2026-03-13", 0);
    fixture_day("2026-03-04");
    fixture_ok(
        plan_add_leave(site, &actor_operator, subject_id("anna"),
                       &(struct leave){.first = fixture_date("2026-03-09"), .last = fixture_date("2026-03-13")}));
    struct calendar after = published("anna");
    const struct calendar_event *moved = expect_due(&after, "normen", "2026-03-20", 1);
    cr_expect_str_eq(moved->uid, normen->uid);
    cr_expect_gt(moved->changed_at, normen->changed_at);
    expect_due(&after, "sjalv", "2026-03-06", 0);
}

Test(calendar, cancels_what_is_done_for_a_while_and_brings_it_back_when_it_is_open_again)
{
    struct calendar before = published("anna");
    const char *uid = expect_due(&before, "valkommen", "2026-03-02", 0)->uid;
    fixture_ok(done("valkommen"));
    struct calendar after = published("anna");
    const struct calendar_event *event = expect_due(&after, "valkommen", "2026-03-02", 1);
    cr_expect(event->is_cancelled);
    cr_expect_null(event->entry.title);
    cr_expect_str_eq(event->uid, uid);
    fixture_day("2026-04-02"); /* 31 days later */
    after = published("anna");
    cr_expect_null(find(&after, CALENDAR_DUE, "valkommen"));
}

Test(calendar, says_again_what_was_cancelled_with_a_higher_sequence)
{
    published("anna");
    fixture_ok(step_skip(site, &actor_operator, subject_id("anna"), "normen", "har läst det", DAY_NONE));
    struct calendar calendar = published("anna");
    cr_expect(expect_due(&calendar, "normen", "2026-03-13", 1)->is_cancelled);
    fixture_ok(step_undo(site, &actor_operator, subject_id("anna"), "normen", "fel person"));
    calendar = published("anna");
    const struct calendar_event *event = expect_due(&calendar, "normen", "2026-03-13", 2);
    cr_expect_not(event->is_cancelled);
    cr_expect(event->entry.title);
}

Test(calendar, has_what_was_put_off_on_its_own_day)
{
    published("anna");
    fixture_ok(step_skip(site, &actor_operator, subject_id("anna"), "normen", "senare", fixture_date("2026-06-01")));
    struct calendar calendar = published("anna");
    const struct calendar_event *event = find(&calendar, CALENDAR_DEFERRAL, "normen");
    cr_assert(event);
    cr_expect_eq(event->entry.day, fixture_date("2026-06-01"));
    cr_expect(expect_due(&calendar, "normen", "2026-03-13", 1)->is_cancelled);
}

Test(calendar, tells_a_mentor_how_much_waits_but_of_nobody)
{
    struct actor anna = fixture_actor(&fixture.town, "anna");
    cr_expect_eq(published("bo").count, 0);
    fixture_ok(signoff_request(site, &anna, subject_id("anna"), "normen", false));
    fixture_day("2026-03-04");
    fixture_ok(signoff_request(site, &anna, subject_id("anna"), "besok", true));
    struct calendar calendar = published("bo");
    cr_assert_eq(calendar.count, 2);
    cr_expect_eq(calendar.events[0].entry.kind, CALENDAR_SIGN);
    cr_expect_eq(calendar.events[0].entry.day, fixture_date("2026-03-09"));
    cr_expect_eq(calendar.events[0].entry.count, 1);
    cr_expect_eq(calendar.events[1].entry.kind, CALENDAR_OBSERVE);
    cr_expect_eq(calendar.events[1].entry.day, fixture_date("2026-03-11"));
    for (size_t i = 0; i < calendar.count; i++)
        cr_expect_null(calendar.events[i].entry.title);
}

/* A circular to everybody, of the day that the fixture begins. */
static void circular_of(const char *id)
{
    site_fixture_write(
        &fixture, arena_format(&fixture.town.arena, "circulars/%s.md", id),
        arena_format(&fixture.town.arena,
                     "---\nid: %s\ntitle: Nya regler\nkind: circular\nsignoff: self\nto: [learner]\n"
                     "due: week 1\nrevisions:\n  - {n: 1, date: 2026-03-02, class: substantive, note: ny}\n---"
                     "\n\nText.\n",
                     id));
    site_fixture_publish(&fixture);
}

Test(calendar, has_circulars_until_they_are_confirmed)
{
    struct actor anna = fixture_actor(&fixture.town, "anna");
    circular_of("nytt");
    struct calendar calendar = published("anna");
    const struct calendar_event *event = expect_due(&calendar, "nytt", "2026-03-06", 0);
    cr_expect_str_eq(event->entry.title, "Nya regler");
    cr_expect(target_is_same(&event->entry.target, &(struct target){.kind = TARGET_STEP, .id = "nytt"}));
    cr_expect_eq(published("bo").count, 0);
    fixture_ok(circular_confirm(site, &anna, subject_id("anna"), "nytt", NULL));
    calendar = published("anna");
    cr_expect(expect_due(&calendar, "nytt", "2026-03-06", 1)->is_cancelled);
}

Test(calendar, has_promises_for_the_student_and_the_manager_without_their_words)
{
    int64_t key = 0;
    fixture_ok(aspirant_add(site, &actor_operator,
                            &(struct aspirant_new){.person = subject_id("anna"),
                                                   .university = "Linköping",
                                                   .graduates = DAY_NONE,
                                                   .from = fixture_date("2026-03-02"),
                                                   .minimum = -1}));
    fixture_ok(commitment_give(site, &actor_operator,
                               &(struct commitment_new){.person = subject_id("anna"),
                                                        .what = "sommarjobb på Söder",
                                                        .due = fixture_date("2026-05-15"),
                                                        .state = COMMITMENT_PROMISED,
                                                        .day = fixture_date("2026-03-02")},
                               &key));
    const char *subject = arena_format(&fixture.town.arena, "%lld", (long long)key);
    struct calendar annas = published("anna"), cecilias = published("cecilia");
    const struct calendar_event *own = find(&annas, CALENDAR_PROMISED, subject);
    const struct calendar_event *led = find(&cecilias, CALENDAR_PROMISES, subject);
    cr_assert(own && led);
    cr_expect_eq(own->entry.day, fixture_date("2026-05-15"));
    cr_expect_eq(led->entry.day, fixture_date("2026-05-15"));
    cr_expect_null(own->entry.title);
    cr_expect_null(led->entry.title);
    cr_expect_str_neq(own->uid, led->uid);
    cr_expect_null(find(&annas, CALENDAR_PROMISES, subject));
    struct calendar stinas = published("stina");
    cr_expect_eq(stinas.count, 0, "another unit's manager");
}

Test(calendar, is_for_the_person_and_nobody_else)
{
    static const char *const others[] = {"bo", "cecilia", "hanna", "frida", "adam", "lars"};
    struct person anna = fixture_person(&fixture.town, "anna");
    struct calendar calendar;
    char token[SECRET_TOKEN_BYTES];
    bool is_published;
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        struct actor actor = fixture_actor(&fixture.town, others[i]);
        cr_expect_neq(calendar_show(site, fixture_subject(site->records, &actor, &anna), &fixture.town.arena, &calendar,
                                    &is_published),
                      0);
        cr_expect_neq(
            calendar_publish(site, fixture_subject(site->records, &actor, &anna), &fixture.town.arena, &calendar), 0);
        cr_expect_neq(calendar_address_make(site->records, &actor, subject_id("anna"), token), 0);
        cr_expect_neq(calendar_address_revoke(site->records, &actor, subject_id("anna")), 0);
    }
}

/* ---- the address ---- */

static int finds(const char *token, const char *id)
{
    struct person person;
    int result = calendar_address_find(site->records, token, &fixture.town.arena, &person);
    if (result == 0)
        cr_expect_str_eq(person.id, id);
    return result;
}

static void expect_gone(const char *token)
{
    fixture_expect_failure(finds(token, ""), FAIL_NOT_FOUND, "there is no calendar at this address");
}

Test(calendar, is_found_by_the_newest_address_until_it_is_taken_back)
{
    struct actor anna = fixture_actor(&fixture.town, "anna");
    char first[SECRET_TOKEN_BYTES], second[SECRET_TOKEN_BYTES];
    expect_gone("");
    fixture_ok(calendar_address_make(site->records, &anna, subject_id("anna"), first));
    fixture_ok(finds(first, "anna"));
    fixture_ok(calendar_address_make(site->records, &anna, subject_id("anna"), second));
    expect_gone(first);
    fixture_ok(finds(second, "anna"));
    fixture_ok(calendar_address_revoke(site->records, &anna, subject_id("anna")));
    expect_gone(second);
    int64_t events = fixture_events(&fixture.town);
    fixture_ok(calendar_address_revoke(site->records, &anna, subject_id("anna")));
    cr_expect_eq(fixture_events(&fixture.town), events);
}

static char kept[SECRET_TOKEN_BYTES];

static void with_address(const char *id)
{
    fixture_ok(calendar_address_make(site->records, &actor_operator, subject_id(id), kept));
    fixture_ok(finds(kept, id));
}

Test(calendar, is_gone_for_good_with_a_protected_identity)
{
    bool is_protected = true, is_not = false;
    char token[SECRET_TOKEN_BYTES];
    with_address("anna");
    fixture_ok(person_set(site->records, &actor_operator, subject_id("anna"),
                          &(struct person_change){.is_protected = &is_protected}));
    expect_gone(kept);
    fixture_expect_failure(calendar_address_make(site->records, &actor_operator, subject_id("anna"), token), FAIL_RULE,
                           "person 'anna': has protected identity, and so no calendar that is read without signing in");
    fixture_ok(person_set(site->records, &actor_operator, subject_id("anna"),
                          &(struct person_change){.is_protected = &is_not}));
    expect_gone(kept);
}

Test(calendar, is_gone_with_an_account_that_is_disabled_or_erased)
{
    char token[SECRET_TOKEN_BYTES];
    with_address("britt");
    fixture_ok(
        person_set(site->records, &actor_operator, subject_id("britt"), &(struct person_change){.status = "disabled"}));
    expect_gone(kept);
    cr_expect_eq(calendar_address_make(site->records, &actor_operator, subject_id("britt"), token), FAIL_DENIED);
    with_address("bo");
    fixture_ok(person_erase(site->records, &actor_operator, "bo", "gallring"));
    expect_gone(kept);
}

/* Rows that nobody took away, as after a restore of other data. */
Test(calendar, is_not_found_for_a_row_of_somebody_who_may_have_none)
{
    static const struct query changes[] = {
        {"test.protect", "person", "UPDATE person SET is_protected = 1 WHERE key = ?1 RETURNING *"},
        {"test.disable", "person",
         "UPDATE person SET is_protected = 0, status = 'disabled' WHERE key = ?1 RETURNING *"}};
    with_address("anna");
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        fixture_ok(records_begin(site->records));
        int result =
            records_write(site->records, &changes[i], BIND(value_number(fixture_key(&fixture.town, "anna"))), NULL);
        fixture_ok(
            records_end(site->records, result, &(struct event){.actor = &actor_operator, .kind = "fixture.made"}));
        expect_gone(kept);
    }
}
