/* Tests of reminders: what one person is reminded of today, and that nobody is reminded of what is not theirs. */
#include "base/fail.h"
#include "domain/aspirant/commitment.h"
#include "domain/circular/circular.h"
#include "domain/mentor/supervision.h"
#include "domain/people/mentor.h"
#include "domain/progress/decision.h"
#include "domain/remind/reminder.h"
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

TestSuite(remind, .init = begin, .fini = finish, .timeout = 1200);

static struct reminder_list reminders(const char *person_id)
{
    struct reminder_list list;
    struct person person = fixture_person(&fixture.town, person_id);
    struct actor actor = fixture_actor(&fixture.town, person_id);
    fixture_ok(reminder_list(site, fixture_subject(site->records, &actor, &person), &fixture.town.arena, &list));
    return list;
}

/* The one of that kind with that title ("": none, a number); NULL if there is none. */
static const struct reminder *find(const struct reminder_list *list, enum reminder_kind kind, const char *title)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == kind && strcmp(list->items[i].title ? list->items[i].title : "", title) == 0)
            return &list->items[i];
    return NULL;
}

Test(remind, of_what_is_late_and_of_what_is_due_within_a_week)
{
    fixture_day("2026-03-05");
    struct reminder_list list = reminders("anna");
    const struct reminder *late = find(&list, REMINDER_LATE, "Välkommen");
    cr_assert_not_null(late);
    cr_expect_eq(late->day, fixture_date("2026-03-02"));
    cr_expect(target_is_same(&late->target, &(struct target){.kind = TARGET_STEP, .id = "valkommen"}));
    cr_expect_str_eq(late->source, "plan");
    cr_expect_not_null(find(&list, REMINDER_DUE, "Själv"), "due tomorrow");
    cr_expect_null(find(&list, REMINDER_DUE, "Om normen"), "due on the 13th, in eight days");
    fixture_day("2026-03-07");
    list = reminders("anna");
    cr_expect_not_null(find(&list, REMINDER_DUE, "Om normen"), "due in six days");
    cr_expect_not_null(find(&list, REMINDER_LATE, "Själv"));
    cr_expect_eq(list.items[0].kind, REMINDER_LATE, "what is late comes first");
    cr_expect_eq(list.items[0].day, fixture_date("2026-03-02"), "the latest first");
}

Test(remind, of_what_is_done_never)
{
    struct actor anna = fixture_actor(&fixture.town, "anna");
    fixture_ok(step_done(site, &anna, subject_id("anna"), "valkommen"));
    fixture_day("2026-03-05");
    struct reminder_list list = reminders("anna");
    for (size_t i = 0; i < list.count; i++)
        cr_expect_str_neq(list.items[i].title, "Välkommen");
}

Test(remind, the_one_who_asked_and_the_one_who_signs)
{
    struct actor anna = fixture_actor(&fixture.town, "anna"), bo = fixture_actor(&fixture.town, "bo");
    fixture_ok(signoff_request(site, &anna, subject_id("anna"), "normen", false));
    struct reminder_list list = reminders("anna");
    const struct reminder *waits = find(&list, REMINDER_ON_OTHERS, "Om normen");
    cr_assert_not_null(waits);
    cr_expect_str_eq(waits->with_name, "Bo Lind");
    list = reminders("bo");
    cr_assert_eq(list.count, 1);
    cr_expect_eq(list.items[0].kind, REMINDER_FOR_YOU);
    cr_expect_str_eq(list.items[0].about->name, "Anna Ek");
    fixture_ok(signoff_return(site, &bo, subject_id("anna"), "normen", "Titta igen"));
    list = reminders("anna");
    cr_expect_not_null(find(&list, REMINDER_RETURNED, "Om normen"));
    cr_expect_null(find(&list, REMINDER_ON_OTHERS, "Om normen"));
}

Test(remind, of_what_changed_since_it_was_done)
{
    struct actor anna = fixture_actor(&fixture.town, "anna");
    fixture_ok(step_done(site, &anna, subject_id("anna"), "fritt"));
    site_fixture_step(&fixture, "fritt",
                      "revisions:\n  - {n: 2, date: 2026-03-02, class: substantive, note: Nytt}\n"
                      "  - {n: 1, date: 2026-01-02, class: substantive, note: Först}\n",
                      "Ny text.");
    site_fixture_publish(&fixture);
    struct reminder_list list = reminders("anna");
    const struct reminder *changed = find(&list, REMINDER_CHANGED, "Om fritt");
    cr_assert_not_null(changed);
    cr_expect(target_is_same(&changed->target, &(struct target){.kind = TARGET_STEP_DIFF, .id = "fritt"}));
}

Test(remind, of_a_debt_whose_day_comes)
{
    struct actor cecilia = fixture_actor(&fixture.town, "cecilia");
    fixture_ok(step_skip(site, &cecilia, subject_id("anna"), "fritt", "Hinns inte", fixture_date("2026-04-10")));
    struct reminder_list list = reminders("anna");
    cr_expect_null(find(&list, REMINDER_DUE, "Om fritt"));
    fixture_day("2026-04-08");
    list = reminders("anna");
    cr_expect_str_eq(find(&list, REMINDER_DUE, "Om fritt")->source, "debts");
    fixture_day("2026-04-11");
    list = reminders("anna");
    cr_expect_not_null(find(&list, REMINDER_LATE, "Om fritt"));
}

