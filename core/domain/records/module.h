/* Module: the descriptor of a subject: its tables, jobs, events, reminders and so on. Code that needs all subjects (the
 * outbox, the reminders, a person's export) reads the descriptors, and so depends on none of them.
 *
 *     const struct module hobby_module = {
 *         .name = "hobby",
 *         .jobs = (const struct job_kind[]){{.name = "hobby.count", .help = "Counts hobbies", .run = run_count}, {0}},
 *     };
 *
 * Each subject has one, in a file of its folder named for it (people_module.c); admin/modules.c lists them. Every list
 * in it ends with a zeroed row, and may be NULL. */
#pragma once

#include "base/memory.h"

#include <stdint.h>

struct actor;
struct json;
struct records;

/* A person's departure, or return. */
enum departure_kind {
    DEPARTURE_CLOSED = 1 << 0, /* the account is closed: the person leaves */
    DEPARTURE_HIDDEN = 1 << 1, /* the identity is protected from now on */
    DEPARTURE_UNDONE = 1 << 2, /* the account is open again */
    DEPARTURE_ERASED = 1 << 3, /* the person's identity was erased; FAIL_RULE if it must not be yet */
};
struct departure {
    int64_t person_key;
    const char *person_id; /* for failures */
    const char *rid;
    const struct actor *actor; /* who closes or erases */
    int64_t because_key;       /* of the remark with the reason; 0: none */
    unsigned how;              /* bits of enum departure_kind */
    struct json *learners;     /* an open array of the event, for the random ids of the mentor's learners */
};

struct module {
    const char *name;                         /* of its folder */
    const struct records_table *tables;       /* records/table.h */
    const struct person_export *exports;      /* records/table.h */
    const struct migration *migrations;       /* records/table.h */
    const struct migration_rewrite *rewrites; /* records/table.h */
    const struct job_kind *jobs;              /* records/job.h */
    const struct event_kind *events;          /* records/event.h */
    const struct reminder_source *reminders;  /* remind/reminder.h */
    const struct calendar_source *calendar;   /* calendar/calendar_sources.h */
    const struct doctor_check *checks;        /* records/doctor_check.h */

    /* The subject's own changes when a person leaves, in the same transaction; may be NULL. */
    int (*person_leaves)(struct records *records, const struct departure *departure);
};

/* Sets the modules of the process, a list that ends with NULL, before any records are opened. They must live for
 * ever. */
void modules_use(const struct module *const *modules);

/* The list; empty if modules_use() was not called. */
const struct module *const *modules_all(void);

/* Calls person_leaves of all modules, in the order of the list. */
int modules_person_leaves(struct records *records, const struct departure *departure);

/* The beginning of a row in an ordered list. A lower place comes first; equal places in the order of modules. */
struct module_row {
    const char *name;
    int place;
};

/* The rows of one list of all modules, in that order, in the arena; NULL after the last. `list` is the list's offset in
 * struct module, `size` that of a row: modules_rows(offsetof(struct module, reminders), sizeof(struct reminder_source),
 * arena) */
const struct module_row *const *modules_rows(size_t list, size_t size, struct arena *arena);
