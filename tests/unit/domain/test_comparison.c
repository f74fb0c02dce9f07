/* Tests of comparison: what is shown as removed and added between two rendered texts. */
#include "domain/content/comparison.h"

#include "base/text.h"
#include "io/markdown.h"

#include <criterion/criterion.h>
#include <string.h>
#include <time.h>

static const char *html_of(struct arena *arena, const char *markdown)
{
    CLEANUP(text_finish) struct text html = TEXT(4UL * 1024 * 1024);
    const struct markdown text = {.body = markdown, .length = strlen(markdown)};
    cr_assert_eq(markdown_render(&text, &html), 0);
    return arena_copy_string(arena, text_string(&html));
}

static struct comparison compare(struct arena *arena, const char *old, const char *new)
{
    struct outline *outlines = arena_zeroed(arena, 2 * sizeof *outlines);
    struct comparison comparison;
    outline_read(&(struct outline_text){.html = html_of(arena, old)}, arena, &outlines[0]);
    outline_read(&(struct outline_text){.html = html_of(arena, new)}, arena, &outlines[1]);
    cr_assert_eq(comparison_make(&outlines[0], &outlines[1], arena, &comparison), 0);
    return comparison;
}

static void block_say(struct text *said, const struct comparison_block *block)
{
    static const char *const kinds[] = {"p", "h", "li", "tr", "pre", "q"};
    text_addf(said, "%s:", kinds[block->block->kind]);
    int cell = 0;
    for (size_t i = 0; i < block->run_count; i++) {
        const struct comparison_run *run = &block->runs[i];
        for (; cell < run->cell; cell++)
            text_add(said, " |");
        text_addf(said,
                  run->what == COMPARISON_ADDED     ? " {+%s+}"
                  : run->what == COMPARISON_REMOVED ? " [-%s-]"
                                                    : " %s",
                  run->words);
    }
    text_add_char(said, '\n');
}

static void differs(const char *old, const char *new, const char *expected)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(text_finish) struct text said = TEXT(64 * 1024);
    struct comparison comparison = compare(&arena, old, new);
    for (size_t i = 0; i < comparison.count; i++)
        block_say(&said, &comparison.items[i]);
    cr_assert_str_eq(text_string(&said), expected);
}

Test(comparison, shows_words_within_a_paragraph)
{
    differs("Normen är 4 450 kronor i månaden.", "Normen är 4 560 kronor i månaden.",
            "p: Normen är [-4 450-] {+4 560+} kronor i månaden.\n");
    differs("Beslutet fattas av *gruppen* tillsammans.", "Beslutet fattas av dig tillsammans.",
            "p: Beslutet fattas av [-gruppen-] {+dig+} tillsammans.\n");
}

Test(comparison, of_the_same_text_is_nothing)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct comparison comparison = compare(&arena, "# A\n\nett\n\n- två\n- tre\n", "# A\n\nett\n\n1. två\n2. tre\n");
    cr_assert(comparison_is_same(&comparison));
    cr_assert_eq(comparison.count, 4);
}

Test(comparison, shows_headings_lists_and_code)
{
    differs("## Norm\n\n- hyra\n- mat och kläder\n- resor\n", "## Riksnorm\n\n- hyra\n- mat och skor\n- el\n- resor\n",
            "h: [-Norm-]\nh: {+Riksnorm+}\nli: hyra\nli: mat och [-kläder-] {+skor+}\nli: {+el+}\nli: resor\n");
    differs("```\na = 1\nb = 2\n```\n", "```\na = 1\nb = 3\n```\n", "pre: a = 1 [-b = 2-] {+b = 3+}\n");
}

Test(comparison, of_a_table_keeps_its_cells)
{
    differs("| vem | kronor |\n|---|---|\n| ensam | 3 930 |\n| par | 7 090 |\n",
            "| vem | kronor |\n|---|---|\n| ensam | 4 030 |\n| par | 7 090 |\n",
            "tr: vem | kronor\ntr: ensam | [-3 930-] {+4 030+}\ntr: par | 7 090\n");
    differs("| a | b |\n|---|---|\n| ett två tre | fyra |\n",
            "| a | b | c |\n|---|---|---|\n| ett två tre | fyra | fem |\n",
            "tr: [-a-] | [-b-]\ntr: [-ett två tre-] | [-fyra-]\n"
            "tr: {+a+} | {+b+} | {+c+}\ntr: {+ett två tre+} | {+fyra+} | {+fem+}\n");
}

