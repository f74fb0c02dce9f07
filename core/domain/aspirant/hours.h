/* Hours: a student's hours beside the studies, by month, compared with the minimum.
 *
 * Hours are kept in seconds (int), in which both minutes and hundredths of an hour are whole: "2,5" is 9000, "2:20" is
 * 8400. An entry is for a day, or afterwards for a whole month. Entries
 * are never changed: a correction is a new entry, and both stay visible. */
#pragma once

#include "domain/aspirant/aspirant.h"
#include "domain/people/subject.h"

#define HOURS_SECONDS 3600 /* of an hour */
#define HOURS_DAY_MAX (24 * HOURS_SECONDS)
#define HOURS_MONTH_MAX (400 * HOURS_SECONDS)
#define HOURS_TEXT_BYTES 16

/* Parses "2", "2,5", "2.25" or "2:30"; not negative. FAIL_INPUT "'%s' is not hours such as 2,5 or 2:30". */
int hours_parse(const char *string, int *ret_seconds);

/* As a decimal where two digits say it, "2,5"; else with minutes, "2:20"; what is neither is rounded down, so that it
 * never looks like more than it is. Returns buffer. */
const char *hours_format(int seconds, char separator, char buffer[HOURS_TEXT_BYTES]);

/* Why the minimum of a month is lower. */
enum minimum_why {
    MINIMUM_WHOLE,
    MINIMUM_BEGINS, /* it began with less than half of the month's working days left, or has not begun */
    MINIMUM_ENDS,
    MINIMUM_JULY,  /* holidays */
    MINIMUM_PAUSE, /* working days in pauses do not count */
};
const char *minimum_why_word(enum minimum_why why); /* "begins", "ends", "july", "pause"; NULL for MINIMUM_WHOLE */

struct hours_month {
    int first; /* day */
    int seconds, minimum;
    enum minimum_why why;
    int pause_first, pause_last; /* MINIMUM_PAUSE: the first pause in the month */
    const char *pause_kind;      /* "exams", ... */
    bool is_met, is_under_way;   /* is_under_way: the current month */
};

/* Logs hours. RIGHT_LEARN. FAIL_INPUT for a day in the future, zero hours, or more than the day has hours together with
 * its other entries; FAIL_RULE from the day of hiring or leaving on. */
struct hours_new {
    struct subject_ref person;
    int day; /* any day of a month */
    bool is_month;
    int seconds;
    const char *note; /* may be NULL */
};
int hours_log(struct site *site, const struct actor *actor, const struct hours_new *logged);

/* Corrects an entry; 0 hours removes it. The old entry stays, marked as ended. */
int hours_correct(struct site *site, const struct actor *actor, struct subject_ref person, int64_t entry, int seconds,
                  const char *note);

struct hours_entry {
    int64_t key;
    int day;
    bool is_month;
    int seconds;
    int64_t at;
    const char *note;   /* NULL without RIGHT_SEE_COMMENTS */
    int64_t instead_of; /* the entry that this one corrects; 0: none */
    int64_t ended_at;   /* corrected or removed; 0: it counts */
};
/* All entries, also those that no longer count, newest day first. RIGHT_SEE_DATES. */
int hours_entries(struct site *site, const struct subject *subject, struct arena *arena,
                  struct hours_entry **ret_entries, size_t *ret_count);

/* A pause: a time in which less or nothing is asked for. `kind` is one of pause_kinds; none is about health. RIGHT_SIGN
 * or RIGHT_LEAD. FAIL_RULE if a pause begins on that day already. */
struct pause {
    int first, last; /* days, both included */
    const char *kind;
};
extern const char *const pause_kinds[]; /* "exams", "placement", "holiday", "other"; ends with NULL */
int pause_add(struct site *site, const struct actor *actor, struct subject_ref person, const struct pause *pause);
int pause_remove(struct site *site, const struct actor *actor, struct subject_ref person, int first);

/* The pauses in force, by first day. Checks no right: the caller must. */
int pauses_of(struct records *records, int64_t person_key, struct arena *arena, struct pause **ret_pauses,
              size_t *ret_count);
