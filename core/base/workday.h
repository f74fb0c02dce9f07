/* Workday: Swedish working days, computed for any year.
 *
 * Holidays are those of lagen (1989:253) om allmänna helgdagar, and Midsummer Eve, Christmas Eve and New Year's Eve,
 * which semesterlagen and most collective agreements treat as holidays. */
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

/* The number of working days from `first` to `last`, both included; 0 if `last` is before `first`. */
int workday_count(int first, int last);
