/* Due: when a step is due, from "week 2" to a day, and how leave and part-time move it (DESIGN section 5, "Plan").
 *
 * One idea carries all of it: a due date is so many working days of the person after the start. A day of leave gives
 * none of them, a day at 50 percent gives half of one. */
#pragma once

#include "domain/curriculum/curriculum.h"

#define DUE_LEAVES_MOST 64 /* per plan */

struct due_leave {
    int first, last; /* both included */
    int told_on;     /* dates that had passed that day stay */
};

struct due_share {
    int first;
    int percent; /* 1..100, from `first` until the next share */
};

/* What was told of one plan, leaves in the order they were told, shares by their first day. */
struct due_shifts {
    struct due_leave *leaves;
    size_t leave_count; /* at most DUE_LEAVES_MOST */
    struct due_share *shares;
    size_t share_count;
};

/* The due date of a step for a plan that starts on `start`, without leave and share: `day N` the Nth working day,
 * counting the first at or after `start` as 1; `week N` the last working day of the 7N days that begin with `start`;
 * `month N` the last working day before start + N months. Never before the first working day. DAY_NONE for none. */
int due_day(int start, struct due due);

/* The same with leave and share. A leave moves a date that lies in it or after it and had not passed when it was told,
 * by as many working days as it has; a share divides the working days from its first day on. */
int due_moved(int start, struct due due, const struct due_shifts *shifts);
