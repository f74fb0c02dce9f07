/* Humanize: days and numbers as people say them, in both languages.
 *
 * Every function returns a string in the arena. `today` is a parameter, so that a page is consistent. */
#pragma once

#include "base/memory.h"
#include "ui/text/translate.h"

#include <stdint.h>

/* "i dag", "i går", "i morgon", "på torsdag" (at most six days ahead), "i torsdags" (at most six days back), else "29
 * januari", with the year if it is not today's. "" for DAY_NONE. */
const char *humanize_day(enum language language, struct arena *arena, int day, int today);

/* "torsdag 29 januari", with the year if it is not today's. */
const char *humanize_date(enum language language, struct arena *arena, int day, int today);

/* Both: "på torsdag, 29 januari". */
const char *humanize_day_and_date(enum language language, struct arena *arena, int day, int today);

/* A due day, seen from today: "två dagar sen", "i dag", "på torsdag", "29 januari". */
const char *humanize_due(enum language language, struct arena *arena, int due_day, int today);

/* 0 is "inga" or "no", 1 follows the noun's gender ("en", "ett"), 2 to 12 are words ("två"), the rest digits. */
enum gender { GENDER_COMMON, GENDER_NEUTER };
const char *humanize_number(enum language language, struct arena *arena, int64_t number, enum gender gender);

/* "3,5" or "3.5", with one decimal if needed: mentors' weights. */
const char *humanize_decimal(enum language language, struct arena *arena, double number);

/* "45 minuter", "1 timme 30 minuter". */
const char *humanize_minutes(enum language language, struct arena *arena, int minutes);

/* "mars 2026". */
const char *humanize_month(enum language language, struct arena *arena, int day);

/* Makes the first letter a capital (also å, ä, ö), for the beginning of a sentence. */
const char *humanize_capital(struct arena *arena, const char *words);
