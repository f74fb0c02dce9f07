/* The tables of content.db; see content_schema.h.
 *
 * The newest edition is stored whole, so that a publish writes only changes and a page reads no history; of earlier
 * editions, only their steps' entries are kept. Sources and staircases are few, and each edition has its own. Facts of
 * a file are stored once, by blob id, and shared by all editions: its text, and a step's aims, requirements and
 * revisions. Enumerations are stored as numbers: a file of another program version has another schema version or the
 * same numbers. */
#include "domain/content/content_schema.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/content/content_seal.h"
#include "io/file.h"
#include "io/lock.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define ENTRY_DEFINITION(kind, member, name, type) name " " type ", "
#define ENTRY_DEFINITIONS ENTRY_OWN_COLUMNS(ENTRY_DEFINITION) ENTRY_PLACE_COLUMNS(ENTRY_DEFINITION)

static const char tables[] =
    /* `commits` has a line 'layer commit' for each layer, base first. The newest is the one with the highest turn:
     * going back to an earlier state gives an edition a new turn. `renderer` and `finders` (below) compiled it. */
    "CREATE TABLE edition (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, commits TEXT NOT NULL,"
    " turn INTEGER NOT NULL UNIQUE, renderer INTEGER NOT NULL, finders TEXT NOT NULL) STRICT;"

    /* The entries of the newest edition, each with the turn since which it is so; `digest` is over its values. `parts`
     * has a line 'layer revision blob' for each part, base first, as in the records. */
    "CREATE TABLE entry (" ENTRY_DEFINITIONS "kind TEXT NOT NULL, since INTEGER NOT NULL, digest INTEGER NOT NULL)"
    " STRICT, WITHOUT ROWID;"
    "CREATE INDEX entry_with_audience ON entry(step) WHERE audience IS NOT NULL OR again_months > 0;"
    "CREATE INDEX entry_blob ON entry(blob);"

    /* Entries of earlier editions, valid from turn `since` until before turn `until`. */
    "CREATE TABLE entry_past (step TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL, title TEXT NOT NULL,"
    " programme TEXT, phase TEXT, is_hidden INTEGER NOT NULL, is_retired INTEGER NOT NULL, parts TEXT NOT NULL,"
    " PRIMARY KEY (step, since)) STRICT, WITHOUT ROWID;"

    /* Layers of the newest edition: what they are called, who keeps them (NULL: nobody says), and what they hide. */
    "CREATE TABLE layer (name TEXT PRIMARY KEY, title TEXT NOT NULL, editor TEXT) STRICT, WITHOUT ROWID;"
    "CREATE TABLE hiding (step TEXT PRIMARY KEY, layer TEXT NOT NULL, because TEXT) STRICT, WITHOUT ROWID;"

    /* Programmes of the newest edition; `digest` is over a programme's rows here and in the two tables below. */
    "CREATE TABLE programme (id TEXT PRIMARY KEY, title TEXT NOT NULL, staircase TEXT, level INTEGER NOT NULL,"
    " digest INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE phase (programme TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL,"
    " PRIMARY KEY (programme, position)) STRICT, WITHOUT ROWID;"
    "CREATE UNIQUE INDEX phase_id ON phase(programme, id);"

    /* The steps of a programme, in order; a step may be in several programmes. */
    "CREATE TABLE place (programme TEXT NOT NULL, position INTEGER NOT NULL, phase TEXT NOT NULL, step TEXT NOT NULL,"
    " PRIMARY KEY (programme, position)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX place_step ON place(programme, step);"

    "CREATE TABLE source (edition_key INTEGER NOT NULL REFERENCES edition(key), id TEXT NOT NULL, title TEXT NOT NULL,"
    " eli TEXT, version INTEGER, checked INTEGER, valid_until INTEGER, PRIMARY KEY (edition_key, id))"
    " STRICT, WITHOUT ROWID;"

    "CREATE TABLE staircase (edition_key INTEGER NOT NULL REFERENCES edition(key), id TEXT NOT NULL,"
    " title TEXT NOT NULL, PRIMARY KEY (edition_key, id)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE level (edition_key INTEGER NOT NULL REFERENCES edition(key), staircase TEXT NOT NULL,"
    " number INTEGER NOT NULL, title TEXT NOT NULL, work TEXT, PRIMARY KEY (edition_key, staircase, number))"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE rule (edition_key INTEGER NOT NULL REFERENCES edition(key), staircase TEXT NOT NULL,"
    " level INTEGER NOT NULL, position INTEGER NOT NULL, kind INTEGER NOT NULL, months INTEGER NOT NULL, which TEXT,"
    " autonomy INTEGER NOT NULL, observed INTEGER NOT NULL, PRIMARY KEY (edition_key, staircase, level, position))"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE competence (edition_key INTEGER NOT NULL REFERENCES edition(key), id TEXT NOT NULL,"
    " staircase TEXT NOT NULL, position INTEGER NOT NULL, title TEXT NOT NULL, anchor1 TEXT, anchor2 TEXT, anchor3 "
    "TEXT,"
    " anchor4 TEXT, anchor5 TEXT, PRIMARY KEY (edition_key, id)) STRICT, WITHOUT ROWID;"

    /* Lists in the front matter of a step file. */
    "CREATE TABLE aim (blob TEXT NOT NULL, position INTEGER NOT NULL, competence TEXT NOT NULL, autonomy INTEGER NOT "
    "NULL,"
    " PRIMARY KEY (blob, position)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX aim_competence ON aim(competence, blob);"
    "CREATE TABLE cited (blob TEXT NOT NULL, position INTEGER NOT NULL, source TEXT NOT NULL,"
    " PRIMARY KEY (blob, position)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE required (blob TEXT NOT NULL, position INTEGER NOT NULL, step TEXT NOT NULL,"
    " PRIMARY KEY (blob, position)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE continued (blob TEXT NOT NULL, position INTEGER NOT NULL, step TEXT NOT NULL,"
    " PRIMARY KEY (blob, position)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE revision (blob TEXT NOT NULL, n INTEGER NOT NULL, day INTEGER, change INTEGER NOT NULL, note TEXT,"
    " PRIMARY KEY (blob, n)) STRICT, WITHOUT ROWID;"

    /* What a step file says, without the white space that nobody sees: two with the same digest say the same. */
    "CREATE TABLE wording (blob TEXT PRIMARY KEY, digest INTEGER NOT NULL) STRICT, WITHOUT ROWID;"

    /* A rendered text, and the targets of its relative links and images (`url` NULL: none); a text is rendered again
     * only if one of them changes. `finders`: the plugins that searched it for blocks, with their versions. */
    "CREATE TABLE rendering (blob TEXT NOT NULL UNIQUE, renderer INTEGER NOT NULL, finders TEXT NOT NULL,"
    " language TEXT NOT NULL, excerpt TEXT NOT NULL, plain TEXT NOT NULL, html TEXT NOT NULL) STRICT;"
    "CREATE TABLE link (blob TEXT NOT NULL, position INTEGER NOT NULL, target TEXT NOT NULL, url TEXT,"
    " PRIMARY KEY (blob, position)) STRICT, WITHOUT ROWID;"

    /* The blocks of a text, each at byte `offset` of the html. */
    "CREATE TABLE block (blob TEXT NOT NULL, position INTEGER NOT NULL, plugin TEXT NOT NULL, kind TEXT NOT NULL, id "
    "TEXT NOT NULL,"
    " offset INTEGER NOT NULL, words TEXT NOT NULL, compiled BLOB NOT NULL, PRIMARY KEY (blob, position))"
    " STRICT, WITHOUT ROWID;"

    /* The file `translation` is the translation of `blob` into `language`. */
    "CREATE TABLE translation (blob TEXT NOT NULL, language TEXT NOT NULL, translation TEXT NOT NULL,"
    " title TEXT NOT NULL, PRIMARY KEY (blob, language)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE image (blob TEXT NOT NULL UNIQUE, type TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;"

    /* The parse cache (domain/curriculum/parse_cache.h) by shard, with the program's `version`. */
    "CREATE TABLE lesson (drawer INTEGER PRIMARY KEY, version TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;"

    /* The full-text index of the newest edition's visible steps, and each step's number in it. */
    "CREATE TABLE indexed (key INTEGER PRIMARY KEY, step TEXT NOT NULL UNIQUE) STRICT;"
    "CREATE VIRTUAL TABLE search USING fts5(step UNINDEXED, title, body, tokenize = 'trappa');"

    /* What each table held when the newest edition was committed (content_seal.h). */
    "CREATE TABLE seal (name TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT, WITHOUT ROWID;"

    "PRAGMA user_version = " TEXT_OF(CONTENT_SCHEMA_VERSION);

static const struct query version = {"content.version", NULL, "SELECT user_version FROM pragma_user_version"};

/* Opens the file as it is; *ret_version is 0 for a new file, -1 for an unreadable one. */
static int open_as_is(const char *path, struct database **ret_database, int64_t *ret_version)
{
    *ret_version = -1;
    int result = database_open(path, DATABASE_CREATE, ret_database);
    if (result == 0)
        result = database_number(*ret_database, &version, BIND_NOTHING, 0, ret_version);
    return result == FAIL_CORRUPT ? 0 : result;
}

static int tables_fill(struct database *database)
{
    int64_t found = 0;
    TRY(database_number(database, &version, BIND_NOTHING, 0, &found)); /* again: another process may have been faster */
    if (found != 0)
        return 0;
    TRY(database_script(database, tables));
    return content_seal_write(database);
}

static int tables_make(struct database *database)
{
    TRY(database_begin_write(database));
    int result = tables_fill(database);
    if (result == 0)
        result = database_commit(database);
    if (result != 0)
        database_rollback(database);
    return result;
}

static const char *const endings[] = {"", "-wal", "-shm"};

static int remove_with_log(const char *path)
{
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        CLEANUP(memory_free_at) char *name = memory_format("%s%s", path, endings[i]);
        TRY(file_remove_tree(name));
    }
    return 0;
}

/* The newest damaged file is kept: what it was damaged by can be looked into. */
static int set_aside(const char *path)
{
    CLEANUP(memory_free_at) char *aside = memory_format("%s.damaged", path);
    TRY(remove_with_log(aside));
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        CLEANUP(memory_free_at) char *from = memory_format("%s%s", path, endings[i]);
        CLEANUP(memory_free_at) char *to = memory_format("%s%s", aside, endings[i]);
        if (rename(from, to) != 0 && errno != ENOENT)
            return fail(FAIL_SYSTEM, "%s: cannot be set aside: %s", from, strerror(errno));
    }
    return 0;
}

