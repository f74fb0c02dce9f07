/* Connections, statements, rows and transactions of SQLite; see io/sqlite/database.h. */
#include "io/sqlite/database.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "io/fault.h"
#include "io/sqlite/database_internal.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define BUSY_MILLISECONDS 10000
#define READ_MAP_BYTES (1024L * 1024 * 1024)

static int failed_with(struct database *database, const char *doing, int code, const char *message)
{
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fail(FAIL_BUSY, "%s: %s: somebody else is writing, try again", database->path, doing);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return fail(FAIL_CORRUPT, "%s: %s: %s", database->path, doing, message);
    case SQLITE_CONSTRAINT:
        return fail(FAIL_RULE, "%s: %s: %s", database->path, doing, message);
    default:
        return fail(FAIL_SYSTEM, "%s: %s: %s", database->path, doing, message);
    }
}

int database_failed(struct database *database, const char *doing)
{
    return failed_with(database, doing, sqlite3_errcode(database->handle), sqlite3_errmsg(database->handle));
}

/* Leaves the same state as SQLite: a full disk ends the whole transaction, not only the statement. */
static int failed_by_fault(struct database *database, const char *doing, int code)
{
    if (code == SQLITE_FULL)
        database_rollback(database);
    return failed_with(database, doing, code, sqlite3_errstr(code));
}

/* ---- values ---- */

struct value value_null(void)
{
    return (struct value){.kind = VALUE_NULL};
}

struct value value_number(int64_t number)
{
    return (struct value){.kind = VALUE_NUMBER, .number = number};
}

struct value value_key(int64_t key)
{
    return key ? value_number(key) : value_null();
}

struct value value_day(int day)
{
    return day == DAY_NONE ? value_null() : value_number(day);
}

struct value value_decimal(double decimal)
{
    return (struct value){.kind = VALUE_DECIMAL, .decimal = decimal};
}

struct value value_text(const char *string)
{
    if (!string)
        return value_null();
    return (struct value){.kind = VALUE_TEXT, .bytes = string, .length = strlen(string)};
}

struct value value_bytes(const void *bytes, size_t length)
{
    return (struct value){.kind = VALUE_BYTES, .bytes = bytes, .length = length};
}

/* ---- the search tokenizer: unicode61 keeping å ä ö, then stems ---- */

static int (*stemmer)(const char *word, int length, char *stem, int room);

void database_use_stemmer(int (*stem)(const char *word, int length, char *stem, int room))
{
    stemmer = stem;
}

struct tokenizer {
    fts5_tokenizer words;
    Fts5Tokenizer *instance;
};

struct token_sink {
    void *context;
    int (*sink)(void *, int, const char *, int, int, int);
};

static int tokenizer_create(void *context, const char **arguments, int count, Fts5Tokenizer **ret_tokenizer)
{
    (void)arguments;
    (void)count;
    fts5_api *api = context;
    struct tokenizer *tokenizer = memory_zeroed(sizeof *tokenizer);
    void *user_data = NULL;
    const char *options[] = {"remove_diacritics", "0"};
    int result = api->xFindTokenizer(api, "unicode61", &user_data, &tokenizer->words);
    if (result == SQLITE_OK)
        result = tokenizer->words.xCreate(user_data, options, 2, &tokenizer->instance);
    if (result != SQLITE_OK) {
        memory_free(tokenizer);
        return result;
    }
    *ret_tokenizer = (Fts5Tokenizer *)tokenizer;
    return SQLITE_OK;
}

static void tokenizer_delete(Fts5Tokenizer *pointer)
{
    struct tokenizer *tokenizer = (struct tokenizer *)pointer;
    tokenizer->words.xDelete(tokenizer->instance);
    memory_free(tokenizer);
}

static int token_stemmed(void *context, int flags, const char *word, int length, int start, int end)
{
    struct token_sink *to = context;
    char stem[256];
    if (!stemmer || length >= (int)sizeof stem)
        return to->sink(to->context, flags, word, length, start, end);
    int stem_length = stemmer(word, length, stem, (int)sizeof stem);
    return to->sink(to->context, flags, stem, stem_length, start, end);
}

