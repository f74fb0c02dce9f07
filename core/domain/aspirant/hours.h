/* Hours: what a student worked beside the studies, month by month against the minimum.
 *
 * Hours are hundredths of an hour (int): "2,5" is 250. An entry is of a day, or of a whole month for whoever catches
 * up. It is never changed: the right one is logged instead of it, and both are seen. */
#pragma once

#include "domain/aspirant/aspirant.h"
#include "domain/people/subject.h"

#define HOURS_DAY_MAX 2400
#define HOURS_MONTH_MAX 40000
#define HOURS_TEXT_BYTES 16

/* "2", "2,5", "2.25" or "2:30"; FAIL_INPUT "'%s' is not hours such as 2,5 or 2:30". Not below 0. */
int hours_parse(const char *string, int *ret_hundredths);
const char *hours_format(int hundredths, char separator, char buffer[HOURS_TEXT_BYTES]); /* "2,5"; returns buffer */

/* Why a month asks for less than the minimum. */
enum minimum_why {
    MINIMUM_WHOLE,
    MINIMUM_BEGINS, /* less than half of the month's working days were left when it began, or it had not begun */
    MINIMUM_ENDS,
    MINIMUM_JULY,  /* holidays */
    MINIMUM_PAUSE, /* working days of the month that lie in pauses ask for nothing */
};
const char *minimum_why_word(enum minimum_why why); /* NULL for a whole one; "begins", "ends", "july", "pause" */

struct hours_month {
    int first; /* day */
    int hundredths, minimum;
    enum minimum_why why;
    int pause_first, pause_last; /* the first pause in it, for MINIMUM_PAUSE */
    const char *pause_kind;      /* "exams", ... */
    bool is_met, is_under_way;   /* of the month of today */
};

/* Hours of a day that has come. By the student (RIGHT_LEARN). FAIL_INPUT for a day to come, nothing, or more than the
 * day has hours with what is logged of it already; FAIL_RULE from the day of the employment or the leaving on. */
struct hours_new {
    struct subject_ref person;
    int day; /* of a month: any day of it */
    bool is_month;
    int hundredths;
    const char *note; /* or NULL */
};
int hours_log(struct site *site, const struct actor *actor, const struct hours_new *logged);

/* Says what an entry should have been; 0 hours takes it away. What was logged stays, as changed. */
int hours_correct(struct site *site, const struct actor *actor, struct subject_ref person, int64_t entry,
                  int hundredths, const char *note);

struct hours_entry {
    int64_t key;
    int day;
    bool is_month;
    int hundredths;
    int64_t at;
    const char *note;   /* NULL without RIGHT_SEE_COMMENTS */
    int64_t instead_of; /* the entry that this one corrects; 0 */
    int64_t ended_at;   /* when it was corrected or taken away; 0: it counts */
};
/* All of them, those that were changed too, the newest day first. RIGHT_SEE_DATES. */
int hours_entries(struct site *site, const struct subject *subject, struct arena *arena,
                  struct hours_entry **ret_entries, size_t *ret_count);

/* A time in which nothing, or less, is asked for. `kind` is one of pause_kinds; none is about health. By the mentor or
 * the manager (RIGHT_SIGN or RIGHT_LEAD). FAIL_RULE if one begins on that day already. */
struct pause {
    int first, last; /* days, both included */
    const char *kind;
};
extern const char *const pause_kinds[]; /* "exams", "placement", "holiday", "other"; ends with NULL */
int pause_add(struct site *site, const struct actor *actor, struct subject_ref person, const struct pause *pause);
int pause_take_back(struct site *site, const struct actor *actor, struct subject_ref person, int first);

/* Those that stand, by first day. No right is asked: the caller has. */
int pauses_of(struct records *records, int64_t person_key, struct arena *arena, struct pause **ret_pauses,
              size_t *ret_count);
