/* Recurrence: when a step that must be repeated (`again:`) expires, and from when it may be renewed.
 *
 * It counts up to and including its last day. Without a fixed date, that is the given number of months after it was
 * done (the month's last day if there is no such day, as 29 February). With fixed dates of the year, what was done
 * counts for the last of the dates before it; if it was done at most recurrence_ahead() days before the next date, for
 * that one. It is due again the given number of months after that date. So early renewal does not move the dates
 * forward, nor late renewal backward.
 *
 * Leave and part-time do not move it. The interval of the newest edition applies, also to what was done under another
 * interval. */
#pragma once

#include "domain/curriculum/curriculum.h"

#define RECURRENCE_AHEAD_MAX 60

/* The last day on which something done on `done` counts. */
int recurrence_last_day(const struct recurrence *recurrence, int done);

/* The number of days before its last day from which it is shown and may be renewed: a week for each month of the
 * interval, at most RECURRENCE_AHEAD_MAX. */
int recurrence_ahead(const struct recurrence *recurrence);

/* The first due day of somebody who has never done it and is asked for it from `since`: the first fixed date from then
 * on; DAY_NONE without fixed dates. */
int recurrence_first_day(const struct recurrence *recurrence, int since);
