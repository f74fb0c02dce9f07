/* Roster map: translates the headings and cells of a file of people into ours. Known headings are our English ones and
 * those usual in Swedish systems; a mapping file adds others, one a line, with `#` for comments:
 *
 *     Anst.nr = id                          their column = ours
 *     Organisation = unit
 *     unit: 4711 = ekb                      our column: their cell = our value
 *     roles: Socialsekreterare = learner
 *     name: Förnamn + Efternamn             our column, of several of theirs with a space between
 *     empty: NULL                           what stands in a cell without a value
 *     Telefon: no personal numbers          what looks like one in that column is none */
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
    ROSTER_FORMER_ID,
    ROSTER_COLUMNS
};

const char *roster_column_name(enum roster_column column); /* "in-profession-since" */

#define ROSTER_PARTS_MAX 4

/* One of several of their columns that make one of ours. */
struct roster_part {
    enum roster_column column;
    size_t place; /* 1 for the first */
};

struct roster_map {
    struct map columns; /* their folded heading: a roster_column's name */
    struct map cells;   /* "unit:4711", folded: our value */
    struct map parts;   /* their folded heading: struct roster_part */
    struct map empty;   /* a folded cell that says nothing */
    struct map numbers; /* their folded heading, whose cells have no personal numbers */
    size_t part_counts[ROSTER_COLUMNS];
};
void roster_map_finish(struct roster_map *map);

/* Parses a mapping file; strings are in the arena. FAIL_INPUT names the line. */
int roster_map_read(const char *bytes, size_t length, struct arena *arena, struct roster_map *ret_map);

/* The column of a heading; false if there is none. `map` may be NULL. */
bool roster_map_column(const struct roster_map *map, const char *heading, enum roster_column *ret_column);

/* The part that a heading stands for; NULL if it is none. */
const struct roster_part *roster_map_part(const struct roster_map *map, const char *heading);

/* Whether the cells of a column may be, or surely are, personal identity numbers, by what it is called. */
bool roster_map_may_have_numbers(const struct roster_map *map, const char *heading);
bool roster_map_has_numbers(const struct roster_map *map, const char *heading);

/* Our value of a cell, "" for a word that says nothing: the cell itself unless the map has another. */
const char *roster_map_cell(const struct roster_map *map, enum roster_column column, const char *cell);

/* The word as it is compared, in small letters; in the arena. */
char *roster_fold(struct arena *arena, const char *word);
