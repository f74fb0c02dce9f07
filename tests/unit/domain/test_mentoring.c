/* Tests of mentoring: who is suggested, the programme for mentors, and that nobody is left without somebody who may
 * sign, however a mentor or manager goes; and people who sign each other. */
#include "domain/mentor/mentoring.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/admin/erase.h"
#include "domain/mentor/introduction.h"
#include "domain/mentor/mentor_change.h"
#include "domain/people/mentor.h"
#include "domain/progress/state.h"
#include "domain/signoff/mutual_signing.h"
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

TestSuite(mentoring, .init = begin, .fini = finish, .timeout = 1200);

static int assign(const char *learner, const char *mentor, const char *to, bool is_substitute, const char *because)
{
    return mentoring_assign(site, &actor_operator,
                            &(struct mentor_assignment){.learner = subject_id(learner),
                                                        .mentor = subject_id(mentor),
                                                        .from = DAY_NONE,
                                                        .to = to ? fixture_date(to) : DAY_NONE,
                                                        .is_substitute = is_substitute,
                                                        .because = because});
}

static void ask(const char *person, const char *step)
{
    struct actor actor = fixture_actor(&fixture.town, person);
    fixture_ok(signoff_request(site, &actor, subject_id(person), step, false));
}

static int set(const char *person, const struct person_change *change)
{
    return person_set(site->records, &actor_operator, subject_id(person), change);
}

/* ---- duties apart ---- */

static int introduce(const struct actor *actor, const char *person, const char *mentor, bool replaces_mentor)
{
    struct person started;
    return introduction_start(site, actor,
                              &(struct introduction){.person = subject_id(person),
                                                     .programme = "mentorskap",
                                                     .from = fixture_date("2026-03-09"),
                                                     .mentor = subject_id(mentor),
                                                     .because = "x",
                                                     .replaces_mentor = replaces_mentor},
                              &fixture.town.arena, &started);
}

static void programme_add(void)
{
    site_fixture_write(&fixture, "programmes/mentorskap/programme.yaml",
                       "id: mentorskap\ntitle: M\nphases:\n  - {id: allt, title: A}\n");
    site_fixture_write(&fixture, "programmes/mentorskap/01-allt/01-a.md",
                       "---\nid: att-vara-mentor\ntitle: A\ndue: week 1\n---\n\nText.\n");
    site_fixture_publish(&fixture);
}

Test(mentoring, hr_becomes_nobodys_mentor_by_hrs_right_and_starts_nothing_about_oneself)
{
    programme_add();
    fixture_ok(set("hanna", &(struct person_change){.roles = "hr,mentor,learner"}));
    struct actor hanna = fixture_actor(&fixture.town, "hanna");
    const char *not_oneself = "person 'anna': HR chooses somebody else than oneself as the mentor",
               *own = "person 'hanna': nobody starts or chooses this about oneself";
    struct mentor_assignment wish = {
        .learner = subject_id("anna"), .mentor = subject_self(), .from = DAY_NONE, .to = DAY_NONE, .because = "x"};
    fixture_expect_failure(mentoring_assign(site, &hanna, &wish), FAIL_DENIED, not_oneself);
    wish.is_substitute = true;
    fixture_expect_failure(mentoring_assign(site, &hanna, &wish), FAIL_DENIED, not_oneself);
    fixture_expect_failure(introduce(&hanna, "anna", "hanna", true), FAIL_DENIED, not_oneself);
    wish = (struct mentor_assignment){
        .learner = subject_self(), .mentor = subject_id("britt"), .from = DAY_NONE, .to = DAY_NONE, .because = "x"};
    fixture_expect_failure(mentoring_assign(site, &hanna, &wish), FAIL_DENIED, own);
    fixture_expect_failure(introduce(&hanna, "hanna", "britt", true), FAIL_DENIED, own);
    fixture_expect_failure(plan_start(site, &hanna, subject_self(), "introduktion", fixture_date("2026-03-09")),
                           FAIL_DENIED, own);
    fixture_ok(set("cecilia", &(struct person_change){.roles = "manager,mentor"})); /* who leads anna */
    struct actor cecilia = fixture_actor(&fixture.town, "cecilia");
    fixture_ok(introduce(&cecilia, "anna", "cecilia", true));
}

