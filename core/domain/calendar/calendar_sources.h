/* Calendar sources: the interface of sources, and those that belong to no later subject; see calendar.h. */
#pragma once

#include "domain/calendar/calendar.h"
#include "domain/people/subject.h"
#include "domain/records/module.h"

/* The arguments of a source, and the entries so far. */
struct calendar_collection {
    struct site *site;
    struct actor actor;  /* the person, who gets only what they may see */
    struct subject self; /* the person, as that actor sees them */
    struct arena *arena; /* holds the added entries */
    struct calendar_entry *entries;
    size_t count, capacity;
};

/* Adds an entry; nothing for DAY_NONE. Of two with the same kind and subject, the earlier day stays. */
void calendar_add(struct calendar_collection *gathering, const struct calendar_entry *entry);

/* A row of a module's `calendar`. */
struct calendar_source {
    struct module_row row;
    int (*find)(struct calendar_collection *gathering);
};

/* The sources that belong to no later subject. */
int calendar_of_plans(struct calendar_collection *gathering);
int calendar_of_deferrals(struct calendar_collection *gathering);
int calendar_of_requests(struct calendar_collection *gathering);
