/* Reminder: what one person should be reminded of today. Gathered when it is asked for, never kept.
 *
 * A subject adds what it knows of by one row in its module (records/module.h) and a function in a file of its own:
 *
 *     int remind_of_commitments(struct reminder_collection *collection)
 *     {
 *         ...find, with collection->actor, what is near...
 *         reminder_collection_add(collection, &(struct reminder){.kind = REMINDER_ENDING, .target = ..., ...});
 *         return 0;
 *     }
 *
 * A source asks the domain as the person who is reminded, so that nobody is reminded of what they may not see. It gives
 * titles and names, never words that people wrote about each other. */
#pragma once

#include "domain/people/person.h"
#include "domain/records/module.h"
#include "domain/records/target.h"
#include "domain/site/site.h"

#define REMINDER_DAYS 7 /* what is due in so many days, today among them, is reminded of */

/* In the order they are shown. */
enum reminder_kind {
    REMINDER_LATE,      /* its day has passed; with `about`: of somebody whom the person mentors */
    REMINDER_ENDING,    /* is about to break or to run out: a promise, what expires */
    REMINDER_RETURNED,  /* was sent back to the person */
    REMINDER_CHANGED,   /* what the person did has changed since */
    REMINDER_DUE,       /* its day comes within REMINDER_DAYS */
    REMINDER_FOR_YOU,   /* somebody waits for the person */
    REMINDER_ON_OTHERS, /* the person waits for somebody; asks nothing of the person */
};
const char *reminder_kind_word(enum reminder_kind kind); /* "late", "ending", ...: the words of JSON */

/* What `count` counts where there is no title. */
enum reminder_count {
    REMINDER_NOTHING,
    REMINDER_STEPS,    /* steps of `about` */
    REMINDER_PEOPLE,   /* people of the unit that the person manages */
    REMINDER_POINTS,   /* what `about` wants to talk about */
    REMINDER_HOURS,    /* that lack of the month's */
    REMINDER_PROMISES, /* to `about`, or to the person */
};

struct reminder {
    enum reminder_kind kind;
    const char *source;         /* set by reminder_collection_add() */
    const char *title;          /* of the step, the promise; NULL: `count` says it */
    const struct person *about; /* somebody else whom it is about; NULL */
    const char *with_name;      /* REMINDER_ON_OTHERS: who is waited for; NULL */
    enum reminder_count counts;
    int count;
    int day;              /* due, or since when it waits; DAY_NONE */
    struct target target; /* where something can be done about it */
};

struct reminder_list {
    struct reminder *items;
    size_t count;
};

/* What a source gets. */
struct reminder_collection {
    struct site *site;
    struct actor actor; /* the person, as an actor */
    const struct person *person;
    struct arena *arena; /* where what is added lives */
    int today;
    const char *source; /* the one that is asked */
    struct reminder *items;
    size_t count, capacity;
};

/* A row of a module's `reminders`: who knows of something, and when it is asked. */
struct reminder_source {
    struct module_row row;
    int (*find)(struct reminder_collection *reminder_collection);
    bool is_on_start; /* the start pages show it already, from their own reading */
};

/* What an earlier source gave already, by its title and target, is not added again. */
void reminder_collection_add(struct reminder_collection *reminder_collection, const struct reminder *reminder);

/* What is added for everything that has a day to be done by: nothing for days further away, and for DAY_NONE. Sets
 * `kind` to REMINDER_LATE or REMINDER_DUE. */
void reminder_collection_add_due(struct reminder_collection *reminder_collection, struct reminder reminder);

/* By kind, then day, then as the sources gave them. The person oneself, or the operator; FAIL_DENIED "disabled" for
 * somebody who may not sign in. */
int reminder_list(struct site *site, const struct actor *actor, const struct person *person, struct arena *arena,
                  struct reminder_list *ret_list);

/* The same without what the start pages (I dag, Intyga, Enheten) show by themselves. */
int reminder_list_beside(struct site *site, const struct actor *actor, const struct person *person, struct arena *arena,
                         struct reminder_list *ret_list);

/* Whether anything in the list asks something of the person: a mail is worth sending. */
bool reminder_list_asks(const struct reminder_list *list);

/* How many there are of a kind, which lie together; *ret_first is where they begin. */
size_t reminder_list_of_kind(const struct reminder_list *list, enum reminder_kind kind, size_t *ret_first);
