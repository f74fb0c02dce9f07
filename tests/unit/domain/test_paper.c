/* Tests of signatures on paper: codes, rows, what is refused, what is written, and a step that changed since. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/mentor/mentor_change.h"
#include "domain/people/mentor.h"
#include "domain/progress/state.h"
#include "domain/signoff/paper.h"
#include "site_fixture.h"

#include <criterion/criterion.h>
#include <string.h>

static struct site_fixture fixture;
static struct site *site;

#define NORM "due: week 2\nsignoff: mentor\ncompetences: {norm: 3}\n"

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

TestSuite(paper, .init = begin, .fini = finish, .timeout = 1200);

/* The code that a print of today shows. */
static const char *code(const char *step)
{
    char *room = arena_zeroed(&fixture.town.arena, PAPER_CODE_BYTES);
    struct person anna = fixture_person(&fixture.town, "anna");
    struct content_entry entry = site_fixture_item(&fixture, "anna", step).step;
    paper_code(anna.rid, step, entry.parts, room);
    return room;
}

#define ROWS(...) arena_format(&fixture.town.arena, __VA_ARGS__)

static int sign_paper(const char *by, const char *text, struct paper_batch *ret_batch)
{
    struct actor actor = fixture_actor(&fixture.town, by);
    return paper_sign(site, &actor, &(struct paper_request){.person = subject_id("anna"), .text = text},
                      &fixture.town.arena, ret_batch);
}

static void expect_signed(const char *by, const char *text)
{
    struct paper_batch batch;
    fixture_ok(sign_paper(by, text, &batch));
    for (size_t i = 0; i < batch.count; i++)
        cr_expect_null(batch.rows[i].fault, "row %d: %s", batch.rows[i].line.number, batch.rows[i].fault);
    cr_assert_eq(batch.fault_count, 0);
}

/* Only this row is at fault, and nothing is written. */
static void expect_fault(const char *by, const char *text, const char *sentence)
{
    struct paper_batch batch;
    int64_t events = fixture_events(&fixture.town);
    fixture_ok(sign_paper(by, text, &batch));
    cr_assert_eq(batch.fault_count, 1);
    for (size_t i = 0; i < batch.count; i++)
        if (batch.rows[i].fault)
            cr_assert_str_eq(batch.rows[i].fault, sentence);
    cr_assert_eq(fixture_events(&fixture.town), events);
}

/* ---- codes ---- */

static bool is_code(const char *written)
{
    char read[PAPER_CODE_BYTES];
    return paper_code_read(written, read) == 0;
}

Test(paper, code_with_one_wrong_sign_or_two_that_changed_places_is_none)
{
    static const char signs[] = "234679ACDEFHJKMNPRTVWX8";
    const char *good = code("normen");
    cr_assert(is_code(good));
    for (int at = 0; at < 8; at++) {
        char wrong[PAPER_CODE_BYTES];
        memcpy(wrong, good, sizeof wrong);
        for (size_t i = 0; i < sizeof signs - 1 && good[at] != '-'; i++) {
            wrong[at] = signs[i];
            cr_assert(signs[i] == good[at] || !is_code(wrong), "%s passes for %s", wrong, good);
        }
        int next = at + 1 + (at < 7 && good[at + 1] == '-');
        if (next > 7 || good[at] == '-' || good[at] == good[next])
            continue;
        memcpy(wrong, good, sizeof wrong);
        wrong[at] = good[next];
        wrong[next] = good[at];
        cr_assert_not(is_code(wrong), "%s passes for %s", wrong, good);
    }
}

Test(paper, code_is_read_as_hands_write_it_and_says_what_is_wrong)
{
    char read[PAPER_CODE_BYTES];
    const char *good = code("normen");
    CLEANUP(memory_free_at) char *small = memory_format("%.3s%s", good, good + 4);
    for (char *at = small; *at; at++)
        *at = (char)(*at >= 'A' ? *at + 'a' - 'A' : *at);
    fixture_ok(paper_code_read(small, read));
    cr_assert_str_eq(read, good);
    fixture_expect_failure(paper_code_read("K7O-4XR4", read), FAIL_INPUT, "'K7O-4XR4': no code has the sign 'O'");
    fixture_expect_failure(paper_code_read("K7M-4XR", read), FAIL_INPUT,
                           "'K7M-4XR': a code has 7 signs, such as K7M-4XR4, and this has 6");
    cr_assert_str_neq(code("normen"), code("besok"));
}

Test(paper, code_stays_until_the_step_has_a_new_revision)
{
    const char *printed = code("normen");
    site_fixture_step(&fixture, "besok", "due: week 3\nkind: observation\nsignoff: mentor\nsigner-level: 2\n", "Nytt.");
    site_fixture_publish(&fixture);
    fixture_day("2026-04-01");
    cr_assert_str_eq(code("normen"), printed);
}

/* ---- writing ---- */

