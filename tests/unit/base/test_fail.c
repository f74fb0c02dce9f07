/* Tests of failures: the sentence, its arguments and its translation. */
#include "base/fail.h"

#include "base/memory.h"
#include "base/text.h"

#include <criterion/criterion.h>
#include <string.h>

Test(fail, returns_its_code_and_keeps_the_sentence)
{
    cr_assert_str_eq(fail_sentence(), "");
    cr_assert_eq(fail(FAIL_NOT_FOUND, "step '%s': no such step", "eb-1"), FAIL_NOT_FOUND);
    cr_assert_eq(fail_last_code(), FAIL_NOT_FOUND);
    cr_assert_str_eq(fail_sentence(), "step 'eb-1': no such step");
    fail_forget();
    cr_assert_eq(fail_last_code(), 0);
    cr_assert_str_eq(fail_sentence(), "");
}

Test(fail, writes_every_conversion_it_promises)
{
    fail(FAIL_INPUT, "%s %d %u %ld %lu %zu %c 100%%", "a", -1, 2U, -3L, 4UL, (size_t)5, 'x');
    cr_assert_str_eq(fail_sentence(), "a -1 2 -3 4 5 x 100%");
    fail(FAIL_INPUT, "%lld %llu", -9223372036854775807LL - 1, 18446744073709551615ULL);
    cr_assert_str_eq(fail_sentence(), "-9223372036854775808 18446744073709551615");
}

Test(fail, takes_eight_arguments)
{
    fail(FAIL_INPUT, "%d%d%d%d%d%d%d%s", 1, 2, 3, 4, 5, 6, 7, "8");
    cr_assert_str_eq(fail_sentence(), "12345678");
}

Test(fail, keeps_a_copy_of_its_arguments)
{
    char name[] = "karin";
    fail(FAIL_RULE, "person '%s': is away", name);
    memset(name, 'x', 5);
    cr_assert_str_eq(fail_sentence(), "person 'karin': is away");
}

Test(fail, can_wrap_the_sentence_before)
{
    fail(FAIL_SYSTEM, "disk is %s", "full");
    fail(FAIL_SYSTEM, "backup: %s", fail_sentence());
    cr_assert_str_eq(fail_sentence(), "backup: disk is full");
}

Test(fail, takes_a_missing_string_for_an_empty_one)
{
    const char *volatile nothing = NULL;
    fail(FAIL_INPUT, "'%s'", nothing);
    cr_assert_str_eq(fail_sentence(), "''");
}

#define REASON_IS_AWAY FAIL_REASON("is-away")
#define REASON_IS_FULL FAIL_REASON("is-full")

Test(fail, has_no_reason_and_no_field_unless_they_are_said)
{
    cr_assert_null(fail_last_reason());
    cr_assert_null(fail_last_field());
    fail(FAIL_RULE, "person '%s': is away", "karin");
    cr_assert_null(fail_last_reason());
    cr_assert_null(fail_last_field());
    cr_assert_not(fail_is(FAIL_RULE, REASON_NONE), "no reason is no reason to ask for");
}

Test(fail, keeps_reason_and_field_beside_the_sentence)
{
    cr_assert_eq(fail_at(FAIL_RULE, REASON_IS_AWAY, "until", "person '%s': is away, %d days", "karin", 3), FAIL_RULE);
    cr_assert_eq(fail_last_code(), FAIL_RULE);
    cr_assert_str_eq(fail_last_reason(), "is-away");
    cr_assert_str_eq(fail_last_field(), "until");
    cr_assert_str_eq(fail_sentence(), "person 'karin': is away, 3 days");
}

Test(fail, tells_one_reason_from_another_and_from_another_result)
{
    fail_at(FAIL_RULE, REASON_IS_AWAY, NULL, "is away");
    cr_assert(fail_is(FAIL_RULE, REASON_IS_AWAY));
    cr_assert(fail_is(FAIL_RULE, FAIL_REASON("is-away")), "the word is what counts, wherever it stands");
    cr_assert_not(fail_is(FAIL_RULE, REASON_IS_FULL));
    cr_assert_not(fail_is(FAIL_DENIED, REASON_IS_AWAY), "another failure, which was overwritten");
    cr_assert_not(fail_is(0, REASON_IS_AWAY));
    fail_forget();
    cr_assert_not(fail_is(0, REASON_IS_AWAY), "nothing failed");
}

