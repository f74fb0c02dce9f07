/* Due: when a step is due, from "week 2" to a day, and how leave and part-time move it (docs/rules.md, "Plan").
 *
 * One idea carries all of it: a due date is so many working days of the person after the start. A day of leave gives
 * none of them, a day at 50 percent gives half of one. What was told later than it holds from moves only dates that had
 * not passed when it was told. */
#pragma once

#include "domain/curriculum/curriculum.h"

#include <stdint.h>

#define DUE_LEAVES_MAX 64 /* per plan; and as many shares */

struct due_leave {
    int first, last; /* both included; `last` DAY_NONE: until further notice */
    int told_on;     /* dates that had passed that day stay */
    int64_t key;     /* of its row */
};

struct due_share {
    int first;
    int percent; /* 1..100, from `first` until the next share */
    int told_on; /* dates that had passed stay; days before it do not give more than they gave. 0: in time */
    int64_t key;
};

/* What was told of one plan, leaves in the order they were told, shares by their first day. */
struct due_reschedules {
    struct due_leave *leaves;
    size_t leave_count; /* at most DUE_LEAVES_MAX */
    struct due_share *shares;
    size_t share_count; /* at most DUE_LEAVES_MAX */
};

/* The due date of a step for a plan that starts on `start`, without leave and share: `day N` the Nth working day,
 * counting the first at or after `start` as 1; `week N` the last working day of the 7N days that begin with `start`;
 * `month N` the last working day before start + N months. Never before the first working day. DAY_NONE for none. */
int due_day(int start, struct due due);

/* The same with leave and share. A leave moves a date that lies in it or after it and had not passed when it was told,
 * by as many working days as it has; a share divides the working days from its first day on. DAY_NONE also for a date
 * that waits for the end of a leave until further notice. */
int due_moved(int start, struct due due, const struct due_reschedules *reschedules);

/* A date that somebody chose, knowing of leaves and shares up to these keys: what was told later moves it. */
struct due_own {
    int start, day;
    int64_t leaves_known, shares_known;
};
int due_own_moved(const struct due_own *own, const struct due_reschedules *reschedules);
