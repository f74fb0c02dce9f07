/* Circular sources: the reminders and calendar days of circulars, for circular_module.c. */
#pragma once

struct calendar_collection;
struct reminder_collection;

int remind_of_circulars(struct reminder_collection *reminder_collection);
int calendar_of_circulars(struct calendar_collection *gathering);
