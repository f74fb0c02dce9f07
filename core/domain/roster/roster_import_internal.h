/* Roster import, internal: shared by the files roster_import*.c. */
#pragma once

#include "domain/people/unit.h"
#include "domain/roster/roster_import.h"

struct roster_import_mentorship {
    int64_t learner_key, mentor_key;
};

/* A person in the records. */
struct roster_import_known {
    struct person person;
    const struct roster_import_mentorship *mentors; /* today's and those that were agreed for later, in that order */
    size_t mentor_count;
    const char *id;  /* after this file; that of `person` unless the file has another */
    bool had_plan;   /* of the programme, ever */
    int plan_start;  /* of the one that runs; DAY_NONE */
    int started;     /* the first day by which a file made or moved it; DAY_NONE */
    int ended;       /* set by an earlier file; DAY_NONE */
    bool was_closed; /* by a file */
    bool is_named;   /* this file has the person */
    bool changes_email;
};

/* Everybody, by key. */
struct roster_import_known_list {
    struct roster_import_known *items;
    size_t count;
    struct map by_id;
    struct map by_former_id;
};
void roster_import_known_finish(struct roster_import_known_list *list);

/* `programme` may be NULL. */
int roster_import_known_read(struct records *records, const char *programme, struct arena *arena,
                             struct roster_import_known_list *ret_list);
struct roster_import_known *roster_import_known_by_key(const struct roster_import_known_list *list, int64_t key);

/* A person in the file, as wanted. */
struct roster_import_subject {
    const struct roster_row *row;
    const char *id;
    struct roster_import_known *known; /* NULL: new */
    unsigned roles;
    bool is_active;
    bool is_left; /* the row is skipped: a fault, or the actor may not do it */
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
    const struct roster_row **main_rows; /* by place in the roster; NULL: the row is one itself */
    int *other_ends;                     /* by place: the last day of the longest other employment of a main row */
    size_t subject_count;
    struct unit *units;
    size_t unit_count;
    const char *programme; /* NULL: no plans */
    int today, plans_from;
    bool may_accounts, may_start;
    size_t admins; /* administrators left after the import */
    size_t old_starts, starts_left, mentors_left, changes_left;
};

/* Compares a row with the records: adds faults and changes, except the mentor. */
void roster_import_row_compute(struct roster_import_run *roster_import_run, const struct roster_row *row);

/* The row's plan: one that begins, one that moves, or a remark. */
void roster_import_plan_compute(struct roster_import_run *roster_import_run,
                                const struct roster_import_subject *subject, struct roster_import_person *person);

const char *roster_import_day_words(struct arena *arena, int day); /* NULL for DAY_NONE */

/* Finds the rows that are another employment of somebody, before any row is computed; and what they are for it. */
void roster_import_employments_find(struct roster_import_run *roster_import_run);
int roster_import_employments_compute(struct roster_import_run *roster_import_run);

/* The last day of all employments of the main row's person, of which it has this one; DAY_NONE: none. */
int roster_import_ended(const struct roster_import_run *roster_import_run, const struct roster_row *row, int ended);

/* The unit of a cell, by id or by name; NULL, and how many have that name. */
const struct unit *roster_import_unit_of(const struct roster_import_run *roster_import_run, const char *cell,
                                         size_t *ret_same);

/* The last day of a cell; DAY_NONE for none, one that is far away and what is no day. */
int roster_import_last_day(const struct roster_import_run *roster_import_run, const struct roster_row *row);

/* Adds an entry for a person whom the import changes. Borrowed until the next is added. */
struct roster_import_person *roster_import_person_new(struct roster_import_run *roster_import_run, int line,
                                                      const struct roster_import_known *known);
/* The last entry if it is of this line, else a new one. */
struct roster_import_person *roster_import_person_of_line(struct roster_import_run *roster_import_run,
                                                          const struct roster_import_subject *subject);

/* Closes the account of a known person, unless that is not allowed. */
void roster_import_close(struct roster_import_run *roster_import_run, int line, struct roster_import_known *known,
                         int ended);

/* Computes the mentors; after all rows, since a mentor may be on a later line. */
/* The row of whoever imports by HR's right: neither a plan nor a mentorship of one's own is made by it. */
bool roster_import_is_own(const struct roster_import_run *roster_import_run, const struct roster_import_known *known);

int roster_import_mentors_compute(struct roster_import_run *roster_import_run);

/* Applies the computed import, inside a transaction; *ret_line is that of the person whose change failed. */
int roster_import_write(struct site *site, const struct actor *actor, const struct roster_import *import,
                        int *ret_line);
