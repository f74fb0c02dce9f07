/* Adapts the links and images of an imported text to the layer; see import_internal.h.
 *
 * cmark reports where links are and where they lead. The source is changed from the last link to the first, and parsed
 * again until nothing is left to change. */
#include "domain/curriculum/import_internal.h"

#include "base/fail.h"
#include "base/line.h"
#include "domain/curriculum/curriculum.h"
#include "domain/curriculum/link.h"
#include "io/file.h"
#include "io/markdown.h"

#include <stdlib.h>
#include <string.h>

#define PASSES_MAX 6

enum action { ACTION_KEEP, ACTION_LEAD, ACTION_UNLINK, ACTION_LINK_IMAGE };

/* A link in the source, at [begin, end), with its words; its destination is at [to, to_end), empty for a reference such
 * as [words][label]. */
struct span {
    size_t begin, words, words_end, to, to_end, end;
    bool is_inline, is_found, is_image;
};

struct change {
    struct span span;
    enum action action;
    const char *target; /* for ACTION_LEAD: the new target */
    int line;
};

struct link_rewriter {
    struct import *import;
    struct import_step *step;
    struct text source;
    const char *mark;  /* begins every target written by us, and stands nowhere else in the text */
    const char **made; /* those targets, by the number after the mark */
    size_t made_count, made_capacity;
};

static void link_rewriter_finish(struct link_rewriter *rewriter)
{
    text_finish(&rewriter->source);
    memory_free(rewriter->made);
}

/* ---- positions in the source ---- */

/* The position after the inline code at `at`; after its backticks if it does not end. */
static size_t code_skip(const char *bytes, size_t at)
{
    size_t ticks = strspn(bytes + at, "`");
    for (const char *next = strchr(bytes + at + ticks, '`'); next; next = strchr(next, '`')) {
        size_t run = strspn(next, "`");
        next += run;
        if (run == ticks)
            return (size_t)(next - bytes);
    }
    return at + ticks;
}

/* The offset of the closing bracket for the one at `at`; 0 if there is none. */
static size_t bracket_close(const char *bytes, size_t at)
{
    int depth = 0;
    while (bytes[at]) {
        if (bytes[at] == '\\' && bytes[at + 1])
            at++;
        else if (bytes[at] == '`') {
            at = code_skip(bytes, at);
            continue;
        } else if (bytes[at] == '[')
            depth++;
        else if (bytes[at] == ']' && --depth == 0)
            return at;
        at++;
    }
    return 0;
}

/* The position after a destination without angle brackets, with balanced parentheses. */
static size_t destination_end(const char *bytes, size_t at)
{
    int depth = 0;
    for (; bytes[at] && !strchr(" \t\r\n", bytes[at]); at++) {
        if (bytes[at] == '\\' && bytes[at + 1])
            at++;
        else if (bytes[at] == '(')
            depth++;
        else if (bytes[at] == ')' && depth-- == 0)
            return at;
    }
    return at;
}

/* Parses "(to "title")" after the words. */
static bool inline_read(const char *bytes, struct span *span)
{
    static const char blank[] = " \t\r\n";
    size_t at = span->words_end + 2;
    at += strspn(bytes + at, blank);
    span->to = at;
    if (bytes[at] == '<') {
        at += strcspn(bytes + at, ">\n");
        if (bytes[at] != '>')
            return false;
        span->to_end = ++at;
    } else
        span->to_end = at = destination_end(bytes, at);
    at += strspn(bytes + at, blank);
    if (bytes[at] && strchr("\"'(", bytes[at])) {
        char close = bytes[at] == '(' ? ')' : bytes[at];
        for (at++; bytes[at] && bytes[at] != close; at++)
            at += bytes[at] == '\\' && bytes[at + 1];
        at += bytes[at] != '\0';
        at += strspn(bytes + at, blank);
    }
    span->end = at + 1;
    return bytes[at] == ')';
}

static struct span span_find(const struct text *source, const struct markdown_target *target)
{
    const char *bytes = text_string(source);
    const struct line_place place = {target->line, target->column};
    struct span span = {.begin = line_offset(bytes, source->length, place), .is_image = target->is_image};
    size_t bracket = span.begin + (span.is_image && bytes[span.begin] == '!');
    if (span.is_image && bytes[span.begin] == '[' && span.begin && bytes[span.begin - 1] == '!')
        span.begin--;
    if (bracket >= source->length || bytes[bracket] != '[')
        return span;
    span.words = bracket + 1;
    span.words_end = bracket_close(bytes, bracket);
    if (!span.words_end)
        return span;
    span.is_found = true;
    span.is_inline = bytes[span.words_end + 1] == '(' && inline_read(bytes, &span);
    if (span.is_inline)
        return span;
    span.end = span.words_end + 1;
    if (bytes[span.end] == '[') {
        size_t close = bracket_close(bytes, span.end);
        span.end = close ? close + 1 : span.end;
    }
    return span;
}

