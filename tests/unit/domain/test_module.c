/* Tests of modules: every table that holds people says what becomes of it, and lists are gathered in their order. */
#include "domain/records/module.h"

#include "base/fail.h"
#include "base/json.h"
#include "domain/admin/modules.h"
#include "domain/records/job.h"
#include "domain/records/table.h"
#include "domain/remind/reminder.h"
#include "fixture.h"

#include <criterion/criterion.h>
#include <stddef.h>
#include <string.h>

/* ---- tables ---- */

static const struct query tables_all = {"test.tables", NULL,
                                        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
                                        "'sqlite\\_%' ESCAPE '\\' AND name <> 'event'"};
static const struct query keys_of = {"test.keys", NULL, "SELECT count(*) FROM pragma_table_info(?1) WHERE pk > 0"};
static const struct query has_column = {"test.column", NULL,
                                        "SELECT count(*) FROM pragma_table_info(?1) WHERE name = ?2"};
static const struct query references_of = {"test.references", NULL,
                                           "SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1) ORDER BY id"};

/* How often the word stands in the words, or in SQL; letters, digits and '_' make a word. */
static int occurrences(const char *words, const char *word)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
    int count = 0;
    for (const char *at = words; at && *(at += strcspn(at, letters));) {
        size_t length = strspn(at, letters);
        count += strlen(word) == length && strncmp(at, word, length) == 0;
        at += length;
    }
    return count;
}

static int64_t number(struct fixture *fixture, const struct query *query, struct binding binding)
{
    int64_t found = 0;
    fixture_ok(records_number(fixture->records, query, binding, 0, &found));
    return found;
}

static const struct person_export *export_of(const char *key, size_t length)
{
    for (const struct module *const *module = modules_all(); *module; module++)
        for (const struct person_export *list = (*module)->exports; list && list->row.name; list++)
            if (strlen(list->row.name) == length && strncmp(list->row.name, key, length) == 0)
                return list;
    return NULL;
}

/* What is wrong with the columns that a table names; NULL: nothing. */
static const char *columns_trouble(struct fixture *fixture, const char *name, const char *columns)
{
    for (const char *at = columns; at && *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        const char *column = arena_copy_bytes(&fixture->arena, at, length);
        if (number(fixture, &has_column, BIND(value_text(name), value_text(column))) != 1)
            return arena_format(&fixture->arena, "%s.%s: no such column", name, column);
        at += length;
    }
    return NULL;
}

/* Every column that leads to a person is named, and so is one that leads to a row about a person where nothing else
 * does. */
static const char *references_trouble(struct fixture *fixture, const struct records_table *table)
{
    struct rows rows CLEANUP(rows_end) = {0};
    fixture_ok(records_select(fixture->records, &references_of, BIND(value_text(table->name)), &rows));
    while (rows_next(&rows)) {
        const char *column = row_text(&rows, 0);
        const struct records_table *other = records_table_of(row_text(&rows, 1));
        bool is_person = text_equal(row_text(&rows, 1), "person");
        if (is_person && occurrences(table->person, column) + occurrences(table->others, column) != 1)
            return arena_format(&fixture->arena, "%s.%s: which of `person` and `others` is it?", table->name, column);
        if (!is_person && other && other->person && !table->person)
            return arena_format(&fixture->arena, "%s.%s: leads to somebody, and `person` is not said", table->name,
                                column);
    }
    fixture_ok(rows_result(&rows));
    return NULL;
}

static const char *export_trouble(struct fixture *fixture, const struct records_table *table)
{
    if (!table->exported == !table->not_exported)
        return arena_format(&fixture->arena, "%s: is it exported, or why not?", table->name);
    for (const char *at = table->exported; at && *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        const struct person_export *list = export_of(at, length);
        if (!list || !occurrences(list->query.sql, table->name))
            return arena_format(&fixture->arena, "%s: the export has it not under '%.*s'", table->name, (int)length,
                                at);
        at += length;
    }
    return NULL;
}

