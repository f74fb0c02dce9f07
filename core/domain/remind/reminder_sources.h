/* The sources of reminders; see reminder.h. */
#pragma once

#include "domain/remind/reminder.h"

reminder_source remind_of_plan;     /* one's own running plans */
reminder_source remind_of_debts;    /* what one skipped and is to make up for */
reminder_source remind_of_requests; /* who waits for one's signature, oldest first */
reminder_source remind_of_talks;    /* what one's learners want to talk about */
reminder_source remind_of_learners; /* which of one's learners are late, and with how much */
reminder_source remind_of_unit;     /* how many in the unit are late, for its manager: a number only */

/* In the folder of their subject: */
reminder_source remind_of_circulars;   /* circular/circular_remind.c */
reminder_source remind_of_hours;       /* aspirant/hours_remind.c */
reminder_source remind_of_commitments; /* domain/aspirant/commitment_remind.c */
