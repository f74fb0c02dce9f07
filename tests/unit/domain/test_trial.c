/* Tests of a changed staircase that is tried out: who would move, who gets names and who numbers, and the job. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/records/job.h"
#include "domain/stair/trial.h"
#include "site_fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct site_fixture fixture;
static struct site *site;

static void begin(void)
{
    site_fixture_begin(&fixture);
    site = &fixture.site;
    fixture_ok(plan_start(site, &actor_operator, "anna", "introduktion", fixture_date("2026-03-02")));
}

static void finish(void)
{
    site_fixture_verify(&fixture);
    site_fixture_end(&fixture);
}

TestSuite(trial, .init = begin, .fini = finish, .timeout = 1200);

#define FILE_WITH(rules)                                                                                               \
    "id: trappa\ntitle: Trappan\ncompetences:\n  norm: {title: Normen}\nlevels:\n  - {level: 1, title: Ny, rules: "    \
    "[]}\n"                                                                                                            \
    "  - {level: 2, title: Van, rules: [" rules "]}\n"

static int run(const char *by, const char *file, struct findings *findings, struct trial *ret_trial)
{
    struct actor actor = fixture_actor(&fixture.town, by);
    const struct trial_asking asking = {file, strlen(file), 0};
    return trial_run(site, &actor, &asking, &fixture.town.arena, findings, ret_trial);
}

static struct trial tried(const char *by, const char *file)
{
    CLEANUP(findings_finish) struct findings findings = {0};
    struct trial trial;
    fixture_ok(run(by, file, &findings, &trial));
    return trial;
}

/* In the way of nobody where the trial has no such rule. */
static struct trial_rule rule_in(const struct trial *trial, const char *id)
{
    for (size_t i = 0; i < trial->rule_count; i++)
        if (strcmp(trial->rules[i].id, id) == 0)
            return trial->rules[i];
    return (struct trial_rule){0};
}

Test(trial, says_who_would_stand_higher_or_lower_than_by_the_published_rules)
{
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "normen"));
    struct trial trial = tried("cecilia", FILE_WITH("{competence: norm, autonomy: 3}"));
    cr_expect_eq(trial.people, 5, "anna, petra, bo, britt and cecilia");
    cr_expect_eq(trial.up.total, 1);
    cr_assert_eq(trial.up.count, 1);
    cr_expect_str_eq(trial.up.items[0].person.id, "anna");
    cr_expect_eq(trial.up.items[0].before, 1);
    cr_expect_eq(trial.up.items[0].after, 2);
    cr_expect_eq(trial.down.total, 0);
    cr_expect_eq(rule_in(&trial, "programme introduktion").before, 5);
    cr_expect_eq(rule_in(&trial, "programme introduktion").after, 0);
    cr_expect_eq(rule_in(&trial, "competence norm 3").after, 4);
    site_fixture_write(&fixture, "staircases/trappa.yaml", FILE_WITH("{competence: norm, autonomy: 3}"));
    site_fixture_publish(&fixture);
    trial = tried("cecilia", FILE_WITH("{competence: norm, autonomy: 4}"));
    cr_expect_eq(trial.up.total, 0);
    cr_assert_eq(trial.down.count, 1);
    cr_expect_str_eq(trial.down.items[0].person.id, "anna");
}

Test(trial, gives_an_author_numbers_only_and_withholds_those_about_few)
{
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "normen"));
    struct trial trial = tried("erik", FILE_WITH("{competence: norm, autonomy: 3}"));
    cr_expect_not(trial.shows_people);
    cr_expect_eq(trial.people, 12, "everybody active, protected or not");
    cr_expect_eq(trial.up.total, TRIAL_WITHHELD);
    cr_expect_eq(trial.up.count, 0);
    cr_expect_eq(rule_in(&trial, "competence norm 3").after, 11);
    trial = tried("hanna", FILE_WITH("{competence: norm, autonomy: 3}"));
    cr_expect(trial.shows_people);
    cr_expect_eq(trial.people, 11, "protected identity is not HR's to see");
    cr_expect_eq(trial.up.count, 1);
    trial = tried("stina", FILE_WITH("{competence: norm, autonomy: 3}"));
    cr_expect_eq(trial.people, 2);
    cr_expect_eq(trial.up.count, 0);
}

Test(trial, is_for_those_who_lead_hr_and_authors)
{
    CLEANUP(findings_finish) struct findings findings = {0};
    struct trial trial;
    const char *sentence = "only an author or an administrator publishes";
    fixture_expect_failure(run("anna", FILE_WITH(""), &findings, &trial), FAIL_DENIED, sentence);
    fixture_expect_failure(run("bo", FILE_WITH(""), &findings, &trial), FAIL_DENIED, sentence);
    fixture_expect_failure(run("klara", FILE_WITH(""), &findings, &trial), FAIL_DENIED, sentence);
}

static void expect_fault(const char *file, enum finding_code code, int line, int column)
{
    CLEANUP(findings_finish) struct findings findings = {0};
    struct trial trial;
    cr_expect_eq(run("cecilia", file, &findings, &trial), FAIL_INPUT);
    bool is_there = false;
    for (size_t i = 0; i < findings.count; i++)
        is_there = is_there || (findings.items[i].kind->code == code && findings.items[i].place.line == line &&
                                findings.items[i].place.column == column);
    cr_expect(is_there, "TR%d is not said of line %d, column %d", code, line, column);
}