static const char *erasure_trouble(struct fixture *fixture, const struct records_table *table)
{
    if (!!table->erase.sql + !!table->erase_by + !!table->kept != 1)
        return arena_format(&fixture->arena, "%s: is it erased, or why is it kept?", table->name);
    if (table->erase.sql && !text_equal(table->erase.table, table->name))
        return arena_format(&fixture->arena, "%s: its erasure writes another table", table->name);
    return NULL;
}

static const char *table_trouble(struct fixture *fixture, const char *name)
{
    const struct records_table *table = records_table_of(name);
    const char *trouble;
    if (!table)
        return arena_format(&fixture->arena, "%s: is in no module", name);
    if (number(fixture, &keys_of, BIND(value_text(name))) != table->key_columns)
        return arena_format(&fixture->arena, "%s: has another key", name);
    if ((trouble = columns_trouble(fixture, name, table->person)) ||
        (trouble = columns_trouble(fixture, name, table->others)) || (trouble = references_trouble(fixture, table)))
        return trouble;
    if (!table->person)
        return NULL;
    trouble = export_trouble(fixture, table);
    return trouble ? trouble : erasure_trouble(fixture, table);
}

Test(module, says_of_every_table_with_people_how_it_is_handed_out_and_erased)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct rows rows CLEANUP(rows_end) = {0};
    int tables = 0;
    fixture_ok(records_select(fixture.records, &tables_all, BIND_NOTHING, &rows));
    for (; rows_next(&rows); tables++) {
        const char *name = arena_copy_string(&fixture.arena, row_text(&rows, 0));
        const char *trouble = table_trouble(&fixture, name);
        cr_expect_null(trouble, "%s", trouble);
    }
    fixture_ok(rows_result(&rows));
    for (size_t i = 0; records_table_at(i); i++)
        tables--;
    cr_assert_eq(tables, 0, "the modules have other tables than the schema");
}

/* The modules of Trappa and one more, with these tables. */
static void plant(const struct records_table *tables)
{
    static struct module planted = {.name = "planted"};
    planted.tables = tables;
    fixture_modules(&planted);
}

Test(module, is_found_out_when_a_table_with_people_says_too_little)
{
    static const char orchid_tables[] =
        "CREATE TABLE orchid (key INTEGER PRIMARY KEY, person_key INTEGER NOT NULL REFERENCES person(key),"
        " by_key INTEGER REFERENCES person(key)) STRICT;"
        "CREATE TABLE orchid_tool (orchid_key INTEGER PRIMARY KEY REFERENCES orchid(key), tool TEXT) STRICT;";
    static const struct records_table orchid = {.name = "orchid", .key_columns = 1};
    static const struct {
        const char *table, *person, *others, *exported, *kept, *trouble;
        int key_columns;
    } cases[] = {
        {"orchid", "person_key", "by_key", NULL, "none", "orchid: has another key", 2},
        {"orchid", "person_key", NULL, NULL, "none", "orchid.by_key: which of `person` and `others` is it?", 1},
        {"orchid", "who_key", "by_key", NULL, "none", "orchid.who_key: no such column", 1},
        {"orchid", "person_key", "by_key", NULL, "none", "orchid: is it exported, or why not?", 1},
        {"orchid", "person_key", "by_key", "roles", "none", "orchid: the export has it not under 'roles'", 1},
        {"orchid_tool", NULL, NULL, NULL, NULL, "orchid_tool.orchid_key: leads to somebody, and `person` is not said",
         1},
    };
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    fixture_ok(database_script(records_database(fixture.records), orchid_tables));
    cr_expect_str_eq(table_trouble(&fixture, "orchid"), "orchid: is in no module");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct records_table tables[3] = {{.name = cases[i].table,
                                           .key_columns = cases[i].key_columns,
                                           .person = cases[i].person,
                                           .others = cases[i].others,
                                           .exported = cases[i].exported,
                                           .kept = cases[i].kept}};
        if (!text_equal(cases[i].table, "orchid")) {
            tables[1] = orchid;
            tables[1].person = "person_key";
        }
        plant(tables);
        cr_expect_str_eq(table_trouble(&fixture, cases[i].table), cases[i].trouble);
    }
    struct records_table tables[2] = {orchid};
    tables[0].person = "person_key";
    tables[0].others = "by_key";
    tables[0].not_exported = "for the test";
    plant(tables);
    cr_expect_str_eq(table_trouble(&fixture, "orchid"), "orchid: is it erased, or why is it kept?");
    fixture_modules(NULL);
}

