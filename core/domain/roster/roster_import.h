/* Person import: what a file of people would change in the records, told before it is done, and then done in one
 * transaction or not at all.
 *
 * The rules. The key is `id`. An empty cell says nothing: what is known stays. Whoever is not known is added, with the
 * role learner unless the file says otherwise. From the day `ended` the account is closed, never deleted; it is opened
 * again when a later file no longer says so, but only if it was a file that closed it. Absence closes accounts only for
 * a file that is said to be complete, and never that of somebody with a protected identity, who should be in no file,
 * nor of a university's contact. The last administrator and whoever imports keep account and role. Closing more than
 * five of a hundred accounts must be confirmed with their number (docs/rules.md). A learner who starts gets a plan
 * from that day, unless the person ever had one of that programme. A mentor past the ceiling is a remark: the file is
 * the reason.
 *
 * Administrators handle accounts; HR adds learners, starts plans and assigns mentors; the operator does both. What is
 * not the actor's to do is left out, and said. */
#pragma once

#include "domain/people/person.h"
#include "domain/roster/roster.h"
#include "domain/site/site.h"

#define IMPORT_CHANGES_MAX 7
#define IMPORT_PLANS_DAYS 365 /* whoever began longer ago gets no plan unless told otherwise */

struct roster_import_settings {
    const char *programme; /* of the plans; NULL: the first that leads to a higher stair */
    int plans_from;        /* plans for whoever starts on this day or later; DAY_NONE: IMPORT_PLANS_DAYS before today */
    bool is_complete;      /* the file names everybody */
    int64_t confirmed;     /* so many accounts may be closed; -1: no more than five of a hundred */
    const char *digest;    /* of what was shown: nothing else may be done; NULL: whatever comes out */
};

struct roster_import_change {
    const char *field;     /* a roster_column's name */
    const char *from, *to; /* NULL for none, and both where the person has a protected identity */
};

/* One person about whom something would be done. */
struct roster_import_person {
    int line;              /* 0: absent from the file */
    const char *id, *name; /* the name is NULL where the identity is protected */
    bool is_added, is_closed, is_opened;
    struct roster_import_change changes[IMPORT_CHANGES_MAX]; /* of somebody known; for somebody new: what is set */
    size_t change_count;
    bool has_plan, has_mentor, has_ended; /* those that follow are something to do */
    int plan_from;
    int mentor_from;
    const char *mentor; /* short id */
    bool needs_reason;  /* the mentor's ceiling */
    int ended;          /* the day on which the account will be closed; DAY_NONE: no longer */
    struct person wish; /* all of the person as it shall be; strings that are NULL are left as they are */
    const char *roles;  /* of the wish, in words; NULL */
    bool sets_since, sets_protected;
};

struct roster_import {
    struct roster_import_person *people; /* in the file's order, then those absent */
    size_t count, capacity;
    size_t added, changed, closed, opened, leaving, plans, mentors, unchanged;
    struct roster_notes *notes; /* the roster's, with more in it; sorted */
    int64_t active;             /* accounts before */
    bool needs_confirmation;    /* too many would be closed */
    bool is_other;              /* than the digest that was shown */
    bool is_applied;
    const char *programme;         /* of the plans; NULL when none would be started */
    char digest[SECRET_HEX_BYTES]; /* of all that would be done */
};

void roster_import_finish(struct roster_import *import);

/* Says what would be done; writes nothing. FAIL_DENIED for whoever may take in nobody, FAIL_NOT_FOUND for a programme
 * that is not there. */
int roster_import_compute(struct site *site, const struct actor *actor, struct roster *roster,
                          const struct roster_import_settings *settings, struct arena *arena,
                          struct roster_import *ret_import);

/* Reckons again and, unless there is a fault, something to confirm or another outcome than the digest's, does it all in
 * one transaction (`is_applied`). */
int roster_import_apply(struct site *site, const struct actor *actor, struct roster *roster,
                        const struct roster_import_settings *settings, struct arena *arena,
                        struct roster_import *ret_import);