Test(mentoring, an_introduction_replaces_a_mentor_only_where_that_is_said)
{
    programme_add();
    struct actor cecilia = fixture_actor(&fixture.town, "cecilia");
    struct person mentor, substitute;
    fixture_expect_failure(introduce(&cecilia, "anna", "britt", false), FAIL_RULE,
                           "person 'anna': has another mentor already");
    cr_expect_str_eq(fail_last_field(), "replace");
    fixture_ok(introduce(&cecilia, "anna", "bo", false)); /* who is the mentor, and stays so */
    fixture_day("2026-03-09");
    fixture_ok(mentor_of(site->records, fixture_key(&fixture.town, "anna"), &fixture.town.arena, &mentor, &substitute));
    cr_expect_str_eq(mentor.id, "bo");
    fixture_ok(plan_end(site, &cecilia, subject_id("anna"), "mentorskap", "om"));
    fixture_ok(introduce(&cecilia, "anna", "britt", true));
    fixture_ok(mentor_of(site->records, fixture_key(&fixture.town, "anna"), &fixture.town.arena, &mentor, &substitute));
    cr_expect_str_eq(mentor.id, "britt");
}

/* ---- whom it is suggested to give learners ---- */

static const char *suggested(const char *programme)
{
    struct actor cecilia = fixture_actor(&fixture.town, "cecilia");
    struct person mentor;
    fixture_ok(
        mentoring_suggest(site, &cecilia, &(struct mentoring_request){"ekb", programme}, &fixture.town.arena, &mentor));
    return mentor.key ? mentor.id : "-";
}

Test(mentoring, suggests_who_stands_high_enough_to_sign_every_step)
{
    cr_assert_str_eq(suggested(NULL), "britt", "the lightest");
    cr_assert_str_eq(suggested("introduktion"), "-", "besok asks for level 2");
    fixture_ok(site_fixture_decide(&fixture, "cecilia", "bo", 2));
    cr_assert_str_eq(suggested("introduktion"), "bo");
    fixture_ok(site_fixture_decide(&fixture, "cecilia", "britt", 3));
    cr_assert_str_eq(suggested("introduktion"), "britt");
}

static void require_programme(void)
{
    site_fixture_write(&fixture, "programmes/mentor/programme.yaml",
                       "id: mentor\ntitle: Mentor\nphases:\n  - {id: allt, title: Allt}\n");
    site_fixture_write(&fixture, "programmes/mentor/01-allt/att-se.md",
                       "---\nid: att-se\ntitle: Att se\ndue: day 1\n---\n\nText.\n");
    site_fixture_publish(&fixture);
    site->config.mentor_programme = "mentor";
}

Test(mentoring, asks_for_the_programme_for_mentors_or_a_reason_that_is_kept)
{
    const char *words = NULL;
    struct actor cecilia = fixture_actor(&fixture.town, "cecilia"), hanna = fixture_actor(&fixture.town, "hanna");
    require_programme();
    cr_assert_str_eq(suggested(NULL), "-");
    fixture_expect_failure(assign("anna", "britt", NULL, false, NULL), FAIL_RULE,
                           "mentor 'britt': has not finished programme 'mentor'");
    cr_expect(fail_is(FAIL_RULE, REASON_MENTOR_UNPREPARED));
    cr_expect_str_eq(fail_last_field(), "because");
    fixture_ok(assign("anna", "britt", NULL, true, NULL)); /* a substitute is asked for nothing */
    fixture_ok(assign("anna", "britt", NULL, false, "Går kursen i vår"));
    struct person anna = fixture_person(&fixture.town, "anna");
    fixture_ok(
        mentor_reason(site->records, fixture_subject(site->records, &cecilia, &anna), &fixture.town.arena, &words));
    cr_assert_str_eq(words, "Går kursen i vår");
    fixture_ok(
        mentor_reason(site->records, fixture_subject(site->records, &hanna, &anna), &fixture.town.arena, &words));
    cr_assert_null(words, "HR reads no comments");
}

