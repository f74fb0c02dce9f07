/* Reach: whom the words of `to:` mean. A word is a role, a unit with those below it, or a background; one that matches
 * is enough, and no word at all means everybody who works here. `for:` narrows it by background as for any step.
 *
 * And from when: nothing is asked of somebody before the day they came: when account, units, roles and background
 * became what they are (person's placed_on), or the first day of the first plan, when the account was made at most
 * AUDIENCE_AHEAD days before it; nor while they are on a leave of AUDIENCE_AWAY days or more, and after it from the day
 * they are back. */
#pragma once

#include "domain/content/content.h"
#include "domain/people/person.h"
#include "domain/people/unit.h"

#define AUDIENCE_AHEAD 120
#define AUDIENCE_AWAY 28

struct audience {
    struct unit *units;
    size_t unit_count;
    struct audience_pair *also; /* other units of people, by person */
    size_t also_count;
    struct audience_pair *starts; /* first days of people, by person */
    size_t start_count;
    struct audience_pair *returns; /* the day after the last long leave that has begun, by person */
    size_t return_count;
};

/* Reads the tree of units, and what belongs to one person, or to everybody with key 0. */
int audience_read(struct records *records, int64_t person_key, struct arena *arena, struct audience *ret_audience);

/* The day from which something is asked of the person, to come while they are away; DAY_NONE: since longer ago
 * than it was kept. */
int audience_since(const struct audience *audience, const struct person *person);

/* Asks nothing of somebody whose account is not active, nor of a university's contact who is not named by role. */
bool audience_has(const struct audience *audience, const struct content_entry *entry, const struct person *person);