Test(fail, never_lends_the_reason_or_the_field_of_the_failure_before)
{
    fail_at(FAIL_RULE, REASON_IS_AWAY, "until", "is away");
    fail(FAIL_RULE, "is away still");
    cr_assert_null(fail_last_reason());
    cr_assert_null(fail_last_field());
    fail_at(FAIL_RULE, REASON_IS_AWAY, "until", "is away");
    fail_at(FAIL_RULE, REASON_NONE, NULL, "is away still");
    cr_assert_null(fail_last_reason());
    cr_assert_null(fail_last_field());
    fail_at(FAIL_RULE, REASON_IS_AWAY, "until", "is away");
    fail_forget();
    cr_assert_null(fail_last_reason());
    cr_assert_null(fail_last_field());
}

Test(fail, keeps_a_copy_of_the_field)
{
    char field[] = "because";
    fail_at(FAIL_INPUT, REASON_NONE, field, "say why");
    memset(field, 'x', 7);
    cr_assert_str_eq(fail_last_field(), "because");
    fail_at(FAIL_INPUT, REASON_IS_FULL, fail_last_field(), "%s, all the same", fail_sentence());
    cr_assert_str_eq(fail_last_field(), "because");
    cr_assert_str_eq(fail_sentence(), "say why, all the same");
}

static const char *into_swedish(const char *message_id, void *context)
{
    cr_assert_str_eq(message_id, "layer '%s': step '%s' has %d errors, %d%% done");
    return context;
}

static void four_arguments(void)
{
    fail(FAIL_INPUT, "layer '%s': step '%s' has %d errors, %d%% done", "base", "eb-1", 3, 50);
}

Test(fail, is_translated_with_arguments_in_another_order)
{
    char swedish[] = "%3$d fel i momentet ”%2$s” (lager ”%1$s”), %4$d %% klart";
    four_arguments();
    cr_assert_str_eq(fail_sentence_in(into_swedish, swedish), "3 fel i momentet ”eb-1” (lager ”base”), 50 % klart");
    cr_assert_str_eq(fail_sentence(), "layer 'base': step 'eb-1' has 3 errors, 50% done");
}

Test(fail, is_said_in_english_without_a_translation)
{
    four_arguments();
    cr_assert_str_eq(fail_sentence_in(into_swedish, NULL), "layer 'base': step 'eb-1' has 3 errors, 50% done");
    fail_forget();
    cr_assert_str_eq(fail_sentence_in(into_swedish, NULL), "");
}

Test(fail, survives_a_translation_that_asks_for_more_than_there_is)
{
    char greedy[] = "%1$s%2$s%3$s%4$s%5$s%9$s%s%s%s%s%s%s%s%s%s%";
    four_arguments();
    cr_assert(text_starts(fail_sentence_in(into_swedish, greedy), "baseeb-1350"));
}

static const char *same(const char *message_id, void *context)
{
    (void)context;
    return message_id;
}

Test(fail, cuts_long_arguments_between_characters)
{
    char name[1000];
    for (size_t reschedule = 0; reschedule < 4; reschedule++) {
        memset(name, 'x', reschedule);
        for (size_t i = reschedule; i + 4 < sizeof name; i += 4)
            memcpy(name + i, "\xf0\x9f\x98\x80", 5);
        fail(FAIL_INPUT, "'%s'", name);
        const char *sentence = fail_sentence_in(same, NULL);
        cr_assert(text_is_utf8(sentence, strlen(sentence), NULL), "shift %zu", reschedule);
        cr_assert(text_ends(sentence, "...'"));
    }
}

Test(fail, cuts_a_long_sentence_between_characters)
{
    char name[400];
    for (size_t reschedule = 0; reschedule < 2; reschedule++) {
        memset(name, 'x', reschedule);
        for (size_t i = reschedule; i + 2 < sizeof name; i += 2)
            memcpy(name + i, "\xc3\xa5", 3);
        fail(FAIL_INPUT, "%s%s%s%s%s%s%s%s", name, name, name, name, name, name, name, name);
        const char *sentence = fail_sentence();
        cr_assert(text_is_utf8(sentence, strlen(sentence), NULL), "shift %zu", reschedule);
    }
}

Test(fail, stays_one_line_of_text_whatever_was_typed)
{
    fail(FAIL_NOT_FOUND, "person '%s': no such person", "a\nb\x1b[31m\xff\xc3");
    cr_assert_str_eq(fail_sentence(), "person 'a b?[31m?"
                                      "?': no such person");
}
