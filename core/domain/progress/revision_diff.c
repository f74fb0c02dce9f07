/* Compares parts by the classes of the revisions between them; see revision_diff.h. */
#include "domain/progress/revision_diff.h"

#include "base/clock.h"
#include "base/text.h"

#include <string.h>

/* One line of `parts`; nothing here ends with a NUL. */
struct part_line {
    const char *layer;
    size_t layer_length;
    int revision;
};

/* The line at `*at`, which moves behind it; false at the end. */
static bool line_next(const char **at, struct part_line *ret_line)
{
    const char *line = *at;
    if (!line || !*line)
        return false;
    ret_line->layer = line;
    ret_line->layer_length = strcspn(line, " \n");
    ret_line->revision = 0;
    const char *digit = line + ret_line->layer_length;
    for (digit += *digit == ' '; *digit >= '0' && *digit <= '9' && ret_line->revision < 100000000; digit++)
        ret_line->revision = 10 * ret_line->revision + (*digit - '0');
    line += strcspn(line, "\n");
    *at = line + (*line == '\n');
    return true;
}

static bool is_same_layer(const struct part_line *a, const struct part_line *b)
{
    return a->layer_length == b->layer_length && memcmp(a->layer, b->layer, a->layer_length) == 0;
}

/* The revision of that layer's part, 0 if there is no such part. The base or its replacement stands first and has other
 * numbers than an addition of the same layer. */
static int revision_in(const char *parts, const struct part_line *of, bool is_first)
{
    struct part_line line;
    for (bool is_at_first = true; line_next(&parts, &line); is_at_first = false)
        if (is_at_first == is_first && is_same_layer(&line, of))
            return line.revision;
    return 0;
}

static bool is_of_layer(const struct content_revision *revision, const struct part_line *part)
{
    return strlen(revision->layer) == part->layer_length &&
           memcmp(revision->layer, part->layer, part->layer_length) == 0;
}

static void count_read(struct revision_diff *diff)
{
    if (diff->what == REVISION_DIFF_NONE)
        diff->what = REVISION_DIFF_READ;
}

/* The earliest day of those that ask for the same; one in force goes before one to come. */
static void count_legal(struct revision_diff *diff, int day, int today)
{
    bool is_in_force = day == DAY_NONE || day <= today;
    if (is_in_force && diff->what != REVISION_DIFF_REDO)
        *diff = (struct revision_diff){REVISION_DIFF_REDO, day};
    else if (is_in_force == (diff->what == REVISION_DIFF_REDO) && (diff->from == DAY_NONE || day < diff->from))
        diff->from = day;
    count_read(diff);
}

static void part_count(struct revision_diff *diff, const struct part_line *part, int done_revision,
                       struct revision_diff_revisions revisions, int today)
{
    bool is_described = false;
    for (size_t i = 0; i < revisions.count; i++) {
        const struct content_revision *revision = &revisions.items[i];
        if (!is_of_layer(revision, part) || revision->n <= done_revision || revision->n > part->revision)
            continue;
        is_described = true;
        if (revision->change == CHANGE_LEGAL)
            count_legal(diff, revision->day, today);
        else if (revision->change == CHANGE_SUBSTANTIVE)
            count_read(diff);
    }
    if (!is_described)
        count_read(diff); /* the new revision has no class: better read once too often */
}

struct revision_diff revision_diff_between(const char *done_parts, const char *newest_parts,
                                           struct revision_diff_revisions revisions, int today)
{
    struct revision_diff diff = {REVISION_DIFF_NONE, DAY_NONE};
    struct part_line part;
    bool has_done = done_parts && *done_parts;
    for (bool is_first = true; line_next(&newest_parts, &part); is_first = false) {
        int done = revision_in(done_parts, &part, is_first);
        if (!done && is_first && has_done)
            done = part.revision - 1; /* a replacement appeared or disappeared: only its newest revision counts */
        if (part.revision > done)
            part_count(&diff, &part, done, revisions, today);
    }
    return diff;
}

int revision_diff_done_revision(const char *parts, const char *layer)
{
    const struct part_line part = {.layer = layer, .layer_length = strlen(layer)};
    int first = revision_in(parts, &part, true);
    return first ? first : revision_in(parts, &part, false);
}

int revision_diff_of(struct content *content, const char *done_parts, const struct content_entry *entry, int today,
                     struct revision_diff *ret_diff)
{
    *ret_diff = (struct revision_diff){REVISION_DIFF_NONE, DAY_NONE};
    if (text_equal(done_parts, entry->parts))
        return 0;
    CLEANUP(arena_finish) struct arena arena = {0};
    struct content_revision *revisions = NULL;
    size_t count = 0;
    TRY(content_revisions(content, entry->id, &arena, &revisions, &count));
    *ret_diff =
        revision_diff_between(done_parts, entry->parts, (struct revision_diff_revisions){revisions, count}, today);
    return 0;
}