Test(comparison, takes_a_number_for_one_word)
{
    differs("Åtta personer: 2 810 + 190 = 3 000.", "Åtta personer: 2 820 + 190 = 3 010.",
            "p: Åtta personer: [-2 810-] {+2 820+} + 190 = [-3 000.-] {+3 010.+}\n");
    differs("Paragraf 12 100000 1 2345.", "Paragraf 12 100000 1 2346.",
            "p: Paragraf 12 100000 1 [-2345.-] {+2346.+}\n");
}

Test(comparison, of_other_words_is_a_block_that_went_and_one_that_came)
{
    differs("Skriv journal samma dag.\n\nRing klienten.",
            "Ett besök i receptionen är aldrig anonymt.\n\nRing klienten.",
            "p: [-Skriv journal samma dag.-]\np: {+Ett besök i receptionen är aldrig anonymt.+}\np: Ring klienten.\n");
}

Test(comparison, reads_a_short_word_between_changes_as_changed)
{
    differs("Vi ses på tisdag i receptionen klockan nio på morgonen.",
            "Vi ses på onsdag i biblioteket klockan nio på morgonen.",
            "p: Vi ses på [-tisdag i receptionen-] {+onsdag i biblioteket+} klockan nio på morgonen.\n");
}

Test(comparison, takes_another_image_for_another)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct outline old, new;
    struct comparison comparison;
    outline_read(&(struct outline_text){.html = "<p><img src=\"/bild/aa\" alt=\"En karta\"> Gå hit.</p>"}, &arena,
                 &old);
    outline_read(&(struct outline_text){.html = "<p><img src=\"/bild/bb\" alt=\"En karta\"> Gå hit.</p>"}, &arena,
                 &new);
    cr_assert_eq(comparison_make(&old, &new, &arena, &comparison), 0);
    cr_assert_eq(comparison.added, 1);
    cr_assert_str_eq(comparison.items[0].runs[0].words, "En karta");
}

Test(comparison, shows_questions_where_they_stand)
{
    static const char html[] = "<p>Läs först.</p>\n<ol>\n<li>Svara.</li>\n</ol>\n<p>Sedan.</p>";
    const struct outline_insert old_inserts[] = {{21, "Hur många?\nEn\nTvå"}},
                                new_inserts[] = {{21, "Hur många?\nEn\nTre"}};
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(text_finish) struct text said = TEXT(64 * 1024);
    struct outline old, new;
    struct comparison comparison;
    outline_read(&(struct outline_text){html, old_inserts, 1}, &arena, &old);
    outline_read(&(struct outline_text){html, new_inserts, 1}, &arena, &new);
    cr_assert_eq(comparison_make(&old, &new, &arena, &comparison), 0);
    for (size_t i = 0; i < comparison.count; i++)
        block_say(&said, &comparison.items[i]);
    cr_assert_str_eq(text_string(&said),
                     "p: Läs först.\nq: Hur många?\nq: En\nq: [-Två-]\nq: {+Tre+}\nli: Svara.\np: Sedan.\n");
}

Test(comparison, lets_no_markup_through)
{
    differs("Skriv `<b>` så.", "Skriv `<script>` så.", "p: Skriv [-<b>-] {+<script>+} så.\n");
}

Test(comparison, folds_what_stands_far_from_a_change)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct comparison comparison =
        compare(&arena, "ett\n\ntvå\n\n# Tre\n\nfyra\n\nfem\n\nsex gammal\n\nsju\n\nåtta\n\nnio\n",
                "ett\n\ntvå\n\n# Tre\n\nfyra\n\nfem\n\nsex ny\n\nsju\n\nåtta\n\nnio\n");
    cr_assert_eq(comparison_fold(&comparison, 0), 2); /* up to the heading above the change */
    cr_assert_eq(comparison_fold(&comparison, 5), 0);
    cr_assert_eq(comparison.items[5].what, COMPARISON_REWORDED);
    cr_assert_eq(comparison_fold(&comparison, 6), 0); /* beside the change */
    cr_assert_eq(comparison_fold(&comparison, 7), 2);
}

/* ---- whatever the texts are ---- */

static uint32_t rolled(uint32_t *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 10;
}

