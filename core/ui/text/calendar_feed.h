/* Calendar feed: a person's calendar (domain/calendar) in the words and the format that calendar programs read. */
#pragma once

#include "domain/calendar/calendar.h"
#include "ui/text/translate.h"

#define CALENDAR_FEED_TYPE "text/calendar; charset=utf-8"
#define CALENDAR_FEED_MAX ((size_t)2 * 1024 * 1024)

/* iCalendar in the person's language. Events lead to their pages where the site knows its public address. */
void calendar_feed_write(const struct site *site, const struct person *person, const struct calendar *calendar,
                         struct text *into);

/* The address for a token, "https://trappa.example.se/kalender/TOKEN.ics"; in the arena. */
const char *calendar_feed_address(const struct site *site, struct arena *arena, const char *token);
