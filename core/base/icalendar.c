/* Lines of RFC 5545, escaped and folded; see icalendar.h. */
#include "base/icalendar.h"

#include "base/clock.h"

#include <string.h>

#define INSTANT_ROOM 17 /* "20260302T090000Z" */
#define WALL_LENGTH 19  /* "2026-03-02T09:00:00" */
#define ZONE "Europe/Stockholm"

/* The rule of the European Union since 1996 (directive 2000/84/EC); nothing here is older than Trappa. */
static const char zone[] = "BEGIN:VTIMEZONE\r\n"
                           "TZID:" ZONE "\r\n"
                           "BEGIN:DAYLIGHT\r\n"
                           "DTSTART:19960331T020000\r\n"
                           "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
                           "TZOFFSETFROM:+0100\r\n"
                           "TZOFFSETTO:+0200\r\n"
                           "TZNAME:CEST\r\n"
                           "END:DAYLIGHT\r\n"
                           "BEGIN:STANDARD\r\n"
                           "DTSTART:19961027T030000\r\n"
                           "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
                           "TZOFFSETFROM:+0200\r\n"
                           "TZOFFSETTO:+0100\r\n"
                           "TZNAME:CET\r\n"
                           "END:STANDARD\r\n"
                           "END:VTIMEZONE\r\n";

/* ---- lines ---- */

struct line {
    struct text *into;
    size_t octets; /* so far in the current physical line */
};

/* Adds a piece that must not be split: a character, or its escape. */
static void piece_add(struct line *line, const char *bytes, size_t length)
{
    if (line->octets + length > ICALENDAR_LINE_OCTETS) {
        text_add(line->into, "\r\n ");
        line->octets = 1;
    }
    text_add_bytes(line->into, bytes, length);
    line->octets += length;
}

/* Bytes of the character that begins here; never 0, and never beyond the NUL. */
static size_t character_length(const char *at)
{
    size_t length = 1;
    while ((unsigned char)at[0] >= 0x80 && length < 4 && ((unsigned char)at[length] & 0xc0) == 0x80)
        length++;
    return length;
}

static bool is_control(char c)
{
    return (unsigned char)c < ' ' || c == 0x7f;
}

/* The escape of a character in a value of type TEXT (3.3.11); NULL: none needed. */
static const char *escape_of(char c)
{
    static const struct {
        char character;
        const char *escape;
    } escapes[] = {{'\\', "\\\\"}, {';', "\\;"}, {',', "\\,"}, {'\n', "\\n"}};
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
        if (escapes[i].character == c)
            return escapes[i].escape;
    return is_control(c) && c != '\t' ? "" : NULL;
}

static void words_add(struct line *line, const char *words, bool is_text)
{
    for (size_t length; *words; words += length) {
        length = character_length(words);
        const char *escape = is_text ? escape_of(*words) : is_control(*words) ? "" : NULL;
        if (escape)
            piece_add(line, escape, strlen(escape));
        else
            piece_add(line, words, length);
    }
}

static void line_write(struct text *into, const char *name, const char *value, bool is_text)
{
    struct line line = {.into = into};
    words_add(&line, name, false);
    words_add(&line, ":", false);
    words_add(&line, value, is_text);
    text_add(into, "\r\n");
}

static void number_line(struct text *into, const char *name, int number)
{
    text_addf(into, "%s:%d\r\n", name, number);
}

/* ---- days and times ---- */

/* "2026-03-02T09:00:00" without its marks, as far as it goes. */
static void digits_copy(const char *from, size_t length, char *to)
{
    for (size_t i = 0; i < length; i++)
        if (from[i] != '-' && from[i] != ':')
            *to++ = from[i];
    *to = '\0';
}

static const char *utc_format(int64_t instant, char room[INSTANT_ROOM])
{
    int64_t day = instant / 86400 - (instant % 86400 < 0), second = instant - day * 86400;
    char date[DAY_TEXT_BYTES];
    digits_copy(day_format((int)day, date), DAY_TEXT_BYTES - 1, room);
    size_t length = strlen(room);
    const int parts[] = {(int)(second / 3600), (int)(second / 60 % 60), (int)(second % 60)};
    room[length++] = 'T';
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        room[length++] = (char)('0' + parts[i] / 10);
        room[length++] = (char)('0' + parts[i] % 10);
    }
    memcpy(room + length, "Z", 2);
    return room;
}

static bool shows_the_same(const char *wall, int64_t instant)
{
    char other[INSTANT_TEXT_BYTES];
    return strncmp(wall, instant_format(instant, other), WALL_LENGTH) == 0;
}

/* Writes wall time, but UTC in autumn's repeated hour: there the standard says that wall time means the first (3.3.5),
 * while pytz, which Python's parser uses, takes the second. */
static void time_line(struct text *into, const char *name, int64_t instant)
{
    char wall[INSTANT_TEXT_BYTES], shown[INSTANT_ROOM];
    instant_format(instant, wall);
    if (shows_the_same(wall, instant + 3600) || shows_the_same(wall, instant - 3600)) {
        text_addf(into, "%s:%s\r\n", name, utc_format(instant, shown));
    } else {
        digits_copy(wall, WALL_LENGTH, shown);
        text_addf(into, "%s;TZID=" ZONE ":%s\r\n", name, shown);
    }
}

static void day_line(struct text *into, int day)
{
    char date[DAY_TEXT_BYTES], shown[INSTANT_ROOM];
    digits_copy(day_format(day, date), DAY_TEXT_BYTES - 1, shown);
    text_addf(into, "DTSTART;VALUE=DATE:%s\r\n", shown);
}

/* ---- the calendar ---- */

void icalendar_begin(struct text *into, const struct icalendar *calendar)
{
    text_add(into, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    line_write(into, "PRODID", calendar->product, true);
    text_add(into, "CALSCALE:GREGORIAN\r\n");
    line_write(into, "NAME", calendar->name, true); /* RFC 7986, and the property used before it */
    line_write(into, "X-WR-CALNAME", calendar->name, true);
    text_addf(into, "REFRESH-INTERVAL;VALUE=DURATION:PT%dH\r\nX-PUBLISHED-TTL:PT%dH\r\n", calendar->refresh_hours,
              calendar->refresh_hours);
    text_add(into, calendar->has_times ? zone : NULL);
}

void icalendar_event(struct text *into, const struct icalendar_event *event)
{
    char shown[INSTANT_ROOM];
    text_add(into, "BEGIN:VEVENT\r\n");
    line_write(into, "UID", event->uid, true);
    text_addf(into, "DTSTAMP:%s\r\n", utc_format(event->changed_at, shown));
    text_addf(into, "LAST-MODIFIED:%s\r\n", shown);
    number_line(into, "SEQUENCE", event->sequence);
    if (event->minutes) {
        time_line(into, "DTSTART", event->at);
        time_line(into, "DTEND", event->at + (int64_t)event->minutes * 60);
    } else {
        day_line(into, event->day); /* without an end: of this one day (3.6.1) */
        text_add(into, "TRANSP:TRANSPARENT\r\n");
    }
    if (event->is_cancelled)
        text_add(into, "STATUS:CANCELLED\r\n");
    text_add(into, "CLASS:PRIVATE\r\n");
    line_write(into, "SUMMARY", event->summary, true);
    if (event->url)
        line_write(into, "URL", event->url, false);
    text_add(into, "END:VEVENT\r\n");
}

void icalendar_end(struct text *into)
{
    text_add(into, "END:VCALENDAR\r\n");
}
