/* Swedish public holidays and working days, all computed; see workday.h. */
#include "base/workday.h"

#include "base/clock.h"
#include "base/memory.h"

enum weekday { FRIDAY = 4, SATURDAY = 5 };

/* Easter Sunday by the computus of Meeus, Jones and Butcher; the letters are theirs. */
static int easter(int year)
{
    int a = year % 19, b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
    return day_from_date(year, month, day);
}

/* Easter Sunday, remembered for the last year, since callers walk through days in order. */
static int easter_kept(int year)
{
    static int kept_year = INT32_MIN, kept_day;
    if (year != kept_year) {
        kept_day = easter(year);
        kept_year = year;
    }
    return kept_day;
}

struct fixed_holiday {
    int month, day;
    const char *name;
};

static const struct fixed_holiday fixed_holidays[] = {
    {1, 1, "Nyårsdagen"}, {1, 6, "Trettondedag jul"}, {5, 1, "Första maj"},     {6, 6, "Sveriges nationaldag"},
    {12, 24, "Julafton"}, {12, 25, "Juldagen"},       {12, 26, "Annandag jul"}, {12, 31, "Nyårsafton"},
};

struct easter_holiday {
    int after; /* days after Easter Sunday */
    const char *name;
};

static const struct easter_holiday easter_holidays[] = {
    {-2, "Långfredagen"}, {0, "Påskdagen"}, {1, "Annandag påsk"}, {39, "Kristi himmelsfärds dag"}, {49, "Pingstdagen"},
};

/* Those on a weekday between two dates: a Saturday or the eve before it. */
static const char *holiday_of_weekday(int month, int day, int weekday)
{
    if (weekday == FRIDAY && month == 6 && day >= 19 && day <= 25)
        return "Midsommarafton";
    if (weekday == SATURDAY && month == 6 && day >= 20 && day <= 26)
        return "Midsommardagen";
    if (weekday == SATURDAY && ((month == 10 && day == 31) || (month == 11 && day <= 6)))
        return "Alla helgons dag";
    return NULL;
}

const char *day_holiday(int day_number)
{
    int year, month, day;
    day_to_date(day_number, &year, &month, &day);
    for (size_t i = 0; i < COUNT_OF(fixed_holidays); i++)
        if (fixed_holidays[i].month == month && fixed_holidays[i].day == day)
            return fixed_holidays[i].name;
    int after = day_number - easter_kept(year);
    for (size_t i = 0; i < COUNT_OF(easter_holidays); i++)
        if (easter_holidays[i].after == after)
            return easter_holidays[i].name;
    return holiday_of_weekday(month, day, day_weekday(day_number));
}

bool day_is_workday(int day)
{
    return day_weekday(day) < SATURDAY && !day_holiday(day);
}

int workday_nth(int first, int n)
{
    int day = first;
    for (int found = day_is_workday(day); found < n; found += day_is_workday(day))
        day++;
    return day;
}

int workday_at_or_before(int day)
{
    while (!day_is_workday(day))
        day--;
    return day;
}

int workday_before(int day)
{
    return workday_at_or_before(day - 1);
}

int workday_count(int first, int last)
{
    int count = 0;
    for (int day = first; day <= last; day++)
        count += day_is_workday(day);
    return count;
}
