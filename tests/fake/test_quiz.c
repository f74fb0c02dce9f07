/* The quiz plugin in a fake host: what it compiles, shows, keeps and grades, without Trappa. */
#include "fake.h"

#include <criterion/criterion.h>
#include <stdio.h>

extern const struct trappa_plugin trappa_plugin;

#define SINGLE                                                                                                         \
    "How long?\n\n<!-- id=\"long\" data-max-trials=\"2\" -->\n- [( )] one week\n- [(X)] three *weeks*\n"               \
    "[[?]] Longer than you think.\n***\nBecause of **44 §**.\n\n- from notice\n***\n"
#define MULTIPLE "Which?\n\n- [[X]] a\n- [[ ]] b\n- [[X]] c\n"
#define WRITTEN "Name?\n\n<!-- id=\"name\" data-required -->\n[[ en  delegation ]]\n"

static void begin(const char *body)
{
    cr_assert_eq(fake_start(&trappa_plugin), 0);
    cr_assert_eq(fake_find(body), 0);
    fake.viewer = "abc";
}

static void field(const char *name, const char *value)
{
    size_t i = 0;
    while (fake.fields[i].name)
        i++;
    fake.fields[i] = (struct fake_pair){name, value};
}

/* The digest that the finder compiled, as rows of earlier answers have it. */
static const char *digest_of(size_t block)
{
    const char *at = fake.blocks[block].compiled, *end = at + fake.blocks[block].compiled_length;
    for (; at < end; at += strlen(at) + 1)
        if (at[0] == 'd')
            return at + 1;
    return "";
}

static void answered(const char *digest, const char *trial, const char *is_right, const char *words)
{
    fake.rows[fake.row_count++] = (struct fake_row){{digest, trial, is_right, words, "earlier"}};
}

static bool says(const char *words)
{
    return strstr(fake.said, words) != NULL;
}

Test(quiz_find, takes_the_stem_the_settings_and_the_solution_into_the_block)
{
    begin("Before.\n\n" SINGLE "\nAfter.\n");
    cr_assert_eq(fake.block_count, 1);
    cr_expect_eq(fake.blocks[0].first, 2);
    cr_expect_eq(fake.blocks[0].last, 12);
    cr_expect_str_eq(fake.blocks[0].id, "long");
    cr_expect_str_eq(fake.blocks[0].words, "How long?\none week\nthree weeks");
    cr_expect_eq(fake.finding_count, 0);
}

Test(quiz_find, leaves_what_stands_before_it_in_a_list_item)
{
    begin("1. First?\n\n   - [( )] a\n   - [(X)] b\n\n2. Second?\n\n   [[c]]\n");
    cr_assert_eq(fake.block_count, 2);
    cr_expect_eq(fake.blocks[0].first, 0);
    cr_expect_eq(fake.blocks[0].column, 3);
    cr_expect_eq(fake.blocks[1].first, 5);
    cr_expect_eq(fake.blocks[1].column, 3);
    cr_expect_str_eq(fake.blocks[1].words, "Second?");
}

Test(quiz_find, takes_the_whole_line_of_an_indented_question)
{
    begin("    [[a]]\n");
    cr_assert_eq(fake.block_count, 1);
    cr_expect_eq(fake.blocks[0].column, 0);
}

Test(quiz_find, names_a_question_by_its_text_when_it_has_no_id)
{
    char id[65];
    begin(MULTIPLE);
    snprintf(id, sizeof id, "%s", fake.blocks[0].id);
    cr_expect_eq(strncmp(id, "q-", 2), 0);
    begin("Which?  \n\n\n    * [[X]]   a\n    * [[ ]] b\n    * [[X]] c\n");
    cr_expect_str_eq(fake.blocks[0].id, id);
    begin("Which one?\n\n- [[X]] a\n- [[ ]] b\n- [[X]] c\n");
    cr_expect_str_neq(fake.blocks[0].id, id);
}

Test(quiz_find, reads_settings_above_the_stem_too)
{
    begin("<!-- id=\"above\" -->\nHow?\n\n<!-- data-required -->\n\n[[so]]\n");
    cr_assert_eq(fake.block_count, 1);
    cr_expect_str_eq(fake.blocks[0].id, "above");
    cr_expect_eq(fake.blocks[0].first, 0);
    int32_t is_passed = 1;
    cr_expect_eq(fake_is_passed(0, &is_passed), 0);
    cr_expect_eq(is_passed, 0);
}

