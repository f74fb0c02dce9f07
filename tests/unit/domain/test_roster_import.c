/* Tests of person import: what a file of people would change, does change, and leaves alone. */
#include "domain/roster/roster_import.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/mentor/mentor_change.h"
#include "domain/people/mentor.h"
#include "domain/plan/plan.h"
#include "domain/roster/employment.h"
#include "site_fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* One taking in of a file; what came out stays until the next. */
struct taking {
    struct site_fixture *fixture;
    const char *by; /* NULL: the operator */
    struct roster_import_settings settings;
    struct arena arena;
    struct roster roster;
    struct roster_import import;
};

static void taking_finish(struct taking *taking)
{
    roster_import_finish(&taking->import);
    roster_finish(&taking->roster);
    arena_finish(&taking->arena);
}

#define TAKING(of)                                                                                                     \
    {                                                                                                                  \
        .fixture = (of), .settings = {.plans_from = DAY_NONE, .confirmed = -1 }                                        \
    }

static int take(struct taking *taking, const char *file, bool is_applied)
{
    taking_finish(taking);
    struct actor actor = actor_operator;
    if (taking->by)
        actor = fixture_actor(&taking->fixture->town, taking->by);
    fixture_ok(roster_read(file, strlen(file), NULL, &taking->arena, &taking->roster));
    return (is_applied ? roster_import_apply : roster_import_preview)(
        &taking->fixture->site, &actor, &taking->roster, &taking->settings, &taking->arena, &taking->import);
}

static void apply(struct taking *taking, const char *file)
{
    fixture_ok(take(taking, file, true));
    for (size_t i = 0; i < taking->roster.notes.count; i++)
        cr_assert_not(taking->roster.notes.items[i].is_fault, "%s", taking->roster.notes.items[i].message_id);
    cr_assert(taking->import.is_applied);
}

/* All notes as "line sentence", one on each line. */
static const char *notes(struct taking *taking)
{
    CLEANUP(text_finish) struct text text = TEXT(100000);
    for (size_t i = 0; i < taking->roster.notes.count; i++) {
        text_addf(&text, "%d ", taking->roster.notes.items[i].line);
        roster_note_write(&taking->roster.notes.items[i], NULL, NULL, &text);
        text_add_char(&text, '\n');
    }
    return arena_copy_string(&taking->arena, text_string(&text));
}

static void expect_fault(struct taking *taking, const char *file, const char *expected)
{
    int64_t events = fixture_events(&taking->fixture->town);
    fixture_ok(take(taking, file, true));
    cr_assert_str_eq(notes(taking), expected);
    cr_assert_not(taking->import.is_applied);
    cr_assert_eq(fixture_events(&taking->fixture->town), events);
}

static struct person person(struct taking *taking, const char *id)
{
    return fixture_person(&taking->fixture->town, id);
}

Test(roster_import, adds_people_with_plan_and_mentor_and_does_nothing_twice)
{
    struct site_fixture fixture CLEANUP(site_fixture_end);
    site_fixture_begin(&fixture);
    struct taking taking CLEANUP(taking_finish) = TAKING(&fixture);
    static const char file[] = "id;name;email;unit;roles;background;start;in-profession-since;mentor\n"
                               "E1;Nils Ny;Nils@X.se;ekb;;Socionom;2026-03-09;2020-01-01;e2\n"
                               "e2;Maja Mentor;;EKB;learner mentor;;2001-05-01;;\n";
    apply(&taking, file);
    struct person nils = person(&taking, "e1"), mentor, substitute;
    cr_assert_str_eq(nils.name, "Nils Ny");
    cr_assert_str_eq(nils.email, "nils@x.se");
    cr_assert_str_eq(nils.background, "socionom");
    cr_assert_eq(nils.roles, ROLE_LEARNER);
    cr_assert_eq(nils.in_profession_since, fixture_date("2020-01-01"));
    cr_assert_eq(site_fixture_plan(&fixture, "e1").start, fixture_date("2026-03-09"));
    fixture_day("2026-03-09");
    fixture_ok(mentor_of(fixture.town.records, nils.key, &fixture.town.arena, &mentor, &substitute));
    cr_assert_str_eq(mentor.id, "e2");
    cr_assert_str_eq(
        notes(&taking),
        "0 people who began too long ago to be given a plan, unless plans from that day on are asked for: 1\n");
    int64_t events = fixture_events(&fixture.town);
    fixture_ok(take(&taking, file, true));
    cr_assert_not(taking.import.is_applied);
    cr_assert_eq(taking.import.count, 0);
    cr_assert_eq(taking.import.unchanged, 2);
    cr_assert_eq(fixture_events(&fixture.town), events);
    site_fixture_verify(&fixture);
}

