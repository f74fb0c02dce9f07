/* Tests of circulars: whom they are asked of, when, and who has not confirmed. */
#include "domain/circular/circular.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/admin/erase.h"
#include "domain/circular/curriculum_access.h"
#include "domain/content/version.h"
#include "domain/people/secondary_unit.h"
#include "domain/people/unit_change.h"
#include "domain/plan/reschedule.h"
#include "domain/progress/state.h"
#include "domain/progress/step_change.h"
#include "domain/signoff/step_action.h"
#include "io/file.h"
#include "site_fixture.h"

#include <criterion/criterion.h>
#include <string.h>

static struct site_fixture fixture;
static struct site *site;

/* Writes circulars/ID.md; `front` is lines besides id, title and kind. */
static void send(const char *id, const char *front, const char *revisions)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    site_fixture_write(&fixture, arena_format(&arena, "circulars/%s.md", id),
                       arena_format(&arena,
                                    "---\nid: %s\ntitle: Om %s\nkind: circular\nsignoff: self\n%srevisions:\n%s---\n\n"
                                    "Läs det här om %s.\n",
                                    id, id, front, revisions, revisions));
}

#define FIRST "  - {n: 1, date: 2026-03-02, class: substantive, note: ett}\n"

static void begin(void)
{
    site_fixture_begin(&fixture);
    site = &fixture.site;
    send("brev", "to: [learner, mentor, manager]\ndue: week 1\n", FIRST);
    site_fixture_publish(&fixture);
}

static void finish(void)
{
    site_fixture_verify(&fixture);
    site_fixture_end(&fixture);
}

TestSuite(circular, .init = begin, .fini = finish, .timeout = 1200);

static struct circular_list list_of(const char *person)
{
    struct circular_list list;
    struct person who = fixture_person(&fixture.town, person);
    fixture_ok(circulars_of(site, fixture_subject(site->records, &actor_operator, &who), &fixture.town.arena, &list));
    return list;
}

static const struct circular_status *asked_of_person(const char *person, const char *circular)
{
    struct circular_list list = list_of(person);
    for (size_t i = 0; i < list.count; i++)
        if (strcmp(list.items[i].item.step.id, circular) == 0)
            return &list.items[i];
    return NULL;
}

/* The same, and it must be there. */
static struct circular_status asked_there(const char *person, const char *circular)
{
    const struct circular_status *asked = asked_of_person(person, circular);
    cr_assert(asked, "%s is not asked for %s", person, circular);
    return asked ? *asked : (struct circular_status){0};
}

static bool waits(const char *person, const char *circular)
{
    const struct circular_status *asked = asked_of_person(person, circular);
    return asked && asked->is_waiting;
}

static const char *date_of(int day)
{
    static char dates[8][DAY_TEXT_BYTES];
    static size_t turn;
    return day_format(day, dates[turn++ % COUNT_OF(dates)]);
}

static void confirm(const char *person, const char *circular)
{
    struct actor actor = fixture_actor(&fixture.town, person);
    fixture_ok(circular_confirm(site, &actor, subject_id(person), circular, NULL));
}

static struct circular_state state_for(const char *by, const char *unit, const char *circular)
{
    struct circular_state *states;
    size_t count;
    struct actor actor = fixture_actor(&fixture.town, by);
    fixture_ok(circulars_in(site, &actor, unit, &fixture.town.arena, &states, &count));
    for (size_t i = 0; i < count; i++)
        if (strcmp(states[i].circular.entry.id, circular) == 0)
            return states[i];
    cr_assert_fail("no circular '%s'", circular);
    return (struct circular_state){0};
}

/* The ids of those who wait, with spaces. */
static const char *waiting_in(const struct circular_state *state)
{
    const char *ids = "";
    for (size_t i = 0; i < state->waiting_count; i++)
        ids = arena_format(&fixture.town.arena, "%s%s%s", ids, *ids ? " " : "", state->waiting[i].person->id);
    return ids;
}

