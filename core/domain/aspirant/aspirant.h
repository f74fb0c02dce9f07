/* Aspirant: a student on placement, or employed beside the studies, until employed for good or gone (docs/rules.md,
 * docs/glossary.md "student placement").
 *
 * One person is at most one aspirant. The stages are four days, each entered when it is known: placed, begun beside the
 * studies, hired, left. Hours and their minimum are in hours.h, commitments in commitment.h, the university's view in
 * consent.h, employment in hire.h, counts over years in funnel.h. */
#pragma once

#include "domain/plan/plan.h"

#define REASON_NO_ASPIRANT FAIL_REASON("no-aspirant") /* the person is not and was never one */

#define ASPIRANT_MINIMUM (10 * 3600) /* default: seconds a month; Norrköping asks for ten hours */

/* The stage of today. */
enum aspirant_stage {
    ASPIRANT_AHEAD,     /* not begun yet */
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
    int graduates;                              /* planned; DAY_NONE: unknown */
    int placed_on, began_on, hired_on, left_on; /* DAY_NONE */
    const char *left_why;                       /* a word of aspirant_left_whys; NULL */
    int minimum;                                /* seconds a month */
    const char *programme;                      /* beside the studies; NULL */
    int64_t consented_at;                       /* to the university's contact; 0: no consent */
    enum aspirant_stage stage;
    /* set by aspirant_list() and aspirant_of(): */
    struct hours_month *months; /* oldest first; none before the first day */
    size_t month_count;
    struct commitment *commitments; /* by date */
    size_t commitment_count;
};

/* Reasons for leaving; optional, and none is about health. Ends with NULL. */
extern const char *const aspirant_left_whys[];

/* Makes a learner an aspirant, or moves an aspirant from placement on to employment beside the studies; then unset
 * members stay as they were. Starts `programme`, if not NULL. RIGHT_LEAD, or HR for people whom HR may see. FAIL_RULE
 * for an aspirant of that stage already, or a person who is not a learner; FAIL_INPUT without a university. */
struct aspirant_new {
    struct subject_ref person;
    const char *university, *term; /* NULL: unknown */
    int graduates;                 /* DAY_NONE */
    int from;
    int minimum; /* seconds; below 0: unset */
    bool is_placement;
    const char *programme;
};
int aspirant_add(struct site *site, const struct actor *actor, const struct aspirant_new *added);

/* Changes the members that are not NULL, DAY_NONE or below 0. Another university ends the consent, which was for the
 * old one. */
struct aspirant_change {
    const char *university, *term;
    int graduates, minimum;
};
int aspirant_set(struct site *site, const struct actor *actor, struct subject_ref person,
                 const struct aspirant_change *change);

/* Records that an aspirant leaves; `on` is the first day of absence, also after the employment. `why` may be NULL. Ends
 * the running plan of the programme beside the studies. RIGHT_LEAD. */
int aspirant_leave(struct site *site, const struct actor *actor, struct subject_ref person, int on, const char *why);

/* One aspirant, with months and commitments. RIGHT_SEE_DATES; FAIL_NOT_FOUND "person 'anna': is no aspirant". */
int aspirant_of(struct site *site, const struct subject *subject, struct arena *arena, struct aspirant *ret_aspirant);

/* Whether a person is or was an aspirant. Checks no right: the caller must. */
int aspirant_is_one(struct records *records, int64_t person_key, bool *ret_is_one);

/* Everybody whose dates the actor may see, in a unit and below (NULL: all), by name; with months and commitments. */
struct aspirants {
    struct aspirant *items;
    size_t count;
};
int aspirant_list(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                  struct aspirants *ret_aspirants);

/* The first day on which hours no longer count as an aspirant's; DAY_NONE: unknown. */
int aspirant_end(const struct aspirant *aspirant);