Test(roster_import, tells_before_it_does_and_writes_nothing_then)
{
    struct site_fixture fixture CLEANUP(site_fixture_end);
    site_fixture_begin(&fixture);
    struct taking taking CLEANUP(taking_finish) = TAKING(&fixture);
    int64_t events = fixture_events(&fixture.town);
    fixture_ok(take(&taking, "id,name,unit\nanna,Anna Ekberg,barn\nnils,Nils Ny,ekb\n", false));
    cr_assert_eq(fixture_events(&fixture.town), events);
    cr_assert_eq(taking.import.count, 2);
    const struct roster_import_person *anna = &taking.import.people[0];
    cr_assert_str_eq(anna->id, "anna");
    cr_assert_eq(anna->line, 2);
    cr_assert_eq(anna->change_count, 2);
    cr_assert_str_eq(anna->changes[0].field, "name");
    cr_assert_str_eq(anna->changes[0].to, "Anna Ekberg");
    cr_assert_str_eq(anna->changes[1].from, "ekb");
    cr_assert_str_eq(anna->changes[1].to, "barn");
    cr_assert(taking.import.people[1].is_added);
}

Test(roster_import, finds_every_fault_and_keeps_nothing)
{
    struct site_fixture fixture CLEANUP(site_fixture_end);
    site_fixture_begin(&fixture);
    struct taking taking CLEANUP(taking_finish) = TAKING(&fixture);
    expect_fault(&taking,
                 "id;name;email;unit;roles;start;mentor;ended;protected\n"
                 "nils;Nils Ny;nils@x;ekp;boss;2026-3-9;;;\n"
                 "anna;;;;;;;;\n"
                 "ANNA;;;;;;;;\n"
                 ";Utan;;ekb;;;;;\n"
                 "a b;Fel;;ekb;;;;;\n"
                 "ny1;;;;;;;;\n"
                 "ny2;=1+1;;ekb;;;;;kanske\n"
                 "ny3;Ny;;ekb;;2026-03-09;ny3;;\n"
                 "ny4;Ny;;ekb;;2026-03-09;ingen;;\n"
                 "ny5;Ny;;ekb;;2026-03-09;anna;;\n"
                 "ny6;Ny;;ekb;;2026-03-09;bo;2026-03-08;\n"
                 "ny7;Ny;x@x.se;ekb;;;;;\n"
                 "ny8;Ny;x@x.se;ekb;;;;;\n",
                 "2 unit 'ekp': no such unit; there are barn, ekb, kommun, ifo\n"
                 "2 role 'boss': the roles are learner, mentor, manager, hr, author, contact, admin\n"
                 "2 start: '2026-3-9' is not a date such as 2026-03-02\n"
                 "4 'anna' stands on line 3 already\n"
                 "5 the id is missing\n"
                 "6 'a b' is no id: an id is 1 to 64 of a-z, 0-9 and '-'\n"
                 "7 somebody new needs a name\n"
                 "7 somebody new needs a unit; there are barn, ekb, kommun, ifo\n"
                 "8 the name begins like a formula of a spreadsheet\n"
                 "8 protected: 'kanske' is neither yes nor no\n"
                 "9 mentor 'ny3': nobody is one's own mentor\n"
                 "10 mentor 'ingen': no such person\n"
                 "11 mentor 'anna': has not the role mentor\n"
                 "12 ends before it starts\n"
                 "14 'ny8': the e-mail address belongs to somebody else\n");
}

