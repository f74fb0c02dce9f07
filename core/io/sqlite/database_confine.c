/* Confinement of plugins' SQL by SQLite's authorizer; see io/sqlite/database.h. */
#include "io/sqlite/database_internal.h"

#include "base/fail.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

static int refuse(struct confinement *confinement, const char *what, const char *name)
{
    if (!confinement->refused[0])
        snprintf(confinement->refused, sizeof confinement->refused, "%s '%s'", what, name ? name : "");
    return SQLITE_DENY;
}

static bool is_own(const struct confinement *confinement, const char *table)
{
    return table && text_starts(table, confinement->prefix);
}

static bool is_schema_table(const char *table)
{
    return text_equal(table, "sqlite_master") || text_equal(table, "sqlite_schema") ||
           text_equal(table, "sqlite_temp_master") || text_equal(table, "sqlite_temp_schema");
}

/* An inner view that reads a table, a view v_* that is read, or one that reads its inner view. */
static bool is_of_views(const struct confinement *confinement, const char *table, bool is_temporary, const char *inner)
{
    if (!confinement->inner_prefix)
        return false;
    return (inner && text_starts(inner, confinement->inner_prefix)) ||
           (is_temporary && text_starts(table, confinement->view_prefix)) ||
           (is_temporary && inner && text_starts(table, confinement->inner_prefix));
}

/* `inner` is the innermost view that reads, or the name of a table expression. */
static int may_read(struct confinement *confinement, const char *table, const char *schema, const char *inner)
{
    bool is_temporary = text_equal(schema, "temp");
    if (is_own(confinement, table) && !is_temporary)
        return SQLITE_OK;
    if (is_of_views(confinement, table, is_temporary, inner)) {
        confinement->reads_views = true;
        return SQLITE_OK;
    }
    if (confinement->may_define && is_schema_table(table))
        return SQLITE_OK;
    if (confinement->alters && text_equal(table, "pragma_quick_check"))
        return SQLITE_OK;
    return refuse(confinement, "table", table);
}

static int may_write(struct confinement *confinement, const char *table, const char *schema)
{
    if (confinement->may_define && is_schema_table(table))
        return SQLITE_OK; /* done by CREATE TABLE; SQLite itself refuses a plain UPDATE of it */
    if (text_equal(schema, "temp") || !is_own(confinement, table))
        return refuse(confinement, "writing table", table);
    if (!confinement->may_write) {
        confinement->only_reads = !confinement->refused[0];
        return refuse(confinement, "writing table", table);
    }
    if (confinement->written[0] && !text_equal(confinement->written, table))
        snprintf(confinement->written, sizeof confinement->written, "?");
    else
        snprintf(confinement->written, sizeof confinement->written, "%s", table);
    return SQLITE_OK;
}

static int may_define(struct confinement *confinement, const char *table, const char *schema)
{
    if (confinement->may_define && !text_equal(schema, "temp") && is_own(confinement, table))
        return SQLITE_OK;
    return refuse(confinement, "making or changing table", table);
}

/* SQLite since 3.45 checks the rows of a table that gets a column, in SQL of its own. */
static int may_check(struct confinement *confinement, const char *pragma, const char *table)
{
    if (confinement->alters && text_equal(pragma, "quick_check") && is_own(confinement, table))
        return SQLITE_OK;
    return refuse(confinement, "this kind of statement", pragma);
}

static int authorize(void *context, int action, const char *first, const char *second, const char *schema,
                     const char *inner)
{
    struct confinement *confinement = ((struct database *)context)->confinement;
    if (!confinement)
        return SQLITE_OK;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        return text_equal(second, "load_extension") ? refuse(confinement, "function", second) : SQLITE_OK;
    case SQLITE_READ: {
        return may_read(confinement, first, schema, inner);
    }
    case SQLITE_DELETE:
        confinement->deletes = true;
        return may_write(confinement, first, schema);
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
        return may_write(confinement, first, schema);
    case SQLITE_CREATE_TABLE:
    case SQLITE_REINDEX:
        return may_define(confinement, first, schema);
    case SQLITE_CREATE_INDEX:
        return may_define(confinement, second, schema);
    case SQLITE_ALTER_TABLE:
        confinement->alters = may_define(confinement, second, schema) == SQLITE_OK;
        return confinement->alters ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_PRAGMA:
        return may_check(confinement, first, second);
    default:
        return refuse(confinement, "this kind of statement", first);
    }
}

void database_confine(struct database *database, struct confinement *confinement)
{
    if (database)
        database->confinement = confinement;
}

