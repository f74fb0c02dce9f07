/* Tests of the subject and the unit of work: who it is about is resolved once, and the right is asked once. */
#include "site_fixture.h"

#include "base/fail.h"
#include "domain/aspirant/aspirant.h"
#include "domain/aspirant/commitment.h"
#include "domain/aspirant/hours.h"
#include "domain/calendar/calendar.h"
#include "domain/calendar/calendar_address.h"
#include "domain/circular/circular.h"
#include "domain/mentor/mentoring.h"
#include "domain/mentor/supervision.h"
#include "domain/people/change.h"
#include "domain/people/session.h"
#include "domain/plan/carry_over.h"
#include "domain/plan/caseload.h"
#include "domain/plan/deviation.h"
#include "domain/plan/step_comment.h"
#include "domain/plan/step_diff.h"
#include "domain/progress/decision.h"
#include "domain/progress/deferral.h"
#include "domain/remind/digest.h"
#include "domain/remind/reminder.h"
#include "domain/signoff/step_action.h"

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

TestSuite(subject, .init = begin, .fini = finish, .timeout = 120);

/* ---- what a write asks ---- */

/* How often a person was resolved, and how often it was asked what the actor is to one: by the names of queries. */
struct asked {
    int people, relations;
};

static void count(void *context, const struct query *query)
{
    struct asked *asked = context;
    asked->people += strncmp(query->name, "person.by_", strlen("person.by_")) == 0;
    asked->relations += strcmp(query->name, "access.relation") == 0;
}

static void watch(struct asked *asked)
{
    database_watch(records_database(site->records), asked ? count : NULL, asked);
}

static void expect_once(const struct asked *asked, const char *what)
{
    watch(NULL);
    cr_expect_eq(asked->people, 1, "%s: resolves %d times", what, asked->people);
    cr_expect_eq(asked->relations, 1, "%s: asks %d times", what, asked->relations);
}

Test(subject, is_resolved_once_and_asked_about_once_when_it_is_signed_for)
{
    static const char *const signers[] = {"bo", "cecilia"};
    static const char *const steps[] = {"normen", "sekretess"};
    for (size_t i = 0; i < COUNT_OF(signers); i++) {
        struct actor actor = fixture_actor(&fixture.town, signers[i]);
        struct person anna = fixture_person(&fixture.town, "anna");
        const struct signoff_new signing = {
            .person = subject_rid(anna.rid), .step = steps[i], .evidence = "observed", .autonomy = 3};
        struct asked asked = {0};
        watch(&asked);
        fixture_ok(signoff_give(site, &actor, &signing));
        expect_once(&asked, signers[i]);
    }
}

Test(subject, is_resolved_once_each_when_a_mentor_is_assigned)
{
    struct actor cecilia = fixture_actor(&fixture.town, "cecilia");
    struct asked asked = {0};
    const struct mentor_assignment assignment = {
        .learner = subject_id("anna"), .mentor = subject_id("britt"), .from = DAY_NONE, .to = DAY_NONE};
    watch(&asked);
    fixture_ok(mentoring_assign(site, &cecilia, &assignment));
    watch(NULL);
    cr_expect_eq(asked.people, 2);
    cr_expect_eq(asked.relations, 2);
}

Test(subject, is_resolved_once_when_a_password_is_set_and_may_set_the_own_one)
{
    struct actor anna = fixture_actor(&fixture.town, "anna"), adam = fixture_actor(&fixture.town, "adam");
    struct actor hanna = fixture_actor(&fixture.town, "hanna"), erik = fixture_actor(&fixture.town, "erik");
    struct asked asked = {0};
    watch(&asked);
    fixture_ok(credential_set(site->records, &adam, subject_id("anna"), "$argon2id$x"));
    expect_once(&asked, "credential");
    fixture_ok(credential_set(site->records, &anna, subject_self(), "$argon2id$y"));
    int64_t events = fixture_events(&fixture.town);
    fixture_expect_failure(credential_set(site->records, &hanna, subject_id("anna"), "$argon2id$z"), FAIL_DENIED,
                           "person 'anna': only an administrator changes accounts");
    fixture_expect_failure(credential_set(site->records, &erik, subject_id("anna"), "$argon2id$z"), FAIL_NOT_FOUND,
                           "person 'anna': no such person");
    fixture_expect_failure(credential_set(site->records, &adam, subject_id("disa"), "$argon2id$z"), FAIL_RULE,
                           "person 'disa': the account is disabled");
    cr_expect_eq(fixture_events(&fixture.town), events);
}