Test(roster_import, lets_two_change_names_and_addresses_with_each_other)
{
    struct site_fixture fixture CLEANUP(site_fixture_end);
    site_fixture_begin(&fixture);
    struct taking taking CLEANUP(taking_finish) = TAKING(&fixture);
    apply(&taking, "id;name;email\nanna;A;a@x.se\nlars;L;l@x.se\n");
    apply(&taking, "id;name;email\nanna;L;l@x.se\nlars;A;a@x.se\n");
    cr_assert_str_eq(person(&taking, "anna").email, "l@x.se");
    cr_assert_str_eq(person(&taking, "lars").email, "a@x.se");
    expect_fault(&taking, "id;email\nanna;a@x.se\n", "2 'anna': the e-mail address belongs to somebody else\n");
    apply(&taking, "id;email\npetra;petra@example.se\n");
    taking.by = "adam"; /* lars is no secret to him, but others' addresses may be */
    expect_fault(&taking, "id;email\nanna;a@x.se\n", "2 'anna': this e-mail address cannot be used\n");
    expect_fault(&taking, "id;email\nanna;petra@example.se\n", "2 'anna': this e-mail address cannot be used\n");
    site_fixture_verify(&fixture);
}

Test(roster_import, closes_after_the_last_day_and_opens_what_a_file_closed)
{
    struct site_fixture fixture CLEANUP(site_fixture_end);
    site_fixture_begin(&fixture);
    struct taking taking CLEANUP(taking_finish) = TAKING(&fixture);
    bool is_due = true;
    apply(&taking, "id;ended\nanna;2026-03-04\n");
    cr_assert_eq(taking.import.leaving, 1);
    cr_assert_str_eq(person(&taking, "anna").status, "active");
    fixture_day("2026-03-04");
    fixture_ok(employment_is_due(fixture.town.records, &is_due));
    cr_assert_not(is_due);
    fixture_day("2026-03-05");
    fixture_ok(employment_is_due(fixture.town.records, &is_due));
    cr_assert(is_due);
    fixture_ok(employment_apply_due(fixture.town.records));
    cr_assert_str_eq(person(&taking, "anna").status, "disabled");
    fixture_ok(take(&taking, "id;ended\nanna;2026-03-04\n", true));
    cr_assert_eq(taking.import.count, 0);
    apply(&taking, "id;ended\nanna;\n");
    cr_assert_str_eq(person(&taking, "anna").status, "active");
    fixture_ok(person_set(fixture.town.records, &actor_operator, subject_id("anna"),
                          &(struct person_change){.status = "disabled"}));
    fixture_ok(take(&taking, "id;ended\nanna;\n", true));
    cr_assert_str_eq(notes(&taking), "2 the account of 'anna' was closed by hand and stays closed\n");
    cr_assert_eq(taking.import.count, 0);
    site_fixture_verify(&fixture);
}

Test(roster_import, closes_the_absent_only_of_a_complete_file_and_asks_when_they_are_many)
{
    struct site_fixture fixture CLEANUP(site_fixture_end);
    site_fixture_begin(&fixture);
    struct taking taking CLEANUP(taking_finish) = TAKING(&fixture);
    static const char file[] = "id\nanna\nbo\ncecilia\nhanna\nfrida\n";
    fixture_ok(take(&taking, file, true));
    cr_assert_eq(taking.import.count, 0);
    taking.settings.is_complete = true;
    fixture_ok(take(&taking, file, true));
    /* Not petra (protected), disa (disabled), adam (the last administrator) nor klara (a contact). */
    cr_assert_eq(taking.import.closed, 4, "%zu", taking.import.closed);
    cr_assert(taking.import.needs_confirmation);
    cr_assert_not(taking.import.is_applied);
    cr_assert_str_eq(notes(&taking), "0 'adam' keeps the account: it is the last administrator's, or your own\n");
    taking.settings.confirmed = 3;
    fixture_ok(take(&taking, file, true));
    cr_assert_not(taking.import.is_applied);
    taking.settings.confirmed = 4;
    apply(&taking, file);
    static const char *const closed[] = {"lars", "britt", "stina", "erik"};
    static const char *const open[] = {"anna", "bo", "cecilia", "hanna", "frida", "petra", "adam", "klara"};
    for (size_t i = 0; i < COUNT_OF(closed); i++)
        cr_assert_str_eq(person(&taking, closed[i]).status, "disabled", "%s", closed[i]);
    for (size_t i = 0; i < COUNT_OF(open); i++)
        cr_assert_str_eq(person(&taking, open[i]).status, "active", "%s", open[i]);
    site_fixture_verify(&fixture);
}

