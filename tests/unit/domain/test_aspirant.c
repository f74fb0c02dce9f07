/* Tests of aspirants: hours against what a month asks for, promises, consent, and what a contact sees. */
#include "domain/aspirant/aspirant.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/aspirant/commitment.h"
#include "domain/aspirant/consent.h"
#include "domain/aspirant/hours.h"
#include "domain/remind/reminder.h"
#include "site_fixture.h"

#include <criterion/criterion.h>

static struct site_fixture fixture;
static struct site *site;

static void begin(void)
{
    site_fixture_begin(&fixture);
    site = &fixture.site;
    fixture_ok(aspirant_add(site, &actor_operator,
                            &(struct aspirant_new){.person = subject_id("anna"),
                                                   .university = "Umeå universitet",
                                                   .term = "termin 6",
                                                   .graduates = fixture_date("2027-01-17"),
                                                   .from = fixture_date("2026-03-02"),
                                                   .minimum = -1}));
}

static void finish(void)
{
    site_fixture_verify(&fixture);
    site_fixture_end(&fixture);
}

TestSuite(aspirant, .init = begin, .fini = finish, .timeout = 1200);

static struct aspirant anna_by(const char *by)
{
    struct aspirant aspirant;
    struct person anna = fixture_person(&fixture.town, "anna");
    struct actor actor = fixture_actor(&fixture.town, by);
    fixture_ok(aspirant_of(site, fixture_subject(site->records, &actor, &anna), &fixture.town.arena, &aspirant));
    return aspirant;
}

static int log_hours(const char *day, int seconds)
{
    struct actor anna = fixture_actor(&fixture.town, "anna");
    return hours_log(site, &anna,
                     &(struct hours_new){.person = subject_id("anna"), .day = fixture_date(day), .seconds = seconds});
}

static int pause_between(const char *by, const char *first, const char *last)
{
    struct actor actor = fixture_actor(&fixture.town, by);
    return pause_add(site, &actor, subject_id("anna"),
                     &(struct pause){fixture_date(first), fixture_date(last), "exams"});
}

/* ---- hours ---- */

Test(aspirant, reads_hours_as_people_write_them)
{
    static const struct {
        const char *words;
        int seconds;
    } good[] = {{"2", 7200},    {"2,5", 9000},  {"2.25", 8100},   {"0,75", 2700},
                {"2:30", 9000}, {"0:20", 1200}, {"12:00", 43200}, {"0,01", 36}};
    static const char *const bad[] = {"", "två", "2,", "2,555", "2:5", "2:60", "-1", "1,5,5", "1e3", "999999999", ",5"};
    char text[HOURS_TEXT_BYTES];
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        int seconds = 0;
        fixture_ok(hours_parse(good[i].words, &seconds));
        cr_expect_eq(seconds, good[i].seconds, "%s: %d", good[i].words, seconds);
    }
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        int seconds = 7;
        cr_expect_eq(hours_parse(bad[i], &seconds), FAIL_INPUT, "'%s'", bad[i]);
        cr_expect_eq(seconds, 7);
    }
    cr_expect_str_eq(hours_format(9000, ',', text), "2,5");
    cr_expect_str_eq(hours_format(43200, ',', text), "12");
    cr_expect_str_eq(hours_format(7380, ',', text), "2,05");
    cr_expect_str_eq(hours_format(8400, ',', text), "2:20");
    cr_expect_str_eq(hours_format(36000 - 12, ',', text), "9,99");
}

Test(aspirant, adds_minutes_and_hundredths_without_loss)
{
    static const char *const words[] = {"2:20", "2:20", "2:20", "1:40", "1:20"}, *const decimals[] = {"3,33", "3,33",
                                                                                                      "3,34"};
    int sum = 0, seconds = 0;
    for (size_t i = 0; i < COUNT_OF(words); i++, sum += seconds)
        fixture_ok(hours_parse(words[i], &seconds));
    cr_expect_eq(sum, 10 * HOURS_SECONDS);
    sum = 0;
    for (size_t i = 0; i < COUNT_OF(decimals); i++, sum += seconds)
        fixture_ok(hours_parse(decimals[i], &seconds));
    cr_expect_eq(sum, 10 * HOURS_SECONDS);
}