Test(mentoring, is_content_with_who_has_finished_the_programme)
{
    struct actor britt = fixture_actor(&fixture.town, "britt");
    require_programme();
    fixture_ok(plan_start(site, &actor_operator, subject_id("britt"), "mentor", fixture_date("2026-03-02")));
    cr_assert_str_eq(suggested(NULL), "-", "begun is not finished");
    fixture_ok(step_done(site, &britt, subject_id("britt"), "att-se"));
    cr_assert_str_eq(suggested(NULL), "britt");
    fixture_ok(assign("anna", "britt", NULL, false, NULL));
}

Test(mentoring, says_before_the_ceiling_that_the_next_new_one_passes_it)
{
    struct mentor_room room;
    struct mentor_assignment anna = {
        .learner = subject_id("anna"), .mentor = subject_id("britt"), .from = DAY_NONE, .to = DAY_NONE};
    double ceiling = 3;
    fixture_ok(mentor_room(site->records, &actor_operator, &anna, &room));
    cr_assert_float_eq(room.weight, 1.5, 0.001, "a plan's first 90 days");
    cr_assert_not(room.is_near);
    fixture_ok(set("britt", &(struct person_change){.mentor_ceiling = &ceiling}));
    fixture_ok(mentor_room(site->records, &actor_operator, &anna, &room));
    cr_assert_not(room.is_near, "one more of 1.5 is exactly the ceiling");
    fixture_ok(assign("lars", "britt", NULL, false, NULL)); /* without a plan: 1 */
    fixture_ok(mentor_room(site->records, &actor_operator, &anna, &room));
    cr_assert_float_eq(room.weight, 2.5, 0.001);
    cr_assert(room.is_near && !room.is_over);
    fixture_ok(assign("petra", "britt", NULL, false, NULL));
    fixture_ok(mentor_room(site->records, &actor_operator, &anna, &room));
    cr_assert(room.is_over && !room.is_near);
    fixture_expect_failure(assign("anna", "britt", NULL, false, NULL), FAIL_RULE, "mentor 'britt': carries 2 of 3");
}

/* ---- nobody is left behind ---- */

static bool is_missing(const char *learner)
{
    struct people missing;
    struct actor frida = fixture_actor(&fixture.town, "frida");
    fixture_ok(mentor_missing(site->records, &frida, NULL, &fixture.town.arena, &missing));
    for (size_t i = 0; i < missing.count; i++)
        if (strcmp(missing.items[i].id, learner) == 0)
            return true;
    return false;
}

static const struct query open_requests = {
    "test.open", NULL,
    "SELECT owner.id, request.person_key, step.id FROM request JOIN step ON step.key = request.step_key"
    " LEFT JOIN identity AS owner ON owner.person_key = request.to_key WHERE request.state = 'open'"};

/* Every open request waits for somebody who may sign it now, and who has no mentor is told of. */
static void expect_nobody_left_behind(const char *way, int requests)
{
    struct rows rows CLEANUP(rows_end) = {0};
    int found = 0;
    fixture_ok(mentoring_apply_due(site));
    fixture_ok(records_select(site->records, &open_requests, BIND_NOTHING, &rows));
    for (; rows_next(&rows); found++) {
        const char *owner = row_text(&rows, 0), *step = row_text(&rows, 2);
        unsigned relations = 0;
        cr_assert(owner && *owner, "%s: %s waits for somebody who is erased", way, step);
        struct actor actor = fixture_actor(&fixture.town, owner);
        cr_assert_str_eq(fixture_person(&fixture.town, owner).status, "active", "%s: %s", way, owner);
        fixture_ok(access_relations(site->records, &actor, row_number(&rows, 1), &relations));
        unsigned wanted = strcmp(step, "sekretess") == 0 ? RELATION_MANAGER
                                                         : RELATION_MENTOR | RELATION_SUBSTITUTE | RELATION_MANAGER;
        cr_assert(relations & wanted, "%s: %s waits for %s, who may not sign it", way, step, owner);
    }
    fixture_ok(rows_result(&rows));
    cr_assert_eq(found, requests, "%s: a request is gone", way);
    static const char *const learners[] = {"anna", "petra", "lars"};
    for (size_t i = 0; i < COUNT_OF(learners); i++) {
        struct person mentor, substitute;
        fixture_ok(mentor_of(site->records, fixture_key(&fixture.town, learners[i]), &fixture.town.arena, &mentor,
                             &substitute));
        cr_assert_eq(is_missing(learners[i]), mentor.key == 0, "%s: %s", way, learners[i]);
    }
}

