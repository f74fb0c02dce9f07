/* Speak: days and numbers as people say them, in both languages.
 *
 * Every function returns a string in the arena; `today` is given, so that a page says the same thing twice. */
#pragma once

#include "base/memory.h"
#include "ui/text/translate.h"

#include <stdint.h>

/* "i dag", "i går", "i morgon", "på torsdag" (within six days ahead), "i torsdags" (within six days back), else
 * "29 januari", with the year where it is another. "" for DAY_NONE. */
const char *humanize_day(enum language language, struct arena *arena, int day, int today);

/* "torsdag 29 januari", with the year where it is another than today's. */
const char *humanize_date(enum language language, struct arena *arena, int day, int today);

/* Both: "på torsdag, 29 januari". */
const char *humanize_day_and_date(enum language language, struct arena *arena, int day, int today);

/* What a due day means today: "två dagar sen", "i dag", "på torsdag", "29 januari". */
const char *humanize_due(enum language language, struct arena *arena, int due_day, int today);

/* Two to twelve in words ("två"), one by the noun's gender in Swedish ("en", "ett"), else digits: 0 is "inga" or "no".
 */
enum gender { GENDER_COMMON, GENDER_NEUTER };
const char *humanize_number(enum language language, struct arena *arena, int64_t number, enum gender gender);

/* "3,5" or "3.5", one decimal where it is needed: mentors' weights. */
const char *humanize_decimal(enum language language, struct arena *arena, double number);

/* "45 minuter", "1 timme 30 minuter". */
const char *humanize_minutes(enum language language, struct arena *arena, int minutes);

/* "mars 2026". */
const char *humanize_month(enum language language, struct arena *arena, int day);

/* The first letter made a capital (also å, ä, ö): for the beginning of a sentence. */
const char *humanize_capital(struct arena *arena, const char *words);
