/* Tests of the demonstration: it can be made on any day, holds what the pages need, and gives the clock back. */
#include "domain/admin/demo.h"

#include "../io/scratch.h"
#include "base/clock.h"
#include "base/fail.h"
#include "domain/admin/demo_script.h"
#include "domain/admin/modules.h"
#include "domain/admin/site_create.h"
#include "domain/people/mentor.h"
#include "domain/people/session.h"
#include "domain/plan/plan.h"
#include "domain/records/audit.h"
#include "domain/signoff/signoff.h"
#include "fixture.h"

#include <sys/stat.h>

static struct site *demo_make(struct scratch *scratch)
{
    char token[SECRET_TOKEN_BYTES];
    struct site *site = NULL;
    const char *folder = scratch_path(scratch, "data");
    const struct site_new new = {
        .curriculum = "curriculum", .unit_name = DEMO_ORGANISATION, .person_name = "Administratör", .is_demo = true};
    modules_install();
    fixture_targets();
    cr_assert_eq(site_create(folder, &new, token), 0, "%s", fail_sentence());
    cr_assert_eq(site_open(folder, &site), 0, "%s", fail_sentence());
    cr_assert_eq(demo_fill(site), 0, "%s", fail_sentence());
    return site;
}

Test(demo, acts_stand_in_the_order_in_which_they_happened)
{
    for (size_t i = 1; i < demo_acts_count; i++)
        cr_assert_leq(demo_acts[i].days_ago, demo_acts[i - 1].days_ago, "act %zu", i);
}

Test(demo, has_something_of_everything)
{
    static const char *const learners[] = {"ebba",   "nora", "omar",  "linn",  "ture", "yasmin",
                                           "sixten", "elin", "karim", "agnes", "alva", "dana"};
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(site_close_at) struct site *site = demo_make(&scratch);
    int states[STATE_RECOGNISED + 1] = {0}, diffs[REVISION_DIFF_REDO + 1] = {0}, late = 0;
    for (size_t i = 0; i < COUNT_OF(learners); i++) {
        struct person person;
        struct plan plan;
        cr_assert_eq(person_find(site->records, learners[i], &scratch.arena, &person), 0);
        cr_assert_eq(
            plan_show(site, fixture_subject(site->records, &actor_operator, &person), NULL, &scratch.arena, &plan), 0,
            "%s", fail_sentence());
        for (size_t n = 0; n < plan.count; n++) {
            states[plan.items[n].state]++;
            late += plan.items[n].is_late;
            diffs[plan.items[n].diff]++;
        }
    }
    for (int state = STATE_TODO; state <= STATE_RECOGNISED; state++)
        cr_assert_gt(states[state], 0, "%s", plan_state_word((enum plan_state)state));
    cr_assert_gt(late, 0);
    cr_assert_gt(diffs[REVISION_DIFF_READ], 0);
    cr_assert_gt(diffs[REVISION_DIFF_REDO], 0);

    struct mentor_load *loads = NULL;
    size_t count = 0;
    int over = 0, full = 0;
    cr_assert_eq(mentor_loads(site->records, &actor_operator, NULL, &scratch.arena, &loads, &count), 0);
    for (size_t i = 0; i < count; i++) {
        over += loads[i].is_over;
        full += loads[i].full_until != DAY_NONE;
    }
    cr_assert(over && full, "%d over, %d full", over, full);
}

