/* Audience: resolves `to:` into people, and the day from which they are asked.
 *
 * A word of `to:` is a role, a unit (with those below it) or a background. A person who matches one of them is in the
 * audience; without words it is everybody who works here. `for:` restricts it by background, as for any step.
 *
 * Nothing is asked of a person before the day they came: the first day of the present account, units, roles and
 * background (person.placed_on), or the first day of the first plan if the account was made at most AUDIENCE_AHEAD days
 * before it. Whoever was in the audience before a change of those (people/placement.h) stays asked for what came while
 * they were. Nothing is asked during a leave of AUDIENCE_AWAY days or more, only from the day of return. */
#pragma once

#include "domain/content/content.h"
#include "domain/people/person.h"
#include "domain/people/placement.h"
#include "domain/people/unit.h"

#define AUDIENCE_AHEAD 120
#define AUDIENCE_AWAY 28

/* Since when somebody is asked; DAY_NONE: since before such days were kept. */
struct audience_days {
    int joined; /* the first day in the audience, of the earliest placement that counts */
    int from;   /* the same, or the day of return from a leave */
};

struct audience {
    struct unit *units;
    size_t unit_count;
    struct audience_pair *also; /* secondary units, by person */
    size_t also_count;
    struct audience_pair *starts; /* first days, by person */
    size_t start_count;
    struct audience_pair *returns; /* day after the last long leave that has begun, by person */
    size_t return_count;
    struct placement *placements; /* where people were before, by person */
    size_t placement_count;
};

/* Reads the units, and the data of one person, or of everybody with key 0. */
int audience_read(struct records *records, int64_t person_key, struct arena *arena, struct audience *ret_audience);

/* The day from which the person is asked, in the future during a leave; DAY_NONE: since before such days were
 * stored. */
struct audience_days audience_since(const struct audience *audience, const struct person *person);

/* Whether the entry is asked of the person: because they are in its audience, or were on `day` or later (the day of
 * what they have not read; DAY_NONE: ever) and still work here; and since when. What comes again is asked only of those
 * who are in its audience now, but a former placement counts for the days. */
bool audience_asks(const struct audience *audience, const struct content_entry *entry, const struct person *person,
                   int day, struct audience_days *ret_days);

/* True if the entry is for the person. False if the account is not active, and for a university's contact unless `to:`
 * names that role. */
bool audience_has(const struct audience *audience, const struct content_entry *entry, const struct person *person);