Test(quiz_find, keeps_the_key_out_of_the_words_of_what_it_cannot_grade)
{
    static const char *const bodies[] = {
        "The [[secret]] word, and [[the\nsecret]] one.\n",
        "[[ (secret) | other ]]\n",
        "> - [(X)] yes\n> [[secret]]\n",
        "| a | b |\n|---|---|\n| [[secret]] | x |\n",
        "- [[A] (B)]\n- [(X) ( )] Row\n",
        "Stem\n[( )] no\n[(X)] yes\n",
        "[[secret]]\n<script>\nsecret\n</script>\n",
        "- one [[secret]]\n- two [[secret]]\n[[?]] secret\n",
    };
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        begin(bodies[i]);
        cr_assert(fake.block_count >= 1, "%s", bodies[i]);
        for (size_t block = 0; block < fake.block_count; block++) {
            cr_expect_eq(strstr(fake.blocks[block].words, "secret"), NULL, "%s: %s", bodies[i],
                         fake.blocks[block].words);
            cr_expect_eq(strstr(fake.blocks[block].words, "(X)"), NULL, "%s: %s", bodies[i], fake.blocks[block].words);
            cr_expect_eq(fake_show(block), 0);
            cr_expect(says("This question cannot be answered here yet.") && !says("secret") && !says("(X)"), "%s",
                      fake.said);
        }
    }
}

