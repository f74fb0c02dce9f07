/* Reads an imported file: front matter, title, body; see import_internal.h. */
#include "domain/curriculum/import_internal.h"

#include "base/fail.h"
#include "base/line.h"
#include "domain/curriculum/curriculum.h"
#include "io/file.h"
#include "io/markdown.h"
#include "io/yaml.h"

#include <string.h>
#include <strings.h>

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

static bool line_is(struct line line, const char *word)
{
    while (line.length && strchr(" \t", line.start[line.length - 1]))
        line.length--;
    return line.length == strlen(word) && memcmp(line.start, word, line.length) == 0;
}

/* Moves the body's start to `at`, behind lines that are no part of it. */
static void body_begin(struct import_step *step, const char *at)
{
    const char *end = step->body + step->body_length;
    step->body_line += (int)line_endings(step->body, (size_t)(at - step->body));
    step->body = at;
    step->body_length = (size_t)(end - at);
}

/* Front matter, between two lines of "---" (YAML) or "+++" (TOML). */
struct front {
    const char *bytes, *after; /* after: where the body begins */
    size_t length;
};

static bool front_find(const struct import_step *step, const char *fence, struct front *ret_front)
{
    const char *begin = step->body, *end = begin + step->body_length;
    struct line line = line_at(begin, end);
    ret_front->bytes = line_after(line);
    if (!line_is(line, fence))
        return false;
    for (const char *at = ret_front->bytes; at < end; at = ret_front->after) {
        line = line_at(at, end);
        ret_front->after = line_after(line);
        ret_front->length = (size_t)(at - ret_front->bytes);
        if (line_is(line, fence) || (*fence == '-' && line_is(line, "...")))
            return true;
    }
    return false;
}

static void front_note(struct import *import, struct import_step *step, const struct import_note *note)
{
    if (step->front.reason)
        return;
    step->front = *note;
    step->front.path = step->file->path;
    step->front.what = arena_copy_string(import->arena, note->what);
}

/* Whether the lines are a rule, words and another rule, rather than front matter (Pandoc's test: an empty line follows
 * the first "---"). */
static bool is_between_rules(const struct yaml_node *root, const struct front *front)
{
    bool is_apart = line_is(line_at(front->bytes, front->bytes + front->length), "");
    if (root->is_empty)
        return strspn(front->bytes, " \t\r\n") < front->length;
    return root->kind != YAML_MAPPING || (is_apart && !yaml_get(root, "title"));
}

/* Whether lines that are no YAML were meant as it: each is "key:", a comment, or indented. */
static bool looks_like_keys(const struct front *front)
{
    const char *end = front->bytes + front->length;
    size_t keys = 0;
    for (const char *at = front->bytes; at < end;) {
        struct line line = line_at(at, end);
        size_t word = 0;
        while (word < line.length && !strchr(" \t:", at[word]))
            word++;
        bool is_key = word && word < line.length && at[word] == ':';
        if (!is_key && line.length && !strchr(" \t#-]}", *at))
            return false;
        keys += is_key;
        at = line_after(line);
    }
    return keys > 0;
}

static bool is_draft(const char *draft, const char *published)
{
    return (draft && strcasecmp(draft, "true") == 0) || (published && strcasecmp(published, "false") == 0);
}

static void keys_read(struct import *import, struct import_step *step, const struct yaml_node *root)
{
    CLEANUP(text_finish) struct text lost = TEXT(1000);
    int line = 0;
    step->title = import_title_from(import->arena, yaml_value(yaml_get(root, "title")));
    for (const struct yaml_node *key = root->first; key; key = key->next) {
        if (text_equal(key->key, "title") && step->title)
            continue;
        text_addf(&lost, "%s%s", lost.length ? ", " : "", key->key);
        line = line ? line : key->key_line;
    }
    if (lost.length)
        front_note(import, step,
                   &(struct import_note){
                       .line = line,
                       .what = text_string(&lost),
                       .reason = N_("keys of its front matter that a step does not have: they are not in the layer")});
    if (is_draft(yaml_value(yaml_get(root, "draft")), yaml_value(yaml_get(root, "published"))))
        import_leave_out(import, step, N_("its front matter says that it is a draft"));
}

static void yaml_front_read(struct import *import, struct import_step *step)
{
    struct front front;
    const struct yaml_node *root = NULL;
    struct yaml_place place;
    if (!front_find(step, "---", &front))
        return;
    const struct yaml_source source = {.bytes = front.bytes, .length = front.length, .first_line = step->body_line + 1};
    bool is_yaml = yaml_parse(&source, import->arena, &root, &place) == 0;
    if (is_yaml ? is_between_rules(root, &front) : !looks_like_keys(&front))
        return;
    if (is_yaml)
        keys_read(import, step, root);
    else
        front_note(
            import, step,
            &(struct import_note){.line = place.line,
                                  .reason = N_("its front matter cannot be read: nothing of it is in the layer")});
    body_begin(step, front.after);
}

/* The value of "key = value" in TOML, without quotes; NULL if there is none. */
static const char *toml_value(struct arena *arena, const struct front *front, const char *key)
{
    const char *end = front->bytes + front->length;
    for (const char *at = front->bytes; at < end; at = line_after(line_at(at, end))) {
        const char *value = at + strlen(key);
        value += text_starts(at, key) ? strspn(value, " \t") : 0;
        if (!text_starts(at, key) || *value++ != '=')
            continue;
        value += strspn(value, " \t\"'");
        size_t length = (size_t)(line_at(value, end).length);
        while (length && strchr(" \t\"'", value[length - 1]))
            length--;
        return arena_copy_bytes(arena, value, length);
    }
    return NULL;
}

static void toml_front_read(struct import *import, struct import_step *step)
{
    struct front front;
    if (!front_find(step, "+++", &front))
        return;
    step->title = import_title_from(import->arena, toml_value(import->arena, &front, "title"));
    front_note(
        import, step,
        &(struct import_note){.line = step->body_line + 1,
                              .reason = N_("its front matter is TOML: nothing of it but the title is in the layer")});
    if (is_draft(toml_value(import->arena, &front, "draft"), NULL))
        import_leave_out(import, step, N_("its front matter says that it is a draft"));
    body_begin(step, front.after);
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
    for (int i = 1; i < heading_line && at < end; i++) {
        struct line line = line_at(at, end);
        if (!line_is(line, ""))
            return;
        at = line_after(line);
    }
    if (at < end && *at == '#')
        body_begin(step, line_after(line_at(at, end)));
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
    const char *reason = reason_against(bytes, length);
    if (reason) {
        import_leave_out(import, step, reason);
        return 0;
    }
    bool has_mark = length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0;
    step->body = has_mark ? bytes + 3 : bytes;
    step->body_length = has_mark ? length - 3 : length;
    step->body_line = 1;
    yaml_front_read(import, step);
    toml_front_read(import, step);
    if (!step->title)
        TRY(title_find(import, step));
    return 0;
}

bool import_is_lfs_pointer(const struct import *import, const char *path)
{
    CLEANUP(text_finish) struct text bytes = TEXT(LFS_POINTER_BYTES_MAX);
    struct source_file *file = source_tree_find(&import->tree, path);
    return file && file->size < LFS_POINTER_BYTES_MAX && file->kind == SOURCE_FILE &&
           source_tree_read(&import->tree, file, &bytes) == 0 &&
           source_is_lfs_pointer(text_string(&bytes), bytes.length);
}
