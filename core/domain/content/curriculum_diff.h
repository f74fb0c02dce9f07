/* Curriculum diff: what differs between two editions, step by step. */
#pragma once

#include "domain/content/content.h"

enum curriculum_diff_kind {
    CURRICULUM_DIFF_ADDED,
    CURRICULUM_DIFF_REMOVED,
    CURRICULUM_DIFF_MOVED,
    CURRICULUM_DIFF_CHANGED
};

/* A step that was both moved and changed has two rows. */
struct curriculum_diff_item {
    const char *step, *title;
    enum curriculum_diff_kind kind;
    const char *old_parts, *new_parts; /* CURRICULUM_DIFF_CHANGED: as entries keep them */
    const char *from, *to;             /* CURRICULUM_DIFF_MOVED: "programme/phase", NULL for outside programmes */
    int old_revision;                  /* CURRICULUM_DIFF_CHANGED: of the first part, as is new_revision */
    int new_revision;
    enum change_class change; /* CURRICULUM_DIFF_CHANGED: the highest class among the revisions that came */
};

struct curriculum_diff {
    struct curriculum_diff_item *items;
    size_t count;
};

/* "added", "removed", "moved", "changed". */
const char *curriculum_diff_kind_word(enum curriculum_diff_kind kind);

/* By step id. A hidden or retired step counts as absent. FAIL_NOT_FOUND for an edition that was never published; an
 * edition may be named by its first digits, at least four. */
int curriculum_diff(struct content *content, const char *old_edition, const char *new_edition, struct arena *arena,
                    struct curriculum_diff *ret_differences);

/* What is known of an edition: FAIL_NOT_FOUND as above. */
struct content_edition_row {
    const char *id, *commits; /* a line 'layer commit' for each layer */
    int64_t turn;             /* its place in the order of publishing, the last time it was published */
};
int content_edition_find(struct content *content, const char *id, struct arena *arena,
                         struct content_edition_row *ret_edition);
