/* Blocks: which lines are code, what plugins may tell, and where a block ends up in the HTML. */
#include "base/fail.h"
#include "domain/curriculum/block.h"
#include "io/markdown.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static void expect_code(const char *body, const char *expected)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    char got[50] = "";
    struct source_lines lines;
    source_lines_cut(&arena, body, &lines);
    for (size_t i = 0; i < lines.count; i++)
        got[i] = ".fi"[lines.is_code[i]];
    cr_expect_str_eq(got, expected, "%s", body);
}

Test(block, knows_which_lines_are_code)
{
    expect_code("text\n```\ncode\n```\ntext", ".fff.");
    expect_code("text\n\n    code\n    code\n\n    code\n", "..ii.i.");
    expect_code("text\n    still text", "..");
    expect_code("- item\n\n  text\n\n      code", "....i");
    expect_code("1. item\n\n    text", "...");
    expect_code("- ```\n  code\n  ```\ntext", "fff.");
    expect_code("- ```\n  code\n\ntext", "fff.");
    expect_code("> ```\n> code\ntext", "ff.");
    expect_code("~~~~\n```\n~~~\n~~~~\ntext", "ffff.");
    expect_code("``` `not` a fence\ntext", "..");
    expect_code("text\r\n```\rcode\r\n```\r\ntext", ".fff.");
}

/* ---- what a plugin tells ---- */

static const struct block *told;
static size_t told_count;

static int tell(const struct block_text *text, const struct block_taker *taker)
{
    (void)text;
    for (size_t i = 0; i < told_count; i++)
        taker->found(&told[i], taker->context);
    return 0;
}

static int find(const char *body, const struct block *items, size_t count, struct arena *arena, struct blocks *blocks,
                struct source_lines *lines)
{
    static const struct block_finder finder = {tell, "test 1"};
    told = items;
    told_count = count;
    source_lines_cut(arena, body, lines);
    blocks_use_finder(&finder);
    int result = blocks_find(&(struct block_text){"norm", lines}, NULL, arena, blocks);
    blocks_use_finder(NULL);
    return result;
}

#define BODY "one\ntwo\n  three\nfour\n"
#define BLOCK(name, from, to, at) ((struct block){"quiz", "question", name, "w", "c", 1, from, to, at, 0})

static void expect_refused(const struct block *items, size_t count, const char *sentence)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct source_lines lines;
    struct blocks blocks;
    cr_expect_eq(find(BODY, items, count, &arena, &blocks, &lines), FAIL_INPUT);
    cr_expect_str_eq(fail_sentence(), sentence);
    cr_expect_eq(blocks.count, 0);
}

Test(block, refuses_what_cannot_be_with_the_plugin_and_the_block)
{
    expect_refused(&BLOCK("Bad Id", 0, 0, 0), 1, "plugin 'quiz': block 'Bad Id': no id of a block");
    expect_refused(&BLOCK("a", 2, 1, 0), 1, "plugin 'quiz': block 'a': lines 3 to 2 of a text of 5");
    expect_refused(&BLOCK("a", 2, 9, 0), 1, "plugin 'quiz': block 'a': lines 3 to 10 of a text of 5");
    expect_refused(&BLOCK("a", 2, 2, 4), 1, "plugin 'quiz': block 'a': begins within the text of line 3");
    const struct block overlap[] = {BLOCK("b", 1, 2, 0), BLOCK("a", 0, 1, 0)};
    expect_refused(overlap, 2, "plugin 'quiz': block 'b': on the lines of block 'a'");
    const struct block twice[] = {BLOCK("a", 0, 0, 0), BLOCK("a", 1, 1, 0)};
    expect_refused(twice, 2, "plugin 'quiz': block 'a': there are two of that id");
}

static int render(const char *body, size_t length, struct text *html, struct text *plain, void *context)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct markdown_facts facts = {.plain = ""};
    const struct markdown markdown = {.body = body, .length = length};
    (void)context;
    TRY(markdown_render_and_collect(&markdown, html, &arena, &facts));
    text_add(plain, facts.plain);
    return 0;
}

/* The HTML with @ where the blocks are, white space between elements aside. */
static void expect_html(const char *body, const struct block *items, size_t count, const char *expected)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(text_finish) struct text html = TEXT(10000);
    CLEANUP(text_finish) struct text plain = TEXT(10000);
    CLEANUP(text_finish) struct text got = TEXT(10000);
    const struct block_rendering rendering = {render, NULL};
    struct source_lines lines;
    struct blocks blocks;
    cr_assert_eq(find(body, items, count, &arena, &blocks, &lines), 0, "%s", fail_sentence());
    cr_assert_eq(blocks_render(&lines, &blocks, &rendering, &html, &plain), 0, "%s", fail_sentence());
    for (size_t i = 0, next = 0; i <= html.length; i++) {
        for (; next < blocks.count && blocks.items[next].offset == i; next++)
            text_add(&got, "@");
        if (i < html.length && html.bytes[i] != '\n')
            text_add_char(&got, html.bytes[i]);
    }
    cr_expect_str_eq(text_string(&got), expected, "%s", body);
    cr_expect_null(strstr(text_string(&plain), "KEY"));
}