/* ---- new targets ---- */

/* A target that stands nowhere in the text, which tells a link that leads already from one that happens to read the
 * same. */
static const char *mark_new(struct arena *arena, const char *body)
{
    const char *mark = "trappa-0-";
    for (int i = 1; strstr(body, mark); i++)
        mark = arena_format(arena, "trappa-%d-", i);
    return mark;
}

static void note(const struct link_rewriter *rewriter, const struct markdown_target *target, const char *reason)
{
    import_note_add(rewriter->import, &(struct import_note){.path = rewriter->step->file->path,
                                                            .line = rewriter->step->body_line + target->line - 1,
                                                            .what = target->target,
                                                            .reason = reason});
}

static enum action lead(struct link_rewriter *rewriter, struct change *change, const char *target)
{
    ARRAY_RESERVE(rewriter->made, rewriter->made_count, rewriter->made_capacity);
    change->target = arena_format(rewriter->import->arena, "%s%zu.", rewriter->mark, rewriter->made_count);
    rewriter->made[rewriter->made_count++] = target;
    return ACTION_LEAD;
}

static bool is_plain(const char *part)
{
    return part && !strpbrk(part, " \t()<>\\\"'");
}

static int file_decide(struct link_rewriter *rewriter, const struct markdown_target *target, const struct link *link,
                       struct change *change)
{
    struct import *import = rewriter->import;
    const char *image = NULL;
    const struct import_step *step =
        target->is_image ? NULL : import_find_step(import, link->to, target->target[0] == '/');
    if (step) {
        bool has_part = is_plain(link->part);
        change->action =
            lead(rewriter, change,
                 arena_format(import->arena, "step:%s%s%s", step->id, has_part ? "#" : "", has_part ? link->part : ""));
        return 0;
    }
    TRY(import_image(import, &import->phases[rewriter->step->phase], link->to, &image));
    if (image) {
        change->action = lead(rewriter, change, image);
        return 0;
    }
    change->action = ACTION_UNLINK;
    note(rewriter, target,
         import_is_lfs_pointer(import, link->to) ? LEFT_OUT_LFS_POINTER
         : target->is_image
             ? N_("the picture is not there, or is no PNG, JPEG or WebP of at most 4 MiB: its words are kept")
             : N_("the link leads to nothing that was imported: its words are kept"));
    return 0;
}

static int decide(struct link_rewriter *rewriter, const struct markdown_target *target, struct change *change)
{
    if (text_starts(target->target, rewriter->mark))
        return 0;
    struct link link = link_read(rewriter->import->arena, rewriter->step->file->path, target->target);
    bool is_outside = link.kind == LINK_OUTSIDE;
    if (link.kind == LINK_FILE)
        return file_decide(rewriter, target, &link, change);
    if (!target->is_image && (is_outside || link.kind == LINK_PART))
        return 0;
    if (link.kind == LINK_STEP && !target->is_image && map_get(&rewriter->import->step_ids, link.to))
        return 0;
    if (target->is_image && is_outside) {
        change->action = ACTION_LINK_IMAGE;
        note(rewriter, target, N_("the picture lies elsewhere: it became a link"));
        return 0;
    }
    change->action = ACTION_UNLINK;
    note(rewriter, target, N_("the link leads to nothing that was imported: its words are kept"));
    return 0;
}

/* ---- changing the source ---- */

static void splice(struct text *source, size_t begin, size_t end, const char *bytes)
{
    struct text changed = TEXT(source->ceiling);
    text_add_bytes(&changed, text_string(source), begin);
    text_add(&changed, bytes);
    text_add_bytes(&changed, source->bytes + end, source->length - end);
    text_finish(source);
    *source = changed;
}

static const char *piece(struct import *import, const struct text *source, size_t begin, size_t end)
{
    return arena_copy_bytes(import->arena, source->bytes + begin, end - begin);
}

/* An unclosed bracket, or <scheme:address>, is escaped and shown literally. */
static void escape(struct text *source, const struct span *span)
{
    if (span->begin >= source->length)
        return;
    size_t bracket = span->begin + (source->bytes[span->begin] == '!');
    if (bracket < source->length && strchr("[<", source->bytes[bracket]))
        splice(source, bracket, bracket, "\\");
}

