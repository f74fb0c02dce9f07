/* Calendar: a person's dated work, published for a calendar program that subscribes to it.
 *
 * The program reads it at a URL that may leak (calendar_address.h), so it has little: titles of steps with their days,
 * and numbers of waiting requests; no names, not even the person's own, no comments, no states. A mentor reads "3 intyg
 * väntar", not whose.
 *
 * Programs identify an event by its UID and accept a change if SEQUENCE is higher. Both are stored in records, with a
 * digest of the last published state; a UID is random. The first reader after a change stores it (calendar_publish()),
 * all others read the same; so nothing is computed for unread calendars, and no job can be late. Work that no longer
 * needs doing is published as cancelled for CALENDAR_KEPT_DAYS, then dropped.
 *
 * A subject adds a source: a row in its module (records/module.h) and a function like those in calendar_sources.c. */
#pragma once

#include "domain/people/subject.h"
#include "domain/records/target.h"
#include "domain/site/site.h"

#define CALENDAR_KEPT_DAYS 30

enum calendar_kind {
    CALENDAR_DUE,      /* the day to have done a step of a running plan, or read a circular */
    CALENDAR_DEFERRAL, /* the day to have done a deferred step */
    CALENDAR_LAPSES,   /* from this day a step no longer counts: a new revision applies */
    CALENDAR_SIGN,     /* the oldest of `count` requests for a signature has then waited SUPERVISION_WAITED_DAYS */
    CALENDAR_OBSERVE,  /* the same for requests to observe */
    CALENDAR_PROMISED, /* last day of a commitment to the person */
    CALENDAR_PROMISES, /* last day of a commitment that the person, a manager, has made */
};

struct calendar_entry {
    enum calendar_kind kind;
    const char *subject; /* identifies it within its kind, for ever: the step's id */
    const char *title;   /* NULL: use `count` */
    int count;
    int day;
    int64_t at;           /* with `minutes`: when it begins, on that day */
    int minutes;          /* 0: the whole day */
    struct target target; /* where it is done */
};

/* A published entry. A cancelled one has only kind, subject, day and time. */
struct calendar_event {
    struct calendar_entry entry;
    const char *uid; /* without '@' and what follows */
    int sequence;
    int64_t changed_at;
    bool is_cancelled;
};

struct calendar {
    struct calendar_event *events; /* by day, then kind and subject */
    size_t count;
};

/* Reads the calendar as the person sees it. RIGHT_EXPORT: the person or the operator. *ret_is_published is false if it
 * differs from the last published state: then call calendar_publish(). */
int calendar_show(struct site *site, const struct subject *subject, struct arena *arena, struct calendar *ret_calendar,
                  bool *ret_is_published);

/* The same, and stores the differences. Not inside a snapshot of the records. */
int calendar_publish(struct site *site, const struct subject *subject, struct arena *arena,
                     struct calendar *ret_calendar);
