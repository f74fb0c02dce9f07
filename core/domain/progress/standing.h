/* Standing: how one person stands with one step today. The rules, each of them in one function here; whoever shows,
 * counts or reports asks these. standing_reader.h reads the rows of many people for them; plan/plan_place.h adds which
 * steps a plan has and when they are due.
 *
 * - A signature stands (is_signed) while the step is signed, and also while a new one is asked for or was sent back.
 * - What changed in the text since it was done and since it was signed is `diffs`; the class that its author chose
 *   decides (revision_diff.h).
 * - What comes again (recurrence.h) counts until its last day (valid_until). It may be done anew when that day is near
 *   (is_renewable), and lapses by time after it.
 * - What is asked of the person because of all this is `asks`. A signature lapses by what changed since it was given,
 *   also when the difference has been read; anything else by what changed since it was done. A skipped step is a
 *   decision, and a step that is no longer used cannot be done: both ask for nothing.
 * - It counts as finished (is_finished) when it is done, signed, skipped or recognised and does not ask to be done
 *   again. What was done still counts while a new signature is asked for.
 * - It counts for a programme (is_completed) when it is finished and no introduction debt is left.
 * - A signature counts for a competence until it lapses, by law or by time (lapses_on, has_lapsed), whether the step is
 *   used or not. */
#pragma once

#include "domain/progress/progress.h"

struct standing {
    const struct content_entry *entry;
    const struct progress *progress; /* never NULL: state todo when nothing has happened */
    struct progress_diffs diffs;
    struct revision_diff asks;
    int valid_until; /* the last day that what was done counts; DAY_NONE: it does not come again, or is not done */
    int lapses_on;   /* is_signed: the day from which the signature counts no longer, as far as known; DAY_NONE */
    bool is_signed, has_lapsed, is_renewable, is_finished, is_completed;
    int today;
};

/* What it depends on of the step itself. Whoever judges many rows of it keeps this. */
struct standing_kind {
    const struct recurrence *recurrence; /* NULL: it does not come again */
    bool is_used;                        /* it is neither retired nor hidden */
};
struct standing_kind standing_kind_of(const struct content_entry *entry);

/* `progress` NULL: nothing has happened yet. `diffs` NULL: nothing has changed. All of them are lent. */
struct standing standing_of(const struct content_entry *entry, const struct progress *progress,
                            const struct progress_diffs *diffs, int today);
struct standing standing_of_kind(const struct content_entry *entry, struct standing_kind kind,
                                 const struct progress *progress, const struct progress_diffs *diffs, int today);

/* The same with what changed looked up in `content`. */
int standing_look(struct content *content, const struct content_entry *entry, const struct progress *progress,
                  struct standing *ret_standing);

/* What the text asks, apart from time: because of what was done, and because of the signature. `asks` is made of both.
 */
struct progress_diffs standing_asked_apart(const struct standing *standing);

/* When it is due, where a plan says `due` (DAY_NONE outside a plan): what may be done anew is due on its last day. And
 * whether that is past, while it is not done. */
int standing_due(const struct standing *standing, int due);
bool standing_is_late(const struct standing *standing, int due);

/* What a person sees of it; `due` is DAY_NONE outside a plan. */
struct plan_item standing_item(const struct standing *standing, int due);

/* An entry for a step that the newest edition does not have: its id is all that is known. */
struct content_entry standing_gone_entry(const char *step);