Test(aspirant, asks_for_less_in_july_in_pauses_and_in_a_remnant_of_a_month)
{
    /* April 2026 has 20 working days (Good Friday and Easter Monday are none), of which 20 to 30 April are 9; of ten
     * hours that leaves 11/20: five and a half. In June the pause is whole. */
    fixture_ok(pause_between("bo", "2026-04-20", "2026-04-30"));
    fixture_ok(pause_between("cecilia", "2026-06-01", "2026-06-30"));
    fixture_day("2026-08-03");
    struct aspirant anna = anna_by("bo");
    static const struct {
        int minimum;
        enum minimum_why why;
    } expected[] = {{36000, MINIMUM_WHOLE}, {19800, MINIMUM_PAUSE}, {36000, MINIMUM_WHOLE},
                    {0, MINIMUM_PAUSE},     {0, MINIMUM_JULY},      {36000, MINIMUM_WHOLE}};
    cr_assert_eq(anna.month_count, COUNT_OF(expected));
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        cr_expect_eq(anna.months[i].minimum, expected[i].minimum, "month %zu: %d", i + 3, anna.months[i].minimum);
        cr_expect_eq(anna.months[i].why, expected[i].why, "month %zu", i + 3);
        cr_expect_eq(anna.months[i].is_met, expected[i].minimum == 0, "month %zu", i + 3);
        cr_expect_eq(anna.months[i].is_under_way, i == 5, "month %zu", i + 3);
    }
    cr_expect_str_eq(anna.months[1].pause_kind, "exams");
}

Test(aspirant, counts_what_is_right_and_keeps_what_was_wrong)
{
    struct actor anna = fixture_actor(&fixture.town, "anna");
    struct person person = fixture_person(&fixture.town, "anna");
    struct hours_entry *entries;
    size_t count;
    fixture_day("2026-03-10");
    fixture_ok(log_hours("2026-03-09", 28800));
    fixture_ok(hours_correct(site, &anna, subject_id("anna"), 1, 9000, "skrev fel"));
    struct aspirant seen = anna_by("bo");
    cr_expect_eq(seen.months[0].seconds, 9000);
    struct actor bo = fixture_actor(&fixture.town, "bo"), hanna = fixture_actor(&fixture.town, "hanna");
    fixture_ok(
        hours_entries(site, fixture_subject(site->records, &bo, &person), &fixture.town.arena, &entries, &count));
    cr_assert_eq(count, 2);
    cr_expect_eq(entries[0].instead_of, 1);
    cr_expect_str_eq(entries[0].note, "skrev fel");
    cr_expect_neq(entries[1].ended_at, 0);
    cr_expect_eq(entries[1].seconds, 28800);
    fixture_ok(
        hours_entries(site, fixture_subject(site->records, &hanna, &person), &fixture.town.arena, &entries, &count));
    cr_expect_null(entries[0].note, "HR sees no words");
    fixture_ok(hours_correct(site, &anna, subject_id("anna"), 2, 0, NULL));
    cr_expect_eq(anna_by("bo").months[0].seconds, 0);
}

Test(aspirant, refuses_hours_that_cannot_be)
{
    struct actor bo = fixture_actor(&fixture.town, "bo");
    const struct hours_new by_mentor = {
        .person = subject_id("anna"), .day = fixture_date("2026-03-02"), .seconds = 3600};
    fixture_expect_failure(log_hours("2026-03-02", 90000), FAIL_INPUT, "2026-03-02: 25 hours are more than there are");
    fixture_expect_failure(log_hours("2026-03-03", 3600), FAIL_INPUT, "2026-03-03: is a day to come");
    fixture_expect_failure(log_hours("2026-03-02", 0), FAIL_INPUT, "say how many hours it was");
    fixture_ok(log_hours("2026-03-02", 72000));
    fixture_expect_failure(log_hours("2026-03-02", 18000), FAIL_INPUT,
                           "2026-03-02: with what is logged already it would be 25 hours, and a day has 24");
    fixture_expect_failure(hours_log(site, &bo, &by_mentor), FAIL_DENIED, "person 'anna': only the person says this");
    fixture_expect_failure(pause_between("anna", "2026-04-01", "2026-04-02"), FAIL_DENIED,
                           "person 'anna': only a manager of the person decides this");
}

