/* Supervision: the talks of a learner and the mentor: the agenda of the next, the items that the learner raises, and
 * the talks held. */
#pragma once

#include "domain/plan/plan.h"

#define SUPERVISION_DUE_DAYS 14   /* the agenda includes steps due within so many days */
#define SUPERVISION_WAITED_DAYS 7 /* a sign-off requested so long ago is stuck */
#define SUPERVISION_MINUTES_MAX 480

/* Borrowed items of the plan. */
struct supervision_list {
    const struct plan_item **items;
    size_t count;
};

struct agenda_item {
    const char *words; /* the learner's */
    int64_t at;
};

struct supervision_meeting {
    int day, minutes;
    const char *by_name; /* NULL: the operator, or erased */
};

struct supervision {
    const struct plan *plan;       /* NULL: no plan runs, and the lists are empty */
    int last_day;                  /* of the last talk; DAY_NONE: none yet */
    struct supervision_list done;  /* since the last talk; without one, all */
    struct supervision_list stuck; /* late, returned, or waiting for long */
    struct supervision_list changed;
    struct supervision_list due; /* within SUPERVISION_DUE_DAYS */
    struct agenda_item *points;  /* not yet talked about, oldest first; empty without RIGHT_SEE_COMMENTS */
    size_t point_count;
    bool shows_points;
    struct supervision_meeting *held; /* the last ten, newest first */
    size_t held_count;
};

/* The agenda of the next talk. RIGHT_SEE_DATES. */
int supervision_show(struct site *site, const struct subject *subject, struct arena *arena,
                     struct supervision *ret_supervision);

/* Raises an agenda item. RIGHT_LEARN. FAIL_INPUT if it is blank. */
int agenda_add(struct site *site, const struct actor *actor, struct subject_ref person, const char *words);

/* The number of open agenda items of each learner whom the actor mentors today, and since when; by name.
 * supervision_show() has their words. */
struct agenda_summary {
    struct person person;
    int points;
    int64_t since;
};
int agenda_summaries(struct site *site, const struct actor *actor, struct arena *arena,
                     struct agenda_summary **ret_wishes, size_t *ret_count);

/* Records that a talk was held; the open agenda items count as talked about. RIGHT_SIGN. FAIL_INPUT for a day in the
 * future or before the first plan, or minutes outside 1 to SUPERVISION_MINUTES_MAX. Twice on one day is two talks. */
struct supervision_new {
    struct subject_ref person;
    int day, minutes;
};
int supervision_record(struct site *site, const struct actor *actor, const struct supervision_new *supervision);