Test(circular, is_asked_of_the_roles_it_names)
{
    cr_expect(waits("anna", "brev"));
    cr_expect(waits("bo", "brev"));
    cr_expect(waits("cecilia", "brev"));
    cr_expect_not(waits("hanna", "brev"), "HR is not named");
    cr_expect_not(waits("disa", "brev"), "an account that is not active is asked nothing");
    /* Monday 2026-03-02 and the seven days from it: the last working day is Friday the 6th. */
    cr_expect_str_eq(date_of(asked_there("anna", "brev").item.due), "2026-03-06");
}

Test(circular, to_a_unit_reaches_those_below)
{
    send("enhet", "to: [ifo]\n", FIRST);
    send("bakgrund", "to: [socionom]\n", FIRST);
    send("alla", "", FIRST);
    site_fixture_publish(&fixture);
    cr_expect(waits("anna", "enhet"));
    cr_expect(waits("lars", "enhet"));
    cr_expect_not(waits("hanna", "enhet"), "she is above");
    cr_expect_not(waits("anna", "bakgrund"));
    cr_expect(waits("hanna", "alla"));
    cr_expect_not(waits("klara", "alla"), "a university's contact does not work here");
    fixture_ok(person_set(site->records, &actor_operator, subject_id("anna"),
                          &(struct person_change){.background = "socionom"}));
    cr_expect(waits("anna", "bakgrund"));
    fixture_ok(secondary_unit_add(site->records, &actor_operator, subject_id("hanna"), "ekb"));
    cr_expect(waits("hanna", "enhet"), "she works there too by now");
}

Test(circular, confirmed_is_a_signature_by_oneself)
{
    confirm("anna", "brev");
    struct circular_status asked = asked_there("anna", "brev");
    cr_expect(asked.is_confirmed);
    cr_expect_not(asked.is_waiting);
    cr_expect_eq(asked.item.state, STATE_SIGNED);
    cr_expect_eq(site_fixture_item(&fixture, "anna", "brev").state, STATE_SIGNED, "the same as on the step's page");
    int64_t events = fixture_events(&fixture.town);
    confirm("anna", "brev");
    cr_expect_eq(fixture_events(&fixture.town), events, "twice changes nothing");
}

Test(circular, is_confirmed_by_the_person_alone_and_as_it_was_seen)
{
    struct actor cecilia = fixture_actor(&fixture.town, "cecilia"), anna = fixture_actor(&fixture.town, "anna");
    fixture_expect_failure(circular_confirm(site, &cecilia, subject_id("anna"), "brev", NULL), FAIL_DENIED,
                           "person 'anna': only the person says this");
    fixture_expect_failure(circular_confirm(site, &anna, subject_id("anna"), "fritt", NULL), FAIL_RULE,
                           "step 'fritt': is no circular");
    cr_expect(fail_is(FAIL_RULE, REASON_NO_CIRCULAR));
    fixture_expect_failure(circular_confirm(site, &anna, subject_id("anna"), "brev", "0123456789abcdef"), FAIL_RULE,
                           "step 'brev': has changed since it was opened; look at what is new, and go on");
    cr_expect(fail_is(FAIL_RULE, REASON_TEXT_CHANGED), "what a page answers with the difference");
    char seen[VERSION_NAME_BYTES];
    version_name(asked_there("anna", "brev").item.step.parts, seen);
    fixture_ok(circular_confirm(site, &anna, subject_id("anna"), "brev", seen));
}