Test(roster_import, asks_for_more_than_five_of_a_hundred_and_not_for_five)
{
    struct site_fixture fixture CLEANUP(site_fixture_end);
    site_fixture_begin(&fixture);
    struct taking taking CLEANUP(taking_finish) = TAKING(&fixture);
    CLEANUP(text_finish) struct text file = TEXT(100000);
    text_add(&file, "id;name;unit;ended\n");
    for (int i = 0; i < 28; i++)
        text_addf(&file, "n%d;N;ekb;\n", i);
    apply(&taking, text_string(&file));
    fixture_ok(take(&taking, "id\nn0\n", false));
    cr_assert_eq(taking.import.active, 40, "%lld", (long long)taking.import.active);
    apply(&taking, "id;ended\nn0;2026-03-01\nn1;2026-03-01\n");
    text_clear(&file);
    fixture_ok(take(&taking, "id;ended\nn2;2026-03-01\nn3;2026-03-01\n", true));
    cr_assert(taking.import.needs_confirmation); /* two of 38 */
    cr_assert_not(taking.import.is_applied);
}

Test(roster_import, never_takes_account_or_role_from_the_last_administrator_or_whoever_imports)
{
    struct site_fixture fixture CLEANUP(site_fixture_end);
    site_fixture_begin(&fixture);
    struct taking taking CLEANUP(taking_finish) = TAKING(&fixture);
    taking.settings.confirmed = 1;
    fixture_ok(take(&taking, "id;roles;ended\nadam;learner;2026-03-01\n", true));
    cr_assert_str_eq(person(&taking, "adam").status, "active");
    cr_assert(person(&taking, "adam").roles & ROLE_ADMIN);
    apply(&taking, "id;roles\nbo;mentor admin\n");
    taking.by = "bo";
    fixture_ok(take(&taking, "id;ended\nbo;2026-03-01\n", true));
    cr_assert_str_eq(person(&taking, "bo").status, "active");
    apply(&taking, "id;ended\nadam;2026-03-01\n");
    cr_assert_str_eq(person(&taking, "adam").status, "disabled");
    site_fixture_verify(&fixture);
}

Test(roster_import, leaves_to_each_what_is_theirs)
{
    struct site_fixture fixture CLEANUP(site_fixture_end);
    site_fixture_begin(&fixture);
    struct taking taking CLEANUP(taking_finish) = TAKING(&fixture);
    static const char file[] = "id;name;unit;roles;start;mentor\n"
                               "petra;Hemlig Ny;;;;\n"
                               "lars;Lars Ny;;;;\n"
                               "nils;Nils Ny;ekb;learner;2026-03-09;bo\n"
                               "mia;Mia Ny;ekb;mentor;;\n";
    taking.by = "hanna";
    apply(&taking, file);
    cr_assert_str_eq(
        notes(&taking),
        "0 accounts that were left as they are, since only an administrator changes accounts: 1\n"
        "2 'petra': this id cannot be used; the line is left out, and whoever runs the machine can say why\n"
        "5 'mia' is not added: only an administrator adds people with other roles than learner\n");
    cr_assert_eq(site_fixture_plan(&fixture, "nils").start, fixture_date("2026-03-09"));
    taking.by = "adam";
    apply(&taking, "id;name;unit;roles;start;mentor\n"
                   "lars;Lars Ny;;;;\nolle;Olle Ny;ekb;learner;2026-03-09;bo\nmia;Mia Ny;ekb;mentor;;\n");
    cr_assert_str_eq(notes(&taking),
                     "0 plans that were not started, since only HR or the operator starts plans here: 1\n"
                     "0 mentors that were not assigned, since only HR or the operator does so here: 1\n");
    cr_assert_str_eq(person(&taking, "lars").name, "Lars Ny");
    cr_assert_str_neq(person(&taking, "petra").name, "Hemlig Ny");
    taking.by = "cecilia";
    fixture_expect_failure(take(&taking, file, false), FAIL_DENIED,
                           "only HR or an administrator takes in people from a file");
    taking.by = "hanna";
    taking.settings.is_complete = true;
    fixture_expect_failure(take(&taking, file, true), FAIL_DENIED, "only an administrator handles accounts");
    site_fixture_verify(&fixture);
}