Test(block, has_its_place_in_the_html)
{
    expect_html("a\n\n? KEY\n\nb\n", &BLOCK("q", 2, 2, 0), 1, "<p>a</p>@<p>b</p>");
    expect_html("a\n? KEY\nb\n", &BLOCK("q", 1, 1, 0), 1, "<p>a</p>@<p>b</p>");
    expect_html("- a\n\n  ? KEY\n- b\n", &BLOCK("q", 2, 2, 2), 1, "<ul><li><p>a</p>@</li><li><p>b</p></li></ul>");
    expect_html("a\n\n    ? KEY\n", &BLOCK("q", 2, 2, 4), 1, "<p>a</p>@");
    expect_html("[[x]]\n\n[x]: /y\n", &BLOCK("q", 0, 0, 0), 1, "@");
    expect_html("[[x]]\n---\n", &BLOCK("q", 0, 0, 0), 1, "@<hr>");
    expect_html("blockmark0x0. &#98;lockmark1x0.\n\n? KEY\n", &BLOCK("q", 2, 2, 0), 1,
                "<p>blockmark0x0. blockmark1x0.</p>@");
}

Test(block, of_nobody_keeps_the_words_and_not_the_answer)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct source_lines lines;
    struct blocks blocks;
    cr_assert_eq(
        find("Vad?\n- [(X)] Rätt [a](b)\n- [( )] Fel\n***\nKEY\n***\n\n`[[kod]]` [[länk]](x)\n\nen [[KEY]] två\n", NULL,
             0, &arena, &blocks, &lines),
        0);
    cr_assert_eq(blocks.count, 2);
    cr_expect_str_eq(blocks.items[0].words, "Vad?\n- Rätt [a](b)\n- Fel\n");
    cr_expect_eq(blocks.items[0].last, 5);
    cr_expect_str_eq(blocks.items[1].words, "en ____ två\n");
    cr_expect_str_eq(blocks.items[1].plugin, "");
}

/* The words that readers get of a text that nobody takes; NULL: it has no question. */
static void expect_words(const char *body, const char *expected)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct source_lines lines;
    struct blocks blocks;
    cr_assert_eq(find(body, NULL, 0, &arena, &blocks, &lines), 0);
    cr_expect_eq(blocks.count, expected != NULL, "%s: %zu", body, blocks.count);
    if (expected && blocks.count)
        cr_expect_str_eq(blocks.items[0].words, expected, "%s", body);
}

Test(block, of_nobody_is_no_code_and_no_empty_bracket)
{
    expect_words("Kod:\n\n    if [[ -f fil ]]; then\n", NULL);
    expect_words("    if [[ -f a ]]\n    - [(X)] kod\n", NULL);
    expect_words("(()) mot [[]] i text och [[ ]]\n", NULL);
    expect_words("`` [[ ` x ]] `` och `rad\ntvå [[x]]` slut\n", NULL);
    expect_words("\\[[x]] \\`[[kod]]` [(se bilaga)](x.md)\n", "\\[[x]] \\`____` [(se bilaga)](x.md)\n");
    expect_words("- [(se bilaga)](x.md) och [[länk]][ref]\n", NULL);
    expect_words("    - [(X)] fyra\n    - [( )] fem\n", "- fyra\n- fem\n");
    expect_words("Svar:[(X)] fyra\nkr[[X]]or\n", "Svar: fyra\nkr or\n");
}

Test(block, of_nobody_hides_the_key_behind_any_mark_and_space)
{
    static const char *const before[] = {
        "-\xc2\xa0", "\xe2\x80\x93 ", "\xe2\x80\xa2\t", "\xc2\xa0- ",    "-",           "",      "1. ",
        "10) ",      "a) ",           "\xe2\x80\x8b- ", "-\xe3\x80\x80", "> -\xc2\xa0", "Svar: "};
    static const char *const marks[] = {"[(X)]", "[(x)]", "[( )]", "[(\xc2\xa0)]", "[ (X) ]", "[(X) ]", "[[X]]"};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        for (size_t j = 0; j < sizeof marks / sizeof *marks; j++) {
            CLEANUP(arena_finish) struct arena arena = {0};
            struct source_lines lines;
            struct blocks blocks;
            const char *body = arena_format(&arena, "%s%s n\xc3\xa4mnden\n", before[i], marks[j]);
            cr_assert_eq(find(body, NULL, 0, &arena, &blocks, &lines), 0);
            cr_expect_eq(blocks.count, 1, "%s", body);
            cr_expect(!blocks.count ||
                          (!strchr(blocks.items[0].words, '[') && strstr(blocks.items[0].words, "nämnden")),
                      "%s: %s", body, blocks.items[0].words);
        }
}

Test(block, of_nobody_has_no_comments)
{
    expect_words("Vad? <!-- för oss -->\n<!-- id=\"a\" -->\n- [(X)] ja <!-- rätt\n- [( )] nej --> eller\n",
                 "Vad? \n- ja  eller\n");
}
