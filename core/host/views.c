/* Makes and fills the views that plugins read; see views.h.
 *
 * Each view v_NAME reads an inner view, whose name is random in every process, and the inner view reads the tables. By
 * that name the authorizer knows that a view of Trappa's is reading (io/sqlite/database.h).
 *
 * Every table must have a column other than its key in a condition, even one that is always true: SQLite flattens
 * views, and for a table of which only the key is used, it calls the authorizer as if the plugin's own statement had
 * named it. */
#include "host/views.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/people/access.h"
#include "domain/site/site.h"
#include "io/secret.h"

#include <string.h>

#define SCRIPT_MOST_BYTES 32768
#define INNER_BYTES 26
#define OWNER_KEY 0 /* of no person: the row with the number of the call whose people these are */

/* The random id of somebody whom a row is not about; NULL: with protected identity, and the viewer may not see them. */
#define RID_OF_OTHER(alias)                                                                                            \
    "CASE WHEN " alias ".is_protected = 0 OR EXISTS (SELECT 1 FROM temp.@visible AS other WHERE other.key = " alias    \
    ".key AND other.seen & 1) THEN " alias ".rid END"

/* `@` is replaced by the inner prefix. People have their random id. */
static const struct {
    const char *name, *select;
} views[] = {
    {"unit", "SELECT u.id AS unit, u.name AS name, above.id AS parent FROM main.unit AS u"
             " LEFT JOIN main.unit AS above ON above.key = u.parent_key AND above.id <> ''"},
    {"person", "SELECT p.rid AS person, u.id AS unit, p.status = 'active' AS is_active FROM temp.@visible AS s"
               " JOIN main.person AS p ON p.key = s.key JOIN main.unit AS u ON u.key = p.unit_key AND u.id <> ''"
               " WHERE s.seen & 1 AND p.rid <> ''"},
    {"plan", "SELECT p.rid AS person, x.programme AS programme, x.start AS start, x.ended_on AS ended_on"
             " FROM temp.@visible AS s JOIN main.person AS p ON p.key = s.key"
             " JOIN main.plan AS x ON x.person_key = p.key WHERE s.seen & 1 AND p.rid <> ''"},
    {"progress", "SELECT p.rid AS person, step.id AS step, x.state AS state, x.since AS since,"
                 " v.revision AS revision, x.until AS until FROM temp.@visible AS s"
                 " JOIN main.person AS p ON p.key = s.key JOIN main.progress AS x ON x.person_key = p.key"
                 " JOIN main.step ON step.key = x.step_key AND step.id <> '' LEFT JOIN main.version AS v ON v.key = "
                 "x.version_key AND v.revision > 0"
                 " WHERE s.seen & 1 AND p.rid <> ''"},
    {"signoff",
     "SELECT x.key AS n, p.rid AS person, step.id AS step, v.revision AS revision,"
     " x.evidence AS evidence, x.autonomy AS autonomy, " RID_OF_OTHER(
         "signer") " AS signer, x.signer_right AS signer_right,"
                   " x.at AS at, x.ended_at AS ended_at FROM temp.@visible AS s JOIN main.person AS p ON p.key = s.key"
                   " JOIN main.signoff AS x ON x.person_key = p.key JOIN main.step ON step.key = x.step_key AND "
                   "step.id <> ''"
                   " JOIN main.version AS v ON v.key = x.version_key AND v.revision > 0 JOIN main.person AS signer ON "
                   "signer.rid <> "
                   "'' AND signer.key ="
                   " x.signer_key WHERE s.seen & 1 AND p.rid <> ''"},
    {"request",
     "SELECT x.key AS n, p.rid AS person, step.id AS step, " RID_OF_OTHER(
         "t") " AS asked, x.kind AS kind,"
              " x.state AS state, x.asked_at AS asked_at, x.ended_at AS ended_at FROM temp.@visible AS s"
              " JOIN main.person AS p ON p.key = s.key JOIN main.request AS x ON x.person_key = p.key"
              " JOIN main.step ON step.key = x.step_key AND step.id <> '' JOIN main.person AS t ON t.key = x.to_key "
              "AND t.rid <> '' WHERE s.seen & 1 AND p.rid <> ''"},
    {"mentorship", "SELECT p.rid AS learner, " RID_OF_OTHER(
                       "m") " AS mentor, x.is_substitute AS is_substitute, x.first AS first,"
                            " x.last AS last FROM temp.@visible AS s JOIN main.person AS p ON p.key = s.key"
                            " JOIN main.mentorship AS x ON x.learner_key = p.key JOIN main.person AS m ON m.key = "
                            "x.mentor_key AND m.rid <> ''"
                            " WHERE s.seen & 1 AND p.rid <> ''"},
    {"stair", "SELECT p.rid AS person, x.staircase AS staircase, x.level AS level, x.at AS at FROM temp.@visible AS s"
              " JOIN main.person AS p ON p.key = s.key JOIN main.stair_decision AS x ON x.person_key = p.key"
              " WHERE s.seen & 1 AND p.rid <> ''"},
    {"comment", "SELECT p.rid AS person, " RID_OF_OTHER(
                    "author") " AS author, x.at AS at, x.words AS words FROM temp.@visible AS s"
                              " JOIN main.person AS p ON p.key = s.key JOIN main.remark AS x ON x.about_key = p.key"
                              " LEFT JOIN main.person AS author ON author.key = x.by_key AND author.rid <> '' WHERE "
                              "s.seen & 2 AND p.rid <> ''"},
};

