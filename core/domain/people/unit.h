/* Unit: a part of the organisation; units form a tree. Unit names are not personal data. */
#pragma once

#include "domain/records/actor.h"
#include "domain/records/records.h"

struct unit {
    int64_t key, parent_key; /* parent_key 0: a top unit */
    const char *id, *name;
    int closed_on; /* the day on which it was closed (unit_change.h); DAY_NONE: it is open */
};

/* SQL: what unit_row_read() reads, of the table `unit`. */
#define UNIT_COLUMNS "unit.key, coalesce(unit.parent_key, 0), unit.id, unit.name, unit.closed_on"

/* FAIL_INPUT for a bad id, FAIL_RULE if it exists, FAIL_NOT_FOUND for an unknown parent (NULL: none). */
int unit_add(struct records *records, const struct actor *actor, const char *id, const char *name, const char *parent);
int unit_find(struct records *records, const char *id, struct arena *arena, struct unit *ret_unit); /* FAIL_NOT_FOUND */
#define REASON_UNIT_CLOSED FAIL_REASON("unit-closed") /* it takes nobody and nothing */
int unit_find_open(struct records *records, const char *id, struct arena *arena,
                   struct unit *ret_unit); /* the same for somebody or something new there; FAIL_RULE: it is closed */
int unit_by_key(struct records *records, int64_t key, struct arena *arena, struct unit *ret_unit);

/* The unit that an actor with SITE_SEE_UNIT asks for. NULL: the actor's own, or for those who see all units every unit
 * (key 0). FAIL_NOT_FOUND, as for an unknown one, if it is neither the actor's nor below it. */
int unit_choose(struct records *records, const struct actor *actor, const char *id, struct arena *arena,
                struct unit *ret_unit);

int unit_list(struct records *records, struct arena *arena, struct unit **ret_units, size_t *ret_count); /* by name */

int unit_by_name(const void *a, const void *b); /* compares two struct unit, for qsort() */

/* Leaves out the closed ones; what is to be chosen. `but_key`: kept all the same; 0: none. */
size_t units_keep_open(struct unit *units, size_t count, int64_t but_key);

/* Reads UNIT_COLUMNS, the first columns of a row, into a struct unit (row_reader). */
int unit_row_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item);
