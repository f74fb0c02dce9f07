/* Calendar feed: writes a person's calendar (domain/calendar) as iCalendar, with texts in the person's language. */
#pragma once

#include "domain/calendar/calendar.h"
#include "ui/text/translate.h"

#define CALENDAR_FEED_TYPE "text/calendar; charset=utf-8"
#define CALENDAR_FEED_MAX ((size_t)2 * 1024 * 1024)

/* Writes the calendar. Events link to their pages if the site's public address is configured. */
void calendar_feed_write(const struct site *site, const struct person *person, const struct calendar *calendar,
                         struct text *into);

/* The URL for a token, "https://trappa.example.se/kalender/TOKEN.ics"; in the arena. */
const char *calendar_feed_address(const struct site *site, struct arena *arena, const char *token);
