/* Person import, inside: what the files roster_import*.c share. */
#pragma once

#include "domain/people/unit.h"
#include "domain/roster/roster_import.h"

/* Somebody as the records know them. */
struct roster_import_known {
    struct person person;
    int64_t mentor_key; /* today's or the next; 0 */
    bool had_plan;      /* of the programme, ever */
    int ended;          /* told by an earlier file; DAY_NONE */
    bool was_closed;    /* by a file */
    bool is_named;      /* by this file */
    bool changes_email;
};

/* Everybody, by key. */
struct roster_import_known_list {
    struct roster_import_known *items;
    size_t count;
    struct map by_id;
};
void roster_import_known_finish(struct roster_import_known_list *list);

/* `programme` may be NULL. */
int roster_import_known_read(struct records *records, const char *programme, struct arena *arena,
                             struct roster_import_known_list *ret_list);
struct roster_import_known *roster_import_known_by_key(const struct roster_import_known_list *list, int64_t key);

/* Somebody whom the file names, as they will be. */
struct roster_import_subject {
    const struct roster_row *row;
    const char *id;
    struct roster_import_known *known; /* NULL: new */
    unsigned roles;
    bool is_active;
    bool is_left; /* nothing is done about this row: a fault, or not the actor's to do */
    int start;    /* DAY_NONE */
};

struct roster_import_run {
    struct site *site;
    const struct actor *actor;
    struct roster *roster;
    const struct roster_import_settings *settings;
    struct arena *arena;
    struct roster_import *import;
    struct roster_import_known_list known;
    struct map named; /* id: struct roster_import_subject */
    struct roster_import_subject *subjects;
    size_t subject_count;
    struct unit *units;
    size_t unit_count;
    const char *programme; /* NULL: no plans */
    int today, plans_from;
    bool may_accounts, may_start;
    size_t admins; /* that would be left */
    size_t old_starts, starts_left, mentors_left, changes_left;
};

/* One row held against what is known: faults, or what would be done, except for the mentor. */
void roster_import_row_compute(struct roster_import_run *roster_import_run, const struct roster_row *row);

/* An entry for somebody about whom something would be done. Lent until the next one is added. */
struct roster_import_person *roster_import_person_new(struct roster_import_run *roster_import_run, int line,
                                                      const struct roster_import_known *known);
/* The last one again if it is that of this line. */
struct roster_import_person *roster_import_person_of_line(struct roster_import_run *roster_import_run,
                                                          const struct roster_import_subject *subject);

/* Closes the account of somebody known, unless that may not be. */
void roster_import_close(struct roster_import_run *roster_import_run, int line, struct roster_import_known *known,
                         int ended);

/* Mentors that the file names: after all rows, since a mentor may stand on a later line. */
int roster_import_mentors_compute(struct roster_import_run *roster_import_run);

/* Does what was reckoned, inside a transaction. */
int roster_import_write(struct site *site, const struct actor *actor, const struct roster_import *import);
