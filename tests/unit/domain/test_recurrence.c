/* Tests of what comes again: until when it counts, by dates reckoned by hand; that it lapses, is done anew and
 * keeps every time it was done; and the unit's year. */
#include "domain/progress/recurrence.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/circular/circular.h"
#include "domain/plan/reschedule.h"
#include "domain/progress/state.h"
#include "domain/signoff/step_action.h"
#include "site_fixture.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *date_of(int day)
{
    static char dates[8][DAY_TEXT_BYTES];
    static size_t turn;
    return day_format(day, dates[turn++ % COUNT_OF(dates)]);
}

static struct recurrence rule(const char *every, const char *on)
{
    struct recurrence recurrence = {0};
    cr_assert(recurrence_parse(every, on, &recurrence), "%s on %s", every, on ? on : "-");
    return recurrence;
}

static void expect_last(const char *every, const char *on, const char *done, const char *last)
{
    struct recurrence recurrence = rule(every, on);
    const char *got = date_of(recurrence_last_day(&recurrence, fixture_date(done)));
    cr_expect_str_eq(got, last, "every %s on %s, done %s: until %s, not %s", every, on ? on : "-", done, got, last);
}

Test(recurrence, is_read_from_words)
{
    static const char *const bad[][2] = {{"12", NULL},         {"twelve months", NULL}, {"0 months", NULL},
                                         {"121 months", NULL}, {"11 years", NULL},      {"12 months", "13-01"},
                                         {"12 months", "2-1"}, {"18 months", "11-01"},  {"5 months", "11-01"},
                                         {" months", NULL},    {"12  months", NULL}};
    struct recurrence recurrence;
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        cr_expect_not(recurrence_parse(bad[i][0], bad[i][1], &recurrence), "%s", bad[i][0]);
    cr_expect_eq(rule("2 years", NULL).months, 24);
    cr_expect_eq(rule("1 month", NULL).months, 1);
    cr_expect_eq(rule("6 months", "11-01").month, 11);
    cr_expect_eq(rule("12 months", "02-29").day, 29);
}

Test(recurrence, counts_so_many_months_from_when_it_was_done)
{
    expect_last("12 months", NULL, "2026-03-02", "2027-03-02");
    expect_last("24 months", NULL, "2026-03-02", "2028-03-02");
    expect_last("12 months", NULL, "2028-02-29", "2029-02-28");
    expect_last("48 months", NULL, "2028-02-29", "2032-02-29");
    expect_last("1 month", NULL, "2026-01-31", "2026-02-28");
}

Test(recurrence, on_a_date_counts_for_the_one_that_is_near)
{
    expect_last("12 months", "11-01", "2026-11-01", "2027-11-01");
    expect_last("12 months", "11-01", "2026-09-02", "2027-11-01"); /* 60 days before */
    expect_last("12 months", "11-01", "2026-09-01", "2026-11-01"); /* 61 days before: still for last year */
    expect_last("12 months", "11-01", "2027-02-10", "2027-11-01"); /* late does not move the next */
    expect_last("24 months", "11-01", "2026-11-20", "2028-11-01");
    expect_last("24 months", "11-01", "2026-10-10", "2028-11-01");
    expect_last("6 months", "11-01", "2026-11-05", "2027-05-01");
    expect_last("6 months", "11-01", "2027-03-20", "2027-11-01"); /* 42 days before 1 May */
    expect_last("12 months", "02-29", "2026-02-28", "2027-02-28");
    expect_last("12 months", "02-29", "2027-03-01", "2028-02-29");
    expect_last("1 month", "01-31", "2026-01-31", "2026-02-28");
}

Test(recurrence, the_first_time_is_the_first_date_from_when_one_is_asked)
{
    struct recurrence yearly = rule("12 months", "11-01"), halfyearly = rule("6 months", "11-01");
    cr_expect_str_eq(date_of(recurrence_first_day(&yearly, fixture_date("2026-11-01"))), "2026-11-01");
    cr_expect_str_eq(date_of(recurrence_first_day(&yearly, fixture_date("2026-11-02"))), "2027-11-01");
    cr_expect_str_eq(date_of(recurrence_first_day(&halfyearly, fixture_date("2026-11-02"))), "2027-05-01");
}

