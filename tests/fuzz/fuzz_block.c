/* Fuzzes the cutting of blocks out of a text: lines that begin with "?" are blocks. Places stay where empty lines are
 * left, and in the HTML every block has its place, in order, and no mark and no key is left. */
#include "base/fail.h"
#include "domain/curriculum/block.h"
#include "io/markdown.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int find(const struct block_text *text, const struct block_taker *taker)
{
    for (size_t i = 0; i < text->lines->count; i++) {
        const char *line = text->lines->lines[i];
        size_t column = strspn(line, " \t>-");
        char id[24];
        if (line[column] != '?' || text->lines->is_code[i] == LINE_IS_FENCED)
            continue;
        snprintf(id, sizeof id, "b-%zu", i);
        const struct block block = {"fuzz", "line", id, "words", line, strlen(line), i, i, column, 0};
        taker->found(&block, taker->context);
    }
    return 0;
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

static size_t lines_of(const char *string)
{
    size_t count = 0;
    for (; (string = strchr(string, '\n')); string++)
        count++;
    return count;
}

static void check_places(const struct source_lines *lines, struct blocks *blocks, const char *body)
{
    CLEANUP(text_finish) struct text html = TEXT(4UL * 1024 * 1024);
    CLEANUP(text_finish) struct text plain = TEXT(4UL * 1024 * 1024);
    const struct block_rendering rendering = {render, NULL};
    size_t at = 0;
    if (!blocks->count || blocks_render(lines, blocks, &rendering, &html, &plain) != 0)
        return;
    for (size_t i = 0; i < blocks->count; i++) {
        assert(blocks->items[i].offset >= at && blocks->items[i].offset <= html.length);
        at = blocks->items[i].offset;
    }
    assert(strstr(body, "mark") || strstr(body, "&") || !strstr(text_string(&html), "blockmark"));
    assert(strstr(body, "mark") || strstr(body, "&") || !strstr(text_string(&plain), "blockmark"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct block_finder finder = {find, "fuzz 1"};
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(text_finish) struct text cut = TEXT(1024UL * 1024);
    struct source_lines lines;
    struct blocks blocks;
    size_t bad;
    const char *body = arena_copy_bytes(&arena, data, size);
    if (size > 4000 || strlen(body) != size || !text_is_utf8(body, size, &bad))
        return 0;
    blocks_use_finder(&finder);
    source_lines_cut(&arena, body, &lines);
    const struct block_text text = {"fuzz", &lines};
    if (blocks_find(&text, NULL, &arena, &blocks) != 0)
        return 0;
    blocks_cut(&lines, &blocks, NULL, &cut);
    assert(lines_of(text_string(&cut)) == lines.count);
    check_places(&lines, &blocks, body);
    return 0;
}
