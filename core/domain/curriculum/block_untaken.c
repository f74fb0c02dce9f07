/* Questions that no plugin has taken, whose answer keys must stay hidden all the same.
 *
 * Quizzes belong to the curriculum format, but a plugin reads them. If it is not loaded, or does not recognise a
 * question, readers get its words without the marks that show the answer. */
#include "domain/curriculum/block.h"

#include <string.h>

#define SOLUTION_LINES_MAX 200

/* A body, its lines with inline code as spaces (source_lines_mask), and which of them are code. */
struct body {
    const struct source_lines *lines;
    const char **masked;
    bool *is_code;
};

/* The length of a space of any kind, also of one without width; 0 if there is none. */
static size_t space_length(const char *at)
{
    static const char *const wide[] = {"\xc2\xa0",     "\xe1\x9a\x80", "\xe2\x80\xaf", "\xe2\x81\x9f",
                                       "\xe2\x81\xa0", "\xe3\x80\x80", "\xef\xbb\xbf"};
    if (*at == ' ' || *at == '\t')
        return 1;
    for (size_t i = 0; i < COUNT_OF(wide); i++)
        if (text_starts(at, wide[i]))
            return strlen(wide[i]);
    return text_starts(at, "\xe2\x80") && (unsigned char)at[2] >= 0x80 && (unsigned char)at[2] <= 0x8f ? 3 : 0;
}

static size_t spaces_length(const char *at)
{
    size_t length = 0, more;
    while ((more = space_length(at + length)))
        length += more;
    return length;
}

static bool is_link_after(const char *after)
{
    return *after && strchr("([", *after);
}

/* The length of "[(X)]", "[( )]" or "[[X]]", with any spaces; 0 if none is here. *ret_is_empty: "[[ ]]". */
static size_t mark_length(const char *at, bool *ret_is_empty)
{
    const char *from = at;
    char close = at[0] == '[' ? ']' : '\0';
    at += close ? 1 + spaces_length(at + 1) : 0;
    if (!close || (*at != '(' && *at != '['))
        return 0;
    close = *at == '(' ? ')' : ']';
    at += 1 + spaces_length(at + 1);
    bool is_right = *at == 'x' || *at == 'X';
    *ret_is_empty = !is_right && close == ']';
    at += is_right;
    at += spaces_length(at);
    if (*at != close)
        return 0;
    at += 1 + spaces_length(at + 1);
    return *at == ']' && !is_link_after(at + 1) ? (size_t)(at + 1 - from) : 0;
}

/* Whether what precedes a bracket can only be the mark of a list or a quotation, of whatever script: no letter, and no
 * number, but before '.' or ')'. */
