/* Checks that a text that changed much since an earlier state of its layer has a new revision. */
#include "domain/curriculum/check_internal.h"

#include "domain/curriculum/canonical.h"

#include <stdlib.h>
#include <string.h>

#define CHANGED_BYTES_MIN 200
#define CHANGED_PERCENT_MIN 30

struct line {
    const char *start;
    size_t length;
};

static int line_compare(const void *left, const void *right)
{
    const struct line *a = left, *b = right;
    size_t shorter = a->length < b->length ? a->length : b->length;
    int by_bytes = shorter ? memcmp(a->start, b->start, shorter) : 0;
    if (by_bytes || a->length == b->length)
        return by_bytes;
    return a->length < b->length ? -1 : 1;
}

/* The sorted lines of a text. */
static struct line *lines_sorted(struct arena *arena, const char *text, size_t *ret_count)
{
    size_t count = 1;
    for (const char *at = text; *at; at++)
        count += *at == '\n';
    struct line *lines = arena_zeroed(arena, count * sizeof *lines);
    for (size_t i = 0; i < count; i++) {
        size_t length = strcspn(text, "\n");
        lines[i] = (struct line){text, length};
        text += length + (text[length] == '\n');
    }
    qsort(lines, count, sizeof *lines, line_compare);
    *ret_count = count;
    return lines;
}

static const char *canonical_copy(struct arena *arena, const char *text)
{
    CLEANUP(text_finish) struct text canonical = TEXT(2 * strlen(text) + 2);
    canonical_add(&canonical, text, 0, CANONICAL_AS_WRITTEN);
    return arena_copy_string(arena, text_string(&canonical));
}

/* The number of bytes in lines that only one text has. A moved line is unchanged. */
static size_t changed_bytes(struct arena *arena, const char *before, const char *after)
{
    size_t before_count = 0, after_count = 0, changed = 0, i = 0, j = 0;
    if (canonical_is_same(before, after))
        return 0;
    const struct line *old = lines_sorted(arena, canonical_copy(arena, before), &before_count);
    const struct line *new = lines_sorted(arena, canonical_copy(arena, after), &after_count);
    while (i < before_count || j < after_count) {
        int order = i == before_count ? 1 : j == after_count ? -1 : line_compare(&old[i], &new[j]);
        if (order < 0)
            changed += old[i].length;
        if (order > 0)
            changed += new[j].length;
        i += order <= 0;
        j += order >= 0;
    }
    return changed;
}

static int step_compare_with(struct check_pass *pass, const struct step *step, const struct step *before)
{
    CLEANUP(arena_finish) struct arena scratch = {0};
    const char *body = step->body;
    if (before->revisions[0].n != step->revisions[0].n || before->role != step->role)
        return 0;
    if (!body)
        TRY(body_load(&scratch, pass->layer->tree, step->file, step->body_at, &body));
    size_t both = step->body_length + before->body_length;
    size_t changed = changed_bytes(&scratch, before->body, body);
    if (changed >= CHANGED_BYTES_MIN && changed * 100 >= both * CHANGED_PERCENT_MIN)
        findings_add(pass->findings, check_place(step->file->path, step->revisions[0].mark),
                     FINDING_CHANGE_WITHOUT_REVISION,
                     FINDING_WORDS(step->id.value, arena_format(&scratch, "%zu", changed * 100 / both)));
    return 0;
}

/* Files of the earlier state that differ from the present one at the same path. */
static struct source_tree changed_files(struct arena *arena, const struct source_tree *previous,
                                        const struct source_tree *now)
{
    struct source_tree changed = *previous;
    changed.files = arena_zeroed(arena, (previous->count + 1) * sizeof *changed.files);
    changed.count = 0;
    changed.parse_cache = NULL;
    for (size_t i = 0, j = 0; i < previous->count; i++) {
        const struct source_file *file = &previous->files[i];
        while (j < now->count && strcmp(now->files[j].path, file->path) < 0)
            j++;
        bool is_there = j < now->count && text_equal(now->files[j].path, file->path);
        if (!is_there || !*file->blob || !text_equal(now->files[j].blob, file->blob))
            changed.files[changed.count++] = *file;
    }
    return changed;
}

int check_history(struct check_pass *pass, const struct source_tree *previous)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(findings_finish) struct findings unread = {0};
    CLEANUP(map_finish) struct map before = {0};
    struct layer *layer = NULL;
    const struct source_tree changed = changed_files(&arena, previous, pass->layer->tree);
    TRY(layer_read(&arena, &changed, &unread, &layer));
    for (size_t i = 0; i < layer->step_count; i++)
        if (layer->steps[i]->id.value)
            map_put(&before, layer->steps[i]->id.value, layer->steps[i]);
    for (size_t i = 0; i < pass->layer->step_count; i++) {
        const struct step *step = pass->layer->steps[i];
        const struct step *then = step->id.value ? map_get(&before, step->id.value) : NULL;
        if (then)
            TRY(step_compare_with(pass, step, then));
    }
    return 0;
}