static void change_apply(struct link_rewriter *rewriter, const struct change *change, bool is_last_resort)
{
    struct text *source = &rewriter->source;
    const struct span *span = &change->span;
    if (!span->is_found || is_last_resort) {
        escape(source, span);
        return;
    }
    const char *words = piece(rewriter->import, source, span->words, span->words_end);
    if (change->action == ACTION_UNLINK)
        splice(source, span->begin, span->end, words);
    else if (change->action == ACTION_LINK_IMAGE && *words)
        splice(source, span->begin, span->words - 1, "");
    else if (change->action == ACTION_LINK_IMAGE)
        splice(source, span->begin, span->words, arena_format(rewriter->import->arena, "[%s", change->target));
    else if (span->is_inline)
        splice(source, span->to, span->to_end, change->target);
    else
        splice(source, span->words_end + 1, span->end, arena_format(rewriter->import->arena, "(%s)", change->target));
}

static int change_compare(const void *left, const void *right)
{
    const struct change *a = left, *b = right;
    return a->span.begin < b->span.begin ? 1 : a->span.begin > b->span.begin ? -1 : 0;
}

/* A link cannot contain a link: an image within one leaves only its words. */
static void nesting_heed(const struct markdown_facts *facts, const struct text *source, struct change *change)
{
    for (size_t i = 0; i < facts->target_count && change->action == ACTION_LINK_IMAGE; i++) {
        const struct markdown_target *around = &facts->targets[i];
        if (around->is_image || around->line > change->line)
            continue;
        struct span span = span_find(source, around);
        if (span.is_found && span.begin < change->span.begin && span.words_end >= change->span.end)
            change->action = ACTION_UNLINK;
    }
}

/* One pass over the text; *ret_count is the number of changes. */
static int pass_run(struct link_rewriter *rewriter, bool is_last_resort, size_t *ret_count)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct markdown_facts facts = {0};
    const struct markdown markdown = {.body = text_string(&rewriter->source), .length = rewriter->source.length};
    *ret_count = 0;
    TRY(markdown_collect(&markdown, &arena, &facts));
    struct change *changes = arena_zeroed(&arena, (facts.target_count + 1) * sizeof *changes);
    for (size_t i = 0; i < facts.target_count; i++) {
        struct change change = {.line = facts.targets[i].line, .target = facts.targets[i].target};
        TRY(decide(rewriter, &facts.targets[i], &change));
        if (change.action == ACTION_KEEP)
            continue;
        change.span = span_find(&rewriter->source, &facts.targets[i]);
        nesting_heed(&facts, &rewriter->source, &change);
        changes[(*ret_count)++] = change;
    }
    if (*ret_count)
        qsort(changes, *ret_count, sizeof *changes, change_compare);
    size_t unchanged = rewriter->source.length;
    for (size_t i = 0; i < *ret_count; i++) {
        if (changes[i].span.end > unchanged)
            continue; /* a change within it made its offsets stale: left to the next pass */
        unchanged = changes[i].span.begin;
        change_apply(rewriter, &changes[i], is_last_resort);
    }
    return text_check(&rewriter->source, rewriter->step->file->path);
}

/* Appends the text with the real targets in place of the marked ones. */
static void made_write(const struct link_rewriter *rewriter, struct text *into)
{
    const char *at = text_string(&rewriter->source), *found;
    for (; (found = strstr(at, rewriter->mark)); at = strchr(found, '.') + 1) {
        size_t number = strtoul(found + strlen(rewriter->mark), NULL, 10);
        text_add_bytes(into, at, (size_t)(found - at));
        text_add(into, rewriter->made[number]);
    }
    text_add(into, at);
}

int import_links_rewrite(struct import *import, struct import_step *step, struct text *into)
{
    CLEANUP(link_rewriter_finish)
    struct link_rewriter rewriter = {.import = import, .step = step, .source = TEXT(CURRICULUM_FILE_BYTES_MAX)};
    size_t count = 1, notes = 0;
    import_dialect_read(import, step, &rewriter.source);
    rewriter.mark = mark_new(import->arena, text_string(&rewriter.source));
    for (int i = 0; i < PASSES_MAX && count; i++) {
        int result = pass_run(&rewriter, i >= PASSES_MAX / 2, &count);
        if (result == FAIL_LIMIT || result == FAIL_INPUT) {
            count = 1; /* unparsed does not mean unchanged */
            break;
        }
        TRY(result);
        if (i == 0)
            notes = import->report->note_count;
        else
            import->report->note_count = notes; /* drop repeated notes */
    }
    if (count)
        import_leave_out(import, step, N_("its links cannot be told apart"));
    else
        made_write(&rewriter, into);
    return 0;
}
