/* Plan place: which steps a person's plan has, in which order, and when each is due. It adds to progress/standing.h:
 *
 * - The plan has a step of the programme if it is for the person's background, or if something was done in it under an
 *   earlier background.
 * - A step chosen by a manager takes the place of the step it replaces (plan_place_replacement()) while the curriculum
 *   uses it; else the programme's own step returns.
 * - Steps that a manager added come after the programme's, unless the programme has them by now.
 * - Leave and part-time move the days (due.h). */
#pragma once

#include "domain/plan/added_step.h"
#include "domain/plan/plan_rows.h"
#include "domain/progress/standing_reader.h"

struct plan_place {
    const struct content_entry *entry;
    const struct content_entry *template; /* the programme's step whose day it has: itself, or the replaced one; NULL */
    bool is_own;                          /* added for this person */
    int due;                              /* DAY_NONE */
    struct standing_step *step;           /* NULL from plan_place_find() */
};

/* The steps of a programme in the newest edition; none if the edition does not have it. */
struct plan_programme {
    struct content_entries entries;
    struct standing_step **steps; /* one for each entry */
};
int plan_programme_read(struct content *content, struct standing_reader *reader, const char *programme,
                        struct arena *arena, struct plan_programme *ret_programme);

/* The stored data of one plan. */
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

/* A list that is filled again and again. */
struct plan_places {
    struct plan_place *items;
    size_t count, capacity;
};
void plan_places_finish(struct plan_places *places);

/* All steps of the plan of the reader's current person. `dues`: the days of the programme's entries, if already
 * computed; NULL. */
int plan_places_fill(struct plan_frame *frame, struct standing_reader *reader, const struct plan_programme *programme,
                     const int *dues, struct plan_places *places);

/* One step alone; *ret_has is false if the plan does not have it. `progress` may be NULL. */
int plan_place_find(struct plan_frame *frame, const struct content_entry *entry, const struct progress *progress,
                    struct plan_place *ret_place, bool *ret_has);

/* True if a day is before another; DAY_NONE comes last. A step in several plans appears once, due on the first day; of
 * equal days the first-named plan wins. */
bool plan_due_is_before(int due, int other);
