/* Contact view: all that a university's contact sees of a student, and a type that can hold nothing else: name, term,
 * dates and hours by month. Whose it is to see is decided in consent.h; the rights of access.h give a contact nothing,
 * so that every other page and command answers as if the student were not there. */
#pragma once

#include "domain/aspirant/consent.h"

struct contact_month {
    int first; /* day */
    int hundredths;
};

struct contact_student {
    const char *rid, *name, *term;      /* term NULL: not said */
    int graduates, placed_on, began_on; /* DAY_NONE: not said, not so */
    int ends_on;                        /* the last day is told already, and is to come; DAY_NONE */
    struct contact_month *months;       /* the newest first */
    size_t month_count;
};

struct contact_students {
    const char *university; /* NULL for a contact of none yet */
    struct contact_student *items;
    size_t count;
};

/* By name. FAIL_DENIED for an actor without the role contact. */
int contact_view_all(struct site *site, const struct actor *actor, struct arena *arena,
                     struct contact_students *ret_students);

/* One; FAIL_NOT_FOUND with the sentence of an unknown person where the student has not consented, is of another
 * university, is employed or gone by now, has a protected identity, or is not there. */
int contact_view_one(struct site *site, const struct actor *actor, const char *rid, struct arena *arena,
                     struct contact_student *ret_student);
