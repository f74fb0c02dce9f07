/* Finds blocks, keeps them from Markdown, and finds their places in its HTML; see block.h. */
#include "domain/curriculum/block.h"

#include "base/fail.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MARK_MOST_BYTES 32
#define MARK_TRIES 1000
#define BODY_MOST_BYTES (1024UL * 1024)

static const struct block_finder *finder;

void blocks_use_finder(const struct block_finder *given)
{
    finder = given;
}

const char *blocks_version(void)
{
    return finder ? finder->version : "";
}

/* ---- finding ---- */

struct finding_them {
    struct arena *arena;
    struct block *items;
    size_t count, capacity;
    bool is_over;
    const struct block_taker *findings;
};

static void found_take(const struct block *block, void *context)
{
    struct finding_them *them = context;
    if (them->count == BLOCKS_MAX) {
        them->is_over = true;
        return;
    }
    ARRAY_RESERVE(them->items, them->count, them->capacity);
    struct block *kept = &them->items[them->count++];
    *kept = *block;
    kept->plugin = arena_copy_string(them->arena, block->plugin);
    kept->kind = arena_copy_string(them->arena, block->kind);
    kept->id = arena_copy_string(them->arena, block->id ? block->id : "");
    kept->words = arena_copy_string(them->arena, block->words ? block->words : "");
    kept->compiled = arena_copy_bytes(them->arena, block->compiled ? block->compiled : "",
                                      block->compiled ? block->compiled_length : 0);
    kept->compiled_length = block->compiled ? block->compiled_length : 0;
}

static void finding_pass_on(int code, size_t line, size_t column, const char *detail, void *context)
{
    const struct block_taker *findings = ((struct finding_them *)context)->findings;
    if (findings && findings->finding)
        findings->finding(code, line, column, detail, findings->context);
}

static void begins_pass_on(const char *plugin, void *context)
{
    const struct block_taker *findings = ((struct finding_them *)context)->findings;
    if (findings && findings->begins)
        findings->begins(plugin, findings->context);
}

static int order(const void *a, const void *b)
{
    const struct block *one = a, *other = b;
    return (one->first > other->first) - (one->first < other->first);
}

/* Nothing but white space and the marks of lists and quotes may stand before a block: anything else would be a
 * paragraph that it divides. */
static bool is_room_before(const char *line, size_t column)
{
    return strnlen(line, column) == column && strspn(line, " \t>-+*0123456789.)") >= column;
}

static int block_check(const struct source_lines *lines, const struct block *block)
{
    const char *plugin = block->plugin, *id = block->id;
    size_t bad;
    if (!text_is_id(id))
        return fail(FAIL_INPUT, "plugin '%s': block '%s': no id of a block", plugin, id);
    if (block->first > block->last || block->last >= lines->count)
        return fail(FAIL_INPUT, "plugin '%s': block '%s': lines %zu to %zu of a text of %zu", plugin, id,
                    block->first + 1, block->last + 1, lines->count);
    if (!is_room_before(lines->lines[block->first], block->column))
        return fail(FAIL_INPUT, "plugin '%s': block '%s': begins within the text of line %zu", plugin, id,
                    block->first + 1);
    if (strlen(block->words) > BLOCK_WORDS_MOST_BYTES || !text_is_utf8(block->words, strlen(block->words), &bad))
        return fail(FAIL_INPUT, "plugin '%s': block '%s': its words are too long or not UTF-8", plugin, id);
    if (block->compiled_length > BLOCK_COMPILED_MOST_BYTES)
        return fail(FAIL_LIMIT, "plugin '%s': block '%s': more than %zu bytes compiled", plugin, id,
                    (size_t)BLOCK_COMPILED_MOST_BYTES);
    return 0;
}

static int blocks_check(const struct source_lines *lines, const struct block *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        TRY(block_check(lines, &items[i]));
        if (i && items[i].first <= items[i - 1].last)
            return fail(FAIL_INPUT, "plugin '%s': block '%s': on the lines of block '%s'", items[i].plugin, items[i].id,
                        items[i - 1].id);
        for (size_t j = 0; j < i; j++)
            if (text_equal(items[i].id, items[j].id) && text_equal(items[i].plugin, items[j].plugin))
                return fail(FAIL_INPUT, "plugin '%s': block '%s': there are two of that id", items[i].plugin,
                            items[i].id);
    }
    return 0;
}

