/* Person import, inside: what the files person_import*.c share. */
#pragma once

#include "domain/people/unit.h"
#include "domain/roster/person_import.h"

/* Somebody as the records know them. */
struct import_known {
    struct person person;
    int64_t mentor_key; /* today's or the next; 0 */
    bool had_plan;      /* of the programme, ever */
    int ended;          /* told by an earlier file; DAY_NONE */
    bool was_closed;    /* by a file */
    bool is_named;      /* by this file */
    bool changes_email;
};

/* Everybody, by key. */
struct import_known_list {
    struct import_known *items;
    size_t count, capacity;
    struct map by_id;
};
void import_known_finish(struct import_known_list *list);

/* `programme` may be NULL. */
int import_known_read(struct records *records, const char *programme, struct arena *arena,
                      struct import_known_list *ret_list);
struct import_known *import_known_by_key(const struct import_known_list *list, int64_t key);

/* Somebody whom the file names, as they will be. */
struct import_subject {
    const struct roster_row *row;
    const char *id;
    struct import_known *known; /* NULL: new */
    unsigned roles;
    bool is_active;
    bool is_left; /* nothing is done about this row: a fault, or not the actor's to do */
    int start;    /* DAY_NONE */
};

struct reckoning {
    struct site *site;
    const struct actor *actor;
    struct roster *roster;
    const struct import_settings *settings;
    struct arena *arena;
    struct person_import *import;
    struct import_known_list known;
    struct map named; /* id: struct import_subject */
    struct import_subject *subjects;
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
void import_row_reckon(struct reckoning *reckoning, const struct roster_row *row);

/* An entry for somebody about whom something would be done. Lent until the next one is added. */
struct import_person *import_person_new(struct reckoning *reckoning, int line, const struct import_known *known);
/* The last one again if it is that of this line. */
struct import_person *import_person_of_line(struct reckoning *reckoning, const struct import_subject *subject);

/* Closes the account of somebody known, unless that may not be. */
void import_close(struct reckoning *reckoning, int line, struct import_known *known, int ended);

/* Mentors that the file names: after all rows, since a mentor may stand on a later line. */
int import_mentors_reckon(struct reckoning *reckoning);

/* Does what was reckoned, inside a transaction. */
int import_write(struct site *site, const struct actor *actor, const struct person_import *import);