static char inner[INNER_BYTES]; /* "i" and 24 hexadecimal digits; the same for all connections of the process */
static struct query visible_clear = {"views.clear", NULL, NULL};
static const char *visible_owner; /* SQL: whose people are in the table */
static struct query visible_add = {"views.add", NULL, NULL};
static int reading;

static const char *inner_prefix(void)
{
    static struct arena forever;
    unsigned char bytes[12];
    if (inner[0])
        return inner;
    secret_random(bytes, sizeof bytes);
    inner[0] = 'i';
    secret_to_hex(bytes, sizeof bytes, inner + 1);
    visible_clear.sql = arena_format(&forever, "DELETE FROM temp.%svisible", inner);
    visible_owner = arena_format(&forever, "SELECT seen FROM temp.%svisible WHERE key = %d", inner, OWNER_KEY);
    visible_add.sql = arena_format(&forever, "INSERT INTO temp.%svisible (key, seen) VALUES (?1, ?2)", inner);
    return inner;
}

static void add_named(struct text *script, const char *select)
{
    for (const char *at = select; *at; at++)
        if (*at == '@')
            text_add(script, inner_prefix());
        else
            text_add_char(script, *at);
}

int views_make(struct records *records, bool *ret_is_new)
{
    static const struct query made = {"views.made", NULL,
                                      "SELECT count(*) FROM sqlite_temp_schema WHERE name = 'v_person'"};
    CLEANUP(text_finish) struct text script = TEXT(SCRIPT_MOST_BYTES);
    int64_t is_made = 0;
    TRY(records_number(records, &made, BIND_NOTHING, 0, &is_made));
    if (ret_is_new)
        *ret_is_new = !is_made;
    if (is_made)
        return 0;
    text_addf(&script, "CREATE TEMP TABLE %svisible (key INTEGER PRIMARY KEY, seen INTEGER NOT NULL);", inner_prefix());
    for (size_t i = 0; i < COUNT_OF(views); i++) {
        text_addf(&script, "CREATE TEMP VIEW %s%s AS ", inner_prefix(), views[i].name);
        add_named(&script, views[i].select);
        text_addf(&script, ";CREATE TEMP VIEW v_%s AS SELECT * FROM temp.%s%s;", views[i].name, inner_prefix(),
                  views[i].name);
    }
    TRY(text_check(&script, "the views of plugins"));
    return database_script(records_database(records), text_string(&script));
}

static int person_add_visible(void *context, int64_t person_key, unsigned seen)
{
    return database_execute(context, &visible_add, BIND(value_number(person_key), value_number(seen)));
}

/* Read from the table itself, and never from the query cache: a transaction that is rolled back takes both the people
 * and the number with it. */
static int owner_read(struct database *database, uint64_t *ret_owner)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select_text(database, visible_owner, &rows));
    *ret_owner = rows_next(&rows) ? (uint64_t)row_number(&rows, 0) : 0;
    return rows_result(&rows);
}

/* Fills the table for the call, unless it is filled for it. */
static int views_fill(void *context)
{
    const struct call *call = context;
    struct database *database = records_database(call->site->records);
    uint64_t owner = 0;
    TRY(owner_read(database, &owner));
    if (owner == call->number)
        return 0;
    if (reading)
        return fail(FAIL_RULE, "plugin '%s': views cannot be read while rows of another call are being read",
                    call->plugin->id);
    TRY(database_execute(database, &visible_clear, BIND_NOTHING));
    TRY(database_execute(database, &visible_add, BIND(value_number(OWNER_KEY), value_number((int64_t)call->number))));
    if (call->scope == CALL_SEES_VIEWERS)
        TRY(access_each(call->site->records, call->viewer, person_add_visible, database));
    return 0;
}

int views_confine(struct call *call, bool may_write, struct confinement *ret_confinement)
{
    TRY(views_make(call->site->records, NULL));
    *ret_confinement = views_confinement(call->plugin, may_write);
    ret_confinement->fill = views_fill;
    ret_confinement->fill_context = call;
    return 0;
}

struct confinement views_confinement(const struct plugin *plugin, bool may_write)
{
    return (struct confinement){
        .prefix = plugin->table_prefix, .view_prefix = "v_", .inner_prefix = inner_prefix(), .may_write = may_write};
}

void views_reading_begins(void)
{
    reading++;
}

void views_reading_ends(void)
{
    reading--;
}
