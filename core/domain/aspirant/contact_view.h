/* Contact view: what a university's contact sees of a student, as a type that can hold nothing else: name, term, dates
 * and hours by month. consent.h decides whom; access.h gives a contact no right, so that all other pages and commands
 * answer as if the student did not exist. */
#pragma once

#include "domain/aspirant/consent.h"

struct contact_month {
    int first; /* day */
    int seconds;
};

struct contact_student {
    const char *rid, *name, *term;      /* term NULL: unknown */
    int graduates, placed_on, began_on; /* DAY_NONE: unknown, or not happened */
    int ends_on;                        /* the last day, if it is known and in the future; DAY_NONE */
    struct contact_month *months;       /* newest first */
    size_t month_count;
};

struct contact_students {
    const char *university; /* NULL: the contact has none yet */
    struct contact_student *items;
    size_t count;
};

/* All students, by name. FAIL_DENIED for an actor without the role contact. */
int contact_view_all(struct site *site, const struct actor *actor, struct arena *arena,
                     struct contact_students *ret_students);

/* One student. FAIL_NOT_FOUND with the sentence of an unknown person if there is no consent, the university is another,
 * the student is employed or gone, has a protected identity, or does not exist. */
int contact_view_one(struct site *site, const struct actor *actor, const char *rid, struct arena *arena,
                     struct contact_student *ret_student);
