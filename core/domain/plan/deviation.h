/* Deviation: where one person's plan leaves the programme, side by side with what the programme says, and what that
 * does to the day on which the plan ends. Computed when read. */
#pragma once

#include "domain/plan/plan.h"
#include "domain/plan/reschedule.h"

enum deviation_kind {
    DEVIATION_LEAVE,
    DEVIATION_SHARE,
    DEVIATION_BACKGROUND, /* a step that is for another background */
    DEVIATION_ADDED,
    DEVIATION_REPLACED,
    DEVIATION_SKIPPED,
    DEVIATION_RECOGNISED
};

/* "leave", "share", "background", "added", "replaced", "skipped", "recognised" */
const char *deviation_kind_word(enum deviation_kind kind);

struct deviation {
    enum deviation_kind kind;
    struct reschedule reschedule;    /* of leave and share */
    int days;                        /* of a leave: its working days after the start; 0 for one until further notice */
    const char *step, *title;        /* of the programme; NULL for a leave, a share and an added step */
    const char *other, *other_title; /* the step that is in the plan instead, or beside it; NULL */
    int template_due, due;           /* as the programme says, as it is now; DAY_NONE */
    const char *by_name, *because;   /* NULL where not known, or not for the viewer */
    int64_t at;                      /* 0 if not known */
    bool is_in_use;                  /* false: an added step that has left the curriculum, so that it is not shown */
    bool moves_end;                  /* without it the plan would end on another day */
};

struct deviations {
    struct deviation *items; /* in the order of enum deviation_kind, then by day and place */
    size_t count;
    int template_end, end; /* DAY_NONE: no step has a date */
    bool is_end_open;      /* it waits for the end of a leave until further notice; then `end` says nothing */
};

/* Of a plan that plan_show() gave. RIGHT_SEE_DATES. */
int deviations_of(struct site *site, const struct subject *subject, const struct plan *plan, struct arena *arena,
                  struct deviations *ret_deviations);
