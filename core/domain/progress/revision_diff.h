/* Revision diff: what changed between the version of a step that somebody did and the newest, and what that asks for
 * (docs/rules.md, "Change class"). Computed when read, so that it is never out of date. */
#pragma once

#include "domain/content/content.h"

enum revision_diff_kind { REVISION_DIFF_NONE, REVISION_DIFF_READ, REVISION_DIFF_REDO };

struct revision_diff {
    enum revision_diff_kind what;
    int from; /* the day, past or to come, from which a legal revision asks for a new signature; DAY_NONE */
};

struct revision_diff_revisions {
    const struct content_revision *items;
    size_t count;
};

/* Compares two versions, each as lines 'layer revision blob', one for each part (content_entry.parts).
 *
 * The highest class among the revisions after those that were done decides: editorial asks for nothing, substantive for
 * reading, legal for reading until its day and then for doing the step again. Exceptions:
 * - An addition that appeared later counts with its highest class, or as substantive if it has none.
 * - Where a replacement appeared or disappeared, the part that is there now counts with the class of its newest
 *   revision.
 * - An addition that disappeared counts nothing; a changed blob without a new revision is editorial.
 *
 * The newest edition's revisions apply: a moved day holds from then on, and a withdrawn revision asks for nothing. */
struct revision_diff revision_diff_between(const char *done_parts, const char *newest_parts,
                                           struct revision_diff_revisions revisions, int today);

/* The revision of that layer's part in `parts`; 0 if it has none or `parts` is NULL. Higher revisions are new. */
int revision_diff_done_revision(const char *parts, const char *layer);

/* revision_diff_between() for a step of the newest edition; reads its revisions only if the parts differ. */
int revision_diff_of(struct content *content, const char *done_parts, const struct content_entry *entry, int today,
                     struct revision_diff *ret_diff);
