/* Reminder sources: those that belong to no later subject; see reminder.h. */
#pragma once

#include "domain/remind/reminder.h"

int remind_of_plan(struct reminder_collection *reminder_collection);     /* the person's running plans */
int remind_of_debts(struct reminder_collection *reminder_collection);    /* the person's deferrals */
int remind_of_requests(struct reminder_collection *reminder_collection); /* requests for the person's signature */
int remind_of_entered(struct reminder_collection *reminder_collection);  /* signed on paper in the person's name */
int remind_of_talks(struct reminder_collection *reminder_collection);    /* learners' agenda items */
int remind_of_learners(struct reminder_collection *reminder_collection); /* late learners, with the number of steps */
int remind_of_unit(struct reminder_collection *reminder_collection);     /* the number of late people in the unit */
