/* Finds the place for a revision line by line; see revision_edit.h. */
#include "domain/curriculum/revision_edit.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const char *line_end(const char *at)
{
    const char *end = strchr(at, '\n');
    return end ? end + 1 : at + strlen(at);
}

static bool line_is(const char *line, const char *words)
{
    size_t length = strlen(words);
    return strncmp(line, words, length) == 0 && strspn(line + length, " \r") == strcspn(line + length, "\n");
}

/* The line that ends the front matter; NULL if there is none. */
static const char *front_end(const char *file)
{
    if (!line_is(file, "---"))
        return NULL;
    for (const char *line = line_end(file); *line; line = line_end(line))
        if (line_is(line, "---"))
            return line;
    return NULL;
}

/* The number in `  - {n: 3, ...}`, 0 if the line is no such row. */
static int row_number_of(const char *line)
{
    const char *at = line + strspn(line, " ");
    if (at == line || strncmp(at, "- {", 3) != 0)
        return 0;
    at += 3;
    at += strspn(at, " ");
    return strncmp(at, "n:", 2) == 0 ? (int)strtol(at + 2, NULL, 10) : 0;
}

static void row_add(struct text *into, int n, const struct revision_new *revision)
{
    char day[DAY_TEXT_BYTES];
    text_addf(into, "  - {n: %d, date: %s, class: %s", n, day_format(revision->day, day),
              change_class_word(revision->change));
    if (!text_is_blank(revision->note)) {
        text_add(into, ", note: \"");
        for (const char *at = revision->note; *at; at++) {
            if (*at == '"' || *at == '\\')
                text_add_char(into, '\\');
            text_add_char(into, *at == '\n' || *at == '\r' ? ' ' : *at);
        }
        text_add_char(into, '"');
    }
    text_add(into, "}\n");
}

static int fail_of_shape(void)
{
    return fail_at(FAIL_INPUT, REASON_NONE, "text",
                   "the revisions of this file do not stand one in a line: write the new one there yourself");
}

int revision_add(const char *file, const struct revision_new *revision, int begun, struct text *into)
{
    const char *end = front_end(file), *line = file;
    if (!end)
        return fail_at(FAIL_INPUT, REASON_NONE, "text",
                       "the file does not begin with its properties between two lines "
                       "'---'");
    while (line < end && !line_is(line, "revisions:") && strncmp(line, "revisions:", 10) != 0)
        line = line_end(line);
    if (line == end) {
        text_add_bytes(into, file, (size_t)(end - file));
        text_add(into, "revisions:\n");
        row_add(into, 2, revision);
        row_add(into, 1, &(struct revision_new){CHANGE_SUBSTANTIVE, begun, NULL});
        text_add(into, end);
        return 0;
    }
    const char *first = line_end(line);
    int newest = line_is(line, "revisions:") && first < end ? row_number_of(first) : 0;
    if (!newest)
        return fail_of_shape();
    text_add_bytes(into, file, (size_t)(first - file));
    row_add(into, newest + 1, revision);
    text_add(into, first);
    return 0;
}