Test(circular, a_newcomer_has_time_from_the_first_day)
{
    fixture_day("2026-05-04"); /* a Monday */
    const struct person_new person = {
        .id = "ny", .name = "Ny Person", .unit = "ekb", .roles = "learner", .in_profession_since = DAY_NONE};
    fixture_ok(person_add(site->records, &actor_operator, &person, NULL));
    struct circular_status asked = asked_there("ny", "brev");
    cr_expect(asked.is_waiting);
    cr_expect_str_eq(date_of(asked.since), "2026-05-04");
    cr_expect_str_eq(date_of(asked.item.due), "2026-05-08");
    cr_expect_not(asked.item.is_late);
    /* 2026-03-07 to 2026-05-04: 41 weekdays but Good Friday, Easter Monday and the 1st of May. */
    cr_expect_eq(asked_there("anna", "brev").late_days, 38);
}

Test(circular, nothing_is_asked_before_the_first_day)
{
    const struct person_new person = {
        .id = "ny", .name = "Ny Person", .unit = "ekb", .roles = "learner", .in_profession_since = DAY_NONE};
    fixture_ok(person_add(site->records, &actor_operator, &person, NULL));
    fixture_ok(plan_start(site, &actor_operator, subject_id("ny"), "introduktion", fixture_date("2026-04-13")));
    cr_expect_null(asked_of_person("ny", "brev"), "the account was made six weeks ahead");
    fixture_day("2026-04-13"); /* a Monday */
    cr_expect_str_eq(date_of(asked_there("ny", "brev").item.due), "2026-04-17");
    fixture_day("2026-09-01");
    fixture_ok(plan_start(site, &actor_operator, subject_id("cecilia"), "introduktion", fixture_date("2026-10-01")));
    cr_expect(waits("cecilia", "brev"), "a programme long after one came changes nothing");
}

Test(circular, nothing_is_asked_during_a_long_leave)
{
    fixture_ok(plan_start(site, &actor_operator, subject_id("anna"), "introduktion", fixture_date("2026-03-02")));
    const struct leave week = {.first = fixture_date("2026-03-09"), .last = fixture_date("2026-03-13")};
    const struct leave parental = {.first = fixture_date("2026-04-01"), .last = fixture_date("2026-09-30")};
    fixture_ok(plan_add_leave(site, &actor_operator, subject_id("anna"), &week));
    fixture_day("2026-03-12");
    cr_expect(asked_there("anna", "brev").item.is_late, "a week away moves nothing");
    fixture_ok(plan_add_leave(site, &actor_operator, subject_id("anna"), &parental));
    cr_expect(waits("anna", "brev"), "it has not begun");
    fixture_day("2026-06-01");
    cr_expect_null(asked_of_person("anna", "brev"));
    fixture_day("2026-10-01"); /* a Thursday */
    cr_expect_str_eq(date_of(asked_there("anna", "brev").since), "2026-10-01");
    cr_expect_str_eq(date_of(asked_there("anna", "brev").item.due), "2026-10-07", "seven days end on a Wednesday");
}

Test(circular, a_newcomer_is_not_asked_for_what_is_old)
{
    send("med-slut", "to: [learner]\nvalid-until: 2027-06-30\n", FIRST);
    send("rattad", "to: [learner]\n",
         "  - {n: 3, date: 2027-01-11, class: editorial, note: tre}\n"
         "  - {n: 2, date: 2026-09-01, class: substantive, note: tva}\n" FIRST);
    site_fixture_publish(&fixture);
    fixture_day("2027-03-02"); /* twelve months after brev, to the day */
    const struct person_new person = {
        .id = "ny", .name = "Ny Person", .unit = "ekb", .roles = "learner", .in_profession_since = DAY_NONE};
    fixture_ok(person_add(site->records, &actor_operator, &person, NULL));
    cr_expect_null(asked_of_person("ny", "brev"));
    cr_expect(waits("anna", "brev"), "she was here when it came");
    cr_expect(waits("ny", "med-slut"));
    cr_expect(waits("ny", "rattad"), "its newest revision but for wording is six months old");
    fixture_day("2027-07-01");
    cr_expect_null(asked_of_person("ny", "med-slut"), "it has come to its end");
    cr_expect_null(asked_of_person("anna", "med-slut"));
}

