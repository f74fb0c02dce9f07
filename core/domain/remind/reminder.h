/* Reminder: what to remind a person of today. Collected on request, never stored.
 *
 * A subject adds a source: a row in its module (records/module.h) and a function in a file of its own:
 *
 *     int remind_of_commitments(struct reminder_collection *collection)
 *     {
 *         ...find, with collection->actor, what is near...
 *         reminder_collection_add(collection, &(struct reminder){.kind = REMINDER_ENDING, .target = ..., ...});
 *         return 0;
 *     }
 *
 * A source reads as the reminded person, so that nobody is reminded of what they may not see. It gives titles and
 * names, never comments about people. */
#pragma once

#include "domain/people/subject.h"
#include "domain/records/module.h"
#include "domain/records/target.h"
#include "domain/site/site.h"

#define REMINDER_DAYS 7 /* how many days ahead to remind of due days, counting today */

/* In the order of display. */
enum reminder_kind {
    REMINDER_LATE,      /* its day has passed; with `about`: of a learner whom the person mentors */
    REMINDER_ENDING,    /* about to break or expire: a commitment, a validity */
    REMINDER_RETURNED,  /* sent back to the person */
    REMINDER_CHANGED,   /* changed since the person did it */
    REMINDER_DUE,       /* its day comes within REMINDER_DAYS */
    REMINDER_FOR_YOU,   /* somebody is waiting for the person */
    REMINDER_ON_OTHERS, /* the person is waiting for somebody; nothing to do */
};
const char *reminder_kind_word(enum reminder_kind kind); /* as in JSON: "late", "ending", ... */

/* What `count` counts, if there is no title. */
enum reminder_count {
    REMINDER_NOTHING,
    REMINDER_STEPS,    /* steps of `about` */
    REMINDER_PEOPLE,   /* people of the unit that the person manages */
    REMINDER_POINTS,   /* agenda items of `about` */
    REMINDER_HOURS,    /* missing in the month */
    REMINDER_PROMISES, /* commitments to `about`, or to the person */
    REMINDER_ENTERED,  /* signatures that others entered from paper in the person's name */
};

struct reminder {
    enum reminder_kind kind;
    const char *source;         /* set by reminder_collection_add() */
    const char *title;          /* of the step or the commitment; NULL: use `count` */
    const struct person *about; /* the other person concerned; may be NULL */
    const char *with_name;      /* REMINDER_ON_OTHERS: who must act; may be NULL */
    enum reminder_count counts;
    int count;
    int day;              /* due, or since when it waits; DAY_NONE */
    struct target target; /* where something can be done about it */
};

struct reminder_list {
    struct reminder *items;
    size_t count;
};

/* The arguments of a source, and the reminders so far. */
struct reminder_collection {
    struct site *site;
    struct actor actor;  /* the person, as an actor */
    struct subject self; /* and as that actor sees them */
    struct arena *arena; /* holds the added reminders */
    int today;
    const char *source; /* the current source */
    struct reminder *items;
    size_t count, capacity;
};

/* A row of a module's `reminders`. */
struct reminder_source {
    struct module_row row;
    int (*find)(struct reminder_collection *reminder_collection);
    bool is_shown_by_start_pages; /* and left out where the list stands on one */
};

/* What an earlier source gave already, by its title and target, is not added again. */
void reminder_collection_add(struct reminder_collection *reminder_collection, const struct reminder *reminder);

/* Adds a reminder with a due day, setting `kind` to REMINDER_LATE or REMINDER_DUE; nothing for a later day or
 * DAY_NONE. */
void reminder_collection_add_due(struct reminder_collection *reminder_collection, struct reminder reminder);

/* Collects a person's reminders, by kind, day and order of sources. The person oneself, or the operator; FAIL_DENIED
 * "disabled" for somebody who may not sign in. */
int reminder_list(struct site *site, const struct subject *subject, struct arena *arena,
                  struct reminder_list *ret_list);

/* The same without those that the start pages (I dag, Intyga, Enheten) show themselves. */
int reminder_list_beside(struct site *site, const struct subject *subject, struct arena *arena,
                         struct reminder_list *ret_list);

/* Whether the list has anything for the person to do, worth a mail. */
bool reminder_list_asks(const struct reminder_list *list);

/* The number of reminders of a kind, which are consecutive; *ret_first is the index of the first. */
size_t reminder_list_of_kind(const struct reminder_list *list, enum reminder_kind kind, size_t *ret_first);
