/* Talk: the talks of a learner with the mentor: what there is to talk about, what the learner wants to raise, and that
 * one was held. */
#pragma once

#include "domain/plan/plan.h"

#define TALK_DUE_DAYS 14   /* how far ahead the agenda looks */
#define TALK_WAITED_DAYS 7 /* a sign-off that was asked for so long ago is stuck */
#define TALK_MINUTES_MOST 480

/* Borrowed items of the plan. */
struct talk_list {
    const struct plan_item **items;
    size_t count;
};

struct talk_point {
    const char *words; /* of the learner */
    int64_t at;
};

struct talk_held {
    int day, minutes;
    const char *by_name; /* NULL for the operator or somebody erased */
};

struct talk {
    const struct plan *plan; /* NULL: none runs, and the lists are empty */
    int last_day;            /* of the last talk; DAY_NONE: none was held */
    struct talk_list done;   /* since the last talk; all where there was none */
    struct talk_list stuck;  /* late, sent back, or waiting for long */
    struct talk_list changed;
    struct talk_list due;      /* within TALK_DUE_DAYS */
    struct talk_point *points; /* not yet talked about, oldest first; none without RIGHT_SEE_COMMENTS */
    size_t point_count;
    bool shows_points;
    struct talk_held *held; /* the last ten, newest first */
    size_t held_count;
};

/* The agenda of the next talk. RIGHT_SEE_DATES. */
int talk_show(struct site *site, const struct actor *actor, const struct person *person, struct arena *arena,
              struct talk *ret_talk);

/* What the learner wants to raise: RIGHT_LEARN. FAIL_INPUT when it is blank. */
int talk_raise(struct site *site, const struct actor *actor, const char *person_id, const char *words);

/* Of whom the actor mentors today: how many points they want to raise that have not been talked about, and since when;
 * by name. What they say is for talk_show(). */
struct talk_wish {
    struct person person;
    int points;
    int64_t since;
};
int talk_wishes(struct site *site, const struct actor *actor, struct arena *arena, struct talk_wish **ret_wishes,
                size_t *ret_count);

/* A talk was held: RIGHT_SIGN. What was to be raised has been talked about. FAIL_INPUT for a day to come or before the
 * first plan, or minutes beyond 1 to TALK_MINUTES_MOST; the same day twice is two talks. */
struct talk_new {
    const char *person_id;
    int day, minutes;
};
int talk_hold(struct site *site, const struct actor *actor, const struct talk_new *talk);