Test(circular, moving_to_another_unit_gives_time_there)
{
    send("barnbrev", "to: [barn]\ndue: day 3\n", FIRST);
    site_fixture_publish(&fixture);
    confirm("anna", "brev");
    fixture_day("2026-04-13"); /* a Monday */
    fixture_ok(person_set(site->records, &actor_operator, subject_id("anna"), &(struct person_change){.unit = "barn"}));
    cr_expect_str_eq(date_of(asked_there("anna", "barnbrev").item.due), "2026-04-15");
    cr_expect_str_eq(date_of(asked_there("lars", "barnbrev").item.due), "2026-03-04");
    cr_expect(asked_there("anna", "brev").is_confirmed, "what was read stays read");
    fixture_ok(person_set(site->records, &actor_operator, subject_id("anna"), &(struct person_change){.unit = "ekb"}));
    cr_expect_null(asked_of_person("anna", "barnbrev"), "it is not for her any more");
}

Test(circular, a_new_revision_asks_by_its_class)
{
    confirm("anna", "brev");
    confirm("bo", "brev");
    send("brev", "to: [learner, mentor, manager]\ndue: week 1\n",
         "  - {n: 2, date: 2026-04-01, class: editorial, note: stavfel}\n" FIRST);
    site_fixture_publish(&fixture);
    fixture_day("2026-04-01");
    cr_expect_not(waits("anna", "brev"), "editorial asks for nothing");

    send("brev", "to: [learner, mentor, manager]\ndue: week 1\n",
         "  - {n: 3, date: 2026-04-07, class: substantive, note: nytt}\n"
         "  - {n: 2, date: 2026-04-01, class: editorial, note: stavfel}\n" FIRST);
    site_fixture_publish(&fixture);
    fixture_day("2026-04-07"); /* a Tuesday */
    struct circular_status asked = asked_there("anna", "brev");
    cr_expect(asked.is_waiting);
    cr_expect_eq(asked.item.diff, REVISION_DIFF_READ);
    cr_expect_str_eq(date_of(asked.since), "2026-04-07");
    cr_expect_str_eq(date_of(asked.item.due), "2026-04-13", "seven days from it end on a Monday");
    confirm("anna", "brev");
    cr_expect_not(waits("anna", "brev"));
    cr_expect_eq(asked_there("anna", "brev").item.signed_revision, 3);
    struct actor bo = fixture_actor(&fixture.town, "bo");
    fixture_ok(step_accept_revision(site, &bo, subject_id("bo"), "brev"));
    cr_expect_not(waits("bo", "brev"), "reading the difference is enough");
    cr_expect_eq(asked_there("bo", "brev").item.signed_revision, 1, "the signature keeps its revision");
}

Test(circular, a_legal_revision_asks_anew_from_its_day)
{
    confirm("anna", "brev");
    confirm("bo", "brev");
    fixture_day("2026-05-04");
    send("brev", "to: [learner, mentor, manager]\ndue: week 1\n",
         "  - {n: 2, date: 2026-07-01, class: legal, note: lag}\n" FIRST);
    site_fixture_publish(&fixture);
    cr_expect_eq(asked_there("anna", "brev").item.diff, REVISION_DIFF_READ);
    cr_expect_str_eq(date_of(asked_there("anna", "brev").since), "2026-05-04", "it can be read from today");
    confirm("anna", "brev");
    struct actor bo = fixture_actor(&fixture.town, "bo");
    fixture_ok(step_accept_revision(site, &bo, subject_id("bo"), "brev"));
    cr_expect_not(waits("bo", "brev"));
    fixture_day("2026-07-01"); /* a Wednesday */
    cr_expect_not(waits("anna", "brev"), "she confirmed the new one early");
    cr_expect(waits("bo", "brev"), "he has only read the difference");
    cr_expect_eq(asked_there("bo", "brev").item.diff, REVISION_DIFF_REDO);
    cr_expect_str_eq(date_of(asked_there("bo", "brev").item.due), "2026-07-07");
}

