/* Writes numbers as lines for libgit2's diff and reads its hunks; see git_align.h. */
#include "io/git_align.h"

#include "base/fail.h"
#include "base/text.h"

#include <git2.h>
#include <string.h>

#define LINE_BYTES 7                         /* 32 bits, six at a time, and a line feed */
#define LINES_BYTES_MAX (64UL * 1024 * 1024) /* of one sequence */

static void lines_write(struct text *lines, struct align_sequence sequence)
{
    for (size_t i = 0; i < sequence.count; i++) {
        char line[LINE_BYTES];
        for (int at = 0; at < LINE_BYTES - 1; at++)
            line[at] = (char)('0' + ((sequence.items[i] >> (6 * at)) & 63));
        line[LINE_BYTES - 1] = '\n';
        text_add_bytes(lines, line, LINE_BYTES);
    }
}

struct align_builder {
    struct align_run *runs;
    size_t count, capacity;
    size_t old_at, new_at; /* where the last run ended */
};

static void align_builder_finish(struct align_builder *builder)
{
    memory_free(builder->runs);
}

static void run_add(struct align_builder *builder, enum align_kind kind, size_t count)
{
    if (!count)
        return;
    ARRAY_RESERVE(builder->runs, builder->count, builder->capacity);
    builder->runs[builder->count++] = (struct align_run){kind, builder->old_at, builder->new_at, count};
    builder->old_at += kind != ALIGN_ADDED ? count : 0;
    builder->new_at += kind != ALIGN_REMOVED ? count : 0;
}

/* Lines count from 1; a hunk without old lines names the line before it. */
static int hunk_add(const git_diff_delta *diff, const git_diff_hunk *hunk, void *context)
{
    struct align_builder *builder = context;
    (void)diff;
    size_t begins = (size_t)hunk->old_start - (hunk->old_lines > 0);
    run_add(builder, ALIGN_SAME, begins - builder->old_at);
    run_add(builder, ALIGN_REMOVED, (size_t)hunk->old_lines);
    run_add(builder, ALIGN_ADDED, (size_t)hunk->new_lines);
    return 0;
}

/* Once per process, as in git.c: initialising takes longer than a comparison. */
static void library_begin(void)
{
    static bool is_done;
    if (!is_done)
        git_libgit2_init();
    is_done = true;
}

static int hunks_find(const struct text *old, const struct text *new, struct align_builder *builder)
{
    git_diff_options options;
    git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
    options.context_lines = 0;
    options.interhunk_lines = 0;
    options.flags = GIT_DIFF_FORCE_TEXT;
    library_begin();
    int result = git_diff_buffers(text_string(old), old->length, NULL, text_string(new), new->length, NULL, &options,
                                  NULL, NULL, hunk_add, NULL, builder);
    return result == 0 ? 0 : fail(FAIL_SYSTEM, "two texts cannot be compared");
}

int git_align(struct align_sequence old, struct align_sequence new, struct arena *arena, struct align_runs *ret_runs)
{
    CLEANUP(text_finish) struct text old_lines = TEXT(LINES_BYTES_MAX);
    CLEANUP(text_finish) struct text new_lines = TEXT(LINES_BYTES_MAX);
    CLEANUP(align_builder_finish) struct align_builder builder = {0};
    lines_write(&old_lines, old);
    lines_write(&new_lines, new);
    TRY(text_check(&old_lines, "the old text"));
    TRY(text_check(&new_lines, "the new text"));
    TRY(hunks_find(&old_lines, &new_lines, &builder));
    run_add(&builder, ALIGN_SAME, old.count - builder.old_at);
    ret_runs->items = arena_zeroed(arena, (builder.count + 1) * sizeof *ret_runs->items);
    if (builder.count)
        memcpy(ret_runs->items, builder.runs, builder.count * sizeof *ret_runs->items);
    ret_runs->count = builder.count;
    return 0;
}