static int tokenizer_run(Fts5Tokenizer *pointer, void *context, int flags, const char *text, int length,
                         int (*sink)(void *, int, const char *, int, int, int))
{
    struct tokenizer *tokenizer = (struct tokenizer *)pointer;
    struct token_sink to = {context, sink};
    return tokenizer->words.xTokenize(tokenizer->instance, &to, flags, text, length, token_stemmed);
}

static int tokenizer_register(sqlite3 *handle)
{
    static fts5_tokenizer ours = {tokenizer_create, tokenizer_delete, tokenizer_run};
    fts5_api *api = NULL;
    sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(handle, "SELECT fts5(?1)", -1, &statement, NULL);
    if (result == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", NULL);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return api ? api->xCreateTokenizer(api, "trappa", api, &ours, NULL) : SQLITE_ERROR;
}

/* ---- opening ---- */

static int database_prepare_file(const char *path, enum database_mode mode)
{
    if (mode == DATABASE_MEMORY || access(path, F_OK) == 0)
        return 0;
    if (mode != DATABASE_CREATE)
        return fail_at(FAIL_NOT_FOUND, REASON_NO_DATABASE, NULL, "%s: no such database", path);
    int file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0)
        return fail(FAIL_SYSTEM, "%s: cannot be created: %s", path, strerror(errno));
    close(file);
    return 0;
}