Test(demo, has_somebody_in_every_programme_and_one_who_has_finished)
{
    static const struct {
        const char *person, *programme;
        bool is_finished;
    } plans[] = {{"selma", "introduktion", true},
                 {"elin", "aspirant", false},
                 {"johan", "mentor", false},
                 {"britta", "arbetsledare", false},
                 {"pernilla", "samverkan", false}};
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(site_close_at) struct site *site = demo_make(&scratch);
    for (size_t i = 0; i < COUNT_OF(plans); i++) {
        struct person person;
        struct plan plan;
        size_t finished = 0;
        cr_assert_eq(person_find(site->records, plans[i].person, &scratch.arena, &person), 0);
        cr_assert_eq(
            plan_show(site, fixture_subject(site->records, &actor_operator, &person), NULL, &scratch.arena, &plan), 0,
            "%s", fail_sentence());
        cr_assert_str_eq(plan.programme, plans[i].programme);
        for (size_t n = 0; n < plan.count; n++)
            finished += plan_item_is_finished(&plan.items[n]);
        cr_assert_gt(finished, 0, "%s", plans[i].person);
        cr_assert_eq(finished == plan.count, plans[i].is_finished, "%s has %zu", plans[i].person, finished);
    }
}

Test(demo, has_a_unit_of_fifteen_with_another_beside_it)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(site_close_at) struct site *site = demo_make(&scratch);
    struct people north, south;
    cr_assert_eq(person_list(site->records, &actor_operator, "ekb-norr", &scratch.arena, &north), 0);
    cr_assert_eq(person_list(site->records, &actor_operator, "ekb-soder", &scratch.arena, &south), 0);
    cr_assert_eq(north.count, 15);
    cr_assert_geq(south.count, 5);
}

Test(demo, keeps_the_log_whole_and_marks_its_events)
{
    static const struct query marked = {"test.marked", NULL, "SELECT count(*) FROM event WHERE clock = 1"};
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(site_close_at) struct site *site = demo_make(&scratch);
    struct audit audit;
    int64_t count = 0;
    cr_assert_eq(audit_verify(site->records, NULL, &scratch.arena, &audit), 0);
    cr_assert(audit.is_ok, "%s", audit.problem);
    cr_assert_eq(records_number(site->records, &marked, BIND_NOTHING, 0, &count), 0);
    cr_assert_geq(count, (int64_t)demo_acts_count);
    cr_assert_not(clock_is_set());
}

/* On days that a plan could stumble over: holidays, the end of February, a Saturday of July. A test each, so that they
 * share the processors. */
static void make_on(const char *date)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    int day = 0;
    cr_assert_eq(day_parse(date, &day), 0);
    clock_set(instant_at(day, 12, 0));
    CLEANUP(site_close_at) struct site *site = demo_make(&scratch);
    cr_assert_eq(clock_today(), day);
}

#define MADE_ON(name, date)                                                                                            \
    Test(demo, can_be_made_on_##name, .timeout = 1200)                                                                 \
    {                                                                                                                  \
        make_on(date);                                                                                                 \
    }
MADE_ON(new_year, "2026-01-01")
MADE_ON(the_last_of_february, "2026-02-28")
MADE_ON(easter, "2026-04-05")
MADE_ON(midsummer, "2026-06-20")
MADE_ON(the_day_after_christmas, "2026-12-26")
MADE_ON(a_leap_day, "2028-02-29")
MADE_ON(a_saturday_of_july, "2027-07-17")

Test(demo, gives_every_account_a_password_that_works)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(site_close_at) struct site *site = demo_make(&scratch);
    CLEANUP(text_finish) struct text text = TEXT(64UL * 1024);
    struct stat status;
    cr_assert_eq(demo_accounts(site->folder, &text), 0);
    cr_assert_eq(stat(scratch_path(&scratch, "data/demo-accounts.txt"), &status), 0);
    cr_assert_eq(status.st_mode & 0777, 0600);
    const char *nora = strstr(text_string(&text), " nora ");
    cr_assert_not_null(nora);
    char password[20] = "";
    memcpy(password, nora + strlen(" nora ") + strspn(nora + strlen(" nora "), " "), 19);
    struct person person;
    const char *encoded = NULL;
    cr_assert_eq(credential_find(site->records, "nora", &scratch.arena, &person, &encoded), 0);
    bool is_right = false;
    cr_assert_eq(secret_password_check(encoded, password, &is_right), 0, "%s", fail_sentence());
    cr_assert(is_right, "%s", password);
}
