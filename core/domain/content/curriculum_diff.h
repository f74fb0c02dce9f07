/* Curriculum diff: the differences between two editions, step by step. */
#pragma once

#include "domain/content/content.h"

enum curriculum_diff_kind {
    CURRICULUM_DIFF_ADDED,
    CURRICULUM_DIFF_REMOVED,
    CURRICULUM_DIFF_MOVED,
    CURRICULUM_DIFF_CHANGED
};

/* One difference. A step that was both moved and changed has two. */
struct curriculum_diff_item {
    const char *step, *title;
    enum curriculum_diff_kind kind;
    const char *old_parts, *new_parts; /* CURRICULUM_DIFF_CHANGED: in the form of content_entry.parts */
    const char *from, *to;             /* CURRICULUM_DIFF_MOVED: "programme/phase"; NULL: outside programmes */
    int old_revision;                  /* CURRICULUM_DIFF_CHANGED: of the first part; so new_revision */
    int new_revision;
    enum change_class change; /* CURRICULUM_DIFF_CHANGED: the highest class of the added revisions */
};

struct curriculum_diff {
    struct curriculum_diff_item *items;
    size_t count;
};

/* "added", "removed", "moved", "changed". */
const char *curriculum_diff_kind_word(enum curriculum_diff_kind kind);

/* Compares two editions, each named by at least its first four digits; by step id. A hidden or retired step counts as
 * absent. FAIL_NOT_FOUND for an edition that was never published. */
int curriculum_diff(struct content *content, const char *old_edition, const char *new_edition, struct arena *arena,
                    struct curriculum_diff *ret_differences);

/* Finds an edition, named in the same way. FAIL_NOT_FOUND. */
struct content_edition_row {
    const char *id, *commits; /* a line 'layer commit' for each layer */
    int64_t turn;             /* its position in the order of publishing, by its last publication */
};
int content_edition_find(struct content *content, const char *id, struct arena *arena,
                         struct content_edition_row *ret_edition);
