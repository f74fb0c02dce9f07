/* Calendar: what has a day in one person's work, as it is shown to a calendar program that subscribes to it.
 *
 * The program reads it at an address that may leak (calendar_address.h), so it says little: titles of steps and their
 * days, and how much waits; nobody's name, not even the person's own, no comment, no state. A mentor reads "3 intyg
 * väntar", not whose.
 *
 * Programs know an event by its UID and believe a change when SEQUENCE is higher. Both are kept in records with a
 * digest of what was published last: a UID is random and says nothing about whom or what. Who reads first after a
 * change has it written down (calendar_publish), all others read the same; so nothing is reckoned for calendars that
 * nobody reads, and no job can be late. What is no longer to be done is said to be cancelled for CALENDAR_KEPT_DAYS,
 * then it is gone.
 *
 * A subject adds what it knows of by one row in its module (records/module.h) and a function like those in
 * calendar_sources.c. */
#pragma once

#include "domain/people/person.h"
#include "domain/records/target.h"
#include "domain/site/site.h"

#define CALENDAR_KEPT_DAYS 30

enum calendar_kind {
    CALENDAR_DUE,      /* a step of a running plan is to be done by this day, or a circular read */
    CALENDAR_DEFERRAL, /* a step that was put off is */
    CALENDAR_LAPSES,   /* from this day something done or signed no longer counts: a new wording applies */
    CALENDAR_SIGN,     /* the oldest of `count` requests for a signature will have waited SUPERVISION_WAITED_DAYS */
    CALENDAR_OBSERVE,  /* the same for requests to come along and observe */
    CALENDAR_PROMISED, /* what the person was promised breaks after this day */
    CALENDAR_PROMISES, /* what the person, a manager, has promised somebody does */
};

struct calendar_entry {
    enum calendar_kind kind;
    const char *subject; /* which one of its kind, always the same: the step's id */
    const char *title;   /* NULL: `count` says it */
    int count;
    int day;
    int64_t at;           /* with `minutes`: when it begins, on that day */
    int minutes;          /* 0: the whole day */
    struct target target; /* where it is done */
};

/* An entry as it is published. Of a cancelled one only kind, subject, day and time are known. */
struct calendar_event {
    struct calendar_entry entry;
    const char *uid; /* without what stands behind '@' */
    int sequence;
    int64_t changed_at;
    bool is_cancelled;
};

struct calendar {
    struct calendar_event *events; /* by day, then kind and subject */
    size_t count;
};

/* Reads it, as the person oneself sees it: RIGHT_EXPORT, that is the person or the operator. *ret_is_published is false
 * when something is different from what was published last: then calendar_publish(). */
int calendar_show(struct site *site, const struct actor *actor, const struct person *person, struct arena *arena,
                  struct calendar *ret_calendar, bool *ret_is_published);

/* The same, and writes down what is different, not inside a reading of the records. */
int calendar_publish(struct site *site, const struct actor *actor, const struct person *person, struct arena *arena,
                     struct calendar *ret_calendar);