Test(roster_import, says_when_a_mentor_would_carry_too_much_and_does_it)
{
    struct site_fixture fixture CLEANUP(site_fixture_end);
    site_fixture_begin(&fixture);
    struct taking taking CLEANUP(taking_finish) = TAKING(&fixture);
    CLEANUP(text_finish) struct text file = TEXT(10000);
    text_add(&file, "id;name;unit;start;mentor\n");
    for (int i = 0; i < 4; i++)
        text_addf(&file, "n%d;N;ekb;2026-03-02;britt\n", i);
    apply(&taking, text_string(&file));
    cr_assert_str_eq(notes(&taking), "2 mentor 'britt' would carry 6, the ceiling is 5\n");
    struct mentor_load *loads;
    size_t count;
    fixture_ok(mentor_loads(fixture.town.records, &actor_operator, NULL, &fixture.town.arena, &loads, &count));
    cr_assert_str_eq(loads[0].mentor.id, "britt");
    cr_assert_eq(loads[0].assignments, 4);
    site_fixture_verify(&fixture);
}

Test(roster_import, does_nothing_but_what_was_shown)
{
    struct site_fixture fixture CLEANUP(site_fixture_end);
    site_fixture_begin(&fixture);
    struct taking taking CLEANUP(taking_finish) = TAKING(&fixture);
    char digest[SECRET_HEX_BYTES];
    fixture_ok(take(&taking, "id;name\nanna;Anna Ny\n", false));
    memcpy(digest, taking.import.digest, sizeof digest);
    fixture_ok(person_set(fixture.town.records, &actor_operator, subject_id("anna"),
                          &(struct person_change){.name = "Emellan"}));
    taking.settings.digest = digest;
    fixture_ok(take(&taking, "id;name\nanna;Anna Ny\n", true));
    cr_assert(taking.import.is_other);
    cr_assert_not(taking.import.is_applied);
    memcpy(digest, taking.import.digest, sizeof digest);
    apply(&taking, "id;name\nanna;Anna Ny\n");
}

Test(roster_import, repeats_nothing_of_somebody_with_a_protected_identity)
{
    struct site_fixture fixture CLEANUP(site_fixture_end);
    site_fixture_begin(&fixture);
    struct taking taking CLEANUP(taking_finish) = TAKING(&fixture);
    apply(&taking, "id;name;unit;protected\npetra;Petra Ny;;\nhugo;Hugo Gömd;ekb;ja\n");
    for (size_t i = 0; i < taking.import.count; i++) {
        const struct roster_import_person *someone = &taking.import.people[i];
        cr_assert_null(someone->name);
        for (size_t j = 0; j < someone->change_count; j++)
            cr_assert(!someone->changes[j].to || text_equal(someone->changes[j].field, "protected"));
    }
    cr_assert(person(&taking, "hugo").is_protected);
    cr_assert_str_eq(person(&taking, "petra").name, "Petra Ny");
}

