/* Roster import: computes what a file of people changes in the records, and then applies it in one transaction or not
 * at all.
 *
 * Rules. The key is `id`. An empty cell leaves the value as it is. An unknown person is added, with the role learner
 * unless the file has another. `former-id` says what the id was: the person gets the new one, and everything
 * follows. `ended` is the last day of the account, which is then closed, never deleted; a later
 * file without that day reopens it, but only if a file had closed it. Absence from the file closes an account only if
 * the file is declared complete, and never that of somebody with a protected identity, who should be in no file, or of
 * a university's contact. The last administrator and the importing actor keep account and role. Closing more than five
 * of a hundred accounts must be confirmed with their number (docs/rules.md). A learner who starts gets a plan from that
 * day, unless the person ever had one of that programme; a later file with another first day moves the plan that a file
 * made, if nothing is done in it, and else that is a remark. A mentor above the ceiling is a remark, since the file is
 * the reason. Several rows of one id and name are employments of one person: the main one counts, which is the one in
 * the person's unit or else the first that has not ended, and the others are secondary units.
 *
 * Administrators change accounts; HR adds learners, starts plans and assigns mentors; the operator does both. What the
 * actor may not do is left out, with a note. */
#pragma once

#include "domain/people/person.h"
#include "domain/roster/roster.h"
#include "domain/site/site.h"

#define IMPORT_UNITS_MAX 4 /* other employments that one file begins or ends for somebody */
#define IMPORT_CHANGES_MAX (8 + IMPORT_UNITS_MAX)
#define IMPORT_PLANS_DAYS 365 /* people who started earlier get no plan by default */

struct roster_import_settings {
    const char *programme; /* of the plans; NULL: the first that leads to a higher level */
    int plans_from;        /* plans for people who start on this day or later; DAY_NONE: IMPORT_PLANS_DAYS before
                            * today */
    bool is_complete;      /* the file has everybody */
    int64_t confirmed;     /* number of accounts that may be closed; -1: at most five of a hundred */
    const char *digest;    /* of the import that was shown: apply only that; NULL: not checked */
};

struct roster_import_change {
    const char *field;     /* a roster_column's name */
    const char *from, *to; /* NULL for none; both NULL with a protected identity */
};

/* A unit that becomes, or no longer is, a secondary unit of a person (people/secondary_unit.h). */
struct roster_import_unit {
    const char *id;
    bool is_left;
};

/* One person whom the import changes. */
struct roster_import_person {
    int line;              /* 0: absent from the file */
    const char *id, *name; /* name NULL with a protected identity */
    const char *former_id; /* what `id` was until now; NULL: the same */
    bool is_added, is_closed, is_opened;
    struct roster_import_change changes[IMPORT_CHANGES_MAX]; /* of a known person; of a new one: the values set */
    size_t change_count;
    struct roster_import_unit units[IMPORT_UNITS_MAX];
    size_t unit_count;
    bool has_plan, has_mentor, has_ended; /* whether the members below are to be applied */
    bool has_move;                        /* the plan begins on plan_from instead of plan_was */
    int plan_from, plan_was;
    int mentor_from;
    const char *mentor; /* short id */
    bool needs_reason;  /* the mentor is above the ceiling */
    int ended;          /* the last day on which the account is open; DAY_NONE: no longer */
    struct person wish; /* the whole person as wanted; NULL strings stay as they are */
    const char *roles;  /* of `wish`, as words; NULL */
    unsigned roles_before;
    bool sets_since, sets_protected;
};

struct roster_import {
    struct roster_import_person *people; /* in the file's order, then those absent from it */
    size_t count, capacity;
    size_t added, changed, closed, opened, leaving, plans, moved, mentors, unchanged;
    struct roster_notes *notes; /* the roster's, with added ones; sorted */
    int64_t active;             /* accounts before the import */
    bool needs_confirmation;    /* too many accounts would be closed */
    bool is_other;              /* differs from the digest that was shown */
    bool is_applied;
    const char *programme;         /* of the plans; NULL: no plan would be started */
    char digest[SECRET_HEX_BYTES]; /* of all changes */
};

void roster_import_finish(struct roster_import *import);

/* Computes the import, applies it and takes that back, so that what cannot be done is a fault here already; nothing is
 * kept. Takes the write lock, so not inside a reading. FAIL_DENIED for an actor who may import nobody, FAIL_NOT_FOUND
 * for an unknown programme. */
int roster_import_preview(struct site *site, const struct actor *actor, struct roster *roster,
                          const struct roster_import_settings *settings, struct arena *arena,
                          struct roster_import *ret_import);

/* The same, and kept (`is_applied`), unless there is a fault, something to confirm, or a difference from the digest. */
int roster_import_apply(struct site *site, const struct actor *actor, struct roster *roster,
                        const struct roster_import_settings *settings, struct arena *arena,
                        struct roster_import *ret_import);
