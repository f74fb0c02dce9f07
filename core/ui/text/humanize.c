/* Days and numbers in words; see ui/text/humanize.h. */
#include "ui/text/humanize.h"

#include "base/clock.h"

#include <stdlib.h>
#include <string.h>

static const char *const weekdays[LANGUAGE_COUNT][7] = {
    {"måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"},
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
};

static const char *const months[LANGUAGE_COUNT][12] = {
    {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
     "december"},
    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December"},
};

static const char *const numbers[LANGUAGE_COUNT][13] = {
    {"inga", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"},
    {"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"},
};

/* "29 januari", with the year if it is not today's. */
static const char *date_only(enum language language, struct arena *arena, int day, int today)
{
    int year = 0, month = 0, date = 0, this_year = 0, unused = 0;
    day_to_date(day, &year, &month, &date);
    day_to_date(today, &this_year, &unused, &unused);
    const char *name = months[language][month - 1];
    return year == this_year ? arena_format(arena, "%d %s", date, name)
                             : arena_format(arena, "%d %s %d", date, name, year);
}

/* "i går", "på torsdag"; NULL for a day more than six days away. */
static const char *near_day(enum language language, struct arena *arena, int day, int today)
{
    static const char *const three[LANGUAGE_COUNT][3] = {{"i går", "i dag", "i morgon"},
                                                         {"yesterday", "today", "tomorrow"}};
    int away = day - today;
    const char *weekday = weekdays[language][day_weekday(day)];
    if (away < -6 || away > 6)
        return NULL;
    if (abs(away) <= 1)
        return three[language][away + 1];
    if (language == LANGUAGE_SV)
        return away > 0 ? arena_format(arena, "på %s", weekday) : arena_format(arena, "i %ss", weekday);
    return away > 0 ? arena_format(arena, "on %s", weekday) : arena_format(arena, "last %s", weekday);
}

const char *humanize_day(enum language language, struct arena *arena, int day, int today)
{
    if (day == DAY_NONE)
        return "";
    const char *near = near_day(language, arena, day, today);
    return near ? near : date_only(language, arena, day, today);
}

const char *humanize_date(enum language language, struct arena *arena, int day, int today)
{
    if (day == DAY_NONE)
        return "";
    return arena_format(arena, "%s %s", weekdays[language][day_weekday(day)], date_only(language, arena, day, today));
}

const char *humanize_day_and_date(enum language language, struct arena *arena, int day, int today)
{
    if (day == DAY_NONE)
        return "";
    const char *near = near_day(language, arena, day, today);
    if (!near)
        return humanize_date(language, arena, day, today);
    return arena_format(arena, "%s, %s", near, date_only(language, arena, day, today));
}

const char *humanize_due(enum language language, struct arena *arena, int due_day, int today)
{
    if (due_day == DAY_NONE || due_day >= today)
        return humanize_day(language, arena, due_day, today);
    int late = today - due_day;
    const char *number = humanize_number(language, arena, late, GENDER_COMMON);
    if (language == LANGUAGE_SV)
        return arena_format(arena, late == 1 ? "%s dag sen" : "%s dagar sen", number);
    return arena_format(arena, late == 1 ? "%s day late" : "%s days late", number);
}

const char *humanize_number(enum language language, struct arena *arena, int64_t number, enum gender gender)
{
    if (number < 0 || number > 12)
        return arena_format(arena, "%lld", (long long)number);
    if (language == LANGUAGE_SV && gender == GENDER_NEUTER && number <= 1)
        return number ? "ett" : "inga";
    return numbers[language][number];
}

const char *humanize_minutes(enum language language, struct arena *arena, int minutes)
{
    static const char *const words[LANGUAGE_COUNT][4] = {{"timme", "timmar", "minut", "minuter"},
                                                         {"hour", "hours", "minute", "minutes"}};
    int hours = minutes / 60, rest = minutes % 60;
    const char *hour = words[language][hours != 1], *minute = words[language][2 + (rest != 1)];
    if (!hours)
        return arena_format(arena, "%d %s", rest, minute);
    return rest ? arena_format(arena, "%d %s %d %s", hours, hour, rest, minute)
                : arena_format(arena, "%d %s", hours, hour);
}

const char *humanize_month(enum language language, struct arena *arena, int day)
{
    if (day == DAY_NONE)
        return "";
    int year = 0, month = 0, date = 0;
    day_to_date(day, &year, &month, &date);
    return arena_format(arena, "%s %d", months[language][month - 1], year);
}

const char *humanize_capital(struct arena *arena, const char *words)
{
    char *copy = arena_copy_string(arena, words);
    unsigned char *at = (unsigned char *)copy;
    if (at[0] >= 'a' && at[0] <= 'z')
        at[0] = (unsigned char)(at[0] - 'a' + 'A');
    else if (at[0] == 0xc3 && at[1] >= 0xa0 && at[1] <= 0xbe && at[1] != 0xb7) /* à to þ but not the division sign */
        at[1] = (unsigned char)(at[1] - 0x20);
    return copy;
}

const char *humanize_decimal(enum language language, struct arena *arena, double number)
{
    int tenths = (int)(number * 10 + 0.5);
    if (tenths % 10 == 0)
        return arena_format(arena, "%d", tenths / 10);
    return arena_format(arena, "%d%c%d", tenths / 10, language == LANGUAGE_SV ? ',' : '.', tenths % 10);
}
