/* Reads mapping files and headings; see roster_map.h. */
#include "domain/roster/roster_map.h"

#include "base/encoding.h"
#include "base/fail.h"
#include "domain/roster/roster_cell.h"
#include "io/unicode.h"

#include <string.h>

#define WORD_MAX 300
#define MAP_MOST_BYTES ((size_t)1024 * 1024)

static const char *const names[ROSTER_COLUMNS] = {"id",     "name",       "email",     "unit",
                                                  "roles",  "background", "start",     "in-profession-since",
                                                  "mentor", "ended",      "protected", "former-id"};

/* What Swedish systems of personnel usually call them. */
static const struct {
    const char *heading;
    enum roster_column column;
} usual[] = {
    {"anställningsnummer", ROSTER_ID},
    {"anst.nr", ROSTER_ID},
    {"användarnamn", ROSTER_ID},
    {"namn", ROSTER_NAME},
    {"e-post", ROSTER_EMAIL},
    {"epost", ROSTER_EMAIL},
    {"e-mail", ROSTER_EMAIL},
    {"enhet", ROSTER_UNIT},
    {"roll", ROSTER_ROLES},
    {"roller", ROSTER_ROLES},
    {"role", ROSTER_ROLES},
    {"bakgrund", ROSTER_BACKGROUND},
    {"startdatum", ROSTER_START},
    {"i yrket sedan", ROSTER_IN_PROFESSION_SINCE},
    {"handledare", ROSTER_MENTOR},
    {"slutdatum", ROSTER_ENDED},
    {"skyddad identitet", ROSTER_PROTECTED},
    {"skyddad", ROSTER_PROTECTED},
    {"tidigare id", ROSTER_FORMER_ID},
    {"tidigare anställningsnummer", ROSTER_FORMER_ID},
    {"tidigare anst.nr", ROSTER_FORMER_ID},
    {"gammalt anställningsnummer", ROSTER_FORMER_ID},
};

const char *roster_column_name(enum roster_column column)
{
    return names[column];
}

char *roster_fold(struct arena *arena, const char *word)
{
    return unicode_fold(arena, word);
}

void roster_map_finish(struct roster_map *map)
{
    map_finish(&map->columns);
    map_finish(&map->cells);
    map_finish(&map->parts);
    map_finish(&map->empty);
    map_finish(&map->numbers);
}

static bool find_column(const char *folded, enum roster_column *ret_column)
{
    for (size_t i = 0; i < ROSTER_COLUMNS; i++)
        if (strcmp(names[i], folded) == 0) {
            *ret_column = (enum roster_column)i;
            return true;
        }
    for (size_t i = 0; i < COUNT_OF(usual); i++)
        if (strcmp(usual[i].heading, folded) == 0) {
            *ret_column = usual[i].column;
            return true;
        }
    return false;
}

bool roster_map_column(const struct roster_map *map, const char *heading, enum roster_column *ret_column)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const char *folded = roster_fold(&arena, heading);
    const char *ours = map ? map_get(&map->columns, folded) : NULL;
    return find_column(ours ? ours : folded, ret_column);
}

const struct roster_part *roster_map_part(const struct roster_map *map, const char *heading)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    return map ? map_get(&map->parts, roster_fold(&arena, heading)) : NULL;
}

bool roster_map_may_have_numbers(const struct roster_map *map, const char *heading)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    return !map || !map_get(&map->numbers, roster_fold(&arena, heading));
}

bool roster_map_has_numbers(const struct roster_map *map, const char *heading)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    return roster_map_may_have_numbers(map, heading) &&
           roster_cell_names_personal_numbers(roster_fold(&arena, heading));
}

const char *roster_map_cell(const struct roster_map *map, enum roster_column column, const char *cell)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    if (!map)
        return cell;
    if (map->empty.count && map_get(&map->empty, roster_fold(&arena, cell)))
        return "";
    const char *key = roster_fold(&arena, arena_format(&arena, "%s:%s", names[column], cell));
    const char *meant = map_get(&map->cells, key);
    return meant ? meant : cell;
}

/* ---- the file ---- */

static char *trim(char *from, char *end)
{
    while (from < end && strchr(" \t\r", *from))
        from++;
    while (end > from && strchr(" \t\r", end[-1]))
        end--;
    *end = '\0';
    return from;
}