Test(subject, is_resolved_once_by_whoever_learns_leads_and_reopens)
{
    struct actor anna = fixture_actor(&fixture.town, "anna"), cecilia = fixture_actor(&fixture.town, "cecilia");
    struct asked done = {0}, skipped = {0}, reopened = {0}, started = {0};
    watch(&done);
    fixture_ok(step_done(site, &anna, subject_self(), "fritt"));
    expect_once(&done, "step done");
    watch(&skipped);
    fixture_ok(step_skip(site, &cecilia, subject_id("anna"), "sent", "Kan det", DAY_NONE));
    expect_once(&skipped, "step skip");
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "normen"));
    watch(&reopened);
    fixture_ok(signoff_reopen(site, &cecilia, subject_id("anna"), "normen", "Fel"));
    expect_once(&reopened, "sign reopen");
    watch(&started);
    fixture_ok(plan_start(site, &cecilia, subject_id("bo"), "introduktion", fixture_date("2026-03-02")));
    expect_once(&started, "plan start");
}

/* ---- what a subject is ---- */

Test(subject, is_found_by_short_id_random_id_and_as_oneself)
{
    struct arena *arena = &fixture.town.arena;
    struct actor anna = fixture_actor(&fixture.town, "anna");
    struct subject by_id, by_rid, self;
    fixture_ok(subject_open(site->records, &anna, subject_id("anna"), RIGHT_LEARN, arena, &by_id));
    fixture_ok(subject_open(site->records, &anna, subject_rid(by_id.person.rid), RIGHT_LEARN, arena, &by_rid));
    fixture_ok(subject_open(site->records, &anna, subject_self(), RIGHT_LEARN, arena, &self));
    cr_expect_eq(by_id.person.key, anna.key);
    cr_expect_eq(by_rid.person.key, anna.key);
    cr_expect_eq(self.person.key, anna.key);
    cr_expect_eq(self.relations, RELATION_SELF);
    cr_expect_eq(subject_own(&anna, &self.person).relations, self.relations);
    /* A random id is no short id, nor the other way round, and nobody is nobody. */
    cr_expect_eq(subject_find(site->records, &anna, subject_rid("anna"), arena, &self), FAIL_NOT_FOUND);
    cr_expect_eq(subject_find(site->records, &anna, subject_id(by_id.person.rid), arena, &self), FAIL_NOT_FOUND);
    cr_expect_eq(subject_find(site->records, &anna, subject_id(NULL), arena, &self), FAIL_NOT_FOUND);
    cr_expect_eq(subject_find(site->records, &anna, subject_rid(""), arena, &self), FAIL_NOT_FOUND);
}

Test(subject, answers_every_right_as_access_does)
{
    static const char *const people[] = {"anna",  "petra", "lars",  "bo",   "britt", "cecilia",
                                         "frida", "stina", "hanna", "adam", "klara", "disa"};
    struct arena *arena = &fixture.town.arena;
    for (size_t i = 0; i < COUNT_OF(people); i++)
        for (size_t j = 0; j < COUNT_OF(people); j++) {
            struct actor actor = fixture_actor(&fixture.town, people[i]);
            struct subject subject;
            fixture_ok(subject_find(site->records, &actor, subject_id(people[j]), arena, &subject));
            if (i == j && strcmp(subject.person.status, "active") == 0)
                cr_expect_eq(subject_own(&actor, &subject.person).relations, subject.relations, "%s", people[i]);
            for (int right = 0; right < RIGHT_COUNT; right++) {
                int expected = access_check(site->records, &actor, (enum right)right, subject.person.key);
                char *sentence = arena_copy_string(arena, expected ? fail_sentence() : "");
                cr_expect_eq(subject_may(&subject, (enum right)right), expected == 0);
                cr_expect_eq(subject_check(&subject, (enum right)right), expected);
                cr_expect_str_eq(expected ? fail_sentence() : "", sentence, "%s to %s", people[i], people[j]);
            }
        }
}

Test(subject, is_refused_in_the_words_that_were_asked_in)
{
    struct actor lars = fixture_actor(&fixture.town, "lars"), operator= actor_operator;
    struct person anna = fixture_person(&fixture.town, "anna");
    char *unknown = arena_format(&fixture.town.arena, "person '%s': no such person", anna.rid);
    fixture_expect_failure(step_done(site, &lars, subject_rid(anna.rid), "fritt"), FAIL_NOT_FOUND, unknown);
    fixture_expect_failure(step_done(site, &lars, subject_id("anna"), "fritt"), FAIL_NOT_FOUND,
                           "person 'anna': no such person");
    fixture_expect_failure(step_done(site, &lars, subject_id("annna"), "fritt"), FAIL_NOT_FOUND,
                           "person 'annna': no such person");
    fixture_expect_failure(step_done(site, &operator, subject_id("annna"), "fritt"), FAIL_NOT_FOUND,
                           "person 'annna': no such person; did you mean 'anna'?");
}

/* ---- the unit of work ---- */

