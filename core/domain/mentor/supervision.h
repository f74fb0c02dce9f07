/* Talk: the talks of a learner with the mentor: what there is to talk about, what the learner wants to raise, and that
 * one was held. */
#pragma once

#include "domain/plan/plan.h"

#define SUPERVISION_DUE_DAYS 14   /* how far ahead the agenda looks */
#define SUPERVISION_WAITED_DAYS 7 /* a sign-off that was asked for so long ago is stuck */
#define SUPERVISION_MINUTES_MAX 480

/* Borrowed items of the plan. */
struct supervision_list {
    const struct plan_item **items;
    size_t count;
};

struct agenda_item {
    const char *words; /* of the learner */
    int64_t at;
};

struct supervision_meeting {
    int day, minutes;
    const char *by_name; /* NULL for the operator or somebody erased */
};

struct supervision {
    const struct plan *plan;       /* NULL: none runs, and the lists are empty */
    int last_day;                  /* of the last talk; DAY_NONE: none was held */
    struct supervision_list done;  /* since the last talk; all where there was none */
    struct supervision_list stuck; /* late, sent back, or waiting for long */
    struct supervision_list changed;
    struct supervision_list due; /* within SUPERVISION_DUE_DAYS */
    struct agenda_item *points;  /* not yet talked about, oldest first; none without RIGHT_SEE_COMMENTS */
    size_t point_count;
    bool shows_points;
    struct supervision_meeting *held; /* the last ten, newest first */
    size_t held_count;
};

/* The agenda of the next talk. RIGHT_SEE_DATES. */
int supervision_show(struct site *site, const struct subject *subject, struct arena *arena,
                     struct supervision *ret_supervision);

/* What the learner wants to raise: RIGHT_LEARN. FAIL_INPUT when it is blank. */
int agenda_add(struct site *site, const struct actor *actor, struct subject_ref person, const char *words);

/* Of whom the actor mentors today: how many points they want to raise that have not been talked about, and since when;
 * by name. What they say is for supervision_show(). */
struct agenda_summary {
    struct person person;
    int points;
    int64_t since;
};
int agenda_summaries(struct site *site, const struct actor *actor, struct arena *arena,
                     struct agenda_summary **ret_wishes, size_t *ret_count);

/* A talk was held: RIGHT_SIGN. What was to be raised has been talked about. FAIL_INPUT for a day to come or before the
 * first plan, or minutes beyond 1 to SUPERVISION_MINUTES_MAX; the same day twice is two talks. */
struct supervision_new {
    struct subject_ref person;
    int day, minutes;
};
int supervision_record(struct site *site, const struct actor *actor, const struct supervision_new *supervision);
