/* Roster map: whose words a file of people uses. The columns are ours in English, or what Swedish systems usually call
 * them; for anything else there is a mapping file, a line for each word, `#` begins a remark:
 *
 *     Anst.nr = id                          their column = ours
 *     Organisation = unit
 *     unit: 4711 = ekb                      our column: what stands in its cells = what it means here
 *     roles: Socialsekreterare = learner
 */
#pragma once

#include "base/map.h"
#include "domain/roster/roster_note.h"

enum roster_column {
    ROSTER_ID,
    ROSTER_NAME,
    ROSTER_EMAIL,
    ROSTER_UNIT,
    ROSTER_ROLES,
    ROSTER_BACKGROUND,
    ROSTER_START,
    ROSTER_IN_PROFESSION_SINCE,
    ROSTER_MENTOR,
    ROSTER_ENDED,
    ROSTER_PROTECTED,
    ROSTER_COLUMNS
};

const char *roster_column_name(enum roster_column column); /* "in-profession-since" */

struct roster_map {
    struct map columns; /* their folded name: a roster_column's name */
    struct map cells;   /* "unit:4711", folded: what it means */
};
void roster_map_finish(struct roster_map *map);

/* Reads a mapping file; strings live in the arena. FAIL_INPUT names the line. */
int roster_map_read(const char *bytes, size_t length, struct arena *arena, struct roster_map *ret_map);

/* Which column a heading means; false for one that is not ours. `map` may be NULL. */
bool roster_map_column(const struct roster_map *map, const char *heading, enum roster_column *ret_column);

/* What a cell means here: itself unless the mapping file says otherwise. */
const char *roster_map_cell(const struct roster_map *map, enum roster_column column, const char *cell);

/* The word without capitals (also Å, Ä and Ö), in the arena. */
char *roster_fold(struct arena *arena, const char *word);
