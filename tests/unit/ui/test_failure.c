/* What edges make of a failure: the hint of a reason, the option and the form field of a field. */
#include "base/fail.h"
#include "domain/mentor/mentoring.h"
#include "ui/cli/command_failure.h"
#include "ui/text/hint.h"
#include "ui/web/kernel/page_failure.h"
#include "ui/web/kernel/route.h"

#include <criterion/criterion.h>

static struct arena arena;

static void finish(void)
{
    arena_finish(&arena);
}

TestSuite(failure, .fini = finish);

static const char *said(const char *arguments, enum language language)
{
    const struct command command = {"mentor assign", arguments, "", NULL};
    const struct invocation invocation = {
        .command = arguments ? &command : NULL, .language = language, .arena = &arena};
    return command_failure(&invocation);
}

static void mentor_is_full(void)
{
    fail_at(FAIL_RULE, REASON_MENTOR_IS_FULL, "because", "mentor '%s': is full until %s", "bo", "2026-03-31");
}

Test(failure, asks_a_command_for_the_option_that_its_field_is)
{
    mentor_is_full();
    cr_expect_str_eq(said("LEARNER MENTOR [--because TEXT]", LANGUAGE_EN),
                     "mentor 'bo': is full until 2026-03-31, say why with --because");
    cr_expect_str_eq(said("LEARNER MENTOR [--because TEXT]", LANGUAGE_SV),
                     "mentor 'bo': är full till och med 2026-03-31, skriv varför med --because");
}

Test(failure, stands_alone_where_the_command_has_no_such_option)
{
    mentor_is_full();
    cr_expect_str_eq(said("FILE [--apply]", LANGUAGE_EN), "mentor 'bo': is full until 2026-03-31");
    cr_expect_str_eq(said(NULL, LANGUAGE_EN), "mentor 'bo': is full until 2026-03-31");
    fail(FAIL_RULE, "person '%s': is away", "bo");
    cr_expect_str_eq(said("PERSON [--because TEXT]", LANGUAGE_EN), "person 'bo': is away");
}

Test(failure, without_a_hint_names_the_option)
{
    fail_at(FAIL_INPUT, REASON_NONE, "until", "'%s' has passed", "2026-01-02");
    cr_expect_str_eq(said("PERSON STEP --because TEXT [--until DATE]", LANGUAGE_EN),
                     "'2026-01-02' has passed (--until)");
    cr_expect_str_eq(said("PERSON STEP --because TEXT", LANGUAGE_EN), "'2026-01-02' has passed");
}

Test(failure, finds_the_option_under_another_name)
{
    static const struct {
        const char *arguments, *field, *option;
    } cases[] = {
        {"PERSON --from DATE [--to DATE]", "last", "--to"},     {"PERSON --from DATE [--to DATE]", "first", "--from"},
        {"PERSON [--leave DATE..DATE]", "last", "--leave"},     {"PERSON [--leave DATE..DATE]", "first", "--leave"},
        {"PERSON [--date DATE] [--day DATE]", "day", "--day"},  {"PERSON [--date DATE]", "day", "--date"},
        {"PERSON --minutes 1..480 [--on DATE]", "day", "--on"}, {"PERSON LEVEL", "level", NULL},
        {"PERSON [--becausewhy TEXT]", "because", NULL},        {"PERSON [--as exams|other]", NULL, NULL},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct command command = {"x", cases[i].arguments, "", NULL};
        const char *option = command_option_for(&command, cases[i].field, &arena);
        cr_expect(cases[i].option ? text_equal(option, cases[i].option) : !option, "%s in %s: %s", cases[i].field,
                  cases[i].arguments, option);
    }
}

Test(failure, is_said_on_a_page_in_words_of_the_page)
{
    struct page page = {.arena = &arena, .language = LANGUAGE_EN};
    mentor_is_full();
    cr_expect_str_eq(page_failure(&page), "Mentor 'bo': is full until 2026-03-31. Write why it should be this mentor "
                                          "all the same, or choose another.");
    fail(FAIL_RULE, "person '%s': is away", "bo");
    cr_expect_str_eq(page_failure(&page), "Person 'bo': is away");
}

Test(failure, stands_at_its_own_field_if_the_form_has_it)
{
    const struct route route = {.fields = {"comment", "answer"}};
    struct page page = {.arena = &arena, .language = LANGUAGE_EN, .route = &route};
    int result = fail_at(FAIL_INPUT, REASON_NONE, "comment", "too long");
    cr_expect(page_problem_failed(&page, "answer", result));
    cr_expect_str_eq(page_problem_of(&page, "comment"), "Too long");
    result = fail_at(FAIL_USAGE, REASON_NONE, "evidence", "say what it rests on");
    cr_expect(page_problem_failed(&page, "", result));
    cr_expect_str_eq(page_problem_of(&page, "answer"), "Say what it rests on", "forms call it so");
}

Test(failure, stands_where_the_page_says_otherwise)
{
    const struct route route = {.fields = {"end-because", "note"}};
    struct page page = {.arena = &arena, .language = LANGUAGE_EN, .route = &route};
    int result = fail_at(FAIL_INPUT, REASON_NONE, "because", "too long");
    cr_expect(page_problem_failed(&page, "end-because", result));
    cr_expect_str_eq(page_problem_of(&page, "end-because"), "Too long", "the form has no such field");
    result = fail_at(FAIL_INPUT, REASON_NONE, "note", "no text");
    cr_expect(page_problem_failed_here(&page, "right-7", result));
    cr_expect_str_eq(page_problem_of(&page, "right-7"), "No text");
    cr_expect_null(page_problem_of(&page, "note"), "it is the note of another form");
}

Test(failure, of_a_kind_that_nobody_can_mend_is_no_problem_of_a_form)
{
    const struct route route = {.fields = {"comment"}};
    struct page page = {.arena = &arena, .route = &route};
    cr_expect_not(page_problem_failed(&page, "comment", fail_at(FAIL_DENIED, REASON_NONE, "comment", "no")));
    cr_expect_not(page_problem_failed(&page, "comment", 0));
    cr_expect_not(page_has_problems(&page));
}
