/* Tests of the iCalendar writer: folding, escaping, days and the nights when the clock is moved. That all of it means
 * what it should is seen by parsers that others wrote (tests/cli/calendar.py, tests/web/calendar.test.mjs). */
#include "base/icalendar.h"

#include "base/clock.h"
#include "base/memory.h"

#include <criterion/criterion.h>
#include <string.h>

#define MOST ((size_t)64 * 1024)

static struct icalendar_event event_of(const char *summary)
{
    return (struct icalendar_event){.uid = "u@trappa",
                                    .sequence = 2,
                                    .changed_at = instant_at(day_from_date(2026, 3, 2), 9, 0),
                                    .day = day_from_date(2026, 3, 29),
                                    .summary = summary};
}

static void expect_line(const struct icalendar_event *event, const char *line)
{
    CLEANUP(text_finish) struct text text = TEXT(MOST);
    icalendar_event(&text, event);
    CLEANUP(memory_free_at) char *whole = memory_format("\r\n%s\r\n", line);
    cr_expect(strstr(text_string(&text), whole), "no line '%s' in\n%s", line, text_string(&text));
}

Test(icalendar, writes_an_event_of_a_whole_day)
{
    CLEANUP(text_finish) struct text text = TEXT(MOST);
    struct icalendar_event event = event_of("Nybesök");
    event.url = "https://trappa.example.se/moment/nybesok";
    icalendar_event(&text, &event);
    cr_assert_str_eq(text_string(&text), "BEGIN:VEVENT\r\nUID:u@trappa\r\nDTSTAMP:20260302T080000Z\r\n"
                                         "LAST-MODIFIED:20260302T080000Z\r\nSEQUENCE:2\r\n"
                                         "DTSTART;VALUE=DATE:20260329\r\nTRANSP:TRANSPARENT\r\nCLASS:PRIVATE\r\n"
                                         "SUMMARY:Nybesök\r\nURL:https://trappa.example.se/moment/nybesok\r\n"
                                         "END:VEVENT\r\n");
}

Test(icalendar, escapes_what_is_a_mark_and_leaves_out_what_is_no_text)
{
    struct icalendar_event event = event_of("a,b;c\\d\ne \"f\": g\r\th\x01\x7f");
    expect_line(&event, "SUMMARY:a\\,b\\;c\\\\d\\ne \"f\": g\th");
    event.summary = "a\n\xa5\x01\xa5"; /* no UTF-8: a mark is one octet, whatever follows */
    expect_line(&event, "SUMMARY:a\\n\xa5\xa5");
    event.url = "https://trappa.example.se/a,b;c\r\nX-EVIL:1";
    expect_line(&event, "URL:https://trappa.example.se/a,b;cX-EVIL:1");
}

Test(icalendar, folds_at_75_octets_and_never_inside_a_character)
{
    CLEANUP(text_finish) struct text text = TEXT(MOST);
    struct icalendar_event event = event_of("åååååååååååååååååååååååååååååååååååååååå");
    expect_line(&event, "SUMMARY:ååååååååååååååååååååååååååååååååå\r\n ååååååå");           /* 8 + 33 * 2 = 74 */
    event.summary = "12345678901234567890123456789012345678901234567890123456789012345678"; /* 8 + 67 = 75, then one */
    expect_line(&event, "SUMMARY:1234567890123456789012345678901234567890123456789012345678901234567\r\n 8");
    event.summary = "123456789012345678901234567890123456789012345678901234567890123456,"; /* the escape stays whole */
    expect_line(&event, "SUMMARY:123456789012345678901234567890123456789012345678901234567890123456\r\n \\,");
    event.summary = "12345678901234567890123456789012345678901234567890123456789012345😀";
    expect_line(&event, "SUMMARY:12345678901234567890123456789012345678901234567890123456789012345\r\n 😀");
}

static void expect_times(const char *from, int64_t later_seconds, const char *start)
{
    struct icalendar_event event = event_of("Samtal");
    cr_assert_eq(instant_parse(from, &event.at), 0);
    event.at += later_seconds;
    event.minutes = 30;
    expect_line(&event, start);
}

Test(icalendar, tells_times_in_the_nights_when_the_clock_is_moved)
{
    expect_times("2026-03-29T01:30", 0, "DTSTART;TZID=Europe/Stockholm:20260329T013000");
    expect_times("2026-03-29T01:30", 3600, "DTSTART;TZID=Europe/Stockholm:20260329T033000"); /* there is no 02:30 */
    expect_times("2026-03-29T03:30", 0, "DTSTART;TZID=Europe/Stockholm:20260329T033000");
    expect_times("2026-10-25T01:30", 0, "DTSTART;TZID=Europe/Stockholm:20261025T013000");
    expect_times("2026-10-25T02:30", 0, "DTSTART:20261025T003000Z");    /* the first of two */
    expect_times("2026-10-25T02:30", 3600, "DTSTART:20261025T013000Z"); /* the second */
    expect_times("2026-10-25T02:30", 3600, "DTEND;TZID=Europe/Stockholm:20261025T030000");
    expect_times("2026-10-25T03:30", 0, "DTSTART;TZID=Europe/Stockholm:20261025T033000");
}

Test(icalendar, describes_stockholm_only_where_there_are_times)
{
    for (int has_times = 0; has_times < 2; has_times++) {
        CLEANUP(text_finish) struct text text = TEXT(MOST);
        icalendar_begin(&text, &(struct icalendar){"-//T//SV", "Trappa", 4, has_times});
        icalendar_end(&text);
        cr_expect_eq(strstr(text_string(&text), "BEGIN:VTIMEZONE") != NULL, has_times);
        cr_expect(strstr(text_string(&text), "REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n"));
        cr_expect(text_ends(text_string(&text), "END:VCALENDAR\r\n"));
    }
}
