/* Reads everybody from the records, before a file is compared; see roster_import_internal.h. */
#include "base/clock.h"
#include "domain/people/mentor_internal.h"
#include "domain/people/person_row.h"
#include "domain/roster/roster_import_internal.h"

#include <stdlib.h>

static const struct query known_all = {"import.known", NULL,
                                       "SELECT " PERSON_COLUMNS " FROM " PERSON_TABLES
                                       " WHERE identity.id IS NOT NULL ORDER BY person.key"};
static const struct query mentors_all = {
    "import.mentors", NULL,
    "SELECT m.learner_key, m.mentor_key FROM mentorship AS m"
    " WHERE m.is_substitute = 0 AND " NOT_OVER("m", "?1") " ORDER BY m.learner_key, m.first, m.key"};
static const struct query planned_all = {"import.plans", NULL,
                                         "SELECT person_key, max(CASE WHEN ended_on IS NULL OR ended_on > ?2"
                                         " THEN start END) FROM plan WHERE programme = ?1 GROUP BY person_key"};
static const struct query former_all = {"import.former_ids", NULL, "SELECT person_key, id FROM former_id"};
static const struct query employed_all = {"import.employment", NULL,
                                          "SELECT person_key, ended, is_closed, started FROM employment"};

void roster_import_known_finish(struct roster_import_known_list *list)
{
    map_finish(&list->by_id);
    map_finish(&list->by_former_id);
}

static int by_key(const void *a, const void *b)
{
    const struct roster_import_known *left = a, *right = b;
    return (left->person.key > right->person.key) - (left->person.key < right->person.key);
}

struct roster_import_known *roster_import_known_by_key(const struct roster_import_known_list *list, int64_t key)
{
    struct roster_import_known wanted = {.person.key = key};
    return bsearch(&wanted, list->items, list->count, sizeof wanted, by_key);
}

static int known_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    struct roster_import_known *known = ret_item;
    (void)context;
    known->ended = known->plan_start = known->started = DAY_NONE;
    person_read(rows, arena, &known->person);
    known->id = known->person.id;
    return 0;
}

static int people_read(struct records *records, struct arena *arena, struct roster_import_known_list *list)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &known_all, BIND_NOTHING, &rows));
    return ROWS_COLLECT(&rows, known_read, NULL, arena, &list->items, &list->count);
}

static int mentorship_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)arena;
    (void)context;
    *(struct roster_import_mentorship *)ret_item =
        (struct roster_import_mentorship){row_number(rows, 0), row_number(rows, 1)};
    return 0;
}

static int mentors_read(struct records *records, struct arena *arena, struct roster_import_known_list *list)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct roster_import_mentorship *all;
    size_t count = 0;
    TRY(records_select(records, &mentors_all, BIND(value_number(clock_today())), &rows));
    TRY(ROWS_COLLECT(&rows, mentorship_read, NULL, arena, &all, &count));
    for (size_t i = 0; i < count; i++) {
        struct roster_import_known *known = roster_import_known_by_key(list, all[i].learner_key);
        if (!known)
            continue;
        if (!known->mentor_count)
            known->mentors = &all[i];
        known->mentor_count++;
    }
    return 0;
}

static int plans_read(struct records *records, const char *programme, struct roster_import_known_list *list)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &planned_all, BIND(value_text(programme), value_number(clock_today())), &rows));
    while (rows_next(&rows)) {
        struct roster_import_known *known = roster_import_known_by_key(list, row_number(&rows, 0));
        if (!known)
            continue;
        known->had_plan = true;
        known->plan_start = row_day(&rows, 1);
    }
    return rows_result(&rows);
}

static int employment_read(struct records *records, struct roster_import_known_list *list)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &employed_all, BIND_NOTHING, &rows));
    while (rows_next(&rows)) {
        struct roster_import_known *known = roster_import_known_by_key(list, row_number(&rows, 0));
        if (!known)
            continue;
        known->ended = row_day(&rows, 1);
        known->was_closed = row_number(&rows, 2) != 0;
        known->started = row_day(&rows, 3);
    }
    return rows_result(&rows);
}

static int former_ids_read(struct records *records, struct arena *arena, struct roster_import_known_list *list)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &former_all, BIND_NOTHING, &rows));
    while (rows_next(&rows)) {
        struct roster_import_known *known = roster_import_known_by_key(list, row_number(&rows, 0));
        if (known)
            map_put(&list->by_former_id, row_copy(&rows, 1, arena), known);
    }
    return rows_result(&rows);
}

int roster_import_known_read(struct records *records, const char *programme, struct arena *arena,
                             struct roster_import_known_list *ret_list)
{
    TRY(people_read(records, arena, ret_list));
    for (size_t i = 0; i < ret_list->count; i++) {
        struct roster_import_known *known = &ret_list->items[i];
        map_put(&ret_list->by_id, known->person.id, known);
    }
    TRY(former_ids_read(records, arena, ret_list));
    TRY(mentors_read(records, arena, ret_list));
    if (programme)
        TRY(plans_read(records, programme, ret_list));
    return employment_read(records, ret_list);
}