static int64_t full_until(const char *person)
{
    return fixture_person(&fixture.town, person).full_until;
}

static const struct query full_set = {"test.full", "person",
                                      "UPDATE person SET full_until = ?2 WHERE key = ?1 RETURNING *"};

static int full_write(struct change *change, int until)
{
    return records_write(change->records, &full_set, BIND(value_number(change->subject.person.key), value_day(until)),
                         NULL);
}

Test(subject, changes_in_one_transaction_with_its_event_or_not_at_all)
{
    CLEANUP(change_finish) struct change kept = CHANGE(site->records, &actor_operator);
    CLEANUP(change_finish) struct change failed = CHANGE(site->records, &actor_operator);
    CLEANUP(change_finish) struct change unchanged = CHANGE(site->records, &actor_operator);
    int64_t events = fixture_events(&fixture.town);
    fixture_ok(change_begin(&kept, subject_id("bo"), RIGHT_MENTOR_SELF));
    fixture_ok(change_end(&kept, full_write(&kept, 30000), "mentor.full"));
    cr_expect_eq(full_until("bo"), 30000);
    cr_expect_eq(fixture_events(&fixture.town), events + 1);
    fixture_ok(change_begin(&failed, subject_id("bo"), RIGHT_MENTOR_SELF));
    fixture_ok(full_write(&failed, 30001));
    fixture_expect_failure(change_end(&failed, fail(FAIL_RULE, "no"), "mentor.full"), FAIL_RULE, "no");
    cr_expect_eq(full_until("bo"), 30000);
    fixture_ok(change_begin(&unchanged, subject_id("bo"), RIGHT_MENTOR_SELF));
    unchanged.is_unchanged = true;
    fixture_ok(change_end(&unchanged, 0, "mentor.full"));
    cr_expect_eq(fixture_events(&fixture.town), events + 1);
}

Test(subject, leaves_nothing_open_when_it_is_refused)
{
    struct actor lars = fixture_actor(&fixture.town, "lars"), anna = fixture_actor(&fixture.town, "anna");
    CLEANUP(change_finish) struct change refused = CHANGE(site->records, &lars);
    CLEANUP(change_finish) struct change checked = CHANGE(site->records, &anna);
    CLEANUP(change_finish) struct change kept = CHANGE(site->records, &actor_operator);
    int64_t events = fixture_events(&fixture.town);
    cr_expect_eq(change_begin(&refused, subject_id("anna"), RIGHT_LEARN), FAIL_NOT_FOUND);
    cr_expect_eq(change_begin_checked(&checked, subject_self(), subject_check_start), FAIL_DENIED);
    cr_expect_eq(fixture_events(&fixture.town), events);
    fixture_ok(change_begin(&kept, subject_id("bo"), RIGHT_MENTOR_SELF));
    fixture_ok(change_end(&kept, full_write(&kept, 30000), "mentor.full"));
    cr_expect_eq(fixture_events(&fixture.town), events + 1);
}

/* ---- what every reader asks ---- */

static struct arena *arena_of_test(void)
{
    return &fixture.town.arena;
}

static size_t read_count;

/* A reader that lists: its list has another type in each, so it is a statement. */
#define LISTS(name, type, call)                                                                                        \
    static int name(const struct subject *subject)                                                                     \
    {                                                                                                                  \
        type *list = NULL;                                                                                             \
        return call;                                                                                                   \
    }
#define SHOWS(name, type, call)                                                                                        \
    static int name(const struct subject *subject)                                                                     \
    {                                                                                                                  \
        type shown = {0};                                                                                              \
        return call;                                                                                                   \
    }

LISTS(reads_comments, struct comment, step_comments(site, subject, "normen", arena_of_test(), &list, &read_count))
LISTS(reads_decisions, struct decision, decisions_of(site, subject, arena_of_test(), &list, &read_count))
LISTS(reads_deferrals, struct deferral, deferrals_of(site, subject, arena_of_test(), &list, &read_count))
LISTS(reads_choices, struct plan_choice, plan_choices(site, subject, true, arena_of_test(), &list, &read_count))
LISTS(reads_past, struct staircase_history_row, staircase_history(site, subject, arena_of_test(), &list, &read_count))
LISTS(reads_hours, struct hours_entry, hours_entries(site, subject, arena_of_test(), &list, &read_count))
SHOWS(shows_plan, struct plan, plan_show(site, subject, NULL, arena_of_test(), &shown))
SHOWS(shows_step, struct plan_item, plan_step(site, subject, "normen", arena_of_test(), &shown))
SHOWS(shows_carry_over, struct carry_over, carry_over_show(site, subject, "normen", arena_of_test(), &shown))
SHOWS(shows_staircase, struct staircase_view, staircase_show(site, subject, arena_of_test(), &shown))
SHOWS(shows_aspirant, struct aspirant, aspirant_of(site, subject, arena_of_test(), &shown))
SHOWS(shows_commitment, struct commitment, commitment_history(site, subject, arena_of_test(), &shown))
SHOWS(shows_circulars, struct circular_list, circulars_of(site, subject, arena_of_test(), &shown))
SHOWS(shows_supervision, struct supervision, supervision_show(site, subject, arena_of_test(), &shown))
SHOWS(shows_calendar, struct calendar, calendar_publish(site, subject, arena_of_test(), &shown))
SHOWS(shows_reminders, struct reminder_list, reminder_list(site, subject, arena_of_test(), &shown))
SHOWS(shows_beside, struct reminder_list, reminder_list_beside(site, subject, arena_of_test(), &shown))
SHOWS(shows_digest, struct digest_status, digest_status(site->records, subject, &shown))