/* ---- with people ---- */

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

TestSuite(cycle, .init = begin, .fini = finish, .timeout = 1200);

static void done(const char *person, const char *step)
{
    struct actor actor = fixture_actor(&fixture.town, person);
    fixture_ok(step_done(site, &actor, subject_id(person), step));
}

static int64_t times_before(void)
{
    static const struct query count = {"test.before", NULL, "SELECT count(*) FROM done_before"};
    int64_t number = 0;
    fixture_ok(records_number(site->records, &count, BIND_NOTHING, 0, &number));
    return number;
}

Test(cycle, what_was_done_stays_done_and_lapses_after_its_last_day)
{
    site_fixture_step(&fixture, "larm", "again: {every: 12 months}\n", "Prova larmet.");
    site_fixture_publish(&fixture);
    done("anna", "larm");
    cr_expect_str_eq(date_of(site_fixture_item(&fixture, "anna", "larm").valid_until), "2027-03-02");
    fixture_day("2026-12-31");
    cr_expect_not(site_fixture_item(&fixture, "anna", "larm").is_renewable, "61 days are left");
    done("anna", "larm");
    cr_expect_eq(times_before(), 0, "too early: nothing is done");
    fixture_day("2027-01-01");
    struct plan_item item = site_fixture_item(&fixture, "anna", "larm");
    cr_expect(item.is_renewable && plan_item_is_finished(&item) && !item.is_late);
    fixture_day("2027-03-02");
    item = site_fixture_item(&fixture, "anna", "larm");
    cr_expect(plan_item_is_finished(&item), "the last day counts");
    fixture_day("2027-03-03");
    item = site_fixture_item(&fixture, "anna", "larm");
    cr_expect_eq(item.state, STATE_DONE, "what was done stays done");
    cr_expect_eq(item.diff, REVISION_DIFF_REDO);
    cr_expect_str_eq(date_of(item.diff_from), "2027-03-03");
    cr_expect_not(plan_item_is_finished(&item));
    cr_expect(item.is_late);
    struct actor anna = fixture_actor(&fixture.town, "anna");
    fixture_expect_failure(step_accept_revision(site, &anna, subject_id("anna"), "larm"), FAIL_RULE,
                           "step 'larm': its time is out, so it must be done again");
    done("anna", "larm");
    item = site_fixture_item(&fixture, "anna", "larm");
    cr_expect(plan_item_is_finished(&item));
    cr_expect_str_eq(date_of(item.valid_until), "2028-03-03");
    cr_expect_eq(times_before(), 1, "and the first time is kept");
}

Test(cycle, a_lapsed_signature_counts_nowhere_and_a_new_one_does)
{
    site_fixture_step(&fixture, "normen",
                      "due: week 2\nsignoff: mentor\ncompetences: {norm: 3}\nagain: {every: 24 months}\n", "Text.");
    site_fixture_publish(&fixture);
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "normen"));
    struct matrix_cell *cells;
    size_t count = 0;
    struct actor cecilia = fixture_actor(&fixture.town, "cecilia");
    fixture_ok(signoff_matrix(site, &cecilia, NULL, &fixture.town.arena, &cells, &count));
    cr_expect_eq(count, 1);
    fixture_day("2028-03-03");
    fixture_ok(signoff_matrix(site, &cecilia, NULL, &fixture.town.arena, &cells, &count));
    cr_expect_eq(count, 0, "two years and a day later");
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "normen"));
    fixture_ok(signoff_matrix(site, &cecilia, NULL, &fixture.town.arena, &cells, &count));
    cr_expect_eq(count, 1);
    cr_expect_str_eq(date_of(site_fixture_item(&fixture, "anna", "normen").valid_until), "2030-03-03");
}

Test(cycle, the_newest_edition_decides_the_interval)
{
    site_fixture_step(&fixture, "larm", "again: {every: 24 months}\n", "Prova larmet.");
    site_fixture_publish(&fixture);
    done("anna", "larm");
    site_fixture_step(&fixture, "larm", "again: {every: 12 months}\n", "Prova larmet.");
    site_fixture_publish(&fixture);
    cr_expect_str_eq(date_of(site_fixture_item(&fixture, "anna", "larm").valid_until), "2027-03-02");
    site_fixture_step(&fixture, "larm", "", "Prova larmet.");
    site_fixture_publish(&fixture);
    fixture_day("2030-01-01");
    struct plan_item item = site_fixture_item(&fixture, "anna", "larm");
    cr_expect(plan_item_is_finished(&item), "it does not come again any more");
}

