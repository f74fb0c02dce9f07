/* Tests of a changed staircase that is tried out: who would move, who gets names and who numbers, and the job. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/records/job.h"
#include "domain/staircase/level_preview.h"
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
    fixture_ok(plan_start(site, &actor_operator, subject_id("anna"), "introduktion", fixture_date("2026-03-02")));
}

static void finish(void)
{
    site_fixture_verify(&fixture);
    site_fixture_end(&fixture);
}

TestSuite(preview, .init = begin, .fini = finish, .timeout = 1200);

#define FILE_WITH(rules)                                                                                               \
    "id: trappa\ntitle: Trappan\ncompetences:\n  norm: {title: Normen}\nlevels:\n  - {level: 1, title: Ny, rules: "    \
    "[]}\n"                                                                                                            \
    "  - {level: 2, title: Van, rules: [" rules "]}\n"

static int run(const char *by, const char *file, struct findings *findings, struct level_preview *ret_preview)
{
    struct actor actor = fixture_actor(&fixture.town, by);
    const struct level_preview_request asking = {file, strlen(file), 0};
    return level_preview_run(site, &actor, &asking, &fixture.town.arena, findings, ret_preview);
}

static struct level_preview tried(const char *by, const char *file)
{
    CLEANUP(findings_finish) struct findings findings = {0};
    struct level_preview preview;
    fixture_ok(run(by, file, &findings, &preview));
    return preview;
}

/* In the way of nobody where the trial has no such rule. */
static struct level_preview_rule rule_in(const struct level_preview *preview, const char *id)
{
    for (size_t i = 0; i < preview->rule_count; i++)
        if (strcmp(preview->rules[i].id, id) == 0)
            return preview->rules[i];
    return (struct level_preview_rule){0};
}

Test(preview, says_who_would_stand_higher_or_lower_than_by_the_published_rules)
{
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "normen"));
    struct level_preview preview = tried("cecilia", FILE_WITH("{competence: norm, autonomy: 3}"));
    cr_expect_eq(preview.people, 5, "anna, petra, bo, britt and cecilia");
    cr_expect_eq(preview.up.total, 1);
    cr_assert_eq(preview.up.count, 1);
    cr_expect_str_eq(preview.up.items[0].person.id, "anna");
    cr_expect_eq(preview.up.items[0].before, 1);
    cr_expect_eq(preview.up.items[0].after, 2);
    cr_expect_eq(preview.down.total, 0);
    cr_expect_eq(rule_in(&preview, "programme introduktion").before, 5);
    cr_expect_eq(rule_in(&preview, "programme introduktion").after, 0);
    cr_expect_eq(rule_in(&preview, "competence norm 3").after, 4);
    site_fixture_write(&fixture, "staircases/trappa.yaml", FILE_WITH("{competence: norm, autonomy: 3}"));
    site_fixture_publish(&fixture);
    preview = tried("cecilia", FILE_WITH("{competence: norm, autonomy: 4}"));
    cr_expect_eq(preview.up.total, 0);
    cr_assert_eq(preview.down.count, 1);
    cr_expect_str_eq(preview.down.items[0].person.id, "anna");
}

Test(preview, gives_an_author_numbers_only_and_withholds_those_about_few)
{
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "normen"));
    struct level_preview preview = tried("erik", FILE_WITH("{competence: norm, autonomy: 3}"));
    cr_expect_not(preview.shows_people);
    cr_expect_eq(preview.people, 12, "everybody active, protected or not");
    cr_expect_eq(preview.up.total, LEVEL_PREVIEW_WITHHELD);
    cr_expect_eq(preview.up.count, 0);
    cr_expect_eq(rule_in(&preview, "competence norm 3").after, 11);
    preview = tried("hanna", FILE_WITH("{competence: norm, autonomy: 3}"));
    cr_expect(preview.shows_people);
    cr_expect_eq(preview.people, 11, "protected identity is not HR's to see");
    cr_expect_eq(preview.up.count, 1);
    preview = tried("stina", FILE_WITH("{competence: norm, autonomy: 3}"));
    cr_expect_eq(preview.people, 2);
    cr_expect_eq(preview.up.count, 0);
}

Test(preview, is_for_those_who_lead_hr_and_authors)
{
    CLEANUP(findings_finish) struct findings findings = {0};
    struct level_preview preview;
    const char *sentence = "only an author or an administrator publishes";
    fixture_expect_failure(run("anna", FILE_WITH(""), &findings, &preview), FAIL_DENIED, sentence);
    fixture_expect_failure(run("bo", FILE_WITH(""), &findings, &preview), FAIL_DENIED, sentence);
    fixture_expect_failure(run("klara", FILE_WITH(""), &findings, &preview), FAIL_DENIED, sentence);
}

static void expect_fault(const char *file, enum finding_code code, int line, int column)
{
    CLEANUP(findings_finish) struct findings findings = {0};
    struct level_preview preview;
    cr_expect_eq(run("cecilia", file, &findings, &preview), FAIL_INPUT);
    bool is_there = false;
    for (size_t i = 0; i < findings.count; i++)
        is_there = is_there || (findings.items[i].kind->code == code && findings.items[i].place.line == line &&
                                findings.items[i].place.column == column);
    cr_expect(is_there, "TR%d is not said of line %d, column %d", code, line, column);
}

