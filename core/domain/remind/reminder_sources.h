/* The sources of reminders that belong to no later subject; see reminder.h. */
#pragma once

#include "domain/remind/reminder.h"

int remind_of_plan(struct reminder_collection *reminder_collection);     /* one's own running plans */
int remind_of_debts(struct reminder_collection *reminder_collection);    /* what one skipped and is to make up for */
int remind_of_requests(struct reminder_collection *reminder_collection); /* who waits for one's signature */
int remind_of_talks(struct reminder_collection *reminder_collection);    /* what learners want to talk about */
int remind_of_learners(struct reminder_collection *reminder_collection); /* which learners are late, and how much */
int remind_of_unit(struct reminder_collection *reminder_collection);     /* how many in the unit are late: a number */