void database_confine_install(struct database *database)
{
    sqlite3_set_authorizer(database->handle, authorize, database);
}

/* Whether words have the secret name, however it is written: SQLite compares names without case. */
static bool has_inner_name(const struct confinement *confinement, const char *words)
{
    const char *name = confinement->inner_prefix;
    for (; name && *words; words++)
        if (sqlite3_strnicmp(words, name, (int)strlen(name)) == 0)
            return true;
    return false;
}

static int confined_failed(struct database *database, const struct confinement *confinement, enum fail_code refused,
                           enum fail_code wrong)
{
    if (confinement->refused[0] && confinement->only_reads)
        return fail(refused, "its SQL wants %s, and may only read here; a change is made in change()",
                    confinement->refused);
    if (confinement->refused[0])
        return fail(refused, "its SQL wants %s, which is not its own", confinement->refused);
    if (has_inner_name(confinement, sqlite3_errmsg(database->handle)))
        return fail(wrong, "its SQL is wrong about a view");
    return fail(wrong, "its SQL: %s", sqlite3_errmsg(database->handle));
}

/* Forgets what the last statement did, and refuses one that knows the name that only the views know. */
static int confinement_begin(struct confinement *confinement, const char *sql, enum fail_code refused)
{
    confinement->deletes = confinement->reads_views = confinement->only_reads = confinement->alters = false;
    confinement->written[0] = confinement->refused[0] = '\0';
    return has_inner_name(confinement, sql) ? fail(refused, "its SQL wants a name which is not its own") : 0;
}

static int statement_prepare(struct database *database, const char *sql, struct confinement *confinement,
                             sqlite3_stmt **ret_statement)
{
    const char *rest = "";
    TRY(confinement_begin(confinement, sql, FAIL_SYSTEM));
    database_confine(database, confinement);
    int result = sqlite3_prepare_v2(database->handle, sql, -1, ret_statement, &rest);
    database_confine(database, NULL);
    if (result != SQLITE_OK)
        return confined_failed(database, confinement, FAIL_SYSTEM, FAIL_SYSTEM);
    if (!*ret_statement || !text_is_white(rest)) {
        sqlite3_finalize(*ret_statement);
        return fail(FAIL_SYSTEM, "its SQL is not one statement");
    }
    if (sqlite3_stmt_isexplain(*ret_statement)) {
        sqlite3_finalize(*ret_statement);
        return fail(FAIL_SYSTEM, "its SQL wants this kind of statement 'EXPLAIN', which is not its own");
    }
    return 0;
}

int database_select_confined(struct database *database, const char *sql, struct binding binding,
                             struct confinement *confinement, struct rows *ret_rows)
{
    sqlite3_stmt *statement = NULL;
    database_release_held(database);
    TRY(statement_prepare(database, sql, confinement, &statement));
    if (!sqlite3_stmt_readonly(statement))
        query_cache_invalidate(&database->cache);
    struct rows rows CLEANUP(rows_end) = {
        .statement = statement, .is_owned = true, .database = database, .confinement = confinement};
    if (sqlite3_bind_parameter_count(statement) != binding.count)
        return fail(FAIL_SYSTEM, "its SQL has %d parameters and got %d values", sqlite3_bind_parameter_count(statement),
                    binding.count);
    for (int i = 0; i < binding.count; i++)
        if (database_bind(statement, i + 1, &binding.values[i]) != SQLITE_OK)
            return database_failed(database, "a value");
    if (confinement->reads_views && confinement->fill)
        TRY(confinement->fill(confinement->fill_context));
    *ret_rows = rows;
    rows = (struct rows){0};
    return 0;
}

int database_script_confined(struct database *database, const char *sql, struct confinement *confinement)
{
    database_release_held(database);
    query_cache_invalidate(&database->cache);
    TRY(confinement_begin(confinement, sql, FAIL_DENIED));
    database_confine(database, confinement);
    int result = sqlite3_exec(database->handle, sql, NULL, NULL, NULL);
    database_confine(database, NULL);
    return result == SQLITE_OK ? 0 : confined_failed(database, confinement, FAIL_DENIED, FAIL_INPUT);
}

int database_select_text(struct database *database, const char *sql, struct rows *ret_rows)
{
    sqlite3_stmt *statement = NULL;
    database_release_held(database);
    if (sqlite3_prepare_v2(database->handle, sql, -1, &statement, NULL) != SQLITE_OK)
        return database_failed(database, "a query");
    *ret_rows = (struct rows){.statement = statement, .is_owned = true};
    return 0;
}
