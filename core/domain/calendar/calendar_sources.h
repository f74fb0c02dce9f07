/* Calendar sources: what calendar.c asks; see calendar.h. */
#pragma once

#include "domain/calendar/calendar.h"
#include "domain/records/module.h"

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

/* A row of a module's `calendar`: who knows of something that has a day. */
struct calendar_source {
    struct module_row row;
    int (*find)(struct calendar_collection *gathering);
};

/* The sources that belong to no later subject: */
int calendar_of_plans(struct calendar_collection *gathering);
int calendar_of_deferrals(struct calendar_collection *gathering);
int calendar_of_requests(struct calendar_collection *gathering);