Test(remind, a_mentor_of_learners_who_are_late_or_want_to_talk)
{
    struct actor anna = fixture_actor(&fixture.town, "anna");
    fixture_ok(agenda_add(site, &anna, subject_id("anna"), "Hur säger man nej?"));
    fixture_ok(agenda_add(site, &anna, subject_id("anna"), "Och ja?"));
    fixture_day("2026-03-10");
    struct reminder_list list = reminders("bo");
    const struct reminder *late = find(&list, REMINDER_LATE, ""), *supervision = find(&list, REMINDER_FOR_YOU, "");
    cr_assert_not_null(late);
    cr_expect_str_eq(late->about->id, "anna");
    cr_expect_eq(late->counts, REMINDER_STEPS);
    cr_expect_eq(late->count, 4);
    cr_assert_not_null(supervision);
    cr_expect_eq(supervision->counts, REMINDER_POINTS);
    cr_expect_eq(supervision->count, 2);
    list = reminders("britt");
    cr_expect_eq(list.count, 0, "she is nobody's mentor");
}

Test(remind, a_manager_of_a_number_and_of_nobody_by_name)
{
    fixture_day("2026-03-10");
    struct reminder_list list = reminders("cecilia");
    const struct reminder *late = find(&list, REMINDER_LATE, "");
    cr_assert_not_null(late);
    cr_expect_eq(late->counts, REMINDER_PEOPLE);
    cr_expect_eq(late->count, 1);
    cr_expect_null(late->about);
    list = reminders("stina");
    cr_expect_eq(list.count, 0, "she leads another unit");
    list = reminders("hanna");
    cr_expect_eq(list.count, 0, "HR is reminded of nobody");
}

Test(remind, of_a_circular_until_it_is_confirmed)
{
    site_fixture_write(&fixture, "circulars/brev.md",
                       "---\nid: brev\ntitle: Nytt brev\nkind: circular\nsignoff: self\nto: [learner]\ndue: week 1\n"
                       "revisions:\n  - {n: 1, date: 2026-03-02, class: substantive, note: Första}\n---\n\nText.\n");
    site_fixture_publish(&fixture);
    fixture_day("2026-03-04");
    struct reminder_list list = reminders("anna");
    const struct reminder *due = find(&list, REMINDER_DUE, "Nytt brev");
    cr_assert_not_null(due);
    cr_expect_str_eq(due->source, "circulars");
    fixture_day("2026-03-10");
    list = reminders("anna");
    cr_expect_not_null(find(&list, REMINDER_LATE, "Nytt brev"));
    struct actor anna = fixture_actor(&fixture.town, "anna");
    fixture_ok(circular_confirm(site, &anna, subject_id("anna"), "brev", NULL));
    list = reminders("anna");
    cr_expect_null(find(&list, REMINDER_LATE, "Nytt brev"));
    list = reminders("bo");
    cr_expect_null(find(&list, REMINDER_LATE, "Nytt brev"), "it is sent to learners");
}

Test(remind, of_a_promise_before_it_breaks_without_its_words)
{
    fixture_ok(aspirant_add(site, &actor_operator,
                            &(struct aspirant_new){.person = subject_id("anna"),
                                                   .university = "Lund",
                                                   .graduates = DAY_NONE,
                                                   .from = fixture_date("2026-03-02"),
                                                   .minimum = -1}));
    fixture_ok(commitment_give(site, &actor_operator,
                               &(struct commitment_new){.person = subject_id("anna"),
                                                        .what = "Sommarjobb hos Lisa",
                                                        .due = fixture_date("2026-05-01"),
                                                        .state = COMMITMENT_PROMISED,
                                                        .day = fixture_date("2026-03-02")},
                               NULL));
    struct reminder_list list = reminders("anna");
    cr_expect_null(find(&list, REMINDER_ENDING, ""), "two months are long");
    fixture_day("2026-04-10");
    list = reminders("anna");
    const struct reminder *own = find(&list, REMINDER_ENDING, "");
    cr_assert_not_null(own);
    cr_expect_null(own->about);
    cr_expect_eq(own->counts, REMINDER_PROMISES);
    cr_expect_eq(own->day, fixture_date("2026-05-01"));
    list = reminders("cecilia");
    const struct reminder *of_anna = find(&list, REMINDER_ENDING, "");
    cr_assert(of_anna && of_anna->about);
    cr_expect_str_eq(of_anna->about->id, "anna");
    list = reminders("bo");
    cr_expect_null(find(&list, REMINDER_ENDING, ""), "the mentor gave no word");
    list = reminders("stina");
    cr_expect_null(find(&list, REMINDER_ENDING, ""));
}

Test(remind, nobody_of_what_another_is_reminded_of)
{
    struct person anna = fixture_person(&fixture.town, "anna"), disa = fixture_person(&fixture.town, "disa");
    static const char *const others[] = {"bo", "cecilia", "hanna", "adam"};
    struct reminder_list list;
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        struct actor actor = fixture_actor(&fixture.town, others[i]);
        cr_expect_neq(reminder_list(site, fixture_subject(site->records, &actor, &anna), &fixture.town.arena, &list), 0,
                      "%s", others[i]);
    }
    fixture_ok(reminder_list(site, fixture_subject(site->records, &actor_operator, &anna), &fixture.town.arena, &list));
    cr_expect_eq(
        reminder_list(site, fixture_subject(site->records, &actor_operator, &disa), &fixture.town.arena, &list),
        FAIL_DENIED, "disabled");
}

Test(remind, asks_nothing_when_one_only_waits_for_others)
{
    struct reminder items[] = {{.kind = REMINDER_ON_OTHERS}, {.kind = REMINDER_FOR_YOU}};
    cr_expect_not(reminder_list_asks(&(struct reminder_list){items, 1}));
    cr_expect(reminder_list_asks(&(struct reminder_list){items, 2}));
}