Test(roster_import, gives_no_second_plan_to_whoever_had_one)
{
    struct site_fixture fixture CLEANUP(site_fixture_end);
    site_fixture_begin(&fixture);
    struct taking taking CLEANUP(taking_finish) = TAKING(&fixture);
    apply(&taking, "id;start\nanna;2026-03-02\n");
    fixture_ok(plan_end(&fixture.site, &actor_operator, subject_id("anna"), "introduktion", "klar"));
    fixture_ok(take(&taking, "id;start\nanna;2026-03-02\n", true));
    cr_assert_eq(taking.import.count, 0);
    taking.settings.programme = "finns-inte";
    cr_assert_eq(take(&taking, "id;start\nanna;2026-03-02\n", true), FAIL_NOT_FOUND);
}

/* What a file says before and after: the same notes, and nothing is kept. */
static void expect_refused(struct taking *taking, const char *file, const char *expected)
{
    int64_t events = fixture_events(&taking->fixture->town);
    fixture_ok(take(taking, file, false));
    cr_assert_str_eq(notes(taking), expected);
    cr_assert_eq(fixture_events(&taking->fixture->town), events);
    expect_fault(taking, file, expected);
}

static void mentor_give(struct taking *taking, const char *mentor, const char *from)
{
    fixture_ok(mentor_assign(taking->fixture->town.records, &actor_operator,
                             &(struct mentor_assignment){.learner = subject_id("anna"),
                                                         .mentor = subject_id(mentor),
                                                         .from = from ? fixture_date(from) : DAY_NONE,
                                                         .to = DAY_NONE,
                                                         .because = "Så blev det."}));
}

Test(roster_import, refuses_beforehand_what_a_rule_refuses)
{
    struct site_fixture fixture CLEANUP(site_fixture_end);
    site_fixture_begin(&fixture);
    struct taking taking CLEANUP(taking_finish) = TAKING(&fixture);
    apply(&taking, "id;name;unit;roles\nm1;Mentor Ett;ekb;mentor\nm2;Mentor Två;ekb;mentor\n");
    mentor_give(&taking, "m1", NULL);
    expect_refused(&taking, "id;roles\nm2;mentor\nm1;learner\n",
                   "3 the role mentor cannot go while learners are left: give them a mentor\n");
    apply(&taking, "id;roles;mentor\nm1;learner;\nanna;;m2\n");
    cr_assert_eq(person(&taking, "m1").roles, ROLE_LEARNER);
}

Test(roster_import, changes_nothing_where_a_mentor_was_agreed_for_later)
{
    struct site_fixture fixture CLEANUP(site_fixture_end);
    site_fixture_begin(&fixture);
    struct taking taking CLEANUP(taking_finish) = TAKING(&fixture);
    apply(&taking, "id;name;unit;roles\nm1;Mentor Ett;ekb;mentor\nm2;Mentor Två;ekb;mentor\n");
    apply(&taking, "id;mentor\nanna;m1\n");
    mentor_give(&taking, "m2", "2030-06-01");
    static const char *const files[] = {"id;mentor\nanna;m1\n", "id;mentor\nanna;m2\n"};
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        fixture_ok(take(&taking, files[i], true));
        cr_assert_eq(taking.import.count, 0, "%s", notes(&taking));
    }
}

Test(roster_import, takes_a_last_day_far_away_for_none_and_an_id_out_of_its_braces)
{
    struct site_fixture fixture CLEANUP(site_fixture_end);
    site_fixture_begin(&fixture);
    struct taking taking CLEANUP(taking_finish) = TAKING(&fixture);
    apply(&taking, "id;name;unit;ended\n{3F2504E0-4F89-11D3-9A0C-0305E82C3301};Guid;ekb;9999-12-31\n"
                   "k2;Två;ekb;2999-01-01 00:00:00\n");
    cr_assert_eq(taking.import.leaving, 0);
    cr_assert_str_eq(person(&taking, "3f2504e0-4f89-11d3-9a0c-0305e82c3301").name, "Guid");
    fixture_ok(take(&taking, "id;ended\nk2;99991231\n", true));
    cr_assert_eq(taking.import.count, 0);
}