Test(circular, one_to_come_waits_for_nobody_before_its_day)
{
    send("sommar", "to: [learner]\n", "  - {n: 1, date: 2026-06-01, class: substantive, note: ett}\n");
    site_fixture_publish(&fixture);
    cr_expect_null(asked_of_person("anna", "sommar"));
    fixture_day("2026-06-01");
    cr_expect(waits("anna", "sommar"));
}

Test(circular, withdrawn_asks_nobody_and_what_was_read_stays)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    confirm("anna", "brev");
    fixture_ok(file_remove_tree(file_join(&arena, fixture.layer, "circulars/brev.md")));
    site_fixture_publish(&fixture);
    cr_expect_eq(list_of("bo").count, 0);
    cr_expect_eq(list_of("anna").count, 0);
    cr_expect_eq(site_fixture_item(&fixture, "anna", "brev").state, STATE_SIGNED);
    struct actor bo = fixture_actor(&fixture.town, "bo");
    fixture_expect_failure(circular_confirm(site, &bo, subject_id("bo"), "brev", NULL), FAIL_RULE,
                           "step 'brev': is no longer used here");
}

Test(circular, a_manager_sees_who_has_not_in_the_unit)
{
    confirm("anna", "brev");
    fixture_day("2026-03-10"); /* a Tuesday; it was due on Friday */
    struct circular_state state = state_for("cecilia", NULL, "brev");
    cr_expect_str_eq(waiting_in(&state), "bo britt cecilia petra", "disa is disabled; %s", waiting_in(&state));
    cr_expect_eq(state.asked, 5);
    cr_expect_eq(state.confirmed, 1);
    cr_expect_eq(state.late, 4);
    cr_expect_eq(state.waiting[0].asked.late_days, 2, "Monday and Tuesday");
    cr_expect_str_eq(date_of(state.waiting[0].asked.since), "2026-03-02");
    state = state_for("stina", NULL, "brev");
    cr_expect_str_eq(waiting_in(&state), "lars stina");
    state = state_for("frida", NULL, "brev");
    cr_expect_eq(state.waiting_count, 7, "her own unit and those below: %s", waiting_in(&state));
}

Test(circular, protected_people_are_shown_to_the_manager_only)
{
    struct circular_state state = state_for("hanna", NULL, "brev");
    cr_expect_null(strstr(waiting_in(&state), "petra"), "%s", waiting_in(&state));
    cr_expect_eq(state.asked, 8 - 1 + 0, "and not counted: %zu", state.asked);
    struct person petra = fixture_person(&fixture.town, "petra");
    struct actor hanna = fixture_actor(&fixture.town, "hanna"), lars = fixture_actor(&fixture.town, "lars");
    struct circular_list list;
    fixture_expect_failure(
        circulars_of(site, fixture_subject(site->records, &hanna, &petra), &fixture.town.arena, &list), FAIL_NOT_FOUND,
        "person 'petra': no such person");
    struct circular_state *states;
    size_t count;
    fixture_expect_failure(circulars_in(site, &lars, NULL, &fixture.town.arena, &states, &count), FAIL_DENIED,
                           "only a manager or HR sees a whole unit");
}

Test(circular, an_administrator_who_manages_sees_the_own_unit_only)
{
    fixture_ok(person_set(site->records, &actor_operator, subject_id("stina"),
                          &(struct person_change){.roles = "manager,admin"}));
    struct circular_state state = state_for("stina", "ifo", "brev");
    cr_expect_str_eq(waiting_in(&state), "lars stina", "%s", waiting_in(&state));
}

