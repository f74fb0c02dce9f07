/* Plan place: which steps one person's plan has, in which order, and when each is due. It stands on progress/standing.h
 * (how the person stands with them) and says what a plan adds to that:
 *
 * - A step of the programme is in the plan when it concerns the person's background, or something was done in it before
 *   the background was another.
 * - A step that a manager decided on instead of it stands in its place (plan_place_replacement()), while that one is
 *   still used; else the programme's own step is there again.
 * - Steps that a manager added beside the programme's come after them, unless the programme has them by now.
 * - Leave and part-time move the days (due.h). */
#pragma once

#include "domain/plan/added_step.h"
#include "domain/plan/plan_rows.h"
#include "domain/progress/standing_reader.h"

struct plan_place {
    const struct content_entry *entry;
    const struct content_entry
        *template;              /* the programme's step whose day it has: its own, or the replaced one; NULL */
    bool is_own;                /* decided for this person */
    int due;                    /* DAY_NONE */
    struct standing_step *step; /* NULL from plan_place_find() */
};

/* The steps of a programme in the newest edition; none when it is gone. */
struct plan_programme {
    struct content_entries entries;
    struct standing_step **steps; /* of each entry */
};
int plan_programme_read(struct content *content, struct standing_reader *reader, const char *programme,
                        struct arena *arena, struct plan_programme *ret_programme);

/* What the records say of one plan. */
struct plan_frame {
    struct content *content;
    struct arena *arena;
    const char *programme, *background;
    int start;
    struct due_reschedules reschedules;
    struct added_steps added;
};
int plan_frame_read(struct site *site, const struct plan_row *row, const char *background, struct arena *arena,
                    struct plan_frame *ret_frame);

/* A list to use again. */
struct plan_places {
    struct plan_place *items;
    size_t count, capacity;
};
void plan_places_finish(struct plan_places *places);

/* All steps of the plan, for the person at whom the reader is. `dues`: the days of the programme's entries, where they
 * were worked out before; NULL. */
int plan_places_fill(struct plan_frame *frame, struct standing_reader *reader, const struct plan_programme *programme,
                     const int *dues, struct plan_places *places);

/* The same for one step alone; *ret_has: the plan has it. `progress` may be NULL. */
int plan_place_find(struct plan_frame *frame, const struct content_entry *entry, const struct progress *progress,
                    struct plan_place *ret_place, bool *ret_has);

/* True if a day comes before another; none comes last. A step in several plans is one step, due on the first day; the
 * plan that was named first decides between equal ones. */
bool plan_due_is_before(int due, int other);