/* "unit: 4711", whose first part is one of our columns: the key "unit:4711"; NULL for a column's name. */
static char *cell_key(char *theirs, struct arena *arena)
{
    char *colon = strchr(theirs, ':');
    enum roster_column column;
    if (!colon)
        return NULL;
    const char *cell = trim(colon + 1, colon + 1 + strlen(colon + 1));
    size_t length = (size_t)(colon - theirs);
    char *first = arena_copy_bytes(arena, theirs, length);
    const char *ours = roster_fold(arena, trim(first, first + length));
    return find_column(ours, &column) ? arena_format(arena, "%s:%s", names[column], cell) : NULL;
}

/* "Förnamn + Efternamn" for one of our columns. */
static int parts_read(char *theirs, enum roster_column column, int number, struct arena *arena, struct roster_map *map)
{
    char *word = NULL;
    while ((word = strsep(&theirs, "+"))) {
        const char *heading = roster_fold(arena, trim(word, word + strlen(word)));
        struct roster_part *part = arena_zeroed(arena, sizeof *part);
        *part = (struct roster_part){column, ++map->part_counts[column]};
        if (!*heading || part->place > ROSTER_PARTS_MAX || map_get(&map->parts, heading))
            return fail(FAIL_INPUT, "the mapping file, line %d: up to %d different columns of theirs make one of ours",
                        number, ROSTER_PARTS_MAX);
        map_put(&map->parts, heading, part);
    }
    return 0;
}

/* A line that says something of a column or a cell, as *ret_is_one; its two words are about the ":" or the "=". */
static int saying_read(char *about, char *what, int number, struct arena *arena, struct roster_map *map,
                       bool *ret_is_one)
{
    enum roster_column column;
    const char *folded = roster_fold(arena, about);
    *ret_is_one = true;
    if (text_equal(folded, "empty"))
        map_put(&map->empty, roster_fold(arena, what), (void *)(uintptr_t)1);
    else if (text_equal(roster_fold(arena, what), "no personal numbers"))
        map_put(&map->numbers, folded, (void *)(uintptr_t)1);
    else if (strchr(what, '+') && find_column(folded, &column))
        return parts_read(what, column, number, arena, map);
    else
        *ret_is_one = false;
    return 0;
}

static int line_read(char *line, int number, struct arena *arena, struct roster_map *map)
{
    enum roster_column column;
    line = trim(line, line + strlen(line));
    if (!*line || *line == '#')
        return 0;
    char *equals = strrchr(line, '=');
    bool is_saying = false;
    if (!equals)
        equals = strchr(line, ':');
    if (!equals)
        return fail(FAIL_INPUT, "the mapping file, line %d: a line is 'theirs = ours'", number);
    bool is_colon = *equals == ':';
    char *ours = trim(equals + 1, equals + 1 + strlen(equals + 1));
    char *theirs = trim(line, equals);
    if (!*ours || !*theirs || strlen(ours) > WORD_MAX || strlen(theirs) > WORD_MAX)
        return fail(FAIL_INPUT, "the mapping file, line %d: a line is 'theirs = ours'", number);
    TRY(saying_read(theirs, ours, number, arena, map, &is_saying));
    if (is_saying)
        return 0;
    if (is_colon)
        return fail(FAIL_INPUT, "the mapping file, line %d: a line is 'theirs = ours'", number);
    char *key = cell_key(theirs, arena);
    if (key) {
        map_put(&map->cells, roster_fold(arena, key), arena_copy_string(arena, ours));
        return 0;
    }
    char *folded = roster_fold(arena, ours);
    if (!find_column(folded, &column))
        return fail(FAIL_INPUT, "the mapping file, line %d: '%s' is no column of ours", number, ours);
    map_put(&map->columns, roster_fold(arena, theirs), folded);
    return 0;
}

static int lines_read(char *rest, struct arena *arena, struct roster_map *map)
{
    int number = 1;
    for (char *line = NULL; (line = strsep(&rest, "\n")); number++)
        TRY(line_read(line, number, arena, map));
    return 0;
}

int roster_map_read(const char *bytes, size_t length, struct arena *arena, struct roster_map *ret_map)
{
    CLEANUP(text_finish) struct text text = TEXT(MAP_MOST_BYTES);
    enum encoding encoding = encoding_of(bytes, length);
    if (encoding == ENCODING_UTF_16 || memchr(bytes, '\0', length))
        return fail(FAIL_INPUT, "the mapping file is no text in UTF-8 or Windows-1252");
    encoding_add_as_utf_8(&text, encoding, bytes, length);
    TRY(text_check(&text, "the mapping file"));
    return lines_read(arena_copy_string(arena, unicode_compose(arena, text_string(&text))), arena, ret_map);
}