static const struct reminder *hours_lacking(const char *person)
{
    struct reminder_list list;
    struct person who = fixture_person(&fixture.town, person);
    struct actor actor = fixture_actor(&fixture.town, person);
    fixture_ok(reminder_list(site, fixture_subject(site->records, &actor, &who), &fixture.town.arena, &list));
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].counts == REMINDER_HOURS)
            return &list.items[i];
    return NULL;
}

Test(aspirant, is_reminded_of_hours_that_lack_near_the_months_end)
{
    fixture_day("2026-03-21");
    fixture_ok(log_hours("2026-03-20", 16200));
    cr_expect_null(hours_lacking("anna"), "eleven days are left");
    fixture_day("2026-03-22");
    const struct reminder *lacking = hours_lacking("anna");
    cr_assert_not_null(lacking);
    cr_expect_eq(lacking->count, 6, "five and a half are six to go and work");
    cr_expect_eq(lacking->day, fixture_date("2026-03-31"));
    cr_expect_null(hours_lacking("bo"));
    fixture_ok(log_hours("2026-03-22", 19800));
    cr_expect_null(hours_lacking("anna"), "they are done");
}

/* ---- promises ---- */

static int commitment_by(const char *by, const char *what, const char *due)
{
    struct actor actor = fixture_actor(&fixture.town, by);
    return commitment_give(
        site, &actor,
        &(struct commitment_new){
            .person = subject_id("anna"), .what = what, .due = fixture_date(due), .day = fixture_date("2026-03-02")},
        NULL);
}

static int say(const char *by, enum commitment_state state, const char *due, const char *day)
{
    struct actor actor = fixture_actor(&fixture.town, by);
    return commitment_change(site, &actor,
                             &(struct commitment_step){.person = subject_id("anna"),
                                                       .key = 1,
                                                       .state = state,
                                                       .due = due ? fixture_date(due) : DAY_NONE,
                                                       .day = fixture_date(day)});
}

Test(commitment, is_broken_when_its_day_passes_and_warned_of_before, .init = begin, .fini = finish)
{
    fixture_ok(commitment_by("cecilia", "Sommarjobb", "2026-06-15"));
    cr_expect_not(anna_by("bo").commitments[0].is_near);
    fixture_day("2026-05-16");
    cr_expect(anna_by("bo").commitments[0].is_near, "thirty days before");
    fixture_day("2026-06-15");
    cr_expect_eq(anna_by("bo").commitments[0].outcome, COMMITMENT_IS_DUE, "the day itself");
    cr_expect(anna_by("bo").commitments[0].is_near);
    fixture_day("2026-06-16");
    struct commitment broken = anna_by("bo").commitments[0];
    cr_expect_eq(broken.outcome, COMMITMENT_IS_BROKEN);
    cr_expect_not(broken.is_near);
    cr_expect_str_eq(broken.kind, "summer-job");
    fixture_expect_failure(say("cecilia", COMMITMENT_PROMISED, "2026-08-01", "2026-06-16"), FAIL_RULE,
                           "person 'anna': 2026-06-15 has passed; what is promised now is another promise");
    fixture_ok(say("cecilia", COMMITMENT_KEPT, NULL, "2026-06-16"));
    cr_expect_eq(anna_by("bo").commitments[0].outcome, COMMITMENT_IS_KEPT);
    cr_expect_eq(anna_by("bo").commitments[0].late_days, 1);
}

