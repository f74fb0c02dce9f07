/* Deviation: a difference between one person's plan and its programme, with its effect on the day the plan ends.
 * Computed when read. */
#pragma once

#include "domain/plan/plan.h"
#include "domain/plan/reschedule.h"

enum deviation_kind {
    DEVIATION_LEAVE,
    DEVIATION_SHARE,
    DEVIATION_BACKGROUND, /* a step left out because it is for another background */
    DEVIATION_ADDED,
    DEVIATION_REPLACED,
    DEVIATION_SKIPPED,
    DEVIATION_RECOGNISED
};

/* "leave", "share", "background", "added", "replaced", "skipped", "recognised" */
const char *deviation_kind_word(enum deviation_kind kind);

struct deviation {
    enum deviation_kind kind;
    struct reschedule reschedule;    /* DEVIATION_LEAVE and DEVIATION_SHARE */
    int days;                        /* of a leave: its working days after the plan's start; 0: until further notice */
    const char *step, *title;        /* of the programme; NULL for a leave, a share and an added step */
    const char *other, *other_title; /* the step that replaces it or was added; NULL */
    int template_due, due;           /* in the programme, and in the plan; DAY_NONE */
    const char *by_name, *because;   /* NULL if unknown or hidden from the viewer */
    int64_t at;                      /* 0: unknown */
    bool is_in_use;                  /* false: an added step that the curriculum no longer has, and that is not shown */
    bool moves_end;                  /* without it the plan would end on another day */
};

struct deviations {
    struct deviation *items; /* in the order of enum deviation_kind, then by day and place */
    size_t count;
    int template_end, end; /* DAY_NONE: no step has a date */
    bool is_end_open;      /* depends on the end of a leave until further notice; then `end` means nothing */
};

/* The deviations of a plan read by plan_show(). RIGHT_SEE_DATES. */
int deviations_of(struct site *site, const struct subject *subject, const struct plan *plan, struct arena *arena,
                  struct deviations *ret_deviations);
