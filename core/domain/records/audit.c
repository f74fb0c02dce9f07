/* Walks the event log and holds the tables against it; see audit.h. */
#include "domain/records/audit.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/records/audit_schema.h"
#include "domain/records/event.h"
#include "domain/records/table.h"

#include <string.h>

static const struct query log_read = {
    "audit.log", NULL, "SELECT n, at, clock, actor, kind, about, data, rows, hash FROM event ORDER BY n"};

/* What the log says each row must be, in a temporary table: there may be millions. */
static const char expected_make[] = "CREATE TEMP TABLE expected (row TEXT PRIMARY KEY, digest TEXT NOT NULL, n INTEGER"
                                    " NOT NULL, seen INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID";
static const char expected_drop[] = "DROP TABLE IF EXISTS temp.expected";
static const struct query expected_put = {"audit.put", NULL,
                                          "INSERT INTO temp.expected (row, digest, n) VALUES (?1, ?2, ?3)"
                                          " ON CONFLICT (row) DO UPDATE SET digest = excluded.digest, n = excluded.n"};
static const struct query expected_of = {"audit.of", NULL, "SELECT digest, n FROM temp.expected WHERE row = ?1"};
static const struct query expected_seen = {"audit.seen", NULL, "UPDATE temp.expected SET seen = 1 WHERE row = ?1"};
static const struct query expected_missing = {
    "audit.missing", NULL, "SELECT row, n FROM temp.expected WHERE seen = 0 AND digest <> '-' ORDER BY n, row LIMIT 1"};

/* Every table but the log itself, from the schema: those of plugins too, whether they are loaded or not. */
static const struct query tables_all = {
    "audit.tables", NULL,
    "SELECT name, (SELECT count(*) FROM pragma_table_info(s.name) AS c WHERE c.pk > 0) FROM sqlite_schema AS s"
    " WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'event' ORDER BY name"};

struct walk {
    struct records *records;
    struct database *database;
    struct arena *arena;
    const char *wanted_head;
    bool is_head_found;
    struct audit *audit;
};

static void problem(struct walk *walk, int64_t n, const char *sentence)
{
    if (!walk->audit->is_ok)
        return;
    walk->audit->is_ok = false;
    walk->audit->first_bad = n > 0 ? n : 1; /* in an empty log the first event is what is missing */
    walk->audit->problem = sentence;
}

/* ---- the chain ---- */

static int rows_expect(struct walk *walk, char *lines, int64_t n)
{
    for (char *line = lines, *next; line && *line; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        char *space = strrchr(line, ' ');
        if (!space)
            continue; /* the chain has already been found broken, or the row will be found missing */
        *space = '\0';
        TRY(database_execute(walk->database, &expected_put,
                             BIND(value_text(line), value_text(space + 1), value_number(n))));
    }
    return 0;
}

/* Strings are hashed up to their end; nothing may lie hidden behind it. */
static bool has_hidden_bytes(const struct rows *rows)
{
    for (int column = 3; column <= 7; column++) {
        size_t length = 0;
        (void)row_bytes(rows, column, &length);
        if (row_is_null(rows, column) || length != strlen(row_text(rows, column)))
            return true;
    }
    return false;
}

static int logged_event_check(struct walk *walk, const struct rows *rows, unsigned char previous[SECRET_HASH_BYTES])
{
    struct event_line line = {.n = row_number(rows, 0),
                              .at = row_number(rows, 1),
                              .is_clock_set = row_number(rows, 2),
                              .actor = row_text(rows, 3),
                              .kind = row_text(rows, 4),
                              .about = row_text(rows, 5),
                              .data = row_text(rows, 6),
                              .rows = row_text(rows, 7)};
    unsigned char hash[SECRET_HASH_BYTES];
    event_hash(previous, &line, hash);
    size_t length = 0;
    const void *stored = row_bytes(rows, 8, &length);
    int64_t number = ++walk->audit->events;
    if (line.n != number)
        problem(walk, number, arena_format(walk->arena, "event %lld is missing", (long long)number));
    if (row_number(rows, 2) < 0 || row_number(rows, 2) > 1 || has_hidden_bytes(rows) || length != sizeof hash ||
        memcmp(stored, hash, length) != 0)
        problem(walk, number,
                arena_format(walk->arena, "event %lld was changed: its hash does not fit", (long long)number));
    memcpy(previous, hash, sizeof hash);
    secret_to_hex(hash, sizeof hash, walk->audit->head);
    if (walk->wanted_head && strcmp(walk->wanted_head, walk->audit->head) == 0)
        walk->is_head_found = true;
    char *lines = memory_copy_string(line.rows);
    int result = rows_expect(walk, lines, number);
    memory_free(lines);
    return result;
}