/* The rules begin in column 36 of line 7; a key of n letters, a colon and a space go before its value. */
Test(preview, says_line_and_column_of_what_is_wrong)
{
    expect_fault(FILE_WITH("{months: många}"), FINDING_WRONG_TYPE, 7, 45);
    expect_fault(FILE_WITH("{competence: normm, autonomy: 3}"), FINDING_NO_SUCH_COMPETENCE, 7, 49);
    expect_fault(FILE_WITH("{programme: inledning}"), FINDING_NO_SUCH_PROGRAMME, 7, 48);
    expect_fault("id: trappa\n\tlevels", FINDING_YAML, 2, 1);
    CLEANUP(findings_finish) struct findings findings = {0};
    struct level_preview preview;
    fixture_expect_failure(
        run("cecilia", "id: annan\ntitle: A\nlevels: [{level: 1, title: Ny}]\n", &findings, &preview), FAIL_NOT_FOUND,
        "staircase 'annan': no such staircase");
}

Test(preview, writes_the_published_staircase_so_that_it_reads_back_the_same)
{
    CLEANUP(text_finish) struct text text = TEXT(LEVEL_PREVIEW_BYTES_MAX);
    site_fixture_write(
        &fixture, "staircases/trappa.yaml",
        "id: trappa\ntitle: \"Trappan: \\\"vår\\\"\"\ncompetences: {norm: {title: 'Norm: ett #2'}}\n"
        "levels:\n  - {level: 1, title: Ny, rules: []}\n  - {level: 2, title: '{Van}', rules: [{months: 6},"
        " {programme: introduktion}, {competence: norm, autonomy: 3, observed: 1},"
        " {responsibility: 'Har hållit: ett \"möte\"'}]}\n");
    site_fixture_publish(&fixture);
    fixture_ok(level_preview_text(site, "trappa", &text));
    struct level_preview preview = tried("cecilia", text_string(&text));
    cr_expect_eq(preview.up.total + preview.down.total, 0);
    for (size_t i = 0; i < preview.rule_count; i++)
        cr_expect_eq(preview.rules[i].before, preview.rules[i].after, "%s", preview.rules[i].id);
    cr_expect_eq(preview.rule_count, 4);
    cr_expect_eq(rule_in(&preview, "Har hållit: ett \"möte\"").after, 5);
    fixture_expect_failure(level_preview_text(site, "ingen", &text), FAIL_NOT_FOUND,
                           "staircase 'ingen': no such staircase");
}

/* ---- as a job ---- */

static int answer(const char *by, const char *name, bool *ret_is_waiting, struct level_preview *ret_preview)
{
    struct actor actor = fixture_actor(&fixture.town, by);
    return level_preview_result(site, &actor, name, &fixture.town.arena, ret_is_waiting, ret_preview);
}

static void ask(const char *by, char name[LEVEL_PREVIEW_NAME_BYTES])
{
    CLEANUP(findings_finish) struct findings findings = {0};
    const char *file = FILE_WITH("{competence: norm, autonomy: 3}");
    const struct level_preview_request asking = {file, strlen(file), 0};
    struct actor actor = fixture_actor(&fixture.town, by);
    fixture_ok(level_preview_add(site, &actor, &asking, &findings, name));
}

Test(preview, of_many_is_answered_by_a_job_to_whoever_asked)
{
    char name[LEVEL_PREVIEW_NAME_BYTES];
    struct level_preview preview, direct = {0};
    struct job *jobs;
    size_t job_count;
    char payload[128];
    bool is_waiting = false;
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "normen"));
    ask("cecilia", name);
    fixture_ok(answer("cecilia", name, &is_waiting, &preview));
    cr_expect(is_waiting);
    fixture_ok(job_list(site->records, &fixture.town.arena, &jobs, &job_count));
    cr_assert_eq(job_count, 1);
    cr_expect_str_eq(jobs[0].kind, JOB_LEVEL_PREVIEW);
    snprintf(payload, sizeof payload, "{\"trial\":\"%s\"}", name);
    fixture_ok(level_preview_run_job(site, payload));
    fixture_ok(answer("cecilia", name, &is_waiting, &preview));
    cr_expect_not(is_waiting);
    direct = tried("cecilia", FILE_WITH("{competence: norm, autonomy: 3}"));
    cr_expect_eq(preview.people, direct.people);
    cr_expect_eq(preview.up.total, 1);
    cr_assert_eq(preview.up.count, 1);
    cr_expect_str_eq(preview.up.items[0].person.name, "Anna Ek");
    cr_expect_eq(preview.up.items[0].after, 2);
    cr_assert_eq(preview.rule_count, direct.rule_count);
    for (size_t i = 0; i < preview.rule_count; i++) {
        cr_expect_str_eq(preview.rules[i].id, direct.rules[i].id);
        cr_expect_eq(preview.rules[i].before, direct.rules[i].before);
        cr_expect_eq(preview.rules[i].after, direct.rules[i].after);
    }
    const char *gone = "there is no such trial any more; try it out again";
    fixture_expect_failure(answer("frida", name, &is_waiting, &preview), FAIL_NOT_FOUND, gone);
    fixture_expect_failure(answer("cecilia", "../../records.db", &is_waiting, &preview), FAIL_NOT_FOUND, gone);
    fixture_ok(
        person_set(site->records, &actor_operator, subject_id("cecilia"), &(struct person_change){.unit = "barn"}));
    fixture_expect_failure(answer("cecilia", name, &is_waiting, &preview), FAIL_NOT_FOUND, gone);
}

Test(preview, is_forgotten_after_a_day)
{
    char name[LEVEL_PREVIEW_NAME_BYTES];
    struct level_preview preview;
    bool is_waiting = false;
    ask("cecilia", name);
    fixture_day("2026-03-03");
    fixture_ok(level_previews_purge(site));
    fixture_ok(answer("cecilia", name, &is_waiting, &preview));
    fixture_day("2026-03-04");
    fixture_ok(level_previews_purge(site));
    cr_expect_eq(answer("cecilia", name, &is_waiting, &preview), FAIL_NOT_FOUND);
}
