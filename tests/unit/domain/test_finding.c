/* What the table of findings promises: its examples are true, its order is one, its formats can be read. */
#include "domain/curriculum/finding_format.h"
#include "example_tree.h"

#include <criterion/criterion.h>
#include <string.h>

static void examples_of(const struct finding_kind *kind)
{
    struct example_trees trees = {0};
    struct check check = {0};
    char code[8];
    finding_code_text(kind->code, code);
    example_trees_make(&trees, &kind->bad);
    example_check(&trees, &check);
    cr_expect_gt(check.findings.count, 0, "the bad example of %s has no finding", code);
    cr_expect_eq(example_count(&check, kind->code), check.findings.count, "bad example of %s: %s", code,
                 example_codes(&check));
    check_finish(&check);
    example_trees_finish(&trees);
    example_trees_make(&trees, &kind->good);
    example_check(&trees, &check);
    cr_expect_eq(check.findings.count, 0, "good example of %s: %s", code, example_codes(&check));
    check_finish(&check);
    example_trees_finish(&trees);
}

Test(finding, bad_examples_give_exactly_their_code_and_good_ones_nothing)
{
    const struct finding_kind *kind = NULL;
    for (size_t i = 0; (kind = finding_kind_at(i)); i++)
        if (kind->code != FINDING_PLUGIN_FAILED) /* a broken plugin is needed: test_block.c */
            examples_of(kind);
}

Test(finding, small_tree_is_without_findings)
{
    struct example_trees trees = {0};
    struct check check = {0};
    example_trees_make(&trees, NULL);
    example_check(&trees, &check);
    cr_expect_eq(check.findings.count, 0, "%s", example_codes(&check));
    cr_expect_eq(check.stack.step_count, 2);
    cr_expect_eq(check.stack.programme_count, 1);
    check_finish(&check);
    example_trees_finish(&trees);
}

Test(finding, codes_are_found_by_name_in_either_case)
{
    cr_expect_eq(finding_kind_named("TR203")->code, FINDING_UNKNOWN_KEY);
    cr_expect_eq(finding_kind_named("tr203")->code, FINDING_UNKNOWN_KEY);
    cr_expect_null(finding_kind_named("TR999"));
    cr_expect_null(finding_kind_named("203"));
    cr_expect_null(finding_kind_named("TR203x"));
    cr_expect_null(finding_kind_named("T"));
    cr_expect_null(finding_kind_named(""));
}

Test(finding, codes_rise_through_the_table)
{
    for (size_t i = 1; finding_kind_at(i); i++)
        cr_expect_gt(finding_kind_at(i)->code, finding_kind_at(i - 1)->code);
}

Test(finding, order_is_path_line_column_code)
{
    struct findings findings = {0};
    findings_add(&findings, (struct place){"b", 1, 1}, FINDING_EMPTY_BODY, NULL);
    findings_add(&findings, (struct place){"a", 2, 1}, FINDING_EMPTY_BODY, NULL);
    findings_add(&findings, (struct place){"a", 1, 2}, FINDING_EMPTY_BODY, NULL);
    findings_add(&findings, (struct place){"a", 1, 2}, FINDING_NUL_BYTE, NULL);
    findings_add(&findings, (struct place){"a", 0, 0}, FINDING_EMPTY_BODY, NULL);
    findings_sort(&findings);
    const struct finding *all = findings.items;
    cr_expect(text_equal(all[0].place.path, "a") && all[0].place.line == 1 && all[0].place.column == 1);
    cr_expect(all[1].kind->code == FINDING_NUL_BYTE && all[2].kind->code == FINDING_EMPTY_BODY);
    cr_expect(all[3].place.line == 2 && text_equal(all[4].place.path, "b"));
    cr_expect_eq(findings.errors, 1);
    cr_expect_eq(findings.warnings, 4);
    findings_finish(&findings);
}

Test(finding, more_than_the_ceiling_are_counted_and_not_kept)
{
    struct findings findings = {0};
    for (int i = 0; i < FINDINGS_MAX + 5; i++)
        findings_add(&findings, (struct place){"a", i, 1}, FINDING_NUL_BYTE, NULL);
    cr_expect_eq(findings.count, FINDINGS_MAX);
    cr_expect_eq(findings.more, 5);
    cr_expect_eq(findings.errors, FINDINGS_MAX + 5);
    findings_finish(&findings);
}

/* One finding in every format. */
static const char *report_of(enum finding_format format, struct text *text)
{
    struct findings findings = {0};
    findings_add_guess(&findings, (struct place){"a b/å.md", 3, 7},
                       (struct finding_guess){FINDING_UNKNOWN_KEY, "minutes"},
                       FINDING_WORDS("min\"uts\x1b", "id, title"));
    const struct finding_report report = {.findings = &findings, .programmes = 1, .steps = 2, .root = "kurs"};
    finding_report_add(text, &report, format);
    findings_finish(&findings);
    return text_string(text);
}

Test(finding, text_names_path_line_column_code_and_hint)
{
    CLEANUP(text_finish) struct text text = TEXT(4096);
    cr_expect_str_eq(report_of(FINDING_TEXT, &text), "a b/å.md:3:7: error[TR203]: unknown key 'min\"uts<U+001B>'\n"
                                                     "    hint: did you mean 'minutes'?\n"
                                                     "programmes: 1, steps: 2, errors: 1, warnings: 0\n");
}

Test(finding, json_has_the_shape_of_the_contract)
{
    CLEANUP(text_finish) struct text text = TEXT(4096);
    cr_expect_str_eq(
        report_of(FINDING_JSON, &text),
        "{\"findings\":[{\"path\":\"a b/å.md\",\"line\":3,\"column\":7,\"severity\":\"error\","
        "\"code\":\"TR203\",\"message\":\"unknown key 'min\\\"uts<U+001B>'\",\"hint\":\"did you mean 'minutes'?\"}],"
        "\"errors\":1,\"warnings\":0,\"more\":0,\"programmes\":1,\"steps\":2}\n");
}

Test(finding, github_escapes_and_puts_the_folder_first)
{
    CLEANUP(text_finish) struct text text = TEXT(4096);
    cr_expect_str_eq(report_of(FINDING_GITHUB, &text), "::error file=kurs/a b/å.md,line=3,col=7,title=TR203::"
                                                       "unknown key 'min\"uts<U+001B>' (did you mean 'minutes'?)\n");
}

Test(finding, sarif_names_its_version_and_encodes_the_path)
{
    CLEANUP(text_finish) struct text text = TEXT(128 * 1024);
    const char *sarif = report_of(FINDING_SARIF, &text);
    cr_expect_not_null(strstr(sarif, "\"version\":\"2.1.0\""));
    cr_expect_not_null(strstr(sarif, "\"uri\":\"kurs/a%20b/%C3%A5.md\""));
    cr_expect_not_null(strstr(sarif, "\"ruleId\":\"TR203\""));
}

Test(finding, explanation_shows_both_examples)
{
    CLEANUP(text_finish) struct text text = TEXT(4096);
    finding_explain(&text, finding_kind(FINDING_UNKNOWN_KEY), NULL);
    cr_expect_not_null(strstr(text_string(&text), "TR203, error"));
    cr_expect_not_null(strstr(text_string(&text), "    minuts: 45\n"));
    cr_expect_not_null(strstr(text_string(&text), "    minutes: 45\n"));
}
