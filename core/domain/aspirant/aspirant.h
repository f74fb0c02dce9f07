/* Aspirant: a student on placement or employed beside the studies, until employed or gone (docs/rules.md).
 *
 * One person is one aspirant. What happened is four days, each told when it is known: on placement, begun beside the
 * studies, employed, left. Hours and their minimum are in hours.h, promises in commitment.h, who at the university sees
 * anything in consent.h, employment in hire.h, the counts over years in funnel.h. */
#pragma once

#include "domain/plan/plan.h"

#define REASON_NO_ASPIRANT FAIL_REASON("no-aspirant") /* and never was one */

#define ASPIRANT_MINIMUM 1000 /* hundredths of an hour a month, unless set: Norrköping asks for ten hours */

/* Where somebody is today. */
enum aspirant_stage {
    ASPIRANT_AHEAD,     /* nothing of it has begun yet */
    ASPIRANT_PLACEMENT, /* on placement (VFU) */
    ASPIRANT_BESIDE,    /* employed beside the studies */
    ASPIRANT_HIRED,
    ASPIRANT_LEFT,
    ASPIRANT_STAGES
};
const char *aspirant_stage_word(enum aspirant_stage stage); /* "ahead", "placement", "aspirant", "hired", "left" */

struct hours_month;
struct commitment;

struct aspirant {
    struct person person;
    const char *university;
    const char *term;                           /* of the studies, in the student's words; NULL */
    int graduates;                              /* planned; DAY_NONE: not said */
    int placed_on, began_on, hired_on, left_on; /* DAY_NONE */
    const char *left_why;                       /* a word of aspirant_left_whys; NULL */
    int minimum;                                /* hundredths of an hour a month */
    const char *programme;                      /* beside the studies; NULL */
    int64_t consented_at;                       /* to the university's contact; 0: no consent stands */
    enum aspirant_stage stage;
    /* aspirant_list() and aspirant_of(): */
    struct hours_month *months; /* the oldest first; none before anything has begun */
    size_t month_count;
    struct commitment *commitments; /* by date */
    size_t commitment_count;
};

/* Why somebody left; optional, and none is about health. Ends with NULL. */
extern const char *const aspirant_left_whys[];

/* Begins. Somebody on placement goes on to be an aspirant by the same call; then what is not given stays as it was.
 * RIGHT_LEAD, or HR for whom it may see. FAIL_RULE for somebody who is an aspirant already, or no learner; FAIL_INPUT
 * without a university. `programme` is started too, NULL: none is. */
struct aspirant_new {
    struct subject_ref person;
    const char *university, *term; /* NULL: not said */
    int graduates;                 /* DAY_NONE */
    int from;
    int minimum; /* hundredths; below 0: not said */
    bool is_placement;
    const char *programme;
};
int aspirant_add(struct site *site, const struct actor *actor, const struct aspirant_new *added);

/* Changes what is not NULL, DAY_NONE or below 0. Another university ends the consent, which was to the old one. */
struct aspirant_change {
    const char *university, *term;
    int graduates, minimum;
};
int aspirant_set(struct site *site, const struct actor *actor, struct subject_ref person,
                 const struct aspirant_change *change);

/* Leaves on a day, the first that somebody is not there any more; also after the employment. `why` may be NULL; the
 * running plan of the programme beside the studies ends. RIGHT_LEAD. */
int aspirant_leave(struct site *site, const struct actor *actor, struct subject_ref person, int on, const char *why);

/* With months and promises. RIGHT_SEE_DATES; FAIL_NOT_FOUND "person 'anna': is no aspirant". */
int aspirant_of(struct site *site, const struct subject *subject, struct arena *arena, struct aspirant *ret_aspirant);

/* Whether somebody is, or was, one: for a page that has asked for the right to see the person. */
int aspirant_is_one(struct records *records, int64_t person_key, bool *ret_is_one);

/* Everybody whose dates the actor may see, of a unit and below (NULL: all), by name; with months and promises. */
struct aspirants {
    struct aspirant *items;
    size_t count;
};
int aspirant_list(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                  struct aspirants *ret_aspirants);

/* The first day on which hours are no longer an aspirant's; DAY_NONE: not known yet. */
int aspirant_end(const struct aspirant *aspirant);
