/* Reach: whom the words of `to:` mean. A word is a role, a unit with those below it, or a background; one that matches
 * is enough, and no word at all means everybody who works here. `for:` narrows it by background as for any step.
 *
 * And from when: nothing is asked of somebody before the day they came: when account, units, roles and background
 * became what they are (person's placed_on), or the first day of the first plan, when the account was made at most
 * REACH_AHEAD days before it; nor while they are on a leave of REACH_AWAY days or more, and after it from the day
 * they are back. */
#pragma once

#include "domain/content/content.h"
#include "domain/people/person.h"
#include "domain/people/unit.h"

#define REACH_AHEAD 120
#define REACH_AWAY 28

struct reach {
    struct unit *units;
    size_t unit_count;
    struct reach_pair *also; /* other units of people, by person */
    size_t also_count;
    struct reach_pair *starts; /* first days of people, by person */
    size_t start_count;
    struct reach_pair *returns; /* the day after the last long leave that has begun, by person */
    size_t return_count;
};

/* Reads the tree of units, and what belongs to one person, or to everybody with key 0. */
int reach_read(struct records *records, int64_t person_key, struct arena *arena, struct reach *ret_reach);

/* The day from which something is asked of the person, to come while they are away; DAY_NONE: since longer ago
 * than it was kept. */
int reach_came(const struct reach *reach, const struct person *person);

/* Asks nothing of somebody whose account is not active, nor of a university's contact who is not named by role. */
bool reach_has(const struct reach *reach, const struct content_entry *entry, const struct person *person);
