/* Standing: how one person stands with one step today. Each rule is one function here, called by everything that shows,
 * counts or reports. standing_reader.h reads the rows of many people; plan/plan_place.h adds which steps a plan has and
 * when they are due.
 *
 * - Signed (is_signed): the step is signed, also while a new signature is requested or after the request was returned.
 * - `diffs` is what changed in the text since the step was done, and since it was signed; the class chosen by the
 *   author decides (revision_diff.h).
 * - A recurring step (recurrence.h) counts until its last day (valid_until), may be renewed when that day is near
 *   (is_renewable), and lapses after it.
 * - `asks` is what all this asks of the person. A signature lapses by changes since it was given, even if the person
 *   has read them; anything else by changes since it was done. A skipped step and one no longer used ask for nothing.
 * - Finished (is_finished): done, signed, skipped or recognised, and not asked to be done again. What was done still
 *   counts while a new signature is requested.
 * - Completed (is_completed), as a programme counts it: finished, and without an open deferral.
 * - A signature counts for a competence until it lapses by law or by time (lapses_on, has_lapsed), whether the step is
 *   still used or not. */
#pragma once

#include "domain/progress/progress.h"

struct standing {
    const struct content_entry *entry;
    const struct progress *progress; /* never NULL: state todo if nothing has happened */
    struct progress_diffs diffs;
    struct revision_diff asks;
    int valid_until; /* the last day on which what was done counts; DAY_NONE: not recurring, or not done */
    int lapses_on;   /* is_signed: the day from which the signature no longer counts, if known; DAY_NONE */
    bool is_signed, has_lapsed, is_renewable, is_finished, is_completed;
    int today;
};

/* The properties of the step that decide; code that judges many rows of one step keeps them. */
struct standing_kind {
    const struct recurrence *recurrence; /* NULL: not recurring */
    bool is_used;                        /* neither retired nor hidden */
};
struct standing_kind standing_kind_of(const struct content_entry *entry);

/* Judges a row. `progress` NULL: nothing has happened yet; `diffs` NULL: nothing has changed. All pointers are
 * borrowed. */
struct standing standing_of(const struct content_entry *entry, const struct progress *progress,
                            const struct progress_diffs *diffs, int today);
struct standing standing_of_kind(const struct content_entry *entry, struct standing_kind kind,
                                 const struct progress *progress, const struct progress_diffs *diffs, int today);

/* standing_of(), with the changes of the text read from `content`. */
int standing_read(struct content *content, const struct content_entry *entry, const struct progress *progress,
                  struct standing *ret_standing);

/* What the text asks, apart from time: because of what was done, and because of the signature. `asks` is made of both.
 */
struct progress_diffs standing_asked_apart(const struct standing *standing);

/* The due day, if the plan's is `due` (DAY_NONE outside a plan): a renewable step is due on its last day. And whether
 * that day has passed while the step is not done. */
int standing_due(const struct standing *standing, int due);
bool standing_is_late(const struct standing *standing, int due);

/* The standing as pages and commands show it, but for names, which depend on the viewer; `due` is DAY_NONE outside a
 * plan. */
struct plan_item standing_item(const struct standing *standing, int due);

/* Names the people of items to a viewer: who signed, who typed it in, who was asked. */
int plan_items_name(struct records *records, const struct actor *viewer, struct arena *arena, struct plan_item *items,
                    size_t count);

/* An entry with only an id, for a step that the newest edition does not have. */
struct content_entry standing_gone_entry(const char *step);
