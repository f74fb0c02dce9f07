/* Delta: what changed between the version of a step that somebody did and the newest (docs/rules.md, "Change
 * class"). Computed when read, so that it can never be late. */
#pragma once

#include "domain/content/content.h"

enum revision_diff_kind { REVISION_DIFF_NONE, REVISION_DIFF_READ, REVISION_DIFF_REDO };

struct revision_diff {
    enum revision_diff_kind what;
    int from; /* the day from which a legal revision asks for a new signature, coming or past; DAY_NONE */
};

struct revision_diff_revisions {
    const struct content_revision *items;
    size_t count;
};

/* Both `parts` have a line 'layer revision blob' for each part of the step, as records and entries keep them.
 *
 * The highest class among the revisions after the ones that were done decides: editorial asks for nothing, substantive
 * for reading, legal for reading until its day and then for doing it again. An addition that appeared later counts by
 * the highest class it says, substantive if it says none; where a replacement came or went, what stands there now
 * counts by the class of its newest revision; an addition that went away counts nothing; a changed blob without a new
 * revision is editorial. What the newest edition says decides: a day that was moved holds from then on, and a revision
 * that was taken back asks for nothing. */
struct revision_diff revision_diff_between(const char *done_parts, const char *newest_parts,
                                           struct revision_diff_revisions revisions, int today);

/* The revision of that layer's part in `parts`, 0 if it had none (or `parts` is NULL): what is above it is new. */
int revision_diff_done_revision(const char *parts, const char *layer);

/* revision_diff_between() for a step of the newest edition, whose revisions are looked up only when its parts
 * differ. */
int revision_diff_of(struct content *content, const char *done_parts, const struct content_entry *entry, int today,
                     struct revision_diff *ret_diff);