static bool is_list_mark(const char *line, const char *bracket)
{
    for (const char *at = line; at < bracket; at++) {
        bool is_digit = *at >= '0' && *at <= '9';
        bool is_letter = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z');
        bool is_number = at[1] == '.' || at[1] == ')' || (is_digit && at[1] >= '0' && at[1] <= '9');
        if (*at == '[' || ((is_letter || is_digit) && !is_number))
            return false;
    }
    return true;
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

/* "[(2)] words", "[ (X) ( ) ] Row": an option that is neither right nor wrong, after the mark of a list. */
static bool is_loose_option(const char *line, const char *bracket)
{
    const char *inside = bracket + 1 + spaces_length(bracket + 1);
    return bracket > line + strspn(line, " \t>") && (*inside == '(' || *inside == '[') && is_list_mark(line, bracket) &&
           !is_link_after(option_end(bracket));
}

/* The bracket of an option in a masked line; NULL if there is none. */
static const char *option_begin(const char *line)
{
    bool is_empty = false;
    for (const char *at = line; (at = strchr(at, '[')); at++) {
        if (mark_length(at, &is_empty) && (!is_empty || is_list_mark(line, at)))
            return at;
        if (is_loose_option(line, at))
            return at;
    }
    return NULL;
}

/* The next "[[...]]" in a masked line that has something in it and is no link; *ret_end is after it. */
static const char *gap_find(const char *from, const char **ret_end)
{
    const char *at, *end;
    for (; (at = strstr(from, "[[")) && (end = strstr(at, "]]")); from = end) {
        bool is_empty = at + 2 + spaces_length(at + 2) >= end;
        end += 2 + strspn(end + 2, "]");
        *ret_end = end;
        if (!is_empty && !is_link_after(end))
            return at;
    }
    return NULL;
}

static bool tells_answer(const char *masked)
{
    const char *end;
    return option_begin(masked) || gap_find(masked, &end);
}

/* Whether words go up to here, so that what comes after a bracket must be kept apart from them. */
static bool is_after_words(const char *line, const char *option)
{
    return option > line && !strchr(" \t", option[-1]);
}

/* Writes the line for readers: an option without its brackets, a gap as a gap. */
static void line_clean(struct text *into, const char *line, const char *masked)
{
    const char *option = option_begin(masked), *at = masked, *gap, *end;
    if (option) {
        size_t before = strspn(masked, " \t>-+*");
        text_add(into, masked + before == option ? "- " : NULL);
        text_add_bytes(into, line, masked + before == option ? 0 : (size_t)(option - masked));
        text_add(into, masked + before != option && is_after_words(masked, option) ? " " : NULL);
        at = option_end(option);
        at += spaces_length(at);
    }
    for (const char *from = at; (gap = gap_find(from, &end)); from = at = end) {
        text_add_bytes(into, line + (at - masked), (size_t)(gap - at));
        if (!text_starts(gap, "[[?]]"))
            text_add(into, "____");
    }
    text_add(into, line + (at - masked));
    text_add_char(into, '\n');
}

/* Removes comments, which are settings or the author's own; one that is not closed goes to the end. */
static const char *without_comments(struct arena *arena, const char *words)
{
    CLEANUP(text_finish) struct text kept = TEXT(BLOCK_WORDS_MOST_BYTES);
    for (const char *comment; (comment = strstr(words, "<!--"));) {
        const char *end = strstr(comment + 2, "-->");
        text_add_bytes(&kept, words, (size_t)(comment - words));
        words = end ? end + strlen("-->") : "";
        if (kept.length && kept.bytes[kept.length - 1] == '\n' && *words == '\n')
            words++;
    }
    text_add(&kept, words);
    return arena_copy_string(arena, text_string(&kept));
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
static bool run_take(const struct body *body, size_t first, size_t last, struct arena *arena, struct block *ret_block)
{
    const struct source_lines *lines = body->lines;
    CLEANUP(text_finish) struct text words = TEXT(BLOCK_WORDS_MOST_BYTES);
    bool is_one = false;
    size_t end = last;
    for (size_t i = first; i <= last; i++) {
        size_t solution = is_one ? solution_end(lines, i) : 0;
        is_one |= tells_answer(body->masked[i]);
        if (solution)
            i = solution; /* it may extend beyond this paragraph, with empty lines */
        else
            line_clean(&words, lines->lines[i], body->masked[i]);
        end = solution > end ? solution : end;
    }
    if (is_one && end == last)
        end = solution_end(lines, last + 1) ? solution_end(lines, last + 1) : last;
    *ret_block = (struct block){.plugin = "",
                                .kind = "",
                                .id = arena_format(arena, "line-%zu", first + 1),
                                .words = is_one ? without_comments(arena, text_string(&words)) : "",
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

static bool ends_run(const struct body *body, const struct blocks *taken, size_t line)
{
    return text_is_white(body->lines->lines[line]) || body->is_code[line] || block_on(taken, line);
}

/* Indented lines are code, but where a question begins them (docs/curriculum-format.md). */
static bool is_code(const struct body *body, size_t line)
{
    const struct source_lines *lines = body->lines;
    if (lines->is_code[line] != LINE_IS_INDENTED || text_is_white(lines->lines[line]))
        return lines->is_code[line] == LINE_IS_FENCED;
    bool goes_on = line && lines->is_code[line - 1] == LINE_IS_INDENTED && !text_is_white(lines->lines[line - 1]);
    const char *words = body->masked[line] + strspn(body->masked[line], " \t"), *end = NULL;
    bool is_answer = gap_find(words, &end) == words && text_is_white(end);
    return goes_on ? body->is_code[line - 1] : !option_begin(words) && !is_answer;
}

static struct body body_of(struct arena *arena, const struct source_lines *lines)
{
    struct body body = {lines, source_lines_mask(arena, lines), arena_zeroed(arena, lines->count * sizeof(bool))};
    for (size_t i = 0; i < lines->count; i++)
        body.is_code[i] = is_code(&body, i);
    return body;
}

void blocks_untaken(const struct source_lines *lines, const struct blocks *taken, struct arena *arena,
                    const struct block_taker *taker)
{
    const struct body body = body_of(arena, lines);
    for (size_t first = 0, last; first < lines->count; first = last + 1) {
        struct block block;
        last = first;
        if (ends_run(&body, taken, first))
            continue;
        while (last + 1 < lines->count && !ends_run(&body, taken, last + 1))
            last++;
        if (!run_take(&body, first, last, arena, &block))
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
    if (*blocks_version())
        return true;
    for (const char *at = body; (at = strchr(at, '['));) {
        at += 1 + spaces_length(at + 1);
        if (*at == '[' || *at == '(')
            return true;
    }
    return false;
}