Test(cycle, leave_and_part_time_do_not_move_it)
{
    site_fixture_step(&fixture, "larm", "again: {every: 12 months}\n", "Prova larmet.");
    site_fixture_publish(&fixture);
    done("anna", "larm");
    const struct leave leave = {.first = fixture_date("2026-09-01"), .last = fixture_date("2027-05-31")};
    fixture_ok(plan_add_leave(site, &actor_operator, subject_id("anna"), &leave));
    fixture_ok(plan_add_share(site, &actor_operator, subject_id("anna"), 50, fixture_date("2026-04-01")));
    cr_expect_str_eq(date_of(site_fixture_item(&fixture, "anna", "larm").valid_until), "2027-03-02");
}

static const struct circular_waiting *year_of(const char *person, const char *step)
{
    struct circular_state *states;
    size_t count;
    struct actor cecilia = fixture_actor(&fixture.town, "cecilia");
    fixture_ok(annual_cycle_in(site, &cecilia, NULL, &fixture.town.arena, &states, &count));
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < states[i].waiting_count + states[i].other_count; j++) {
            const struct circular_waiting *one =
                j < states[i].waiting_count ? &states[i].waiting[j] : &states[i].others[j - states[i].waiting_count];
            if (strcmp(states[i].circular.entry.id, step) == 0 && strcmp(one->person->id, person) == 0)
                return one;
        }
    return NULL;
}

static struct circular_status in_year(const char *person, const char *step)
{
    const struct circular_waiting *one = year_of(person, step);
    cr_assert(one, "%s has no %s in the year", person, step);
    return one ? one->asked : (struct circular_status){0};
}

Test(cycle, a_control_of_the_season_reaches_the_unit)
{
    site_fixture_step(&fixture, "brand",
                      "to: [ekb]\nagain: {every: 12 months, on: 11-01}\nrevisions:\n"
                      "  - {n: 1, date: 2026-03-02, class: substantive, note: ett}\n",
                      "Gå utrymningsvägen.");
    site_fixture_publish(&fixture);
    cr_expect_str_eq(date_of(in_year("bo", "brand").item.due), "2026-11-01");
    cr_expect_not(in_year("bo", "brand").is_waiting, "it is March");
    fixture_day("2026-09-02");
    cr_expect(in_year("bo", "brand").is_waiting, "60 days before");
    struct actor bo = fixture_actor(&fixture.town, "bo");
    fixture_ok(circular_confirm(site, &bo, subject_id("bo"), "brand", NULL));
    cr_expect_str_eq(date_of(in_year("bo", "brand").item.due), "2027-11-01");
    const struct person_new person = {
        .id = "ny", .name = "Ny Person", .unit = "ekb", .roles = "learner", .in_profession_since = DAY_NONE};
    fixture_day("2026-11-10");
    fixture_ok(person_add(site->records, &actor_operator, &person, NULL));
    cr_expect_str_eq(date_of(in_year("ny", "brand").item.due), "2027-11-01", "who came after it has it next year");
    cr_expect(in_year("cecilia", "brand").item.is_late);
    cr_expect_null(year_of("lars", "brand"), "he is in another unit");
    cr_expect_null(year_of("disa", "brand"), "her account is not active");
    struct circular_state *states;
    size_t count;
    fixture_expect_failure(annual_cycle_in(site, &bo, NULL, &fixture.town.arena, &states, &count), FAIL_DENIED,
                           "only a manager or HR sees a whole unit");
}

Test(cycle, what_only_a_plan_asks_is_in_the_year_of_those_who_did_it)
{
    site_fixture_step(&fixture, "larm", "again: {every: 12 months}\n", "Prova larmet.");
    site_fixture_publish(&fixture);
    cr_expect_null(year_of("anna", "larm"));
    done("anna", "larm");
    cr_expect_str_eq(date_of(in_year("anna", "larm").item.due), "2027-03-02");
    cr_expect_null(year_of("bo", "larm"));
}
