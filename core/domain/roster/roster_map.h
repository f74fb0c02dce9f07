/* Roster map: translates the headings and cells of a file of people into ours. Known headings are our English ones and
 * those usual in Swedish systems; a mapping file adds others, one a line, with `#` for comments:
 *
 *     Anst.nr = id                          their column = ours
 *     Organisation = unit
 *     unit: 4711 = ekb                      our column: their cell = our value
 *     roles: Socialsekreterare = learner */
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
    struct map columns; /* their folded heading: a roster_column's name */
    struct map cells;   /* "unit:4711", folded: our value */
};
void roster_map_finish(struct roster_map *map);

/* Parses a mapping file; strings are in the arena. FAIL_INPUT names the line. */
int roster_map_read(const char *bytes, size_t length, struct arena *arena, struct roster_map *ret_map);

/* The column of a heading; false if there is none. `map` may be NULL. */
bool roster_map_column(const struct roster_map *map, const char *heading, enum roster_column *ret_column);

/* Our value of a cell: the cell itself unless the map has another. */
const char *roster_map_cell(const struct roster_map *map, enum roster_column column, const char *cell);

/* The word as it is compared, in small letters; in the arena. */
char *roster_fold(struct arena *arena, const char *word);
