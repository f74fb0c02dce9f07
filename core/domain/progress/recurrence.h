/* Again: until when something that comes again counts, and from when it may be done anew.
 *
 * It counts until a day, that day included. Without a date of the year that is so many months after it was done, the
 * month's last day where there is no such day (29 February). With a date, what was done counts for the last of these
 * dates before it or, when it was done at most recurrence_ahead() before the next, for that one; it is due on the date
 * so many months later. So what is done early does not come earlier every time, and what is done late does not come
 * later.
 *
 * Leave and part-time do not move it: what was done a year ago was done a year ago. What the newest edition says
 * decides, also about what was done under another interval. */
#pragma once

#include "domain/curriculum/curriculum.h"

#define RECURRENCE_AHEAD_MAX 60

/* The last day that counts of what was done on a day. */
int recurrence_last_day(const struct recurrence *recurrence, int done);

/* How many days before its last day it may be done anew, and is shown: a week for each month, at most
 * RECURRENCE_AHEAD_MAX. */
int recurrence_ahead(const struct recurrence *recurrence);

/* The day on which somebody who has never done it, and was asked from `since`, shall have done it: the first of its
 * dates from then; DAY_NONE where it has no date. */
int recurrence_first_day(const struct recurrence *recurrence, int since);