/* Under a lock, so that of two processes that find an old file neither removes the other's new one. */
static int open_locked(const char *path, struct database **ret_database)
{
    CLEANUP(database_close_at) struct database *database = NULL;
    int64_t found = 0;
    TRY(open_as_is(path, &database, &found));
    if (found != 0 && found != CONTENT_SCHEMA_VERSION) {
        database_close(TAKE(database));
        TRY(remove_with_log(path));
        TRY(open_as_is(path, &database, &found));
    }
    TRY(tables_make(database));
    *ret_database = TAKE(database);
    return 0;
}

static int open_anew(const char *path, struct database **ret_database)
{
    TRY(set_aside(path));
    return open_locked(path, ret_database);
}

static int open_alone(const char *path, int (*opens)(const char *, struct database **), struct database **ret_database)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(write_lock_close) struct write_lock write_lock = {-1, -1};
    const char *locks = file_join(&arena, file_folder(&arena, path), "locks");
    TRY(file_make_folders(locks, 0700));
    TRY(write_lock_open(locks, "content", &write_lock));
    TRY(write_lock_enter(&write_lock));
    int result = opens(path, ret_database);
    write_lock_leave(&write_lock);
    return result;
}

int content_schema_open(const char *path, struct database **ret_database)
{
    return open_alone(path, open_locked, ret_database);
}

int content_schema_replace(const char *path, struct database **ret_database)
{
    return open_alone(path, open_anew, ret_database);
}

static bool is_ready(const char *path)
{
    CLEANUP(database_close_at) struct database *database = NULL;
    int64_t found = -1;
    return file_exists(path) && database_open(path, DATABASE_READ, &database) == 0 &&
           database_number(database, &version, BIND_NOTHING, 0, &found) == 0 && found == CONTENT_SCHEMA_VERSION;
}

int content_schema_ensure(const char *path)
{
    CLEANUP(database_close_at) struct database *database = NULL;
    return is_ready(path) ? 0 : content_schema_open(path, &database);
}
