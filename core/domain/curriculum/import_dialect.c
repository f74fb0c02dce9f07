/* Reads what other dialects of Markdown have and CommonMark lacks; see import_internal.h.
 *
 * "[[Page]]" is a wiki link, but for texts with questions in LiaScript's syntax: there it is an answer that readers
 * must not see. */
#include "domain/curriculum/import_internal.h"

#include "base/fail.h"
#include "base/line.h"
#include "domain/curriculum/image.h"
#include "domain/curriculum/source_lines.h"
#include "io/file.h"

#include <string.h>
#include <strings.h>

/* What is shown as text; each kind is noted once in a file. */
enum foreign { FOREIGN_FOOTNOTE, FOREIGN_ATTRIBUTE, FOREIGN_TEMPLATE, FOREIGN_KINDS };

static const char *const foreign_reasons[] = {
    [FOREIGN_FOOTNOTE] = N_("a footnote is shown as text where it is written"),
    [FOREIGN_ATTRIBUTE] = N_("attributes in braces are shown as text"),
    [FOREIGN_TEMPLATE] = N_("an instruction to a template is shown as text"),
};

struct dialect {
    struct import *import;
    const struct import_step *step;
    struct text *into;
    bool has_questions, is_noted[FOREIGN_KINDS];
};

static void note(const struct dialect *dialect, size_t line, const char *what, const char *reason)
{
    import_note_add(dialect->import, &(struct import_note){.path = dialect->step->file->path,
                                                           .line = dialect->step->body_line + (int)line,
                                                           .what = what,
                                                           .reason = reason});
}

/* ---- wiki links ---- */

static bool is_named(const char *path, const char *name)
{
    size_t length = strlen(path), tail = strlen(name);
    bool is_end = length >= tail && strncasecmp(path + length - tail, name, tail) == 0;
    return tail && is_end && (length == tail || path[length - tail - 1] == '/');
}

/* The path of what a wiki link names: a step or a picture by its path or name in any folder, or a step by its title;
 * NULL if there is none. */
static const char *named_find(const struct import *import, const char *name)
{
    CLEANUP(memory_free_at) char *page = memory_format("%s.md", name);
    for (size_t i = 0; i < import->step_count; i++)
        if (!import->steps[i].reason &&
            (is_named(import->steps[i].file->path, page) || is_named(import->steps[i].file->path, name)))
            return import->steps[i].file->path;
    for (size_t i = 0; i < import->step_count; i++)
        if (!import->steps[i].reason && strcasecmp(import->steps[i].title, name) == 0)
            return import->steps[i].file->path;
    for (size_t i = 0; i < import->tree.count; i++)
        if (image_type_of_path(import->tree.files[i].path) && is_named(import->tree.files[i].path, name))
            return import->tree.files[i].path;
    return NULL;
}

static bool has_any(const char *line, const char *const *these)
{
    for (; *these; these++)
        if (strstr(line, *these))
            return true;
    return false;
}

/* True if a text has what only questions have. */
static bool has_questions(const struct source_lines *lines, const char **masked)
{
    static const char *const marks[] = {"[( )]", "[(X)]", "[(x)]",         "[[X]]",     "[[x]]",     "[[ ]]", "[[?]]",
                                        "[[!]]", "[[___", "data-solution", "narrator:", "LiaScript", NULL};
    for (size_t i = 0; i < lines->count; i++) {
        const char *choice = strstr(masked[i], "[["), *end = choice ? strstr(choice, "]]") : NULL;
        if (lines->is_code[i] == LINE_IS_TEXT && has_any(masked[i], marks))
            return true;
        const char *bar = end ? memchr(choice, '|', (size_t)(end - choice)) : NULL;
        if (bar && memchr(choice, '(', (size_t)(end - choice)) && memchr(choice, ')', (size_t)(end - choice)))
            return true;
    }
    return false;
}

/* A wiki link in a line, "![[page#part|words]]". */
struct wiki {
    const char *page, *part, *words; /* part: with its number sign, or "" */
    size_t begin, end;
    bool is_image;
};

static char *trimmed(struct arena *arena, const char *bytes, size_t length)
{
    while (length && strchr(" \t", *bytes))
        bytes++, length--;
    while (length && strchr(" \t\\", bytes[length - 1])) /* "\\|" in a table's cell */
        length--;
    return arena_copy_bytes(arena, bytes, length);
}