static int shows_address(const struct subject *subject)
{
    int64_t at = 0;
    return calendar_address_since(site->records, subject, &at);
}

static int shows_waiting(const struct subject *subject)
{
    return circulars_waiting(site, subject, &read_count);
}

static int shows_together(const struct subject *subject)
{
    struct plan plan;
    const struct plan_choice *choices;
    return plan_show_together(site, subject, arena_of_test(), &plan, &choices, &read_count);
}

static int shows_diff(const struct subject *subject)
{
    struct plan_item item;
    struct step_comparison comparison;
    const struct step_diff_request of = {.step = "normen"};
    return step_diff(site, subject, &of, arena_of_test(), &item, &comparison);
}

static int shows_calendar_now(const struct subject *subject)
{
    struct calendar calendar;
    bool is_published = false;
    return calendar_show(site, subject, arena_of_test(), &calendar, &is_published);
}

static int shows_deviations(const struct subject *subject)
{
    struct plan plan = site_fixture_plan(&fixture, "anna");
    struct deviations deviations;
    return deviations_of(site, subject, &plan, arena_of_test(), &deviations);
}

static int reads_weeks(const struct subject *subject)
{
    struct plan plan = site_fixture_plan(&fixture, "anna");
    struct caseload_week *weeks;
    return caseload_of(site, subject, &plan, arena_of_test(), &weeks, &read_count);
}

static int reads_unmet(const struct subject *subject)
{
    struct content_ids unmet;
    return step_unmet_requirements(site, subject, "sent", arena_of_test(), &unmet);
}

/* Those of RIGHT_SEE_DATES, and those of RIGHT_EXPORT. */
typedef int reader(const struct subject *subject);
static reader *const readers_of_dates[] = {reads_comments,   reads_decisions,   reads_deferrals, reads_choices,
                                           reads_past,       reads_hours,       shows_plan,      shows_step,
                                           shows_carry_over, shows_staircase,   shows_aspirant,  shows_commitment,
                                           shows_circulars,  shows_supervision, shows_waiting,   shows_together,
                                           shows_diff,       shows_deviations,  reads_weeks,     reads_unmet};
static reader *const readers_of_export[] = {shows_calendar, shows_reminders, shows_beside,
                                            shows_digest,   shows_address,   shows_calendar_now};

static void expect_refused(reader *const *readers, size_t count, const char *by, int code, const char *sentence)
{
    struct actor actor = fixture_actor(&fixture.town, by);
    struct person anna = fixture_person(&fixture.town, "anna");
    for (size_t i = 0; i < count; i++)
        fixture_expect_failure(readers[i](fixture_subject(site->records, &actor, &anna)), code, sentence);
}

/* adam keeps the account and no more; hanna and bo see the plan, and export nothing. */
Test(subject, is_refused_by_every_reader_to_whom_may_not_see)
{
    static const char *const unknown = "person 'anna': no such person";
    static const char *const denied = "person 'anna': this is not for you to see";
    static const char *const strangers[] = {"lars", "klara", "erik", "stina", "britt"};
    for (size_t i = 0; i < COUNT_OF(strangers); i++) {
        expect_refused(readers_of_dates, COUNT_OF(readers_of_dates), strangers[i], FAIL_NOT_FOUND, unknown);
        expect_refused(readers_of_export, COUNT_OF(readers_of_export), strangers[i], FAIL_NOT_FOUND, unknown);
    }
    expect_refused(readers_of_dates, COUNT_OF(readers_of_dates), "adam", FAIL_DENIED, denied);
    expect_refused(readers_of_export, COUNT_OF(readers_of_export), "adam", FAIL_DENIED, denied);
    expect_refused(readers_of_export, COUNT_OF(readers_of_export), "hanna", FAIL_DENIED, denied);
    expect_refused(readers_of_export, COUNT_OF(readers_of_export), "bo", FAIL_DENIED, denied);
}