Test(paper, signs_what_is_typed_in_with_its_day)
{
    fixture_day("2026-03-12");
    expect_signed("bo", ROWS("%s 2026-03-10 sett 3\n", code("normen")));
    struct plan_item item = site_fixture_item(&fixture, "anna", "normen");
    cr_assert_eq(item.state, STATE_SIGNED);
    cr_assert_eq(item.paper_day, fixture_date("2026-03-10"));
    cr_assert_eq(instant_day(item.signed_at), fixture_date("2026-03-12"));
    cr_assert_str_eq(item.evidence, "observed");
    cr_assert_eq(item.autonomy, 3);
    cr_assert_str_eq(item.signed_by_id, "bo");
    cr_assert_null(item.entered_by_name);
}

Test(paper, keeps_who_typed_it_in_for_another)
{
    fixture_day("2026-03-12");
    expect_signed("cecilia", ROWS("%s;2026-03-10;told;2;Bo Lind\n", code("normen")));
    struct plan_item item = site_fixture_item(&fixture, "anna", "normen");
    cr_assert_str_eq(item.signed_by_id, "bo");
    cr_assert_str_eq(item.entered_by_name, "Cecilia Ström");
}

Test(paper, writes_all_rows_or_none)
{
    fixture_day("2026-03-12");
    const char *good = ROWS("%s 2026-03-10 sett 3\n", code("normen"));
    expect_fault("cecilia", ROWS("%s%s 2026-03-13 sett\n", good, code("sekretess")), "2026-03-13: is a day to come");
    cr_assert_eq(site_fixture_item(&fixture, "anna", "normen").state, STATE_TODO);
    expect_signed("cecilia", ROWS("%s\n%s 2026-03-12 sett\n", good, code("sekretess")));
    cr_assert_eq(site_fixture_item(&fixture, "anna", "normen").state, STATE_SIGNED);
    cr_assert_eq(site_fixture_item(&fixture, "anna", "sekretess").state, STATE_SIGNED);
}

Test(paper, check_says_the_same_and_writes_nothing)
{
    struct actor bo = fixture_actor(&fixture.town, "bo");
    struct paper_batch batch;
    int64_t events = fixture_events(&fixture.town);
    const char *text = ROWS("%s 2026-03-02 sett 3\n%s 2026-03-02 sett 3\n", code("normen"), code("normen"));
    fixture_ok(paper_check(site, &bo, &(struct paper_request){.person = subject_id("anna"), .text = text},
                           &fixture.town.arena, &batch));
    cr_assert_eq(batch.fault_count, 1);
    cr_assert_null(batch.rows[0].fault);
    cr_assert_str_eq(batch.rows[1].fault, "step 'normen': is in row 1 too");
    cr_assert_eq(fixture_events(&fixture.town), events);
}

/* ---- refusals ---- */

Test(paper, says_row_by_row_what_cannot_be)
{
    const char *norm = code("normen");
    char *other = arena_zeroed(&fixture.town.arena, PAPER_CODE_BYTES);
    struct content_entry entry = site_fixture_item(&fixture, "anna", "normen").step;
    paper_code(fixture_person(&fixture.town, "lars").rid, "normen", entry.parts, other);
    fixture_day("2026-03-12");
    expect_fault("bo", ROWS("%s 2026-03-10 sett 3", other),
                 ROWS("'%s': is on no plan of this person; perhaps it is from somebody else's sheet", other));
    expect_fault("bo", norm, "say the day on which it was signed, such as 2026-03-02");
    expect_fault("bo", ROWS("%s 10/3 sett 3", norm), "'10/3' is not a date such as 2026-03-02");
    expect_fault("bo", ROWS("%s 2026-02-27 sett 3", norm), "2026-02-27: is before the plan, which began 2026-03-02");
    expect_fault("bo", ROWS("%s 2026-03-10", norm), "say what it rests on: seen, practised or told");
    expect_fault("bo", ROWS("%s 2026-03-10 3", norm), "'3': it rests on what was seen, practised or told");
    expect_fault("bo", ROWS("%s 2026-03-10 sett", norm),
                 "step 'normen': names competences, so say the autonomy, 1 to 5");
    expect_fault("bo", ROWS("%s 2026-03-10 sett 6", norm), "'6' is no autonomy, which is 1 to 5");
    expect_fault("bo", ROWS("%s 2026-03-10 sett 3 hanna", norm), "'hanna': is nobody who may sign for this person");
    expect_fault("bo", ROWS("%s 2026-03-10 sett 3 Finns Inte", norm),
                 "'Finns Inte': is nobody who may sign for this person");
    expect_fault("bo", ROWS("%s 2026-03-10 sett", code("besok")),
                 "step 'besok': a signer stands on level 2 or higher, and Bo Lind does not");
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "normen"));
    expect_fault("bo", ROWS("%s 2026-03-10 sett 3", norm), "step 'normen': is already signed");
}

