/* Due: computes due days, from "week 2" to a date, moved by leave and part-time (docs/rules.md, "Plan").
 *
 * A due date is a number of the person's working days after the start. A day of leave counts as none, a day at 50
 * percent as half of one. Leave or part-time that was registered after it began moves only dates that had not passed
 * when it was registered. */
#pragma once

#include "domain/curriculum/curriculum.h"

#include <stdint.h>

#define DUE_LEAVES_MAX 64 /* per plan; the same number of shares */

struct due_leave {
    int first, last; /* both included; `last` DAY_NONE: until further notice */
    int told_on;     /* day of registration; dates before it do not move */
    int64_t key;     /* of its row */
};

struct due_share {
    int first;
    int percent; /* 1..100, from `first` to the next share */
    int told_on; /* day of registration: earlier dates stay, earlier days never count for more; 0: in advance */
    int64_t key;
};

/* Leaves and shares of one plan: leaves by registration, shares by first day. */
struct due_reschedules {
    struct due_leave *leaves;
    size_t leave_count; /* at most DUE_LEAVES_MAX */
    struct due_share *shares;
    size_t share_count; /* at most DUE_LEAVES_MAX */
};

/* The due day of a step in a plan that starts on `start`, without leave and shares. `day N`: the Nth working day,
 * counting the first at or after `start` as 1; `week N`: the last working day of the 7N days that begin with `start`;
 * `month N`: the last working day before start + N months. Never before the first working day. DAY_NONE if the step has
 * no due time. */
int due_day(int start, struct due due);

/* The same, moved by leaves and shares. A leave moves a date in it or after it, if it had not passed when the leave was
 * registered, by the leave's working days; a share divides the working days from its first day on. DAY_NONE also for a
 * date that depends on the end of a leave until further notice. */
int due_moved(int start, struct due due, const struct due_reschedules *reschedules);

/* A date chosen by somebody who knew the leaves and shares up to these keys: later ones move it. */
struct due_own {
    int start, day;
    int64_t leaves_known, shares_known;
};
int due_own_moved(const struct due_own *own, const struct due_reschedules *reschedules);