static int database_configure(struct database *database, enum database_mode mode)
{
    sqlite3_busy_timeout(database->handle, BUSY_MILLISECONDS);
    database_confine_install(database);
    sqlite3_extended_result_codes(database->handle, 1);
    if (tokenizer_register(database->handle) != SQLITE_OK)
        return fail(FAIL_SYSTEM, "%s: this SQLite has no FTS5", database->path);
    if (mode == DATABASE_READ) {
        char map[64];
        sqlite3_snprintf(sizeof map, map, "PRAGMA mmap_size = %lld", (long long)READ_MAP_BYTES);
        TRY(database_script(database, map));
        return database_script(database, "PRAGMA query_only = ON");
    }
    return database_script(database,
                           "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                           "PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
}

int database_use_sync(struct database *database, bool waits)
{
    return database_script(database, waits ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
}

/* One thread, so no mutexes and no memory statistics. No preallocated pages for each cache either: every RETURNING
 * makes a small cache, and filling it took as long as the statement. */
static void library_begin(void)
{
    static bool is_begun;
    if (is_begun)
        return;
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
    is_begun = true;
}

int database_open(const char *path, enum database_mode mode, struct database **ret_database)
{
    library_begin();
    TRY(database_prepare_file(path, mode));
    struct database *database CLEANUP(database_close_at) = memory_zeroed(sizeof *database);
    database->path = memory_copy_string(path);
    /* A reader of a WAL database must be able to write its -shm file, so it opens read-write and is made query_only. */
    int opened = sqlite3_open_v2(mode == DATABASE_MEMORY ? ":memory:" : path, &database->handle,
                                 SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (database_fault(database->handle, FAULT_UNREADABLE, "a database"))
        return failed_by_fault(database, "opening", SQLITE_CANTOPEN);
    if (opened != SQLITE_OK)
        return database_failed(database, "opening");
    TRY(database_configure(database, mode));
    *ret_database = TAKE(database);
    return 0;
}

void database_close(struct database *database)
{
    if (!database)
        return;
    query_cache_finish(&database->cache);
    for (size_t i = 0; i < database->statement_capacity; i++)
        sqlite3_finalize(database->statements[i].statement);
    sqlite3_close(database->handle);
    memory_free(database->statements);
    memory_free(database->path);
    memory_free(database);
}

void database_close_at(struct database **database)
{
    database_close(*database);
}

int database_script(struct database *database, const char *sql)
{
    database_release_held(database);
    query_cache_invalidate(&database->cache);
    if (database_fault(database->handle, FAULT_FULL, sql))
        return failed_by_fault(database, "a script", SQLITE_FULL);
    if (sqlite3_exec(database->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
        return database_failed(database, "a script");
    return 0;
}

bool database_script_quiet(struct database *database, const char *sql)
{
    database_release_held(database);
    query_cache_invalidate(&database->cache);
    return sqlite3_exec(database->handle, sql, NULL, NULL, NULL) == SQLITE_OK;
}

/* ---- statements ---- */

static struct prepared_statement *statement_slot(struct database *database, const struct query *query)
{
    size_t mask = database->statement_capacity - 1;
    size_t at = ((uintptr_t)query >> 3) * 2654435761U & mask;
    while (database->statements[at].query && database->statements[at].query != query)
        at = (at + 1) & mask;
    return &database->statements[at];
}

static void statements_grow(struct database *database)
{
    struct prepared_statement *old = database->statements;
    size_t old_capacity = database->statement_capacity;
    database->statement_capacity = old_capacity ? 2 * old_capacity : 128;
    database->statements = memory_zeroed(database->statement_capacity * sizeof *database->statements);
    for (size_t i = 0; i < old_capacity; i++)
        if (old[i].query)
            *statement_slot(database, old[i].query) = old[i];
    memory_free(old);
}

static int statement_get(struct database *database, const struct query *query, sqlite3_stmt **ret_statement)
{
    if (2 * (database->statement_count + 1) > database->statement_capacity)
        statements_grow(database);
    struct prepared_statement *prepared = statement_slot(database, query);
    if (!prepared->query) {
        if (sqlite3_prepare_v3(database->handle, query->sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared->statement,
                               NULL) != SQLITE_OK)
            return database_failed(database, query->name);
        prepared->query = query;
        database->statement_count++;
    }
    /* A second select of a query that is still being read (recursion) would restart the first. */
    assert(!sqlite3_stmt_busy(prepared->statement));
    *ret_statement = prepared->statement;
    return 0;
}

int database_bind(sqlite3_stmt *statement, int index, const struct value *value)
{
    switch (value->kind) {
    case VALUE_NUMBER:
        return sqlite3_bind_int64(statement, index, value->number);
    case VALUE_DECIMAL:
        return sqlite3_bind_double(statement, index, value->decimal);
    case VALUE_TEXT:
        return sqlite3_bind_text64(statement, index, value->bytes, value->length, SQLITE_TRANSIENT, SQLITE_UTF8);
    case VALUE_BYTES:
        return sqlite3_bind_blob64(statement, index, value->bytes, value->length, SQLITE_TRANSIENT);
    case VALUE_NULL:
        break;
    }
    return sqlite3_bind_null(statement, index);
}

void database_watch(struct database *database, database_watcher *watcher, void *context)
{
    database->watcher = watcher;
    database->watcher_context = context;
}

int database_select(struct database *database, const struct query *query, struct binding binding, struct rows *ret_rows)
{
    sqlite3_stmt *statement = NULL;
    database_release_held(database);
    if (database->watcher)
        database->watcher(database->watcher_context, query);
    if (database->is_reading && query_cache_find(&database->cache, query, binding, ret_rows))
        return 0;
    TRY(statement_get(database, query, &statement));
    assert(sqlite3_bind_parameter_count(statement) == binding.count);
    for (int i = 0; i < binding.count; i++)
        if (database_bind(statement, i + 1, &binding.values[i]) != SQLITE_OK)
            return database_failed(database, query->name);
    *ret_rows = (struct rows){.statement = statement};
    if (!database->caches_queries || !database->is_reading)
        return 0;
    if (sqlite3_stmt_readonly(statement))
        ret_rows->recording = recording_begin(&database->cache, query, binding, statement);
    else
        query_cache_invalidate(&database->cache);
    return 0;
}

/* The failure of a step; rows of named queries have no database pointer, only their statement. */
static int step_failed(struct rows *rows, int fault)
{
    sqlite3 *handle = sqlite3_db_handle(rows->statement);
    struct database database = {.handle = handle};
    const char *path = sqlite3_db_filename(handle, "main");
    CLEANUP(memory_free_at) char *copy = memory_copy_string(path ? path : "database");
    database.path = copy;
    return fault ? failed_by_fault(&database, "a query", fault) : database_failed(&database, "a query");
}

/* The injected result of the first step of a statement; 0: none. */
static int step_fault(struct rows *rows)
{
    if (sqlite3_stmt_busy(rows->statement))
        return 0;
    sqlite3 *handle = sqlite3_db_handle(rows->statement);
    if (sqlite3_stmt_readonly(rows->statement))
        return database_fault(handle, FAULT_UNREADABLE, sqlite3_sql(rows->statement)) ? SQLITE_IOERR : 0;
    return database_fault(handle, FAULT_FULL, sqlite3_sql(rows->statement)) ? SQLITE_FULL : 0;
}

bool rows_next(struct rows *rows)
{
    if (rows->cached)
        return cached_next(rows);
    if (rows->is_done || !rows->statement)
        return false;
    database_confine(rows->database, rows->confinement); /* a step may re-prepare the statement */
    int fault = step_fault(rows);
    int step = fault ? fault : sqlite3_step(rows->statement);
    database_confine(rows->database, NULL);
    if (step == SQLITE_ROW) {
        recording_add_row(&rows->recording, rows);
        return true;
    }
    if (step == SQLITE_DONE)
        recording_store(&rows->recording);
    else
        rows->result = step_failed(rows, fault);
    recording_drop(&rows->recording);
    rows->is_done = true;
    sqlite3_reset(rows->statement);
    return false;
}

int rows_result(const struct rows *rows)
{
    return rows->result;
}

void rows_end(struct rows *rows)
{
    /* A caller that needs one row stops after it; if it was the only one, the result is complete. */
    if (rows->recording && sqlite3_stmt_busy(rows->statement) && sqlite3_step(rows->statement) == SQLITE_DONE)
        recording_store(&rows->recording);
    recording_drop(&rows->recording);
    if (rows->is_owned)
        sqlite3_finalize(rows->statement);
    else if (rows->statement && !rows->is_done)
        sqlite3_reset(rows->statement);
    *rows = (struct rows){0};
}

int database_execute(struct database *database, const struct query *query, struct binding binding)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(database, query, binding, &rows));
    while (rows_next(&rows))
        ;
    return rows_result(&rows);
}

int database_number(struct database *database, const struct query *query, struct binding binding, int64_t otherwise,
                    int64_t *ret_number)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(database, query, binding, &rows));
    bool has = rows_next(&rows) && !row_is_null(&rows, 0);
    TRY(rows_result(&rows));
    *ret_number = has ? row_number(&rows, 0) : otherwise;
    return 0;
}

int64_t database_last_key(struct database *database)
{
    return sqlite3_last_insert_rowid(database->handle);
}

/* ---- rows ---- */

static sqlite3_stmt *statement_of(const struct rows *rows)
{
    return rows->cached ? cached_statement(rows) : rows->statement;
}

int row_columns(const struct rows *rows)
{
    return sqlite3_column_count(statement_of(rows));
}

const char *row_column_name(const struct rows *rows, int column)
{
    return sqlite3_column_name(statement_of(rows), column);
}

enum value_kind row_kind(const struct rows *rows, int column)
{
    if (rows->cached)
        return cached_kind(rows, column);
    switch (sqlite3_column_type(rows->statement, column)) {
    case SQLITE_INTEGER:
        return VALUE_NUMBER;
    case SQLITE_FLOAT:
        return VALUE_DECIMAL;
    case SQLITE_TEXT:
        return VALUE_TEXT;
    case SQLITE_BLOB:
        return VALUE_BYTES;
    default:
        return VALUE_NULL;
    }
}

bool row_is_null(const struct rows *rows, int column)
{
    return row_kind(rows, column) == VALUE_NULL;
}

int64_t row_number(const struct rows *rows, int column)
{
    return rows->cached ? cached_number(rows, column) : sqlite3_column_int64(rows->statement, column);
}

int row_day(const struct rows *rows, int column)
{
    return row_is_null(rows, column) ? DAY_NONE : (int)row_number(rows, column);
}

double row_decimal(const struct rows *rows, int column)
{
    return rows->cached ? cached_decimal(rows, column) : sqlite3_column_double(rows->statement, column);
}

const char *row_text(const struct rows *rows, int column)
{
    size_t length = 0;
    return rows->cached ? cached_bytes(rows, column, &length)
                        : (const char *)sqlite3_column_text(rows->statement, column);
}

const void *row_bytes(const struct rows *rows, int column, size_t *ret_length)
{
    if (rows->cached)
        return cached_bytes(rows, column, ret_length);
    const void *bytes = sqlite3_column_blob(rows->statement, column);
    *ret_length = (size_t)sqlite3_column_bytes(rows->statement, column);
    return bytes;
}

char *row_copy(const struct rows *rows, int column, struct arena *arena)
{
    size_t length = 0;
    if (!rows->cached)
        return arena_copy_string(arena, row_text(rows, column));
    const char *bytes = cached_bytes(rows, column, &length);
    return bytes ? arena_copy_bytes(arena, bytes, length) : NULL;
}

/* ---- transactions ---- */

int database_begin_write(struct database *database)
{
    assert(!database->is_reading);
    if (fault_here(FAULT_BUSY, "to write"))
        return failed_by_fault(database, "a script", SQLITE_BUSY);
    return database_script(database, "BEGIN IMMEDIATE");
}

int database_commit(struct database *database)
{
    if (fault_here(FAULT_BUSY, "to commit"))
        return failed_by_fault(database, "a script", SQLITE_BUSY);
    return database_script(database, "COMMIT");
}

void database_rollback(struct database *database)
{
    if (!sqlite3_get_autocommit(database->handle))
        sqlite3_exec(database->handle, "ROLLBACK", NULL, NULL, NULL);
}

/* ---- maintenance ---- */

int database_backup(struct database *database, const char *target)
{
    database_release_held(database);
    if (access(target, F_OK) == 0)
        return fail_at(FAIL_RULE, REASON_FILE_EXISTS, NULL, "%s: exists already, nothing was written", target);
    TRY(database_prepare_file(target, DATABASE_CREATE));
    sqlite3 *copy = NULL;
    int result = sqlite3_open_v2(target, &copy, SQLITE_OPEN_READWRITE, NULL);
    sqlite3_backup *backup = result == SQLITE_OK ? sqlite3_backup_init(copy, "main", database->handle, "main") : NULL;
    if (backup) {
        /* sqlite3_backup_finish() does not report a busy database, and the copy would be empty. */
        int step = fault_here(FAULT_BUSY, "a backup") ? SQLITE_BUSY : sqlite3_backup_step(backup, -1);
        result = sqlite3_backup_finish(backup);
        if (result == SQLITE_OK && step != SQLITE_DONE)
            result = step;
    } else
        result = sqlite3_errcode(copy);
    int outcome = result == SQLITE_OK ? 0 : fail(FAIL_SYSTEM, "%s: backup: %s", target, sqlite3_errstr(result));
    sqlite3_close(copy);
    return outcome;
}

int database_forget(struct database *database)
{
    database_release_held(database);
    if (sqlite3_wal_checkpoint_v2(database->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) != SQLITE_OK)
        return database_failed(database, "emptying the log");
    return 0;
}

static int pragma_is_clean(struct database *database, const char *pragma, const char *clean)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(database->handle, pragma, -1, &statement, NULL) != SQLITE_OK)
        return database_failed(database, "checking");
    int step = sqlite3_step(statement);
    const char *said = step == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) : NULL;
    bool is_clean = said && clean ? strcmp(said, clean) == 0 : step == SQLITE_DONE;
    int outcome = is_clean ? 0
                  : said   ? fail(FAIL_CORRUPT, "%s: %s", database->path, said)
                           : database_failed(database, "checking");
    sqlite3_finalize(statement);
    return outcome;
}

int database_check(struct database *database)
{
    database_release_held(database);
    TRY(pragma_is_clean(database, "PRAGMA integrity_check(1)", "ok"));
    return pragma_is_clean(database, "PRAGMA foreign_key_check", NULL);
}