Test(paper, is_for_those_who_may_sign)
{
    struct paper_batch batch;
    const char *text = ROWS("%s 2026-03-02 sett 3", code("normen"));
    fixture_expect_failure(sign_paper("hanna", text, &batch), FAIL_DENIED,
                           "person 'anna': only the mentor, the substitute or the manager signs");
    fixture_expect_failure(sign_paper("anna", text, &batch), FAIL_DENIED,
                           "person 'anna': only the mentor, the substitute or the manager signs");
    fixture_expect_failure(sign_paper("britt", text, &batch), FAIL_NOT_FOUND, "person 'anna': no such person");
    expect_fault("bo", ROWS("%s 2026-03-02 sett cecilia", code("sekretess")),
                 "step 'sekretess': only a manager of person 'anna' signs it");
    cr_assert_eq(sign_paper("bo", "\n  \n", &batch), FAIL_INPUT);
}

Test(paper, signer_was_the_mentor_on_that_day_and_stood_high_enough)
{
    fixture_day("2026-03-16");
    fixture_ok(mentor_assign(
        site->records, &actor_operator,
        &(struct mentor_assignment){
            .learner = subject_id("anna"), .mentor = subject_id("britt"), .from = DAY_NONE, .to = DAY_NONE}));
    fixture_ok(site_fixture_decide(&fixture, "cecilia", "britt", 2));
    fixture_day("2026-03-18");
    expect_fault("britt", ROWS("%s 2026-03-13 sett 3", code("normen")),
                 "Britt Öst was neither mentor nor substitute on 2026-03-13");
    expect_fault("cecilia", ROWS("%s 2026-03-13 sett 3 bo", code("normen")),
                 "'bo': is nobody who may sign for this person"); /* the right is asked for as of now too */
    expect_signed("britt", ROWS("%s 2026-03-16 sett", code("besok")));
}

Test(paper, level_counts_on_the_day_of_the_paper)
{
    fixture_day("2026-03-10");
    fixture_ok(site_fixture_decide(&fixture, "cecilia", "bo", 2));
    fixture_day("2026-03-12");
    expect_fault("bo", ROWS("%s 2026-03-09 sett", code("besok")),
                 "step 'besok': a signer stands on level 2 or higher, and on that day Bo Lind did not");
    expect_signed("bo", ROWS("%s 2026-03-10 sett", code("besok")));
}

/* ---- a step that changed since the print ---- */

static void revise(const char *class, int n, const char *since)
{
    site_fixture_step(&fixture, "normen",
                      ROWS("%srevisions:\n  - {n: %d, date: %s, class: %s, note: Ny}\n"
                           "  - {n: 1, date: 2025-09-01, class: substantive, note: Första}\n",
                           NORM, n, since, class),
                      "Ny text.");
    site_fixture_publish(&fixture);
}

Test(paper, signs_the_version_that_was_printed_and_the_difference_is_left)
{
    const char *printed = code("normen");
    fixture_day("2026-03-12");
    revise("substantive", 2, "2026-03-11");
    expect_signed("bo", ROWS("%s 2026-03-10 sett 3", printed));
    struct plan_item item = site_fixture_item(&fixture, "anna", "normen");
    cr_assert_eq(item.signed_revision, 1);
    cr_assert_eq(item.done_revision, 1);
    cr_assert_eq(item.diff, REVISION_DIFF_READ);
    cr_assert(plan_item_is_finished(&item));
    expect_fault("bo", ROWS("%s 2026-03-10 sett 3", printed), "step 'normen': is already signed");
}

Test(paper, of_before_the_law_is_kept_and_asks_for_a_new_signature)
{
    const char *printed = code("normen");
    struct actor anna = fixture_actor(&fixture.town, "anna");
    fixture_day("2026-03-12");
    revise("legal", 2, "2026-03-11");
    fixture_ok(signoff_request(site, &anna, subject_id("anna"), "normen", false));
    expect_signed("bo", ROWS("%s 2026-03-10 sett 3", printed));
    struct plan_item item = site_fixture_item(&fixture, "anna", "normen");
    cr_assert_eq(item.signed_revision, 1);
    cr_assert_eq(item.diff, REVISION_DIFF_REDO);
    cr_assert_not(plan_item_is_finished(&item));
    cr_assert_eq(item.state, STATE_REQUESTED, "what was asked for is a signature of the new revision");
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "normen"));
    cr_assert_eq(site_fixture_item(&fixture, "anna", "normen").signed_revision, 2);
}

Test(paper, of_an_older_version_says_nothing_where_a_newer_is_signed)
{
    const char *printed = code("normen");
    fixture_day("2026-03-12");
    revise("substantive", 2, "2026-03-11");
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "normen"));
    expect_fault("bo", ROWS("%s 2026-03-10 sett 3", printed), "step 'normen': is already signed");
}

Test(paper, of_a_step_that_is_no_longer_used_is_refused)
{
    const char *printed = code("normen");
    fixture_day("2026-03-12");
    site_fixture_remove(&fixture, "normen");
    site_fixture_write(&fixture, "curriculum.yaml", "id: prov\ntitle: Prov\nlanguage: sv\nretired: [normen]\n");
    site_fixture_step(&fixture, "sent", "due: month 1\n", "Text.");
    site_fixture_publish(&fixture);
    expect_fault("bo", ROWS("%s 2026-03-10 sett 3", printed), "step 'normen': is no longer used here");
}
