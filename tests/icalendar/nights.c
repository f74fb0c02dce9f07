/* Prints a calendar with times, for parsers that others wrote: half past one, two and three in the nights when the
 * clock is moved, whole days around them, and titles with everything that a title may have. What they should read is
 * written by hand in nights.json. */
#include "base/clock.h"
#include "base/icalendar.h"
#include "base/memory.h"

#include <stdio.h>

#define MOST ((size_t)1024 * 1024)

static const struct night {
    const char *uid, *at; /* as in nights.json */
    int later_seconds;    /* the second 02:30 of the autumn has no other name */
} nights[] = {
    {"spring-0130", "2026-03-29T01:30", 0},
    {"spring-0330", "2026-03-29T03:30", 0},
    {"autumn-0130", "2026-10-25T01:30", 0},
    {"autumn-0230-first", "2026-10-25T02:30", 0},
    {"autumn-0230-second", "2026-10-25T02:30", 3600},
    {"autumn-0330", "2026-10-25T03:30", 0},
    {"summer", "2026-07-01T13:15", 0},
    {"winter", "2027-01-01T08:00", 0},
};

static const struct title {
    const char *uid, *day, *words;
} titles[] = {
    {"day-before-spring", "2026-03-28", "Ränta, avgift; \"hyra\" och \\ bakstreck"},
    {"day-of-spring", "2026-03-29", "Åäö éü – 🏠👩‍👧 emoji"},
    {"day-of-autumn", "2026-10-25", "rad ett\nrad två"},
    {"day-after-autumn", "2026-10-26",
     "Tvåhundra tecken: åååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååå"
     "åååååååååååååååååååååååååååååååååååååååååååååååå, ; \\ \"citat\" 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀 slut på raden "
     "nu!"},
    {"leap-day", "2028-02-29", "  mellanslag före och efter  "},
};

static int print_all(struct text *text)
{
    icalendar_begin(text, &(struct icalendar){"-//Trappa//Tests//SV", "Prov, med komma", 4, true});
    for (size_t i = 0; i < COUNT_OF(nights); i++) {
        int64_t at = 0;
        TRY(instant_parse(nights[i].at, &at));
        at += nights[i].later_seconds;
        icalendar_event(
            text, &(struct icalendar_event){.uid = nights[i].uid, .at = at, .minutes = 30, .summary = nights[i].uid});
    }
    for (size_t i = 0; i < COUNT_OF(titles); i++) {
        int day = 0;
        TRY(day_parse(titles[i].day, &day));
        icalendar_event(text, &(struct icalendar_event){.uid = titles[i].uid, .day = day, .summary = titles[i].words});
    }
    icalendar_end(text);
    return text_check(text, "the calendar");
}

int main(void)
{
    CLEANUP(text_finish) struct text text = TEXT(MOST);
    if (print_all(&text) != 0)
        return 1;
    fputs(text_string(&text), stdout);
    return 0;
}