static int them_check(struct finding_them *them, const struct block_text *text)
{
    if (them->is_over)
        return fail(FAIL_LIMIT, "step '%s': more than %d blocks", text->step, BLOCKS_MAX);
    if (them->count)
        qsort(them->items, them->count, sizeof *them->items, order);
    return blocks_check(text->lines, them->items, them->count);
}

static int them_find(struct finding_them *them, const struct block_text *text)
{
    const struct block_taker taker = {begins_pass_on, found_take, finding_pass_on, them};
    TRY(finder ? finder->find(text, &taker) : 0);
    TRY(them_check(them, text));
    struct blocks taken = {.items = arena_zeroed(them->arena, (them->count + 1) * sizeof *taken.items)};
    for (; taken.count < them->count; taken.count++)
        taken.items[taken.count] = them->items[taken.count];
    blocks_untaken(text->lines, &taken, them->arena, &taker);
    return them_check(them, text);
}

int blocks_find(const struct block_text *text, const struct block_taker *findings, struct arena *arena,
                struct blocks *ret_blocks)
{
    struct finding_them them = {.arena = arena, .findings = findings};
    *ret_blocks = (struct blocks){0};
    int result = them_find(&them, text);
    struct block *items CLEANUP(memory_free_at) = them.items;
    TRY(result);
    ret_blocks->items = arena_zeroed(arena, (them.count + 1) * sizeof *items);
    if (them.count)
        memcpy(ret_blocks->items, items, them.count * sizeof *items);
    ret_blocks->count = them.count;
    return 0;
}

/* ---- cutting ---- */

static void line_add(struct text *into, const char *line)
{
    text_add(into, line);
    text_add_char(into, '\n');
}

/* The mark is a paragraph of its own, behind what stands before the block. */
static void mark_add(struct text *into, const char *line, const struct block *block, const char *mark, size_t n)
{
    bool is_behind_mark_of_list = strspn(line, " \t") < block->column;
    if (!is_behind_mark_of_list)
        text_add_char(into, '\n');
    text_add_bytes(into, line, block->column);
    text_addf(into, "%s%zu.\n\n", mark, n);
}

void blocks_cut(const struct source_lines *lines, const struct blocks *blocks, const char *mark, struct text *into)
{
    size_t next = 0;
    for (size_t i = 0; i < lines->count; i++) {
        const struct block *block = next < blocks->count ? &blocks->items[next] : NULL;
        if (!block || i < block->first) {
            line_add(into, lines->lines[i]);
            continue;
        }
        if (!mark)
            text_add_char(into, '\n');
        else if (i == block->first)
            mark_add(into, lines->lines[i], block, mark, next);
        next += i == block->last;
    }
}

/* ---- finding the places ---- */

/* One try: the marks, and which blocks had to give up their indentation. */
struct marking {
    const struct source_lines *lines;
    struct blocks *blocks;
    const struct block_rendering *rendering;
    char mark[MARK_MOST_BYTES];
};

enum marking_result { MARKS_FOUND, MARKS_OCCUR_ELSEWHERE, MARKS_ARE_CODE };

static size_t count_of(const char *words, const char *mark)
{
    size_t count = 0, length = strlen(mark);
    for (const char *at = words; (at = strstr(at, mark)); at += length)
        count++;
    return count;
}

static bool ends_with(const struct text *text, const char *end)
{
    size_t length = strlen(end);
    return text->length >= length && memcmp(text->bytes + text->length - length, end, length) == 0;
}

static bool is_in_code(const struct text *html)
{
    const char *begun = NULL, *ended = NULL;
    for (const char *at = text_string(html); (at = strstr(at, "<pre")); at++)
        begun = at;
    for (const char *at = begun; at && (at = strstr(at, "</pre>")); at++)
        ended = at;
    return begun && !ended;
}

