/* What a plugin's SQL sees of people: the viewer's own, however the SQL is written and whoever was there before. */
#include "../domain/site_fixture.h"

#include "base/fail.h"
#include "host/call.h"
#include "host/service_data.h"
#include "host/views.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* A site with one plugin that has a table. */
struct evil {
    struct site_fixture site;
    struct plugin plugin;
};

static void evil_begin(struct evil *evil)
{
    site_fixture_begin(&evil->site);
    evil->plugin = (struct plugin){.id = "evil", .table_prefix = "evil_"};
    fixture_ok(views_make(evil->site.site.records, NULL));
    fixture_ok(database_script(records_database(evil->site.site.records),
                               "CREATE TABLE evil_x (key INTEGER PRIMARY KEY, words TEXT) STRICT"));
}

static void evil_end(struct evil *evil)
{
    site_fixture_end(&evil->site);
}

static int row_last(void *context, const struct trappa_row *row)
{
    *(int64_t *)context = service_records.number(row, 0);
    return 0;
}

/* The number that the SQL answers to a viewer, in a call of its own; -1 if it is refused. */
static int64_t number_for(struct evil *evil, const char *viewer, const char *sql)
{
    const struct actor actor = fixture_actor(&evil->site.town, viewer);
    struct call call = {.plugin = &evil->plugin, .viewer = &actor, .site = &evil->site.site};
    int64_t number = -1;
    call_begin(&call);
    int result = service_records.select(sql, NULL, 0, row_last, &number);
    return call_end(&call, result) == 0 ? number : -1;
}

static int write_named(void *context)
{
    return service_records.execute(context, NULL, 0, NULL);
}

/* A change by the viewer, as a page that is posted makes it. */
static int change_by(struct evil *evil, const char *viewer, char *sql)
{
    const struct actor actor = fixture_actor(&evil->site.town, viewer);
    struct call call = {.plugin = &evil->plugin, .viewer = &actor, .site = &evil->site.site, .may_write = true};
    call_begin(&call);
    return call_end(&call, service_records.change("evil.done", NULL, NULL, write_named, sql));
}

/* How a plugin may write the name of each view: $. */
static const char *const names[] = {"v_$", "V_$", "\"V_$\"", "temp.V_$", "[v_$]", "TEMP . \"V_$\""};
static const char *const views[] = {"person",     "plan",  "progress", "signoff", "request",
                                    "mentorship", "stair", "comment",  "PERSON"};

/* `format` with `word` for each $, in the arena. */
static char *with(struct evil *evil, const char *format, const char *word)
{
    CLEANUP(text_finish) struct text text = TEXT(1000);
    for (const char *at = format; *at; at++)
        if (*at == '$')
            text_add(&text, word);
        else
            text_add_char(&text, *at);
    return arena_copy_string(&evil->site.town.arena, text_string(&text));
}

static int64_t count_for(struct evil *evil, const char *viewer, const char *name, const char *view)
{
    const char *from = with(evil, name, view);
    return number_for(evil, viewer, with(evil, "SELECT count(*) FROM $", from));
}

static void town_fill(struct evil *evil)
{
    fixture_plan(&evil->site.town, "anna", "2026-03-02");
    fixture_plan(&evil->site.town, "lars", "2026-03-02");
    fixture_request(&evil->site.town, "anna", "bo");
    fixture_ok(site_fixture_sign(&evil->site, "bo", "anna", "normen"));
    fixture_ok(site_fixture_decide(&evil->site, "cecilia", "anna", 2));
    fixture_ok(
        database_script(records_database(evil->site.site.records),
                        "INSERT INTO remark (key, salt, about_key, by_key, at, words) SELECT 900 + key, x'00', key,"
                        " key, 1, 'words' FROM person"));
}

