/* Workday: Swedish working days. Public holidays by lagen (1989:253) om allmänna helgdagar, and Midsummer Eve,
 * Christmas Eve and New Year's Eve, which semesterlagen and most agreements treat as such. All computed, for any year.
 */
#pragma once

#include <stdbool.h>

bool day_is_workday(int day);
const char *day_holiday(int day); /* Swedish name, "Annandag påsk"; NULL on other days (Sundays too) */

/* The nth working day, counting the first working day at or after `first` as 1. */
int workday_nth(int first, int n);

/* The last working day at or before `day`. */
int workday_at_or_before(int day);

/* The last working day before `day`. */
int workday_before(int day);

/* How many working days there are from `first` to `last`, both included; 0 when `last` is before `first`. */
int workday_count(int first, int last);