Test(commitment, is_the_managers_to_keep_and_the_students_to_answer, .init = begin, .fini = finish)
{
    struct actor bo = fixture_actor(&fixture.town, "bo");
    struct person anna = fixture_person(&fixture.town, "anna");
    cr_expect_eq(commitment_by("bo", "Sommarjobb", "2026-06-15"), FAIL_DENIED, "the mentor promises nothing");
    cr_expect_eq(commitment_by("hanna", "Sommarjobb", "2026-06-15"), FAIL_DENIED);
    fixture_ok(commitment_by("cecilia", "Sommarjobb", "2026-06-15"));
    fixture_expect_failure(commitment_by("cecilia", "sommarjobb", "2026-06-20"), FAIL_RULE,
                           "person 'anna': that is promised already, until 2026-06-15");
    fixture_ok(say("cecilia", COMMITMENT_OFFERED, NULL, "2026-03-02"));
    cr_expect_eq(say("cecilia", COMMITMENT_ACCEPTED, NULL, "2026-03-02"), FAIL_DENIED);
    fixture_ok(say("anna", COMMITMENT_ACCEPTED, NULL, "2026-03-02"));
    cr_expect_eq(say("anna", COMMITMENT_KEPT, NULL, "2026-03-02"), FAIL_DENIED);
    fixture_ok(say("cecilia", COMMITMENT_WITHDRAWN, NULL, "2026-03-02"));
    struct commitment commitment = anna_by("bo").commitments[0];
    cr_expect_eq(commitment.outcome, COMMITMENT_IS_BROKEN);
    fixture_ok(commitment_history(site, fixture_subject(site->records, &bo, &anna), &fixture.town.arena, &commitment));
    cr_assert_eq(commitment.change_count, 4);
    cr_expect_eq(commitment.changes[2].state, COMMITMENT_ACCEPTED);
    cr_expect_str_eq(commitment.changes[2].by_name, anna.name);
}

/* ---- consent ---- */

static size_t seen_by_klara(void)
{
    struct aspirants students;
    struct actor klara = fixture_actor(&fixture.town, "klara");
    fixture_ok(aspirant_contact_students(site, &klara, &fixture.town.arena, &students));
    return students.count;
}

Test(consent, is_the_students_alone_and_can_be_taken_back, .init = begin, .fini = finish)
{
    struct actor anna = fixture_actor(&fixture.town, "anna"), cecilia = fixture_actor(&fixture.town, "cecilia");
    fixture_ok(aspirant_contact_set(site, &actor_operator, subject_id("klara"), "umeå Universitet"));
    cr_expect_eq(seen_by_klara(), 0, "without consent");
    cr_expect_eq(aspirant_consent_give(site, &cecilia, subject_id("anna")), FAIL_DENIED);
    fixture_expect_failure(aspirant_consent_give(site, &actor_operator, subject_id("anna")), FAIL_DENIED,
                           "person 'anna': only the student consents, and takes it back");
    fixture_ok(aspirant_consent_give(site, &anna, subject_id("anna")));
    cr_expect_eq(seen_by_klara(), 1);
    fixture_ok(aspirant_contact_set(site, &actor_operator, subject_id("klara"), "Lunds universitet"));
    cr_expect_eq(seen_by_klara(), 0, "of another university");
    fixture_ok(aspirant_contact_set(site, &actor_operator, subject_id("klara"), "Umeå universitet"));
    fixture_ok(aspirant_consent_withdraw(site, &anna, subject_id("anna")));
    cr_expect_eq(seen_by_klara(), 0);
    fixture_ok(aspirant_consent_give(site, &anna, subject_id("anna")));
    fixture_ok(aspirant_set(
        site, &cecilia, subject_id("anna"),
        &(struct aspirant_change){.university = "Lunds universitet", .graduates = DAY_NONE, .minimum = -1}));
    fixture_ok(aspirant_contact_set(site, &actor_operator, subject_id("klara"), "Lunds universitet"));
    cr_expect_eq(seen_by_klara(), 0, "the consent was to the old university");
}