Test(module, numbers_migrations_from_one_without_gap_or_double)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    modules_install();
    const struct module_row *const *row =
        modules_rows(offsetof(struct module, migrations), sizeof(struct migration), &arena);
    int n = 0;
    for (; row[n]; n++)
        cr_assert_eq(row[n]->place, n + 1, "%s", row[n]->name);
    cr_assert_gt(n, 0);
    cr_assert_eq(records_schema_newest(), n);
}

Test(module, names_no_job_and_no_list_of_the_export_twice)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    const struct job_kind *kind;
    size_t jobs = 0, lists = 0;
    for (; (kind = job_kind_at(jobs)); jobs++)
        cr_expect_eq(job_kind_of(kind->name), kind, "%s", kind->name);
    for (const struct module *const *module = modules_all(); *module; module++)
        for (const struct person_export *list = (*module)->exports; list && list->row.name; list++, lists++)
            cr_expect_eq(export_of(list->row.name, strlen(list->row.name)), list, "%s", list->row.name);
    cr_assert_gt(jobs, 0);
    cr_assert_gt(lists, 0);
}

/* ---- lists ---- */

Test(module, gathers_rows_by_place_and_then_as_the_modules_stand)
{
    static const struct reminder_source first[] = {{.row = {"c", 20}}, {.row = {"a", 10}}, {.row = {0}}};
    static const struct reminder_source second[] = {{.row = {"b", 10}}, {.row = {"d", 20}}, {.row = {0}}};
    static const struct module one = {.name = "one", .reminders = first}, none = {.name = "none"},
                               two = {.name = "two", .reminders = second};
    static const struct module *const list[] = {&one, &none, &two, NULL};
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(text_finish) struct text names = TEXT(100);
    modules_use(list);
    const struct module_row *const *row =
        modules_rows(offsetof(struct module, reminders), sizeof(struct reminder_source), &arena);
    for (; *row; row++)
        text_add(&names, (*row)->name);
    cr_assert_str_eq(text_string(&names), "abcd");
}

static int first_leaves(struct records *records, const struct departure *departure)
{
    cr_assert_null(records);
    json_string(departure->learners, "first");
    return 0;
}

static int second_leaves(struct records *records, const struct departure *departure)
{
    cr_assert_null(records);
    return fail(FAIL_RULE, "person '%s': may not leave yet", departure->person_id);
}

Test(module, lets_every_subject_answer_in_its_order_when_a_person_leaves)
{
    static const struct module one = {.name = "one", .person_leaves = first_leaves}, none = {.name = "none"},
                               two = {.name = "two", .person_leaves = second_leaves};
    static const struct module *const short_list[] = {&one, &none, &one, NULL}, *const list[] = {&one, &two, &one,
                                                                                                 NULL};
    CLEANUP(text_finish) struct text learners = TEXT(100);
    struct json json = JSON(&learners);
    struct departure departure = {.person_id = "anna", .how = DEPARTURE_CLOSED, .learners = &json};
    json_array(&json);
    modules_use(short_list);
    cr_assert_eq(modules_person_leaves(NULL, &departure), 0);
    cr_assert_str_eq(text_string(&learners), "[\"first\",\"first\"");
    modules_use(list);
    fixture_expect_failure(modules_person_leaves(NULL, &departure), FAIL_RULE, "person 'anna': may not leave yet");
    cr_assert_str_eq(text_string(&learners), "[\"first\",\"first\",\"first\"", "whoever comes after is not asked");
}
