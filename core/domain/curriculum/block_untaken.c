/* Questions that no plugin has taken, whose answer keys must stay hidden all the same.
 *
 * Quizzes belong to the curriculum format, but a plugin reads them. If it is not loaded, or does not recognise a
 * question, readers get its words without the marks that show the answer. */
#include "domain/curriculum/block.h"

#include <string.h>

#define SOLUTION_LINES_MAX 200

static bool is_blank(const char *line)
{
    return text_is_white(line);
}

/* Recognises "- [(X)] right", "- [[ ]] wrong", "- [ (X) ( ) ] Row": returns the position after the list marker, or
 * NULL. */
static const char *option_begin(const char *line)
{
    const char *at = line + strspn(line, " \t>");
    if (!*at || !strchr("-+*", *at) || at[1] != ' ')
        return NULL;
    at += 1 + strspn(at + 1, " ");
    return text_starts(at, "[(") || text_starts(at, "[[") || text_starts(at, "[ (") || text_starts(at, "[ [") ? at
                                                                                                              : NULL;
}

/* The next "[[...]]" that is no link and not in inline code; *ret_end is after it. */
static const char *gap_find(const char *line, const char *from, const char **ret_end)
{
    const char *at, *end;
    size_t ticks = 0;
    while ((at = strstr(from, "[[")) && (end = strstr(at, "]]"))) {
        for (const char *tick = line; tick < at; tick++)
            ticks += *tick == '`';
        end += 2 + strspn(end + 2, "]");
        if (ticks % 2 == 0 && *end != '(' && *end != '[') {
            *ret_end = end;
            return at;
        }
        line = at;
        from = end;
    }
    return NULL;
}

static bool tells_answer(const char *line)
{
    const char *end;
    return option_begin(line) || gap_find(line, line, &end);
}

/* The position after the bracket that closes the first one. */
static const char *option_end(const char *option)
{
    int depth = 0;
    for (const char *at = option; *at; at++) {
        depth += (*at == '[') - (*at == ']');
        if (depth == 0)
            return at + 1;
    }
    return option + strlen(option);
}

/* Writes the line for readers: an option without its brackets, a gap as a gap. */
static void line_clean(struct text *into, const char *line)
{
    const char *option = option_begin(line), *at = line, *gap, *end;
    if (option) {
        text_add(into, "- ");
        at = option_end(option);
        at += strspn(at, " ");
    } else if (text_starts(line + strspn(line, " \t"), "<!--"))
        return; /* settings */
    for (const char *from = at; (gap = gap_find(from, from, &end)); from = at = end) {
        text_add_bytes(into, at, (size_t)(gap - at));
        if (!text_starts(gap, "[[?]]"))
            text_add(into, "____");
    }
    text_add(into, at);
    text_add_char(into, '\n');
}

/* The last line of a solution, between two lines of `***` after a question; 0 if there is none. */
static size_t solution_end(const struct source_lines *lines, size_t line)
{
    if (line >= lines->count || !text_starts(lines->lines[line] + strspn(lines->lines[line], " "), "***"))
        return 0;
    for (size_t i = line + 1; i < lines->count && i < line + SOLUTION_LINES_MAX; i++)
        if (text_starts(lines->lines[i] + strspn(lines->lines[i], " "), "***"))
            return i;
    return 0;
}

/* Makes a block of a paragraph, list or table if any of its lines shows an answer. */
static bool run_take(const struct source_lines *lines, size_t first, size_t last, struct arena *arena,
                     struct block *ret_block)
{
    CLEANUP(text_finish) struct text words = TEXT(BLOCK_WORDS_MOST_BYTES);
    bool is_one = false;
    size_t end = last;
    for (size_t i = first; i <= last; i++) {
        size_t solution = is_one ? solution_end(lines, i) : 0;
        is_one |= tells_answer(lines->lines[i]);
        if (solution)
            i = solution; /* it may extend beyond this paragraph, with empty lines */
        else
            line_clean(&words, lines->lines[i]);
        end = solution > end ? solution : end;
    }
    if (is_one && end == last)
        end = solution_end(lines, last + 1) ? solution_end(lines, last + 1) : last;
    *ret_block = (struct block){.plugin = "",
                                .kind = "",
                                .id = arena_format(arena, "line-%zu", first + 1),
                                .words = arena_copy_string(arena, text_string(&words)),
                                .compiled = "",
                                .first = first,
                                .last = end,
                                .column = strspn(lines->lines[first], " \t")};
    return is_one;
}

static const struct block *block_on(const struct blocks *blocks, size_t line)
{
    for (size_t i = 0; i < blocks->count; i++)
        if (line >= blocks->items[i].first && line <= blocks->items[i].last)
            return &blocks->items[i];
    return NULL;
}

static bool ends_run(const struct source_lines *lines, const struct blocks *taken, size_t line)
{
    return is_blank(lines->lines[line]) || lines->is_code[line] == LINE_IS_FENCED || block_on(taken, line);
}

void blocks_untaken(const struct source_lines *lines, const struct blocks *taken, struct arena *arena,
                    const struct block_taker *taker)
{
    for (size_t first = 0, last; first < lines->count; first = last + 1) {
        struct block block;
        last = first;
        if (ends_run(lines, taken, first))
            continue;
        while (last + 1 < lines->count && !ends_run(lines, taken, last + 1))
            last++;
        if (!run_take(lines, first, last, arena, &block))
            continue;
        for (size_t i = last + 1; i <= block.last; i++)
            if (block_on(taken, i))
                block.last = last; /* the solution of another question */
        taker->found(&block, taker->context);
        last = block.last;
    }
}

bool blocks_may_be(const char *body)
{
    return *blocks_version() || strstr(body, "[[") || strstr(body, "[(") || strstr(body, "[ (") || strstr(body, "[ [");
}