/* anna with bo, petra with britt and bo as substitute, lars of another unit with bo; each has asked. */
static void three_ask(void)
{
    static const char *const learners[] = {"petra", "lars"};
    for (size_t i = 0; i < COUNT_OF(learners); i++)
        fixture_ok(
            plan_start(site, &actor_operator, subject_id(learners[i]), "introduktion", fixture_date("2026-03-02")));
    fixture_ok(assign("petra", "britt", NULL, false, NULL));
    fixture_ok(assign("petra", "bo", NULL, true, NULL));
    fixture_ok(assign("lars", "bo", NULL, false, NULL));
    ask("anna", "normen");
    ask("anna", "sekretess");
    ask("petra", "normen");
    ask("lars", "normen");
    expect_nobody_left_behind("before", 4);
}

static void hand_over_to_another(const char *mentor)
{
    const char *other = strcmp(mentor, "bo") == 0 ? "britt" : "bo";
    fixture_ok(mentor_handover(site->records, &actor_operator, subject_id(mentor), subject_id(other), "Byte"));
}

static void hand_over_to_nobody(const char *mentor)
{
    fixture_ok(mentor_handover(site->records, &actor_operator, subject_id(mentor), subject_nobody(), NULL));
}

static void disable(const char *mentor)
{
    fixture_ok(set(mentor, &(struct person_change){.status = "disabled"}));
}

static void take_the_role(const char *mentor)
{
    const struct person_change change = {.roles = "learner"};
    cr_assert_eq(set(mentor, &change), FAIL_RULE, "learners are handed over first");
    hand_over_to_nobody(mentor);
    fixture_ok(set(mentor, &change));
}

static void erase(const char *mentor)
{
    fixture_ok(person_erase(site->records, &actor_operator, mentor, "Slutade"));
}

/* On leave: another takes over for a week, and nobody thinks of what comes then. */
static void go_on_leave(const char *mentor)
{
    const char *other = strcmp(mentor, "bo") == 0 ? "britt" : "bo";
    fixture_ok(assign(strcmp(mentor, "bo") == 0 ? "anna" : "petra", other, "2026-03-08", false, NULL));
    fixture_ok(mentoring_apply_due(site));
    fixture_day("2026-03-09");
}

static void let_the_last_day_pass(const char *mentor)
{
    const char *learner = strcmp(mentor, "bo") == 0 ? "anna" : "petra";
    fixture_ok(assign(learner, mentor, "2026-03-05", false, NULL));
    fixture_day("2026-03-06");
}

static const struct {
    const char *name;
    void (*go)(const char *mentor);
} ways[] = {{"handed over to another", hand_over_to_another},
            {"handed over to nobody", hand_over_to_nobody},
            {"disabled", disable},
            {"without the role", take_the_role},
            {"erased", erase},
            {"on leave", go_on_leave},
            {"last day", let_the_last_day_pass}};

static void one_after_the_other(const char *first, const char *second)
{
    for (size_t i = 0; i < COUNT_OF(ways); i++) {
        if (i) {
            finish();
            fixture_day("2026-03-02");
            begin();
        }
        three_ask();
        ways[i].go(first);
        expect_nobody_left_behind(ways[i].name, 4);
        disable(second);
        expect_nobody_left_behind(arena_format(&fixture.town.arena, "%s, then no mentor at all", ways[i].name), 4);
        cr_assert(is_missing("anna"), "%s", ways[i].name);
    }
}

Test(mentoring, leaves_nobody_behind_when_bo_goes_and_then_britt)
{
    one_after_the_other("bo", "britt");
}

Test(mentoring, leaves_nobody_behind_when_britt_goes_and_then_bo)
{
    one_after_the_other("britt", "bo");
}