Test(circular, an_erased_person_is_asked_nothing)
{
    confirm("lars", "brev");
    fixture_ok(person_erase(site->records, &actor_operator, "lars", "har slutat"));
    struct circular_state state = state_for("stina", NULL, "brev");
    cr_expect_str_eq(waiting_in(&state), "stina");
    cr_expect_eq(state.asked, 1);
}

Test(circular, sixty_people_are_counted)
{
    for (int i = 0; i < 60; i++) {
        char *id = arena_format(&fixture.town.arena, "kollega-%d", i);
        const struct person_new person = {
            .id = id, .name = id, .unit = "barn", .roles = "learner", .in_profession_since = DAY_NONE};
        fixture_ok(person_add(site->records, &actor_operator, &person, NULL));
        if (i % 3 == 0)
            confirm(id, "brev");
    }
    struct circular_state state = state_for("stina", NULL, "brev");
    cr_expect_eq(state.asked, 62, "%zu", state.asked);
    cr_expect_eq(state.confirmed, 20);
    cr_expect_eq(state.waiting_count, 42);
}

Test(circular, who_was_here_stays_asked_after_a_change_of_role_unit_or_background)
{
    send("enhetsbrev", "to: [ekb]\ndue: week 1\n", FIRST);
    send("barnbrev", "to: [barn]\n", FIRST);
    site_fixture_publish(&fixture);
    fixture_day("2027-05-03"); /* fourteen months after the letters */
    fixture_ok(person_set(site->records, &actor_operator, subject_id("anna"),
                          &(struct person_change){.roles = "learner,mentor"}));
    cr_expect(waits("anna", "brev"), "a role more");
    cr_expect(waits("anna", "enhetsbrev"));
    cr_expect_str_eq(date_of(asked_there("anna", "enhetsbrev").item.due), "2026-03-06", "and as late as before");
    fixture_day("2027-05-10");
    fixture_ok(person_set(site->records, &actor_operator, subject_id("anna"), &(struct person_change){.unit = "barn"}));
    cr_expect(waits("anna", "enhetsbrev"), "she was there when it came");
    cr_expect_null(asked_of_person("anna", "barnbrev"), "she was not");
    fixture_day("2027-05-17");
    fixture_ok(person_set(site->records, &actor_operator, subject_id("anna"),
                          &(struct person_change){.background = "jurist"}));
    cr_expect(waits("anna", "enhetsbrev"));
    struct circular_state state = state_for("hanna", NULL, "enhetsbrev");
    cr_expect(strstr(waiting_in(&state), "anna"), "%s", waiting_in(&state));
    confirm("anna", "enhetsbrev");
    cr_expect_not(waits("anna", "enhetsbrev"));
    send("enhetsbrev", "to: [ekb]\n", "  - {n: 2, date: 2027-05-24, class: substantive, note: tva}\n" FIRST);
    site_fixture_publish(&fixture);
    fixture_day("2027-05-25");
    cr_expect_not(waits("anna", "enhetsbrev"), "what came after she left is not hers");
}

Test(circular, who_was_here_stays_asked_at_the_return)
{
    fixture_ok(plan_start(site, &actor_operator, subject_id("anna"), "introduktion", fixture_date("2026-03-02")));
    const struct leave leave = {.first = fixture_date("2026-03-03"), .last = fixture_date("2027-06-30")};
    fixture_ok(plan_add_leave(site, &actor_operator, subject_id("anna"), &leave));
    fixture_day("2027-06-01");
    cr_expect_null(asked_of_person("anna", "brev"));
    fixture_day("2027-07-01");
    cr_expect(waits("anna", "brev"));
    cr_expect_str_eq(date_of(asked_there("anna", "brev").since), "2027-07-01");
}

