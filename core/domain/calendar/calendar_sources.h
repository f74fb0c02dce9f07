/* Calendar sources: what calendar.c asks; see calendar.h. */
#pragma once

#include "domain/calendar/calendar.h"

/* What a source gets. */
struct calendar_collection {
    struct site *site;
    struct actor actor; /* the person, as an actor: nobody gets what they may not see */
    const struct person *person;
    struct arena *arena; /* where what is added lives */
    struct calendar_entry *entries;
    size_t count, capacity;
};

/* Nothing for DAY_NONE. Of two of the same kind and subject the earlier one stays. */
void calendar_add(struct calendar_collection *gathering, const struct calendar_entry *entry);

int calendar_of_plans(struct calendar_collection *gathering);
int calendar_of_deferrals(struct calendar_collection *gathering);
int calendar_of_requests(struct calendar_collection *gathering);
int calendar_of_circulars(struct calendar_collection *gathering);
int calendar_of_commitments(struct calendar_collection *gathering);
