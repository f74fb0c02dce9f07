/* Circular status: what a circular asks of one person today, by its days and the person's progress.
 *
 * It is asked from the day of its first revision, or of somebody who came later from that day (audience_since());
 * `due:` counts from there. After `valid-until:` nobody is asked. Without that date, somebody who came more than
 * CIRCULAR_MONTHS after its newest revision is not asked, so that nobody starts with ten years of old circulars; those
 * who were here stay asked until they read it or it is withdrawn, also through a leave and after a change of role, unit
 * or background. A new revision is asked from its own day of those who had confirmed an older one, by its class, as for
 * every step.
 *
 * A recurring step (recurrence.h) is asked again recurrence_ahead() before its last day; of somebody who has never done
 * it, that long before the first of its dates, or without dates at once, with `due:` from there. */
#pragma once

#include "domain/circular/audience.h"
#include "domain/plan/plan.h"

#define CIRCULAR_MONTHS 12

struct circular_status {
    struct plan_item item; /* of the person; `due` and `is_late` are the circular's, not a plan's */
    int sent;              /* the day of its first revision; DAY_NONE: the file has none */
    bool is_asked;         /* of this person at all */
    bool is_waiting;       /* to be read and confirmed, in whole or what is new */
    bool is_confirmed;     /* the newest revision, or an older one to which nothing is to be added */
    int since;             /* the day from which it waits; DAY_NONE */
    int late_days;         /* working days; 0 */
};

/* The status for a person who is asked since those days (audience.h); `item` is from standing_item(). Neither waiting
 * nor confirmed: it is not asked of the person. */
struct circular_status circular_status_of(const struct content_audience_step *circular, struct audience_days came,
                                          const struct plan_item *item, int today);