Test(views, show_the_viewers_people_however_their_names_are_written)
{
    CLEANUP(evil_end) struct evil evil;
    evil_begin(&evil);
    town_fill(&evil);
    for (size_t view = 0; view < COUNT_OF(views); view++)
        for (size_t name = 0; name < COUNT_OF(names); name++) {
            int64_t lars = count_for(&evil, "lars", names[0], views[view]);
            cr_assert(lars >= 0, "%s", fail_sentence());
            fixture_ok(change_by(&evil, "frida",
                                 (char[]){"INSERT INTO evil_x (words) SELECT person FROM V_PERSON"
                                          " RETURNING *"}));
            cr_expect_eq(count_for(&evil, "lars", names[name], views[view]), lars, "%s as %s", views[view],
                         names[name]);
            cr_expect(count_for(&evil, "frida", names[name], views[view]) >= lars, "%s", views[view]);
        }
    cr_expect_eq(count_for(&evil, "lars", "V_$", "PERSON"), 1);
    cr_expect_gt(count_for(&evil, "frida", "V_$", "PERSON"), 5);
}

Test(views, are_filled_again_after_a_change_that_was_rolled_back)
{
    CLEANUP(evil_end) struct evil evil;
    evil_begin(&evil);
    cr_expect_lt(change_by(&evil, "frida", (char[]){"INSERT INTO evil_x (words) SELECT person FROM V_PERSON"}), 0);
    cr_expect_eq(number_for(&evil, "anna", "SELECT count(*) FROM V_PERSON"), 1);
    cr_expect_eq(number_for(&evil, "lars", "SELECT count(*) FROM (SELECT person FROM v_Person)"), 1);
}

/* Somebody who reads in the middle of another's reading is refused; afterwards the first sees the first's own. */
static int row_reads_inside(void *context, const struct trappa_row *row)
{
    (void)row;
    return number_for(context, "frida", "SELECT count(*) FROM V_PERSON") == -1 ? 0 : FAIL_SYSTEM;
}

Test(views, never_change_under_somebody_who_reads)
{
    CLEANUP(evil_end) struct evil evil;
    evil_begin(&evil);
    const struct actor actor = fixture_actor(&evil.site.town, "lars");
    struct call call = {.plugin = &evil.plugin, .viewer = &actor, .site = &evil.site.site};
    int64_t number = -1;
    call_begin(&call);
    fixture_ok(service_records.select("SELECT person FROM V_PERSON", NULL, 0, row_reads_inside, &evil));
    cr_expect_gt(number_for(&evil, "frida", "SELECT count(*) FROM V_PERSON"), 5);
    fixture_ok(service_records.select("SELECT count(*) FROM V_PERSON", NULL, 0, row_last, &number));
    fixture_ok(call_end(&call, 0));
    cr_expect_eq(number, 1);
}

/* ---- the secret name ---- */

/* What EXPLAIN would tell: the name of the inner view, with its prefix. */
static void inner_name(struct evil *evil, char name[64])
{
    struct rows rows CLEANUP(rows_end) = {0};
    static const struct query inner_of = {"test.inner", NULL,
                                          "SELECT substr(name, 1, 25) FROM sqlite_temp_schema WHERE name LIKE "
                                          "'i%visible'"};
    fixture_ok(records_select(evil->site.site.records, &inner_of, BIND_NOTHING, &rows));
    cr_assert(rows_next(&rows));
    snprintf(name, 64, "%s", row_text(&rows, 0));
}

static void refused(struct evil *evil, const char *format, const char *name)
{
    const char *sql = with(evil, format, name);
    cr_expect_eq(number_for(evil, "frida", sql), -1, "was done: %s", sql);
    cr_expect_null(strstr(fail_sentence(), name), "tells the name: %s", fail_sentence());
}

Test(views, of_which_the_inner_name_opens_nothing_and_is_never_told)
{
    CLEANUP(evil_end) struct evil evil;
    char name[64];
    evil_begin(&evil);
    inner_name(&evil, name);
    refused(&evil, "WITH \"$z\" AS (SELECT person_key FROM credential) SELECT * FROM \"$z\"", name);
    refused(&evil, "SELECT count(*) FROM temp.$visible", name);
    refused(&evil, "SELECT '$'", name);
    for (char *at = name; *at; at++)
        *at = (char)(*at >= 'a' && *at <= 'z' ? *at - 32 : *at);
    refused(&evil, "WITH $z AS (SELECT person_key FROM credential) SELECT * FROM $z", name);
    refused(&evil, "EXPLAIN QUERY PLAN SELECT * FROM v_person a LEFT JOIN v_signoff b ON a.person = b.person", name);
    refused(&evil, "explain SELECT * FROM v_person", name);
    refused(&evil, "/* x */ EXPLAIN SELECT * FROM evil_x", name);
}