Test(mentoring, requests_follow_when_the_manager_goes)
{
    three_ask();
    disable("cecilia");
    expect_nobody_left_behind("a manager disabled", 4);
    fixture_ok(set("cecilia", &(struct person_change){.status = "active"}));
    fixture_ok(set("frida", &(struct person_change){.unit = "barn"}));
    expect_nobody_left_behind("a manager of another unit now", 4);
    fixture_ok(set("cecilia", &(struct person_change){.roles = "learner"}));
    fixture_ok(set("frida", &(struct person_change){.unit = "ifo"}));
    expect_nobody_left_behind("a manager without the role", 4);
}

Test(mentoring, request_stays_where_nobody_could_sign_until_somebody_can)
{
    ask("anna", "sekretess");
    disable("cecilia");
    disable("frida");
    fixture_ok(mentoring_apply_due(site));
    cr_assert_str_eq(fixture_asked(&fixture.town, "anna"), "cecilia");
    int64_t events = fixture_events(&fixture.town);
    fixture_ok(mentoring_apply_due(site));
    cr_assert_eq(fixture_events(&fixture.town), events, "nothing moved, nothing is written");
    fixture_ok(set("frida", &(struct person_change){.status = "active"}));
    fixture_ok(mentoring_apply_due(site));
    cr_assert_str_eq(fixture_asked(&fixture.town, "anna"), "frida");
}

Test(mentoring, requests_move_on_the_day_after_the_last_and_not_before)
{
    fixture_ok(assign("anna", "bo", "2026-03-10", false, NULL));
    ask("anna", "normen");
    fixture_day("2026-03-10");
    int64_t events = fixture_events(&fixture.town);
    fixture_ok(mentoring_apply_due(site));
    cr_assert_str_eq(fixture_asked(&fixture.town, "anna"), "bo");
    cr_assert_eq(fixture_events(&fixture.town), events);
    fixture_day("2026-03-11");
    fixture_ok(mentoring_apply_due(site));
    cr_assert_str_eq(fixture_asked(&fixture.town, "anna"), "cecilia");
    fixture_ok(mentoring_apply_due(site));
    cr_assert_eq(fixture_events(&fixture.town), events + 1);
}

Test(mentoring, requests_move_on_the_next_ones_first_day)
{
    struct mentor_assignment next = {.learner = subject_id("anna"), .mentor = subject_id("britt"), .to = DAY_NONE};
    ask("anna", "normen");
    next.from = fixture_date("2026-03-09");
    fixture_ok(mentoring_assign(site, &actor_operator, &next));
    cr_assert_str_eq(fixture_asked(&fixture.town, "anna"), "bo");
    fixture_day("2026-03-09");
    fixture_ok(mentoring_apply_due(site));
    cr_assert_str_eq(fixture_asked(&fixture.town, "anna"), "britt");
}

/* ---- bad luck ---- */

static const struct query rights_of = {
    "test.rights", NULL,
    "SELECT signoff.signer_right FROM signoff JOIN step ON step.key = signoff.step_key WHERE step.id = ?1"};

static const char *right_of(const char *step)
{
    struct rows rows CLEANUP(rows_end) = {0};
    fixture_ok(records_select(site->records, &rights_of, BIND(value_text(step)), &rows));
    cr_assert(rows_next(&rows));
    return row_copy(&rows, 0, &fixture.town.arena);
}

Test(mentoring, mentor_who_is_the_manager_too_signs_as_the_one_that_the_step_asks_for)
{
    fixture_ok(set("bo", &(struct person_change){.roles = "mentor,manager"}));
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "normen"));
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "sekretess"));
    cr_assert_str_eq(right_of("normen"), "mentor");
    cr_assert_str_eq(right_of("sekretess"), "manager");
    fixture_expect_failure(mentoring_assign(site, &actor_operator,
                                            &(struct mentor_assignment){.learner = subject_id("bo"),
                                                                        .mentor = subject_id("bo"),
                                                                        .from = DAY_NONE,
                                                                        .to = DAY_NONE}),
                           FAIL_RULE, "person 'bo': nobody is one's own mentor");
}