/* Takes one mark away at the end of what was copied so far, with the paragraph that it was alone in; returns where to
 * go on, or NULL if the mark is in code. */
static const char *place_take(struct text *into, const char *after, struct block *block)
{
    if (is_in_code(into))
        return NULL;
    if (ends_with(into, "<p>") && text_starts(after, "</p>")) {
        text_cut(into, into->length - strlen("<p>"));
        after += strlen("</p>");
    }
    block->offset = into->length;
    return after;
}

static enum marking_result places_take(const struct marking *marking, const char *html, struct text *into)
{
    const char *at = html, *found;
    enum marking_result result = MARKS_FOUND;
    for (size_t i = 0; i < marking->blocks->count; i++) {
        struct block *block = &marking->blocks->items[i];
        char mark[MARK_MOST_BYTES + 24];
        int length = snprintf(mark, sizeof mark, "%s%zu.", marking->mark, i);
        if (!(found = strstr(at, mark)))
            return MARKS_OCCUR_ELSEWHERE;
        text_add_bytes(into, at, (size_t)(found - at));
        at = place_take(into, found + length, block);
        if (!at) {
            block->column -=
                block->column < 4 ? block->column : 4; /* indented like code, and a question all the same */
            result = MARKS_ARE_CODE;
            at = found + length;
        }
    }
    text_add(into, at);
    return result;
}

static void words_put(const struct marking *marking, const char *plain, struct text *into)
{
    const char *at = plain, *found;
    for (size_t i = 0; i < marking->blocks->count; i++) {
        char mark[MARK_MOST_BYTES + 24];
        int length = snprintf(mark, sizeof mark, "%s%zu.", marking->mark, i);
        if (!(found = strstr(at, mark)))
            break;
        text_add_bytes(into, at, (size_t)(found - at));
        text_add(into, marking->blocks->items[i].words);
        at = found + length;
    }
    text_add(into, at);
}

static int marking_try(const struct marking *marking, struct text *html, struct text *plain,
                       enum marking_result *ret_result)
{
    CLEANUP(text_finish) struct text body = TEXT(BODY_MOST_BYTES);
    CLEANUP(text_finish) struct text marked = TEXT(html->ceiling);
    CLEANUP(text_finish) struct text marked_plain = TEXT(plain->ceiling);
    blocks_cut(marking->lines, marking->blocks, marking->mark, &body);
    TRY(text_check(&body, "text with blocks"));
    TRY(marking->rendering->render(text_string(&body), body.length, &marked, &marked_plain,
                                   marking->rendering->context));
    TRY(text_check(&marked, "text with blocks"));
    text_clear(html);
    text_clear(plain);
    *ret_result = MARKS_OCCUR_ELSEWHERE;
    if (count_of(text_string(&marked), marking->mark) != marking->blocks->count)
        return 0;
    *ret_result = places_take(marking, text_string(&marked), html);
    words_put(marking, text_string(&marked_plain), plain);
    return 0;
}

static bool is_in_text(const struct source_lines *lines, const char *mark)
{
    for (size_t i = 0; i < lines->count; i++)
        if (strstr(lines->lines[i], mark))
            return true;
    return false;
}

int blocks_render(const struct source_lines *lines, struct blocks *blocks, const struct block_rendering *rendering,
                  struct text *html, struct text *plain)
{
    struct marking marking = {.lines = lines, .blocks = blocks, .rendering = rendering};
    enum marking_result result = MARKS_OCCUR_ELSEWHERE;
    for (int i = 0, renderings = 0; i < MARK_TRIES && renderings < 6 && result != MARKS_FOUND; i++) {
        snprintf(marking.mark, sizeof marking.mark, "blockmark%dx", i);
        if (is_in_text(lines, marking.mark))
            continue;
        TRY(marking_try(&marking, html, plain, &result));
        renderings++;
    }
    if (result == MARKS_FOUND)
        return 0;
    return fail_at(FAIL_INPUT, REASON_BLOCK_MISPLACED, NULL,
                   "plugin '%s': a block stands where none can, such as in a heading or a table",
                   blocks->items[0].plugin);
}
