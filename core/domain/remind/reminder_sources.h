/* The sources of reminders that live in this folder; see reminder.h. Others are in the folder of their subject. */
#pragma once

#include "domain/remind/reminder.h"

reminder_source remind_of_plan;     /* one's own running plans */
reminder_source remind_of_debts;    /* what one skipped and is to make up for */
reminder_source remind_of_requests; /* who waits for one's signature, oldest first */
reminder_source remind_of_talks;    /* what one's learners want to talk about */
reminder_source remind_of_learners; /* which of one's learners are late, and with how much */
reminder_source remind_of_unit;     /* how many in the unit are late, for its manager: a number only */
