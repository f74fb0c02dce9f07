/* Asked: what an addressed step (a circular) asks of one person today, from its days and where the person is with it.
 *
 * It is asked from the day of its first revision, of somebody who came later from that day (audience_since()), and
 * `due:` counts from there. With `valid-until:` nobody is asked after that day. Without it somebody who came more
 * than CIRCULAR_MONTHS after its newest revision is not asked: nobody begins with ten years of old mail; but
 * whoever was here then stays asked until it is read or withdrawn. A new revision asks again from its own day, of
 * those who had confirmed an older one, by its class as for every step. */
#pragma once

#include "domain/plan/plan.h"

/* What comes again (recurrence.h) is asked again when its time comes: shown recurrence_ahead() before its last day or,
 * for somebody who has not done it, before the first of its dates. Without a date it is asked at once, with `due:` from
 * there. */

#define CIRCULAR_MONTHS 12

struct circular_status {
    struct plan_item item; /* of the person; `due` and `is_late` are those of the circular, not of a plan */
    int sent;              /* the day of its first revision; DAY_NONE where the file says none */
    bool is_waiting;       /* to be read and confirmed, for the first time or what is new */
    bool is_confirmed;     /* at the newest revision, or one that asks for nothing more */
    int since;             /* the day from which it waits; DAY_NONE */
    int late_days;         /* working days; 0 */
};

/* `came` is the day that the person came, DAY_NONE for longer ago than it was kept; `item` as standing_item() gives it.
 * Neither waiting nor confirmed: it is not asked of the person. */
struct circular_status circular_status_of(const struct content_audience_step *circular, int came,
                                          const struct plan_item *item, int today);