/* The rules begin in column 36 of line 7; a key of n letters, a colon and a space go before its value. */
Test(trial, says_line_and_column_of_what_is_wrong)
{
    expect_fault(FILE_WITH("{months: många}"), FINDING_WRONG_TYPE, 7, 45);
    expect_fault(FILE_WITH("{competence: normm, autonomy: 3}"), FINDING_NO_SUCH_COMPETENCE, 7, 49);
    expect_fault(FILE_WITH("{programme: inledning}"), FINDING_NO_SUCH_PROGRAMME, 7, 48);
    expect_fault("id: trappa\n\tlevels", FINDING_YAML, 2, 1);
    CLEANUP(findings_finish) struct findings findings = {0};
    struct trial trial;
    fixture_expect_failure(run("cecilia", "id: annan\ntitle: A\nlevels: [{level: 1, title: Ny}]\n", &findings, &trial),
                           FAIL_NOT_FOUND, "staircase 'annan': no such staircase");
}

Test(trial, writes_the_published_staircase_so_that_it_reads_back_the_same)
{
    CLEANUP(text_finish) struct text text = TEXT(TRIAL_BYTES_MOST);
    site_fixture_write(
        &fixture, "staircases/trappa.yaml",
        "id: trappa\ntitle: \"Trappan: \\\"vår\\\"\"\ncompetences: {norm: {title: 'Norm: ett #2'}}\n"
        "levels:\n  - {level: 1, title: Ny, rules: []}\n  - {level: 2, title: '{Van}', rules: [{months: 6},"
        " {programme: introduktion}, {competence: norm, autonomy: 3, observed: 1},"
        " {responsibility: 'Har hållit: ett \"möte\"'}]}\n");
    site_fixture_publish(&fixture);
    fixture_ok(trial_text(site, "trappa", &text));
    struct trial trial = tried("cecilia", text_string(&text));
    cr_expect_eq(trial.up.total + trial.down.total, 0);
    for (size_t i = 0; i < trial.rule_count; i++)
        cr_expect_eq(trial.rules[i].before, trial.rules[i].after, "%s", trial.rules[i].id);
    cr_expect_eq(trial.rule_count, 4);
    cr_expect_eq(rule_in(&trial, "Har hållit: ett \"möte\"").after, 5);
    fixture_expect_failure(trial_text(site, "ingen", &text), FAIL_NOT_FOUND, "staircase 'ingen': no such staircase");
}

/* ---- as a job ---- */

static int answer(const char *by, const char *name, bool *ret_is_waiting, struct trial *ret_trial)
{
    struct actor actor = fixture_actor(&fixture.town, by);
    return trial_answer(site, &actor, name, &fixture.town.arena, ret_is_waiting, ret_trial);
}

static void ask(const char *by, char name[TRIAL_NAME_BYTES])
{
    CLEANUP(findings_finish) struct findings findings = {0};
    const char *file = FILE_WITH("{competence: norm, autonomy: 3}");
    const struct trial_asking asking = {file, strlen(file), 0};
    struct actor actor = fixture_actor(&fixture.town, by);
    fixture_ok(trial_ask(site, &actor, &asking, &findings, name));
}

Test(trial, of_many_is_answered_by_a_job_to_whoever_asked)
{
    char name[TRIAL_NAME_BYTES];
    struct trial trial, direct = {0};
    struct job *jobs;
    size_t job_count;
    char payload[128];
    bool is_waiting = false;
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "normen"));
    ask("cecilia", name);
    fixture_ok(answer("cecilia", name, &is_waiting, &trial));
    cr_expect(is_waiting);
    fixture_ok(job_list(site->records, &fixture.town.arena, &jobs, &job_count));
    cr_assert_eq(job_count, 1);
    cr_expect_str_eq(jobs[0].kind, JOB_STAIR_TRIAL);
    snprintf(payload, sizeof payload, "{\"trial\":\"%s\"}", name);
    fixture_ok(trial_work(site, payload));
    fixture_ok(answer("cecilia", name, &is_waiting, &trial));
    cr_expect_not(is_waiting);
    direct = tried("cecilia", FILE_WITH("{competence: norm, autonomy: 3}"));
    cr_expect_eq(trial.people, direct.people);
    cr_expect_eq(trial.up.total, 1);
    cr_assert_eq(trial.up.count, 1);
    cr_expect_str_eq(trial.up.items[0].person.name, "Anna Ek");
    cr_expect_eq(trial.up.items[0].after, 2);
    cr_assert_eq(trial.rule_count, direct.rule_count);
    for (size_t i = 0; i < trial.rule_count; i++) {
        cr_expect_str_eq(trial.rules[i].id, direct.rules[i].id);
        cr_expect_eq(trial.rules[i].before, direct.rules[i].before);
        cr_expect_eq(trial.rules[i].after, direct.rules[i].after);
    }
    const char *gone = "there is no such trial any more; try it out again";
    fixture_expect_failure(answer("frida", name, &is_waiting, &trial), FAIL_NOT_FOUND, gone);
    fixture_expect_failure(answer("cecilia", "../../records.db", &is_waiting, &trial), FAIL_NOT_FOUND, gone);
    fixture_ok(person_set(site->records, &actor_operator, "cecilia", &(struct person_change){.unit = "barn"}));
    fixture_expect_failure(answer("cecilia", name, &is_waiting, &trial), FAIL_NOT_FOUND, gone);
}

Test(trial, is_forgotten_after_a_day)
{
    char name[TRIAL_NAME_BYTES];
    struct trial trial;
    bool is_waiting = false;
    ask("cecilia", name);
    fixture_day("2026-03-03");
    fixture_ok(trials_purge(site));
    fixture_ok(answer("cecilia", name, &is_waiting, &trial));
    fixture_day("2026-03-04");
    fixture_ok(trials_purge(site));
    cr_expect_eq(answer("cecilia", name, &is_waiting, &trial), FAIL_NOT_FOUND);
}
