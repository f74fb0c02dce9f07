/* iCalendar: writes a calendar (RFC 5545) that programs subscribe to.
 *
 * Events are whole days or times in Stockholm. Lines are folded at 75 octets, never inside a character.
 *
 *     icalendar_begin(&text, &(struct icalendar){.product = "-//Trappa//Trappa//SV", .name = "Trappa"});
 *     icalendar_event(&text, &(struct icalendar_event){.uid = "...", .day = day, .summary = "Nybesök, med mentor"});
 *     icalendar_end(&text);
 *
 * 150 lines of our own, not libical: that library loads ICU, libstdc++ and Berkeley DB into every process (2.5 MB of
 * memory, and twice the start-up time) to write a dozen kinds of lines, and its rules for Stockholm's time begin in
 * 1879. Two independent parsers test the output (tests/web, tests/cli). */
#pragma once

#include "base/text.h"

#define ICALENDAR_LINE_OCTETS 75 /* RFC 5545, 3.1: without the line ending */

struct icalendar {
    const char *product; /* PRODID */
    const char *name;    /* shown by calendar programs */
    int refresh_hours;   /* how often programs should fetch it again */
    bool has_times;      /* true if any event has a time: adds Stockholm's time zone */
};

struct icalendar_event {
    const char *uid;
    int sequence;
    int64_t changed_at; /* DTSTAMP and LAST-MODIFIED: without METHOD both mean the last change (3.8.7.2) */
    bool is_cancelled;
    int day;    /* a whole day, shown as free time; used if `minutes` is 0 */
    int64_t at; /* else its start and length */
    int minutes;
    const char *summary; /* UTF-8; control characters are left out */
    const char *url;     /* may be NULL */
};

void icalendar_begin(struct text *into, const struct icalendar *calendar);
void icalendar_event(struct text *into, const struct icalendar_event *event);
void icalendar_end(struct text *into);
