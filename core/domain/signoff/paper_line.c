/* Takes apart what was typed in from paper; see paper_line.h. */
#include "domain/signoff/paper_line.h"

#include "base/fail.h"
#include "base/text.h"
#include "io/unicode.h"

#include <string.h>

static const char separators[] = " \t\r,;";

/* The next word of *at, which moves on behind it; "" at the end. */
static const char *word_next(const char **at, struct arena *arena)
{
    const char *begin = *at + strspn(*at, separators);
    size_t length = strcspn(begin, separators);
    *at = begin + length;
    return arena_copy_bytes(arena, begin, length);
}

/* The rest without what separates at its ends. */
static const char *rest_of(const char *at, struct arena *arena)
{
    at += strspn(at, separators);
    size_t length = strlen(at);
    while (length && strchr(separators, at[length - 1]))
        length--;
    return arena_copy_bytes(arena, at, length);
}

static bool is_number(const char *word)
{
    return *word && !word[strspn(word, "0123456789")];
}

static struct paper_line line_read(const char *words, int number, struct arena *arena)
{
    struct paper_line line = {.number = number, .words = rest_of(words, arena), .autonomy = ""};
    line.code = word_next(&words, arena);
    line.day = word_next(&words, arena);
    line.evidence = word_next(&words, arena);
    const char *before = words, *word = word_next(&words, arena);
    if (is_number(word))
        line.autonomy = word;
    else
        words = before;
    line.signer = rest_of(words, arena);
    return line;
}

int paper_lines_read(const char *text, struct arena *arena, struct paper_line **ret_lines, size_t *ret_count)
{
    struct paper_line *lines = arena_zeroed(arena, PAPER_ROWS_MAX * sizeof *lines);
    size_t count = 0, bad = 0;
    if (!text_is_utf8(text, strlen(text), &bad))
        return fail(FAIL_INPUT, "what was typed in is no text: byte %zu is not UTF-8", bad);
    text = unicode_compose(arena, text);
    for (int number = 1; *text; number++) {
        size_t length = strcspn(text, "\n");
        const char *words = arena_copy_bytes(arena, text, length);
        text += length + (text[length] == '\n');
        if (!words[strspn(words, separators)])
            continue;
        if (count == PAPER_ROWS_MAX)
            return fail(FAIL_LIMIT, "more than %d rows: take the rest after these", PAPER_ROWS_MAX);
        lines[count++] = line_read(words, number, arena);
    }
    *ret_lines = lines;
    *ret_count = count;
    return count ? 0 : fail(FAIL_INPUT, "write one row for each signature on the paper");
}
