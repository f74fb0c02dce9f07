/* iCalendar out: writes RFC 5545 into a text: a calendar that programs subscribe to, with events of whole days and of
 * times in Stockholm. Lines are folded at 75 octets, never inside a character.
 *
 *     icalendar_begin(&text, &(struct icalendar){.product = "-//Trappa//Trappa//SV", .name = "Trappa"});
 *     icalendar_event(&text, &(struct icalendar_event){.uid = "...", .day = day, .summary = "Nybesök, med mentor"});
 *     icalendar_end(&text);
 *
 * Our own 150 lines and not libical: that library brings ICU, libstdc++ and Berkeley DB into every process (2.5 MB of
 * memory, and it doubles the time until the program runs) to write a dozen kinds of lines, and its own description of
 * Stockholm's time begins in 1879. Two independent parsers read back what is written here (tests/web, tests/cli). */
#pragma once

#include "base/text.h"

#define ICALENDAR_LINE_OCTETS 75 /* RFC 5545, 3.1: without the line's end */

struct icalendar {
    const char *product; /* PRODID */
    const char *name;    /* what programs call the calendar */
    int refresh_hours;   /* how often programs should look again */
    bool has_times;      /* some event is not of a whole day: Stockholm's time is described */
};

struct icalendar_event {
    const char *uid;
    int sequence;
    int64_t changed_at; /* DTSTAMP and LAST-MODIFIED: without METHOD both are when it was last changed (3.8.7.2) */
    bool is_cancelled;
    int day;    /* of a whole day, which takes up nobody's time; used when `minutes` is 0 */
    int64_t at; /* else when it begins, and how long it takes */
    int minutes;
    const char *summary; /* UTF-8; what is no text in it is left out */
    const char *url;     /* NULL */
};

void icalendar_begin(struct text *into, const struct icalendar *calendar);
void icalendar_event(struct text *into, const struct icalendar_event *event);
void icalendar_end(struct text *into);
