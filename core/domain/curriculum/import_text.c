/* Reads an imported file: front matter, title, body; see import_internal.h. */
#include "domain/curriculum/import_internal.h"

#include "base/fail.h"
#include "domain/curriculum/curriculum.h"
#include "io/file.h"
#include "io/markdown.h"
#include "io/yaml.h"

#include <string.h>

#define TITLE_BYTES_MAX 200
#define FRONT_MATTER_SPARE 1024 /* what our own front matter takes at most */
#define BRACKETS_MAX 10000      /* as the check has it */

const char *import_title_from(struct arena *arena, const char *words)
{
    size_t used = 0, length = words ? strlen(words) : 0;
    char *title = arena_zeroed(arena, length + 1);
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)words[i];
        bool is_space = byte <= ' ' || byte == 0x7f;
        if (!is_space)
            title[used++] = (char)byte;
        else if (used && title[used - 1] != ' ')
            title[used++] = ' ';
    }
    if (used > TITLE_BYTES_MAX) {
        used = TITLE_BYTES_MAX;
        while (used && ((unsigned char)title[used] & 0xc0) == 0x80)
            used--; /* not inside a character */
    }
    while (used && title[used - 1] == ' ')
        used--;
    title[used] = '\0';
    return text_is_blank(title) ? NULL : title;
}

/* The length of the line at `at`, with its ending. */
static size_t line_length(const char *at, const char *end)
{
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    return (size_t)((newline ? newline + 1 : end) - at);
}

static bool line_is(const char *at, size_t length, const char *word)
{
    while (length && strchr("\r\n \t", at[length - 1]))
        length--;
    return length == strlen(word) && memcmp(at, word, length) == 0;
}

/* The bytes between a first line "---" and the next such line; false if the text begins otherwise. */
static bool front_matter_find(struct import_step *step, const char **ret_yaml, size_t *ret_length)
{
    const char *begin = step->body, *end = begin + step->body_length;
    size_t first = line_length(begin, end);
    int line = 1;
    if (!line_is(begin, first, "---"))
        return false;
    for (const char *at = begin + first; at < end; at += line_length(at, end)) {
        size_t length = line_length(at, end);
        line++;
        if (!line_is(at, length, "---") && !line_is(at, length, "..."))
            continue;
        *ret_yaml = begin + first;
        *ret_length = (size_t)(at - *ret_yaml);
        step->body = at + length;
        step->body_length = (size_t)(end - step->body);
        step->body_line = step->body_line + line;
        return true;
    }
    return false;
}

static const char *front_matter_title(struct import *import, const char *bytes, size_t length)
{
    const struct yaml_node *root = NULL;
    struct yaml_place place;
    const struct yaml_source source = {.bytes = bytes, .length = length};
    if (yaml_parse(&source, import->arena, &root, &place) != 0)
        return NULL;
    return import_title_from(import->arena, yaml_value(yaml_get(root, "title")));
}

/* Makes "Hello world" from "03-hello_world.md". */
static const char *title_of_name(struct import *import, const char *path)
{
    char *name = arena_copy_string(import->arena, file_name(path));
    char *dot = strrchr(name, '.');
    if (dot && dot != name)
        *dot = '\0';
    size_t digits = strspn(name, "0123456789");
    char *rest = name[digits] && strchr("-_. ", name[digits]) ? name + digits + 1 : name;
    for (char *at = rest; *at; at++)
        if (*at == '-' || *at == '_')
            *at = ' ';
    if (*rest >= 'a' && *rest <= 'z')
        *rest = (char)(*rest - 'a' + 'A');
    const char *title = import_title_from(import->arena, rest);
    return title ? title : "-";
}

/* Removes a first heading that equals the title, which would be shown twice. */
static void heading_cut(struct import_step *step, int heading_line)
{
    const char *at = step->body, *end = at + step->body_length;
    for (int line = 1; line < heading_line && at < end; line++) {
        size_t length = line_length(at, end);
        if (!line_is(at, length, ""))
            return;
        at += length;
    }
    if (at == end || *at != '#')
        return;
    at += line_length(at, end);
    for (const char *c = step->body; c < at; c++)
        step->body_line += *c == '\n';
    step->body = at;
    step->body_length = (size_t)(end - at);
}

static int title_find(struct import *import, struct import_step *step)
{
    struct markdown_facts facts = {0};
    const struct markdown markdown = {.body = step->body, .length = step->body_length};
    TRY(markdown_collect(&markdown, import->arena, &facts));
    for (size_t i = 0; i < facts.heading_count && !step->title; i++) {
        step->title = import_title_from(import->arena, facts.headings[i].text);
        if (step->title)
            heading_cut(step, facts.headings[i].line);
    }
    if (!step->title)
        step->title = title_of_name(import, step->file->path);
    return 0;
}

static const char *reason_against(const char *bytes, size_t length)
{
    size_t brackets = 0;
    if (length + FRONT_MATTER_SPARE > CURRICULUM_FILE_BYTES_MAX)
        return N_("larger than 128 KiB");
    if (!text_is_utf8(bytes, length, NULL))
        return N_("not UTF-8");
    if (memchr(bytes, '\0', length))
        return N_("has a NUL byte");
    for (size_t i = 0; i < length; i++)
        brackets += bytes[i] == '[';
    return brackets > BRACKETS_MAX ? N_("has so many brackets that it would take too long to show") : NULL;
}

int import_text_read(struct import *import, struct import_step *step, const char *bytes, size_t length)
{
    const char *yaml = NULL;
    size_t yaml_length = 0;
    const char *reason = reason_against(bytes, length);
    if (reason) {
        import_leave_out(import, step, reason);
        return 0;
    }
    bool has_mark = length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0;
    step->body = has_mark ? bytes + 3 : bytes;
    step->body_length = has_mark ? length - 3 : length;
    step->body_line = 1;
    if (front_matter_find(step, &yaml, &yaml_length))
        step->title = front_matter_title(import, yaml, yaml_length);
    if (!step->title)
        TRY(title_find(import, step));
    return 0;
}
