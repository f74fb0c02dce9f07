/* Unit change: a unit gets another name or another place in the tree, or is closed or opened again.
 *
 * Its id stays. A move changes which managers see and decide about the people in it; what a change does to that is read
 * before and after it in the same transaction, and a preview is the change itself, taken back. A closed unit takes
 * nobody and nothing new; what happened there, and those whose accounts are closed, stay. */
#pragma once

#include "domain/people/naming.h"
#include "domain/people/unit.h"

/* The members that are not NULL. */
struct unit_change {
    const char *name;
    const char *parent; /* "": a top unit */
    const bool *is_closed;
    bool is_preview;
};

/* One manager whose sight of the unit's people changes. */
struct unit_sight {
    struct naming manager; /* as the actor may know them */
    size_t before, after;  /* the people of the unit and below whom the manager sees as their manager */
};

struct unit_impact {
    struct unit before, after;
    const char *parent_before, *parent_after; /* ids; NULL: a top unit */
    struct people people;                     /* with open accounts, in the unit and below, whom the actor may know */
    struct unit_sight *sights;                /* where before and after differ */
    size_t sight_count;
    bool is_changed; /* false: it was so already, and nothing was written */
};

#define REASON_UNIT_HAS_PEOPLE FAIL_REASON("unit-has-people") /* it is not closed while somebody works there */
#define REASON_UNIT_HAS_UNITS FAIL_REASON("unit-has-units")   /* nor over open units */

/* SITE_ACCOUNTS. FAIL_RULE for a move into a closed unit, itself or a unit below it, for closing a unit where somebody
 * works or with open units below, and for opening one below a closed one. */
int unit_set(struct records *records, const struct actor *actor, const char *id, const struct unit_change *change,
             struct arena *arena, struct unit_impact *ret_impact);
