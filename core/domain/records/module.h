/* Module: what one subject brings to the program, as one descriptor. Whoever must know every subject (the outbox, the
 * reminders, a person's export) reads it here and so stands below them all.
 *
 *     const struct module hobby_module = {
 *         .name = "hobby",
 *         .jobs = (const struct job_kind[]){{.name = "hobby.count", .help = "Counts hobbies", .run = run_count}, {0}},
 *     };
 *
 * A subject has one, in the file of its folder that is called for it (people_module.c); admin/modules.c lists them.
 * Every list in it ends with a row of zeros, and may be NULL. */
#pragma once

#include "base/memory.h"

#include <stdint.h>

struct json;
struct records;

/* Somebody leaves, or comes back. */
enum departure_kind {
    DEPARTURE_CLOSED = 1 << 0, /* the account is closed: the person leaves */
    DEPARTURE_HIDDEN = 1 << 1, /* the identity is protected from now on */
    DEPARTURE_UNDONE = 1 << 2, /* the account is open again */
    DEPARTURE_ERASED = 1 << 3, /* what names the person is erased after this; FAIL_RULE where it must not be yet */
};
struct departure {
    int64_t person_key;
    const char *person_id; /* for sentences */
    unsigned how;          /* bits of enum departure_kind */
    struct json *learners; /* an open array of the event: the random ids of learners who are left to others */
};

struct module {
    const char *name;                        /* of its folder */
    const struct records_table *tables;      /* records/table.h */
    const struct person_export *exports;     /* records/table.h */
    const struct migration *migrations;      /* records/table.h */
    const struct job_kind *jobs;             /* records/job.h */
    const struct event_kind *events;         /* records/event.h */
    const struct reminder_source *reminders; /* remind/reminder.h */
    const struct calendar_source *calendar;  /* calendar/calendar_sources.h */
    const struct doctor_check *checks;       /* records/doctor_check.h */

    /* What the subject does about it when a person leaves, in the transaction of the change; NULL: nothing. */
    int (*person_leaves)(struct records *records, const struct departure *departure);
};

/* Installs the modules of the process, a list that ends with NULL: first of all, before any records are opened.
 * Borrowed for good. */
void modules_use(const struct module *const *modules);

/* The list; empty if none was given. */
const struct module *const *modules_all(void);

/* Calls person_leaves of every module that has one, in the order of the list. */
int modules_person_leaves(struct records *records, const struct departure *departure);

/* What the rows of a list begin with where their order is seen. A lower place comes first; among equals, as the modules
 * stand. */
struct module_row {
    const char *name;
    int place;
};

/* The rows of one list of all modules in that order; NULL is the last. `list` is where a module has it, `size` what a
 * row takes:
 *     modules_rows(offsetof(struct module, reminders), sizeof(struct reminder_source), arena) */
const struct module_row *const *modules_rows(size_t list, size_t size, struct arena *arena);
