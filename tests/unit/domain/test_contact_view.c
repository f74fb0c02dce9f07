/* Tests of contact view: a contact sees hours and dates of those who consented, and reaches nothing else by any
 * function of the domain. */
#include "domain/aspirant/contact_view.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/aspirant/funnel.h"
#include "domain/aspirant/hire.h"
#include "domain/aspirant/hours.h"
#include "domain/plan/step_comment.h"
#include "domain/progress/state.h"
#include "domain/signoff/step_action.h"
#include "site_fixture.h"

#include <criterion/criterion.h>

static struct site_fixture fixture;
static struct site *site;
static struct actor klara;

static void student(const char *id, const char *university)
{
    fixture_ok(aspirant_add(site, &actor_operator,
                            &(struct aspirant_new){.person = subject_id(id),
                                                   .university = university,
                                                   .term = "termin 6",
                                                   .graduates = fixture_date("2027-01-17"),
                                                   .from = fixture_date("2026-03-02"),
                                                   .minimum = -1}));
}

static void consent(const char *id)
{
    struct actor actor = fixture_actor(&fixture.town, id);
    fixture_ok(aspirant_consent_give(site, &actor, subject_id(id)));
}

/* anna and petra (protected) consented; lars too, at another university. */
static void begin(void)
{
    site_fixture_begin(&fixture);
    site = &fixture.site;
    student("anna", "Umeå universitet");
    student("petra", "Umeå universitet");
    student("lars", "Lunds universitet");
    consent("anna");
    consent("petra");
    consent("lars");
    fixture_ok(aspirant_contact_set(site, &actor_operator, subject_id("klara"), "Umeå universitet"));
    klara = fixture_actor(&fixture.town, "klara");
}

static void finish(void)
{
    site_fixture_verify(&fixture);
    site_fixture_end(&fixture);
}

TestSuite(contact_view, .init = begin, .fini = finish, .timeout = 1200);

static const char *seen(void)
{
    struct contact_students students;
    const char *names = "";
    fixture_ok(contact_view_all(site, &klara, &fixture.town.arena, &students));
    for (size_t i = 0; i < students.count; i++)
        names = arena_format(&fixture.town.arena, "%s%s,", names, students.items[i].name);
    return names;
}

static int one(const char *id, struct contact_student *ret_student)
{
    return contact_view_one(site, &klara, fixture_person(&fixture.town, id).rid, &fixture.town.arena, ret_student);
}

static void expect_unseen(const char *id)
{
    struct contact_student found;
    const char *rid = fixture_person(&fixture.town, id).rid;
    const char *sentence = arena_format(&fixture.town.arena, "person '%s': no such person", rid);
    fixture_expect_failure(one(id, &found), FAIL_NOT_FOUND, sentence);
}

Test(contact_view, shows_hours_and_dates_of_those_who_consented)
{
    struct contact_student anna;
    struct actor student = fixture_actor(&fixture.town, "anna");
    fixture_day("2026-04-20");
    fixture_ok(hours_log(
        site, &student,
        &(struct hours_new){.person = subject_id("anna"), .day = fixture_date("2026-03-10"), .seconds = 9000}));
    cr_assert_str_eq(seen(), arena_format(&fixture.town.arena, "%s,", fixture_person(&fixture.town, "anna").name));
    fixture_ok(one("anna", &anna));
    cr_assert_str_eq(anna.term, "termin 6");
    cr_assert_eq(anna.graduates, fixture_date("2027-01-17"));
    cr_assert_eq(anna.began_on, fixture_date("2026-03-02"));
    cr_assert_eq(anna.ends_on, DAY_NONE);
    cr_assert_eq(anna.month_count, 2);
    cr_assert_eq(anna.months[0].first, fixture_date("2026-04-01"));
    cr_assert_eq(anna.months[1].seconds, 9000);
    expect_unseen("petra");
    expect_unseen("lars");
    expect_unseen("bo");
    expect_unseen("klara");
}

Test(contact_view, ends_at_once_with_the_consent)
{
    struct contact_student anna;
    struct actor student = fixture_actor(&fixture.town, "anna");
    fixture_ok(one("anna", &anna));
    fixture_ok(aspirant_consent_withdraw(site, &student, subject_id("anna")));
    expect_unseen("anna");
    cr_assert_str_eq(seen(), "");
}

