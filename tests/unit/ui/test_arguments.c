/* Tests of reading a command line by the summary of its row. */
#include "ui/cli/arguments.h"

#include "app/commands.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "ui/cli/command_line.h"

#include <criterion/criterion.h>

static struct arena arena;
static struct command command = {.name = "sign give"};
static struct invocation invocation;

static void forget(void)
{
    arena_finish(&arena);
}

/* Reads up to eight words by a summary. */
static int read_by(const char *summary, const char *const words[8])
{
    size_t count = 0;
    while (count < 8 && words[count])
        count++;
    command.arguments = summary;
    invocation = (struct invocation){.command = &command, .data = "trappa-data", .arena = &arena};
    return arguments_read(&invocation, words, count);
}

#define WORDS(...) ((const char *const[8]){__VA_ARGS__})

static void refuses(const char *summary, const char *const words[8], const char *sentence)
{
    cr_assert_eq(read_by(summary, words), FAIL_USAGE, "%s", sentence);
    cr_assert_str_eq(fail_sentence(), sentence);
}

static const char *const signoff_give = "PERSON STEP --by PERSON [--evidence observed|simulated|reported] "
                                        "[--autonomy 1..5] [--from DATE] [--base DIR]... [--apply]";

TestSuite(arguments, .fini = forget);

Test(arguments, are_words_and_options_in_any_order)
{
    cr_assert_eq(read_by(signoff_give, WORDS("--by", "eva", "karin", "--autonomy=3", "eb-1", "--from", "2026-03-02")),
                 0);
    cr_assert_str_eq(invocation_word(&invocation, 0), "karin");
    cr_assert_str_eq(invocation_word(&invocation, 1), "eb-1");
    cr_assert_null(invocation_word(&invocation, 2));
    cr_assert_str_eq(invocation_option(&invocation, "by"), "eva");
    cr_assert_eq(invocation_number(&invocation, "autonomy", 0), 3);
    cr_assert_eq(invocation_day(&invocation, "from", DAY_NONE), day_from_date(2026, 3, 2));
}

Test(arguments, that_were_not_given_have_what_the_command_says)
{
    cr_assert_eq(read_by("[DIR] [--from DATE] [--autonomy 1..5] [--apply]", WORDS(NULL)), 0);
    cr_assert_null(invocation_word(&invocation, 0));
    cr_assert_null(invocation_option(&invocation, "from"));
    cr_assert_not(invocation_has(&invocation, "apply"));
    cr_assert_eq(invocation_day(&invocation, "from", 7), 7);
    cr_assert_eq(invocation_number(&invocation, "autonomy", 9), 9);
    cr_assert_str_eq(invocation.data, "trappa-data");
}

Test(arguments, may_be_repeated_where_the_summary_says_so)
{
    cr_assert_eq(read_by("[DIR] [--base DIR]...", WORDS("--base", "a", "x", "--base=b")), 0);
    cr_assert_str_eq(invocation_option_at(&invocation, "base", 0), "a");
    cr_assert_str_eq(invocation_option_at(&invocation, "base", 1), "b");
    cr_assert_null(invocation_option_at(&invocation, "base", 2));
    cr_assert_eq(read_by("FILE...", WORDS("a", "b", "c")), 0);
    cr_assert_eq(invocation.word_count, 3);
    cr_assert_eq(read_by("[FILE]...", WORDS(NULL)), 0);
}

Test(arguments, know_the_data_directory_everywhere)
{
    cr_assert_eq(read_by("", WORDS("--data", "/srv/x")), 0);
    cr_assert_str_eq(invocation.data, "/srv/x");
}

Test(arguments, after_two_dashes_are_words)
{
    cr_assert_eq(read_by("WORD...", WORDS("--", "--by", "-x", "-")), 0);
    cr_assert_str_eq(invocation_word(&invocation, 0), "--by");
    cr_assert_eq(invocation.word_count, 3);
}

Test(arguments, take_a_value_that_looks_like_an_option)
{
    cr_assert_eq(read_by("[--comment TEXT]", WORDS("--comment", "--by")), 0);
    cr_assert_str_eq(invocation_option(&invocation, "comment"), "--by");
}

Test(arguments, say_what_is_missing)
{
    refuses(signoff_give, WORDS("karin", "--by", "eva"), "sign give: STEP is missing");
    refuses(signoff_give, WORDS("karin", "eb-1"), "sign give: option '--by' is missing");
    refuses(signoff_give, WORDS("karin", "eb-1", "--by"), "sign give: option '--by' needs a value");
    refuses("FILE...", WORDS(NULL), "sign give: FILE is missing");
}

Test(arguments, say_what_is_too_much)
{
    refuses("PERSON", WORDS("a", "b"), "sign give: 'b' is one word too many");
    refuses("[--apply]", WORDS("--apply=yes"), "sign give: option '--apply' takes no value");
    refuses("[--to DATE]", WORDS("--to=2026-03-02", "--to=2026-03-02"),
            "sign give: option '--to' can be given only once");
}

Test(arguments, suggest_the_option_that_was_meant)
{
    refuses(signoff_give, WORDS("--evidense", "x"),
            "sign give: unknown option '--evidense'; did you mean '--evidence'?");
    refuses(signoff_give, WORDS("--colour"), "sign give: unknown option '--colour'");
    refuses("", WORDS("--dta", "x"), "sign give: unknown option '--dta'; did you mean '--data'?");
    refuses("", WORDS("-x"), "sign give: unknown option '-x'; options begin with two dashes");
}

Test(arguments, are_checked_against_their_shape)
{
    refuses(signoff_give, WORDS("--autonomy", "6"), "--autonomy: '6' is not a number from 1 to 5");
    refuses(signoff_give, WORDS("--autonomy", ""), "--autonomy: '' is not a number from 1 to 5");
    refuses(signoff_give, WORDS("--evidence", "observe"),
            "--evidence: 'observe' is none of observed|simulated|reported");
    refuses(signoff_give, WORDS("--evidence", ""), "--evidence: '' is none of observed|simulated|reported");
    cr_assert_eq(read_by("[--from DATE]", WORDS("--from", "soon")), FAIL_INPUT);
}

Test(arguments, stop_at_a_call_for_help)
{
    cr_assert_eq(read_by(signoff_give, WORDS("karin", "--help")), 0);
    cr_assert(invocation_has(&invocation, "help"));
}

static void load_nothing(const struct invocation *invocation_of_it)
{
    (void)invocation_of_it;
}

Test(command, answers_with_the_exit_status)
{
    const struct command_program program = {command_tables, load_nothing};
    cr_assert_eq(command_line_run(&program, 2, WORDS("trappa", "version")), 0);
    cr_assert_eq(command_line_run(&program, 2, WORDS("trappa", "versoin")), 2);
    cr_assert_str_eq(fail_sentence(), "'versoin': no such command; did you mean 'version'?");
    cr_assert_eq(command_line_run(&program, 0, WORDS(NULL)), 2);
    cr_assert_eq(command_line_run(&program, 3, WORDS("trappa", "--sideways", "version")), 2);
}