Test(quiz_check, says_what_is_wrong_and_where)
{
    static const struct {
        const char *body, *finding;
    } rows[] = {
        {"Q?\n\n- [( )] a\n- [( )] b\n", "QZ101 3:1"},
        {"Q?\n\n- [(X)] a\n- [(X)] b\n", "QZ102 4:3"},
        {"Q?\n\n- [(X)] a\n", "QZ103 3:1"},
        {"Q?\n\n- [(X)] a\n- [( )] a\n", "QZ104 4:3"},
        {"Q?\n\n[[ ]]\n", "QZ105 3:1"},
        {"Q?\n\n- [( )]\n- [(X)] b\n", "QZ105 3:3"},
        {"Q?\n\n[[a]]\n\nQ?\n\n[[a]]\n", "QZ106 7:1"},
        {"Q?\n\n<!-- id=\"Stor\" -->\n[[a]]\n", "QZ107 4:1 Stor"},
        {"Q?\n\n<!-- data-max-trials=\"many\" -->\n[[a]]\n", "QZ108 4:1 many"},
        {"Q?\n\n<!-- data-max-trials=\"0\" -->\n[[a]]\n", "QZ108 4:1 0"},
        {"[[ a | (b) ]]\n", "QZ109 1:1 a selection"},
        {"<!-- data-required -->\n[[!]]\n", "QZ110 2:1 a script decides what is right"},
        {"Q?\n\n[[a]]\n\n***\n\nS\n\n***\n", "QZ111 5:1"},
        {"Q?\n\n[[a]]\n***\nS\n", "QZ112 4:1"},
        {"# Head\n\n[[a]]\n", "QZ113 3:1"},
        {"Q?\n\n[[a]]\n\n[[?]] h\n", "QZ115 5:1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        begin(rows[i].body);
        cr_expect_eq(fake.finding_count, 1, "%s: %zu findings, %s, %s", rows[i].finding, fake.finding_count,
                     fake.findings[0], fake.findings[1]);
        cr_expect_eq(strncmp(fake.findings[0], rows[i].finding, strlen(rows[i].finding)), 0, "%s, not %s",
                     fake.findings[0], rows[i].finding);
    }
}

Test(quiz_check, finds_nothing_wrong_with_what_is_well_written)
{
    begin(SINGLE "\n" MULTIPLE "\n" WRITTEN);
    cr_expect_eq(fake.block_count, 3);
    cr_expect_eq(fake.finding_count, 0, "%s", fake.findings[0]);
}

Test(quiz_show, sends_no_key_before_the_answer)
{
    begin(SINGLE "\n" WRITTEN);
    cr_expect_eq(fake_show(0), 0);
    cr_expect(says("<legend>How long?</legend>"));
    cr_expect(says("<input type=\"radio\" name=\"long.answer\" id=\"long.answer\" value=\"1\">"), "%s", fake.said);
    cr_expect(says("three <em>weeks</em>"), "%s", fake.said);
    cr_expect(!says("checked") && !says("Because") && !says("Longer") && !says("X"), "%s", fake.said);
    cr_expect_eq(fake_show(1), 0);
    cr_expect(!says("delegation"), "%s", fake.said);
    cr_expect(says("Write nothing about clients."), "%s", fake.said);
    cr_expect(says("aria-describedby=\"name.answer-about\""), "%s", fake.said);
}

Test(quiz_show, gives_a_hint_after_a_wrong_answer)
{
    begin(SINGLE);
    answered(digest_of(0), "1", "0", "one week");
    cr_expect_eq(fake_show(0), 0);
    cr_expect(says("Not right yet.") && says("You answered: one week") && says("Try 1 of 2."), "%s", fake.said);
    cr_expect(says("Longer than you think.") && !says("Because"), "%s", fake.said);
    cr_expect(says("type=\"radio\""));
}

Test(quiz_show, shows_the_solution_when_trials_are_used_up)
{
    begin(SINGLE);
    answered(digest_of(0), "1", "0", "one week");
    answered(digest_of(0), "2", "0", "one week");
    cr_expect_eq(fake_show(0), 0);
    cr_expect(says("Not right.") && says("Right answer: three weeks"), "%s", fake.said);
    cr_expect(says("<p>Because of <strong>44 §</strong>.</p><ul><li>from notice</li></ul>"), "%s", fake.said);
    cr_expect(!says("<input"), "%s", fake.said);
}

Test(quiz_show, keeps_what_was_right_done)
{
    begin(SINGLE);
    answered(digest_of(0), "1", "1", "three weeks");
    cr_expect_eq(fake_show(0), 0);
    cr_expect(says("Right.") && says("You answered: three weeks") && says("Because"), "%s", fake.said);
    cr_expect(!says("<input"), "%s", fake.said);
}

Test(quiz_show, opens_a_question_that_was_changed)
{
    begin(SINGLE);
    answered("another", "1", "1", "three weeks");
    cr_expect_eq(fake_show(0), 0);
    cr_expect(says("This question has been changed since it was answered.") && says("<input"), "%s", fake.said);
    cr_expect(!says("Because"), "%s", fake.said);
}

Test(quiz_show, counts_what_was_answered_in_another_language)
{
    begin(SINGLE);
    fake.rows[fake.row_count++] = (struct fake_row){{"another", "1", "1", "drei Wochen", "blob"}};
    cr_expect_eq(fake_show(0), 0);
    cr_expect(says("Right.") && !says("<input"), "%s", fake.said);
}

Test(quiz_answer, keeps_what_was_answered_and_says_how_it_went)
{
    begin(SINGLE "\n" MULTIPLE "\n" WRITTEN);
    field("long.answer", "2");
    field("name.answer", " en delegation ");
    fake.now = 777;
    cr_expect_eq(fake_answer(), 0, "%s", fake.failure);
    cr_expect_eq(fake.event_count, 1);
    cr_expect_str_eq(fake.events[0], "quiz.answered");
    cr_assert_eq(fake.statement_count, 2);
    cr_expect(strstr(fake.statements[0], "'abc', 'step', 'long'") &&
                  strstr(fake.statements[0], "'three weeks', 1, 777)"),
              "%s", fake.statements[0]);
    cr_expect(strstr(fake.statements[0], "RETURNING *"));
    cr_expect(strstr(fake.statements[1], "'en delegation', 1, 777)"), "%s", fake.statements[1]);
}

Test(quiz_answer, wants_exactly_the_right_set)
{
    static const struct {
        const char *first, *second, *third, *right;
    } rows[] = {{"1", "3", NULL, "'a; c', 1"}, {"1", NULL, NULL, "'a', 0"}, {"1", "2", "3", "'a; b; c', 0"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char name[100];
        begin(MULTIPLE);
        snprintf(name, sizeof name, "%s.answer", fake.blocks[0].id);
        field(name, rows[i].first);
        if (rows[i].second)
            field(name, rows[i].second);
        if (rows[i].third)
            field(name, rows[i].third);
        cr_expect_eq(fake_answer(), 0);
        cr_expect(strstr(fake.statements[0], rows[i].right), "%s", fake.statements[0]);
    }
}

Test(quiz_answer, compares_a_text_as_liascript_does_but_for_white_space)
{
    static const struct {
        const char *answer, *right;
    } rows[] = {{"en delegation", "1"},
                {"  en \t delegation ", "1"},
                {"en\xc2\xa0"
                 "delegation",
                 "1"},
                {"En delegation", "0"},
                {"endelegation", "0"},
                {"en delegation.", "0"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char end[40];
        begin(WRITTEN);
        field("name.answer", rows[i].answer);
        cr_expect_eq(fake_answer(), 0);
        snprintf(end, sizeof end, ", %s, 86400)", rows[i].right);
        cr_expect(strstr(fake.statements[0], end), "%s", fake.statements[0]);
    }
}

Test(quiz_answer, keeps_nothing_when_nothing_was_answered)
{
    begin(SINGLE "\n" WRITTEN);
    field("long.answer", "7");
    field("name.answer", "  ");
    cr_expect_eq(fake_answer(), 0);
    cr_expect_eq(fake.event_count, 0);
    cr_expect_str_eq(fake.problem, "long.answer: Answer at least one question");
    cr_expect_eq(fake_show(0), 0);
    cr_expect(says("aria-invalid") || says("wrong"), "%s", fake.said);
}

Test(quiz_answer, takes_no_more_answers_than_there_are_trials)
{
    begin(SINGLE);
    answered(digest_of(0), "1", "0", "one week");
    answered(digest_of(0), "2", "0", "one week");
    field("long.answer", "2");
    cr_expect_eq(fake_answer(), 0);
    cr_expect_eq(fake.statement_count, 0);
}

Test(quiz_answer, has_passed_what_is_required_once_it_was_right)
{
    int32_t is_passed = 1;
    begin(WRITTEN);
    cr_expect_eq(fake_is_passed(0, &is_passed), 0);
    cr_expect_eq(is_passed, 0);
    answered(digest_of(0), "1", "1", "en delegation");
    cr_expect_eq(fake_is_passed(0, &is_passed), 0);
    cr_expect_eq(is_passed, 1);
}

Test(quiz_report, withholds_figures_about_fewer_than_five)
{
    begin(SINGLE);
    fake.rows[0] = (struct fake_row){{"norm", "q-1", "4", "3"}};
    fake.rows[1] = (struct fake_row){{"norm", "q-2", "5", "3"}};
    fake.row_count = 2;
    cr_expect_eq(fake_report("quiz"), 0);
    cr_expect(says("|q-1|fewer than five|fewer than five") && says("|q-2|5|3"), "%s", fake.said);
    fake.words[0] = fake.step = "norm";
    fake.options[0] = (struct fake_pair){"json", ""};
    cr_expect_eq(fake_command("quiz report"), 0, "%s", fake.failure);
    cr_expect(says("{\"step\":\"norm\",\"questions\":[{"), "%s", fake.said);
    cr_expect(says("{\"question\":\"q-1\",\"tried\":null,\"right_at_first_try\":null}"), "%s", fake.said);
}

Test(quiz_show, shows_no_comment)
{
    begin("How long? <!-- note -->\n\n<!-- id=\"long\" data-max-trials=\"1\" -->\n- [( )] one week <!-- note -->\n"
          "- [(X)] three\n***\nBecause <!-- note\nnote\n--> of `<!-- it` it.\n***\n\n"
          "The [[gap]] word <!-- note\nnote --> end.\n");
    answered(digest_of(0), "1", "0", "one week");
    cr_assert_eq(fake.block_count, 2);
    for (size_t block = 0; block < 2; block++) {
        cr_expect_eq(strstr(fake.blocks[block].words, "note"), NULL, "%s", fake.blocks[block].words);
        cr_expect_eq(fake_show(block), 0);
        cr_expect(!says("note") && !says("--&gt;"), "%s", fake.said);
        cr_expect(block == 1 || says("!-- it</code> it.</p>"), "%s", fake.said);
        cr_expect(block == 0 || says("word"), "%s", fake.said);
    }
}