static void random_block_add(uint32_t *seed, struct text *text, unsigned words)
{
    static const char *const starts[] = {"", "", "", "- ", "1. ", "## ", "> ", "    ", "  - "};
    text_add(text, starts[rolled(seed) % COUNT_OF(starts)]);
    for (unsigned i = 0; i <= rolled(seed) % 12; i++)
        text_addf(text, rolled(seed) % 9 ? "w%u " : "**w%u** ", rolled(seed) % words);
    text_add(text, rolled(seed) % 4 ? "\n\n" : "\n");
    if (rolled(seed) % 8 == 0)
        text_addf(text, "\n| w%u | b |\n|---|---|\n| c | w%u |\n\n", rolled(seed) % words, rolled(seed) % words);
}

static void random_text(uint32_t *seed, struct text *text, unsigned blocks)
{
    unsigned words = 3 + rolled(seed) % 60;
    for (unsigned i = 0; i < blocks; i++)
        random_block_add(seed, text, words);
}

static const char *words_of(struct arena *arena, const struct outline *outline)
{
    CLEANUP(text_finish) struct text words = TEXT(8UL * 1024 * 1024);
    for (size_t i = 0; i < outline->word_count; i++)
        text_addf(&words, "%s\n", outline->words[i].bytes);
    for (size_t i = 0; i < words.length; i++)
        words.bytes[i] = words.bytes[i] == ' ' ? '\n' : words.bytes[i];
    return arena_copy_string(arena, text_string(&words));
}

static const char *words_without(struct arena *arena, const struct comparison *comparison, enum comparison_mark without)
{
    CLEANUP(text_finish) struct text words = TEXT(8UL * 1024 * 1024);
    for (size_t i = 0; i < comparison->count; i++)
        for (size_t j = 0; j < comparison->items[i].run_count; j++)
            if (comparison->items[i].runs[j].what != without)
                text_addf(&words, "%s\n", comparison->items[i].runs[j].words);
    for (size_t i = 0; i < words.length; i++)
        words.bytes[i] = words.bytes[i] == ' ' ? '\n' : words.bytes[i];
    return arena_copy_string(arena, text_string(&words));
}

Test(comparison, holds_the_old_words_without_what_came_and_the_new_without_what_went)
{
    uint32_t seed = 20261122;
    for (int turn = 0; turn < 300; turn++) {
        CLEANUP(arena_finish) struct arena arena = {0};
        CLEANUP(text_finish) struct text old = TEXT(64 * 1024);
        CLEANUP(text_finish) struct text new = TEXT(64 * 1024);
        struct outline outlines[2];
        random_text(&seed, &old, rolled(&seed) % 30);
        if (turn % 2)
            text_add(&new, text_string(&old));
        random_text(&seed, &new, rolled(&seed) % 10);
        outline_read(&(struct outline_text){.html = html_of(&arena, text_string(&old))}, &arena, &outlines[0]);
        outline_read(&(struct outline_text){.html = html_of(&arena, text_string(&new))}, &arena, &outlines[1]);
        struct comparison comparison;
        cr_assert_eq(comparison_make(&outlines[0], &outlines[1], &arena, &comparison), 0);
        cr_assert_str_eq(words_without(&arena, &comparison, COMPARISON_ADDED), words_of(&arena, &outlines[0]));
        cr_assert_str_eq(words_without(&arena, &comparison, COMPARISON_REMOVED), words_of(&arena, &outlines[1]));
    }
}

/* The largest text there may be, of random words: in one paragraph, in many, and as a list of single words. */
Test(comparison, is_quick_with_the_largest_random_texts)
{
    static const unsigned per_block[] = {100000, 12, 1};
    uint32_t seed = 7;
    for (size_t i = 0; i < COUNT_OF(per_block); i++) {
        CLEANUP(arena_finish) struct arena arena = {0};
        struct outline outlines[2];
        for (int side = 0; side < 2; side++) {
            CLEANUP(text_finish) struct text html = TEXT(4UL * 1024 * 1024);
            text_add(&html, "<p>");
            for (unsigned word = 0; word < 43000; word++)
                text_addf(&html, word && word % per_block[i] == 0 ? "</p><p>%u" : " %u", rolled(&seed) % 100);
            outline_read(&(struct outline_text){.html = text_string(&html)}, &arena, &outlines[side]);
        }
        struct comparison comparison;
        clock_t begun = clock();
        cr_assert_eq(comparison_make(&outlines[0], &outlines[1], &arena, &comparison), 0);
        double seconds = (double)(clock() - begun) / CLOCKS_PER_SEC;
        cr_log_info("%u words a block: %.3f s, coarse: %d", per_block[i], seconds, comparison.is_coarse);
        cr_expect_lt(seconds, 5.0);
    }
}