Test(circular, who_was_here_stays_asked_when_the_unit_moves)
{
    struct unit_impact impact;
    send("ifobrev", "to: [ifo]\n", FIRST);
    site_fixture_publish(&fixture);
    fixture_day("2027-05-03");
    fixture_ok(unit_set(site->records, &actor_operator, "ekb", &(struct unit_change){.parent = "kommun"},
                        &fixture.town.arena, &impact));
    cr_expect(waits("anna", "ifobrev"));
    fixture_ok(unit_set(site->records, &actor_operator, "barn", &(struct unit_change){.parent = "ekb"},
                        &fixture.town.arena, &impact));
    cr_expect(waits("lars", "ifobrev"));
}

/* ---- what a university's contact reads ---- */

static int step_result(const char *person, const char *step)
{
    struct person who = fixture_person(&fixture.town, person);
    struct actor actor = fixture_actor(&fixture.town, person);
    return curriculum_check_step(site, fixture_subject(site->records, &actor, &who), step);
}

static int image_result(const char *person, const char *blob)
{
    struct person who = fixture_person(&fixture.town, person);
    struct actor actor = fixture_actor(&fixture.town, person);
    return curriculum_check_image(site, fixture_subject(site->records, &actor, &who), blob);
}

/* The blob of the image in the newest text of a step. */
static const char *image_of(const char *step)
{
    static const char address[] = "src=\"/image/";
    struct content_entry entry;
    struct content_part *parts;
    struct content_text text;
    size_t count;
    struct arena *arena = &fixture.town.arena;
    fixture_ok(content_step(site->content, step, arena, &entry));
    fixture_ok(content_step_parts(&entry, arena, &parts, &count));
    fixture_ok(content_text(site->content, step, parts[0].blob, "sv", arena, &text));
    const char *at = strstr(text.html, address);
    cr_assert(at, "%s", text.html);
    at += strlen(address);
    return arena_format(arena, "%.*s", (int)strcspn(at, "\""), at);
}

Test(circular, lets_a_contact_read_the_circulars_for_contacts_alone)
{
    send("till-larosatet", "to: [contact]\n", FIRST);
    site_fixture_step(&fixture, "hembesok", "", "Läs om hembesök.\n");
    site_fixture_publish(&fixture);
    fixture_ok(step_result("klara", "till-larosatet"));
    fixture_expect_failure(step_result("klara", "brev"), FAIL_NOT_FOUND, "step 'brev': no such step");
    fixture_expect_failure(step_result("klara", "hembesok"), FAIL_NOT_FOUND, "step 'hembesok': no such step");
    fixture_expect_failure(step_result("klara", "hembesk"), FAIL_NOT_FOUND, "step 'hembesk': no such step");
    fixture_ok(step_result("erik", "hembesok"));
    fixture_ok(step_result("anna", "till-larosatet"));
    const struct person_change works = {.roles = "contact,mentor"};
    fixture_ok(person_set(site->records, &actor_operator, subject_id("klara"), &works));
    fixture_ok(step_result("klara", "hembesok"));
}

Test(circular, shows_a_contact_the_images_of_what_the_contact_reads)
{
    site_fixture_write(&fixture, "circulars/karta.png", "\x89PNG\r\n\x1a\nkarta");
    site_fixture_write(&fixture, "circulars/plan.png", "\x89PNG\r\n\x1a\nplan");
    send("till-larosatet", "to: [contact]\n", FIRST "---\n\n![Karta](karta.png)\n\n");
    send("inom-huset", "to: [learner]\n", FIRST "---\n\n![Plan](plan.png)\n\n");
    site_fixture_publish(&fixture);
    const char *own = image_of("till-larosatet"), *hidden = image_of("inom-huset"), *sentence;
    fixture_ok(image_result("klara", own));
    sentence = arena_format(&fixture.town.arena, "image '%s': no such image", hidden);
    fixture_expect_failure(image_result("klara", hidden), FAIL_NOT_FOUND, sentence);
    fixture_expect_failure(image_result("klara", "0123"), FAIL_NOT_FOUND, "image '0123': no such image");
    fixture_ok(image_result("erik", hidden));
}