Test(contact_view, ends_when_the_identity_is_protected_or_the_account_closed)
{
    static const bool yes = true, no = false;
    struct records *records = fixture.town.records;
    fixture_ok(person_set(records, &actor_operator, subject_id("anna"), &(struct person_change){.is_protected = &yes}));
    expect_unseen("anna");
    fixture_ok(person_set(records, &actor_operator, subject_id("anna"), &(struct person_change){.is_protected = &no}));
    fixture_ok(person_set(records, &actor_operator, subject_id("anna"), &(struct person_change){.status = "disabled"}));
    expect_unseen("anna");
    cr_assert_str_eq(seen(), "");
}

Test(contact_view, is_for_contacts_only)
{
    struct contact_students students;
    static const char *const others[] = {"anna", "bo", "cecilia", "hanna", "adam", "erik"};
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        struct actor actor = fixture_actor(&fixture.town, others[i]);
        cr_assert_eq(contact_view_all(site, &actor, &fixture.town.arena, &students), FAIL_DENIED, "%s", others[i]);
    }
    fixture_ok(person_set(fixture.town.records, &actor_operator, subject_id("klara"),
                          &(struct person_change){.roles = "learner"}));
    klara = fixture_actor(&fixture.town, "klara");
    cr_assert_eq(contact_view_all(site, &klara, &fixture.town.arena, &students), FAIL_DENIED);
}

/* ---- nothing else ---- */

static int anybody(void *context, int64_t person_key, unsigned seen_of)
{
    (void)seen_of;
    return person_key == *(int64_t *)context ? 0 : fail(FAIL_RULE, "a contact sees person %lld", (long long)person_key);
}

Test(contact_view, gives_no_right_to_a_student_who_consented)
{
    struct records *records = fixture.town.records;
    int64_t anna = fixture_key(&fixture.town, "anna");
    struct people people;
    for (int right = 0; right < RIGHT_COUNT; right++)
        cr_assert_eq(access_check(records, &klara, (enum right)right, anna), FAIL_NOT_FOUND, "right %d", right);
    fixture_ok(access_each(records, &klara, anybody, &klara.key));
    fixture_ok(person_list(records, &klara, NULL, &fixture.town.arena, &people));
    cr_assert_eq(people.count, 1);
    cr_assert_str_eq(people.items[0].id, "klara");
}

Test(contact_view, reaches_nothing_by_the_other_functions)
{
    struct arena *arena = &fixture.town.arena;
    struct person anna = fixture_person(&fixture.town, "anna");
    struct aspirant aspirant;
    struct aspirants list;
    struct funnel funnel;
    struct plan plan;
    struct plan_item item;
    struct hours_entry *entries;
    struct comment *comments;
    size_t count;
    const int refusals[] = {
        aspirant_of(site, fixture_subject(site->records, &klara, &anna), arena, &aspirant),
        hours_entries(site, fixture_subject(site->records, &klara, &anna), arena, &entries, &count),
        plan_show(site, fixture_subject(site->records, &klara, &anna), NULL, arena, &plan),
        plan_step(site, fixture_subject(site->records, &klara, &anna), "normen", arena, &item),
        step_comments(site, fixture_subject(site->records, &klara, &anna), "normen", arena, &comments, &count),
        hours_log(site, &klara,
                  &(struct hours_new){.person = subject_id("anna"), .day = clock_today(), .seconds = 3600}),
        aspirant_consent_withdraw(site, &klara, subject_id("anna")),
        aspirant_leave(site, &klara, subject_id("anna"), clock_today(), NULL),
        aspirant_hire(site, &klara, &(struct hiring){.person = subject_id("anna"), .in_profession_since = DAY_NONE}),
        plan_start(site, &klara, subject_id("anna"), "introduktion", clock_today()),
        step_done(site, &klara, subject_id("anna"), "fritt"),
        site_fixture_sign(&fixture, "klara", "anna", "normen"),
    };
    for (size_t i = 0; i < COUNT_OF(refusals); i++)
        cr_assert(refusals[i] == FAIL_NOT_FOUND || refusals[i] == FAIL_DENIED, "%zu: %d", i, refusals[i]);
    fixture_ok(aspirant_list(site, &klara, NULL, arena, &list));
    cr_assert_eq(list.count, 0);
    cr_assert_eq(funnel_read(site, &klara, NULL, arena, &funnel), FAIL_DENIED);
}
