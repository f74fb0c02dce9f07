/* Clock: the current time, calendar days, and Swedish wall time.
 *
 * Instants are seconds since 1970 in UTC (int64_t). Days are numbers since 1970-01-01, which is day 0 (int). Everything
 * that people see is Europe/Stockholm. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DAY_NONE INT32_MIN /* "no date" wherever a day may be absent */
#define DAY_TEXT_BYTES 11  /* "2026-03-02" */
#define INSTANT_TEXT_BYTES 26

/* Starts the clock: at TRAPPA_NOW (as 2026-03-02T09:00, Stockholm) if set, standing still there or, with `runs_on`,
 * running on from there; else it is the system's. FAIL_USAGE if TRAPPA_NOW is not a time. */
int clock_begin(bool runs_on);

/* Stops the clock at `instant`: for tests and for building a demonstration. */
void clock_set(int64_t instant);

/* Stops the clock at `instant` until clock_release() restores its earlier state. Another clock_hold() moves it. */
void clock_hold(int64_t instant);
void clock_release(void);

int64_t clock_now(void);
int clock_today(void);   /* the day in Stockholm */
bool clock_is_set(void); /* true under TRAPPA_NOW or clock_set(); events carry this mark */

int day_from_date(int year, int month, int day); /* proleptic Gregorian; month 1..12 */
void day_to_date(int day_number, int *ret_year, int *ret_month, int *ret_day);
int day_weekday(int day_number);                /* 0 Monday .. 6 Sunday */
int day_iso_week(int day_number);               /* 1..53, ISO 8601 */
int day_add_months(int day_number, int months); /* same day of month, or the month's last */

/* Parses exactly "2026-03-02", a date that exists; else FAIL_INPUT "'%s' is not a date such as 2026-03-02". */
int day_parse(const char *string, int *ret_day);
const char *day_format(int day_number, char buffer[DAY_TEXT_BYTES]); /* returns buffer; "" for DAY_NONE */

int instant_day(int64_t instant); /* its day in Stockholm */

/* Stockholm wall time to UTC: in autumn's repeated hour the first one, in spring's skipped hour one hour later. */
int64_t instant_at(int day_number, int hour, int minute);

/* Parses "2026-03-02T09:00", Stockholm; else FAIL_INPUT. */
int instant_parse(const char *string, int64_t *ret_instant);

/* "2026-03-02T09:00:00+01:00", Stockholm; returns buffer. */
const char *instant_format(int64_t instant, char buffer[INSTANT_TEXT_BYTES]);