static bool wiki_find(struct arena *arena, const char *line, const char *masked, size_t from, struct wiki *ret)
{
    const char *open = strstr(masked + from, "[["), *close = open ? strstr(open, "]]") : NULL;
    if (!close)
        return false;
    const char *inside = line + (open - masked) + 2;
    size_t length = (size_t)(close - open) - 2;
    const char *bar = memchr(inside, '|', length);
    size_t page = bar ? (size_t)(bar - inside) : length;
    const char *hash = memchr(inside, '#', page);
    *ret = (struct wiki){.begin = (size_t)(open - masked), .end = (size_t)(close - masked) + 2};
    ret->words = trimmed(arena, bar ? bar + 1 : inside, bar ? length - page - 1 : length);
    ret->part = hash ? trimmed(arena, hash, page - (size_t)(hash - inside)) : "";
    ret->page = trimmed(arena, inside, hash ? (size_t)(hash - inside) : page);
    ret->is_image = ret->begin && masked[ret->begin - 1] == '!';
    ret->begin -= ret->is_image;
    return true;
}

static bool is_link_after(const char *after)
{
    return *after == '(' || *after == '[' || *after == ':';
}

static void part_add(struct text *into, const char *part)
{
    CLEANUP(text_finish) struct text id = TEXT(64);
    text_add_id_from(&id, part);
    text_addf(into, "%s%s", id.length ? "#" : "", text_string(&id));
}

/* Writes a wiki link as a link, or as its words. */
static void wiki_write(const struct dialect *dialect, const struct wiki *wiki, size_t line)
{
    const char *page = *wiki->page ? named_find(dialect->import, wiki->page) : NULL;
    const char *words = *wiki->words ? wiki->words : wiki->page;
    bool is_page = page && !image_type_of_path(page);
    if (!page && (*wiki->page || !*wiki->part)) {
        text_add(dialect->into, words);
        note(dialect, line, wiki->page, N_("the link leads to nothing that was imported: its words are kept"));
        return;
    }
    text_addf(dialect->into, "%s[%s](", is_page || !page ? "" : "!", words);
    if (page)
        text_addf(dialect->into, "</%s", page);
    part_add(dialect->into, wiki->part);
    text_add(dialect->into, page ? ">)" : ")");
}

/* ---- lines ---- */

static void foreign_note(struct dialect *dialect, enum foreign kind, size_t line)
{
    if (!dialect->is_noted[kind])
        note(dialect, line, NULL, foreign_reasons[kind]);
    dialect->is_noted[kind] = true;
}

static bool has_attribute(const char *masked)
{
    const char *brace = strchr(masked, '{');
    for (; brace; brace = strchr(brace + 1, '{')) {
        bool is_attached = brace > masked && strchr(")]", brace[-1]);
        bool is_of_heading = masked[strspn(masked, " ")] == '#' && (brace[1] == '#' || brace[1] == '.');
        if ((is_attached && brace[1] != '{') || is_of_heading || brace[1] == ':')
            return true;
    }
    return false;
}

static void foreign_find(struct dialect *dialect, const char *masked, size_t line)
{
    static const char *const templates[] = {"{{", "{%", NULL};
    if (has_any(masked, templates))
        foreign_note(dialect, FOREIGN_TEMPLATE, line);
    if (has_attribute(masked))
        foreign_note(dialect, FOREIGN_ATTRIBUTE, line);
    if (strstr(masked, "[^"))
        foreign_note(dialect, FOREIGN_FOOTNOTE, line);
}

static void line_write(struct dialect *dialect, const char *line, const char *masked, size_t number)
{
    struct wiki wiki;
    size_t at = strspn(masked, " >"), from = at;
    text_add_bytes(dialect->into, line, at);
    if (text_starts(masked + at, "[^") && strstr(masked + at, "]:"))
        text_add_char(dialect->into, '\\'); /* else CommonMark takes it for a link's definition */
    while (!dialect->has_questions && wiki_find(dialect->import->arena, line, masked, from, &wiki)) {
        from = wiki.end;
        if (is_link_after(masked + wiki.end) || text_is_blank(wiki.words))
            continue;
        text_add_bytes(dialect->into, line + at, wiki.begin - at);
        wiki_write(dialect, &wiki, number);
        at = wiki.end;
    }
    text_add(dialect->into, line + at);
}

void import_dialect_read(struct import *import, const struct import_step *step, struct text *into)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct source_lines lines;
    struct dialect dialect = {.import = import, .step = step, .into = into};
    const char *end = step->body + step->body_length, *at = step->body;
    source_lines_cut(&arena, arena_copy_bytes(&arena, step->body, step->body_length), &lines);
    const char **masked = source_lines_mask(&arena, &lines);
    dialect.has_questions = has_questions(&lines, masked);
    for (size_t i = 0; i < lines.count; i++) {
        struct line line = line_at(at, end);
        at = line_after(line);
        bool is_text = lines.is_code[i] == LINE_IS_TEXT;
        if (is_text)
            foreign_find(&dialect, masked[i], i);
        if (is_text)
            line_write(&dialect, lines.lines[i], masked[i], i);
        else
            text_add(into, lines.lines[i]);
        text_add_bytes(into, line.start + line.length, line.ending);
    }
}