static int chain_walk(struct walk *walk)
{
    struct rows rows CLEANUP(rows_end) = {0};
    unsigned char previous[SECRET_HASH_BYTES] = {0};
    secret_to_hex(previous, sizeof previous, walk->audit->head);
    TRY(database_select(walk->database, &log_read, BIND_NOTHING, &rows));
    while (rows_next(&rows))
        TRY(logged_event_check(walk, &rows, previous));
    return rows_result(&rows);
}

/* ---- the tables ---- */

static int row_compare(struct walk *walk, const struct rows *row, const struct records_table *table)
{
    char digest[RECORDS_DIGEST_BYTES];
    CLEANUP(text_finish) struct text name = TEXT(1024);
    records_row_digest(row, digest);
    text_addf(&name, "%s ", table->name);
    records_row_key(row, table, &name);
    const char *key = text_string(&name);

    struct rows expected CLEANUP(rows_end) = {0};
    TRY(database_select(walk->database, &expected_of, BIND(value_text(key)), &expected));
    bool is_known = rows_next(&expected);
    TRY(rows_result(&expected));
    if (!is_known || strcmp(row_text(&expected, 0), "-") == 0)
        problem(walk, is_known ? row_number(&expected, 1) : walk->audit->events,
                arena_format(walk->arena, "row '%s': no event made it", key));
    else if (strcmp(row_text(&expected, 0), digest) != 0)
        problem(walk, row_number(&expected, 1),
                arena_format(walk->arena, "row '%s': changed since event %lld made it so", key,
                             (long long)row_number(&expected, 1)));
    return is_known ? database_execute(walk->database, &expected_seen, BIND(value_text(key))) : 0;
}

static int table_compare(struct walk *walk, const struct records_table *table)
{
    struct rows rows CLEANUP(rows_end) = {0};
    CLEANUP(memory_free_at) char *scan = memory_format("SELECT * FROM main.\"%s\"", table->name);
    if (strchr(table->name, '"'))
        return fail(FAIL_CORRUPT, "table '%s': a table of this name is none of ours", table->name);
    TRY(database_select_text(walk->database, scan, &rows));
    while (rows_next(&rows))
        TRY(row_compare(walk, &rows, table));
    return rows_result(&rows);
}

static int tables_walk(struct walk *walk)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(walk->database, &tables_all, BIND_NOTHING, &rows));
    while (rows_next(&rows)) {
        const struct records_table table = {.name = arena_copy_string(walk->arena, row_text(&rows, 0)),
                                            .key_columns = (int)row_number(&rows, 1)};
        const struct records_table *ours = records_table_of(table.name);
        if (!ours || !ours->is_unlogged)
            TRY(table_compare(walk, &table));
    }
    return rows_result(&rows);
}

static int tables_compare(struct walk *walk)
{
    TRY(tables_walk(walk));
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(walk->database, &expected_missing, BIND_NOTHING, &rows));
    if (rows_next(&rows))
        problem(walk, row_number(&rows, 1),
                arena_format(walk->arena, "row '%s': is gone, event %lld made it", row_text(&rows, 0),
                             (long long)row_number(&rows, 1)));
    return rows_result(&rows);
}

static int schema_compare(struct walk *walk)
{
    const char *sentence = NULL;
    TRY(audit_schema(walk->records, walk->arena, &sentence));
    if (sentence)
        problem(walk, walk->audit->events, sentence);
    return 0;
}

static int audit_run(struct walk *walk)
{
    TRY(chain_walk(walk));
    TRY(tables_compare(walk));
    TRY(schema_compare(walk));
    if (walk->wanted_head && !walk->is_head_found)
        problem(walk, walk->audit->events,
                arena_format(walk->arena, "no event has the head %s: the log was cut or rewritten", walk->wanted_head));
    return 0;
}

int audit_verify(struct records *records, const char *head, struct arena *arena, struct audit *ret_audit)
{
    if (head && (strlen(head) != SECRET_HEX_BYTES - 1 || head[strspn(head, "0123456789abcdef")]))
        return fail_at(FAIL_USAGE, REASON_NONE, "head",
                       "'%s' is not a head: 64 hexadecimal digits, as a backup prints it", head);
    struct audit audit = {.is_ok = true};
    struct walk walk = {.records = records,
                        .database = records_database(records),
                        .arena = arena,
                        .wanted_head = head,
                        .audit = &audit};
    /* The temporary table is made in the same read transaction, so that tables and log are of one moment. */
    TRY(database_begin_read(walk.database));
    int result = database_script(walk.database, expected_drop);
    if (result == 0)
        result = database_script(walk.database, expected_make);
    if (result == 0)
        result = audit_run(&walk);
    database_end_read(walk.database);
    if (result == 0)
        *ret_audit = audit;
    return result;
}