Test(mentoring, request_to_a_manager_who_is_only_the_mentor_now_moves_to_a_manager)
{
    disable("cecilia");
    fixture_ok(set("bo", &(struct person_change){.roles = "mentor,manager"}));
    ask("anna", "sekretess");
    cr_assert_str_eq(fixture_asked(&fixture.town, "anna"), "bo");
    fixture_ok(set("bo", &(struct person_change){.roles = "mentor"}));
    fixture_ok(mentoring_apply_due(site));
    cr_assert_str_eq(fixture_asked(&fixture.town, "anna"), "frida", "bo is the mentor, and may not sign it");
}

Test(mentoring, who_stood_high_enough_when_asked_but_not_when_signing_signs_nothing_more)
{
    fixture_ok(site_fixture_decide(&fixture, "cecilia", "bo", 2));
    ask("anna", "besok");
    fixture_ok(site_fixture_decide(&fixture, "cecilia", "bo", 1));
    fixture_expect_failure(site_fixture_sign(&fixture, "bo", "anna", "besok"), FAIL_RULE,
                           "step 'besok': a signer stands on level 2 or higher, and you stand on 1");
    cr_assert_eq(site_fixture_item(&fixture, "anna", "besok").state, STATE_REQUESTED, "the request waits");
    fixture_ok(site_fixture_decide(&fixture, "cecilia", "bo", 2));
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "besok"));
    fixture_ok(site_fixture_decide(&fixture, "cecilia", "bo", 1));
    struct plan_item item = site_fixture_item(&fixture, "anna", "besok");
    cr_assert(plan_item_is_finished(&item), "what was signed stays signed: the level was right at that moment");
}

/* ---- circles ---- */

static size_t circles(const char *by, const char *unit, struct mutual_circle **ret_circles)
{
    struct actor actor = fixture_actor(&fixture.town, by);
    size_t count = 0;
    fixture_ok(mutual_signing_find(site, &actor, unit, &fixture.town.arena, ret_circles, &count));
    return count;
}

Test(mentoring, shows_who_sign_each_other_to_those_who_lead)
{
    struct mutual_circle *found;
    fixture_ok(set("anna", &(struct person_change){.roles = "learner,mentor"}));
    fixture_ok(assign("bo", "anna", NULL, false, NULL));
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "normen"));
    cr_assert_eq(circles("cecilia", "ekb", &found), 0, "one way is how it should be");
    fixture_ok(site_fixture_sign(&fixture, "anna", "bo", "normen"));
    cr_assert_eq(circles("cecilia", "ekb", &found), 1);
    cr_assert_eq(found[0].count, 2);
    cr_assert_str_eq(found[0].members[0]->id, "anna");
    cr_assert_str_eq(found[0].members[1]->id, "bo");
    cr_assert_eq(circles("hanna", "kommun", &found), 1);
    cr_assert_eq(circles("stina", "barn", &found), 0, "of another unit");
    struct actor bo = fixture_actor(&fixture.town, "bo");
    size_t count = 0;
    fixture_expect_failure(mutual_signing_find(site, &bo, NULL, &fixture.town.arena, &found, &count), FAIL_DENIED,
                           "only a manager or HR sees a whole unit");
    struct actor cecilia = fixture_actor(&fixture.town, "cecilia");
    fixture_ok(signoff_reopen(site, &cecilia, subject_id("bo"), "normen", "Någon annan ska se det"));
    cr_assert_eq(circles("cecilia", "ekb", &found), 0);
}

Test(mentoring, sees_a_circle_of_three_and_nobody_beside_it)
{
    struct mutual_circle *found;
    fixture_ok(set("anna", &(struct person_change){.roles = "learner,mentor"}));
    fixture_ok(assign("britt", "anna", NULL, false, NULL));
    fixture_ok(assign("bo", "britt", NULL, false, NULL));
    fixture_ok(assign("petra", "bo", NULL, false, NULL));
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "normen"));
    fixture_ok(site_fixture_sign(&fixture, "anna", "britt", "normen"));
    fixture_ok(site_fixture_sign(&fixture, "bo", "petra", "normen"));
    cr_assert_eq(circles("cecilia", "ekb", &found), 0);
    fixture_ok(site_fixture_sign(&fixture, "britt", "bo", "normen"));
    cr_assert_eq(circles("cecilia", NULL, &found), 1);
    cr_assert_eq(found[0].count, 3, "petra is signed for by one of them, and signs for nobody");
}
