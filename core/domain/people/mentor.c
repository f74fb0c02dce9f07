/* Who mentors whom and how much each carries; see mentor.h. What changes it is in mentor_change.c. */
#include "domain/people/mentor.h"

#include "base/clock.h"
#include "domain/people/mentor_internal.h"
#include "domain/people/person_row.h"
#include "domain/people/unit.h"
#include "io/collate.h"

#include <stdlib.h>
#include <string.h>

/* Room for the sums of halves. */
#define WEIGHT_SLACK 0.001

static const struct query weight_of_mentor = {
    "mentor.weight", NULL,
    "SELECT sum(" WEIGHT_OF("m.learner_key", "?4", "?5") ") FROM mentorship AS m WHERE m.mentor_key = ?1"
                                                         " AND m.is_substitute = 0 AND " LEARNS_HERE(
                                                             "m") " AND " NOT_OVER("m",
                                                                                   "?2") " AND m.learner_key <> ?3"};
static const struct query weight_of_learner = {"mentor.learner_weight", NULL, "SELECT " WEIGHT_OF("?1", "?2", "?3")};
static const struct query count_of_mentor = {
    "mentor.count", NULL,
    "SELECT count(*) FROM mentorship AS m WHERE m.mentor_key = ?1 AND m.is_substitute = 0 AND " LEARNS_HERE(
        "m") " AND " NOT_OVER("m", "?2")};

static const struct query loads_all = {
    "mentor.loads", NULL,
    "SELECT m.mentor_key, count(*), sum(" WEIGHT_OF(
        "m.learner_key", "?2", "?3") ") FROM mentorship AS m"
                                     " WHERE m.is_substitute = 0 AND " LEARNS_HERE("m") " AND " IN_FORCE(
                                         "m", "?1") " GROUP BY m.mentor_key ORDER BY m.mentor_key"};

static const struct query mentors_of = {"mentor.of", NULL,
                                        "SELECT " PERSON_COLUMNS ", mentorship.is_substitute FROM " PERSON_TABLES
                                        " JOIN mentorship ON mentorship.mentor_key = person.key"
                                        " WHERE mentorship.learner_key = ?1 AND person.status = 'active' AND " IN_FORCE(
                                            "mentorship", "?2") " ORDER BY mentorship.first"};
static const struct query learners_of = {
    "mentor.learners", NULL,
    "SELECT " PERSON_COLUMNS " FROM " PERSON_TABLES
    " WHERE identity.id IS NOT NULL AND person.status = 'active' AND person.key IN"
    " (SELECT m.learner_key FROM mentorship AS m WHERE m.mentor_key = ?1 AND " IN_FORCE("m", "?2") ")"};

/* ?1 unit, ?2 today, ?3 the day after which a plan is new, ?4 its weight. `up` holds the unit and those above it with
 * their distance, `near` all units with the shortest way up to something in common. */
static const struct query suggestion = {
    "mentor.suggestion", NULL,
    "WITH RECURSIVE up (key, parent_key, distance) AS (SELECT key, parent_key, 0 FROM unit WHERE key = ?1"
    "  UNION SELECT unit.key, unit.parent_key, up.distance + 1 FROM unit JOIN up ON unit.key = up.parent_key),"
    " down (key, distance) AS (SELECT key, distance FROM up"
    "  UNION SELECT unit.key, down.distance FROM unit JOIN down ON unit.parent_key = down.key),"
    " near (key, distance) AS (SELECT key, min(distance) FROM down GROUP BY key),"
    " load (mentor_key, weight) AS (SELECT m.mentor_key, sum(" WEIGHT_OF(
        "m.learner_key", "?3",
        "?4") ")"
              "  FROM mentorship AS m WHERE m.is_substitute = 0 AND " LEARNS_HERE("m") " AND " NOT_OVER(
                  "m", "?2") " GROUP BY m.mentor_key)"
                             " SELECT " PERSON_COLUMNS " FROM " PERSON_TABLES " JOIN near ON near.key = person.unit_key"
                             " JOIN role ON role.person_key = person.key AND role.role = 'mentor'"
                             " LEFT JOIN load ON load.mentor_key = person.key"
                             " WHERE person.status = 'active' AND person.is_protected = 0"
                             " AND (person.full_until IS NULL OR person.full_until < ?2)"
                             " AND coalesce(load.weight, 0) + ?4 <= " PERSON_CEILING
                             " ORDER BY near.distance, coalesce(load.weight, 0), person.key LIMIT 50"};

/* ?1 today. */
static const struct query missing_all = {
    "mentor.missing", NULL,
    "SELECT DISTINCT plan.person_key FROM plan WHERE (plan.ended_on IS NULL OR plan.ended_on > ?1) AND NOT EXISTS"
    " (SELECT 1 FROM mentorship AS m JOIN person AS mentor ON mentor.key = m.mentor_key"
    "  WHERE m.learner_key = plan.person_key AND m.is_substitute = 0 AND mentor.status = 'active' AND " IN_FORCE(
        "m", "(CASE WHEN plan.start > ?1 THEN plan.start ELSE ?1 END)") ") ORDER BY plan.person_key"};
static const struct query reason_of = {
    "mentor.reason", NULL,
    "SELECT remark.words FROM mentorship AS m JOIN remark ON remark.key = m.remark_key WHERE m.learner_key = ?1"
    " AND m.is_substitute = 0 AND remark.words <> '' AND " IN_FORCE("m", "?2") " ORDER BY m.first DESC LIMIT 1"};

static const struct query manager_above = {
    "mentor.manager", NULL,
    "WITH RECURSIVE up (key, parent_key, distance) AS (SELECT unit.key, unit.parent_key, 0 FROM unit"
    "  JOIN person ON person.unit_key = unit.key WHERE person.key = ?1"
    "  UNION SELECT unit.key, unit.parent_key, up.distance + 1 FROM unit JOIN up ON unit.key = up.parent_key)"
    " SELECT person.key FROM up JOIN person ON person.unit_key = up.key"
    " JOIN role ON role.person_key = person.key AND role.role = 'manager'"
    " WHERE person.status = 'active' AND person.key <> ?1 AND person.key <> ?2 ORDER BY up.distance, person.key"
    " LIMIT 1"};

/* ---- weights ---- */

static int decimal_of(struct records *records, const struct query *query, struct binding binding, double *ret_decimal)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, query, binding, &rows));
    double decimal = rows_next(&rows) ? row_decimal(&rows, 0) : 0;
    TRY(rows_result(&rows));
    *ret_decimal = decimal;
    return 0;
}

int mentor_weight(struct records *records, int64_t mentor_key, int day, int64_t but_learner, double *ret_weight)
{
    return decimal_of(records, &weight_of_mentor,
                      BIND(value_number(mentor_key), value_number(day), value_number(but_learner),
                           value_number(day - MENTOR_NEW_DAYS), value_decimal(MENTOR_WEIGHT_NEW)),
                      ret_weight);
}

int mentor_learner_weight(struct records *records, int64_t learner_key, int day, double *ret_weight)
{
    return decimal_of(
        records, &weight_of_learner,
        BIND(value_number(learner_key), value_number(day - MENTOR_NEW_DAYS), value_decimal(MENTOR_WEIGHT_NEW)),
        ret_weight);
}

int mentor_count(struct records *records, int64_t mentor_key, int64_t *ret_count)
{
    return records_number(records, &count_of_mentor, BIND(value_number(mentor_key), value_number(clock_today())), 0,
                          ret_count);
}

bool mentor_is_over(double weight, double ceiling)
{
    return weight > ceiling + WEIGHT_SLACK;
}

bool mentor_is_near(double weight, double ceiling)
{
    return !mentor_is_over(weight, ceiling) && mentor_is_over(weight + MENTOR_WEIGHT_NEW, ceiling);
}

/* ---- loads ---- */

struct load {
    int64_t mentor_key;
    int assignments;
    double weight;
};

struct loads {
    struct load *items;
    size_t count;
};

static int load_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)arena;
    (void)context;
    *(struct load *)ret_item = (struct load){
        .mentor_key = row_number(rows, 0), .assignments = (int)row_number(rows, 1), .weight = row_decimal(rows, 2)};
    return 0;
}

static int loads_read(struct records *records, struct arena *arena, struct loads *ret_loads)
{
    struct rows rows CLEANUP(rows_end) = {0};
    int today = clock_today();
    TRY(records_select(
        records, &loads_all,
        BIND(value_number(today), value_number(today - MENTOR_NEW_DAYS), value_decimal(MENTOR_WEIGHT_NEW)), &rows));
    return ROWS_COLLECT(&rows, load_read, NULL, arena, &ret_loads->items, &ret_loads->count);
}

static int by_mentor_key(const void *a, const void *b)
{
    const struct load *left = a, *right = b;
    return (left->mentor_key > right->mentor_key) - (left->mentor_key < right->mentor_key);
}

static struct load load_of(const struct loads *loads, int64_t mentor_key)
{
    struct load key = {.mentor_key = mentor_key};
    const struct load *found = bsearch(&key, loads->items, loads->count, sizeof key, by_mentor_key);
    return found ? *found : key;
}

static int by_weight(const void *a, const void *b)
{
    const struct mentor_load *left = a, *right = b;
    if (left->weight < right->weight || left->weight > right->weight)
        return left->weight < right->weight ? 1 : -1;
    int order = collate_swedish(left->mentor.name, right->mentor.name);
    return order ? order : strcmp(left->mentor.rid, right->mentor.rid);
}

static bool is_listed(const struct person *person)
{
    return (person->roles & ROLE_MENTOR) && text_equal(person->status, "active");
}

int mentor_loads(struct records *records, const struct actor *actor, const char *unit, struct arena *arena,
                 struct mentor_load **ret_loads, size_t *ret_count)
{
    struct loads loads;
    struct people people;
    size_t count = 0;
    TRY(person_list(records, actor, unit, arena, &people));
    TRY(loads_read(records, arena, &loads));
    struct mentor_load *found = arena_zeroed(arena, people.count * sizeof *found);
    for (size_t i = 0; i < people.count; i++) {
        const struct person *person = &people.items[i];
        struct load load = load_of(&loads, person->key);
        if (is_listed(person))
            found[count++] = (struct mentor_load){.mentor = *person,
                                                  .assignments = load.assignments,
                                                  .weight = load.weight,
                                                  .ceiling = person->mentor_ceiling,
                                                  .is_over = mentor_is_over(load.weight, person->mentor_ceiling),
                                                  .is_near = mentor_is_near(load.weight, person->mentor_ceiling),
                                                  .full_until = person->full_until};
    }
    if (count)
        qsort(found, count, sizeof *found, by_weight);
    *ret_loads = found;
    *ret_count = count;
    return 0;
}

/* ---- relations ---- */

int mentor_candidates(struct records *records, const struct actor *actor, const char *unit, struct arena *arena,
                      struct people *ret_people)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct unit where;
    int today = clock_today();
    TRY(access_check_site(actor, SITE_START_PLANS));
    TRY(unit_find(records, unit, arena, &where));
    TRY(records_select(records, &suggestion,
                       BIND(value_number(where.key), value_number(today), value_number(today - MENTOR_NEW_DAYS),
                            value_decimal(MENTOR_WEIGHT_NEW)),
                       &rows));
    return person_rows_read(&rows, arena, ret_people);
}

static int keys_read(struct records *records, struct arena *arena, int64_t **ret_keys, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &missing_all, BIND(value_number(clock_today())), &rows));
    return ROWS_COLLECT(&rows, row_read_number, NULL, arena, ret_keys, ret_count);
}

static int by_key(const void *a, const void *b)
{
    const int64_t *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

int mentor_missing(struct records *records, const struct actor *actor, const char *unit, struct arena *arena,
                   struct people *ret_people)
{
    struct people all, missing = {0};
    int64_t *keys;
    size_t count = 0;
    TRY(keys_read(records, arena, &keys, &count));
    if (count)
        TRY(person_list(records, actor, unit, arena, &all));
    missing.items = arena_zeroed(arena, (count + 1) * sizeof *missing.items);
    for (size_t i = 0; count && i < all.count; i++)
        if (bsearch(&all.items[i].key, keys, count, sizeof *keys, by_key) && text_equal(all.items[i].status, "active"))
            missing.items[missing.count++] = all.items[i];
    *ret_people = missing;
    return 0;
}

int mentor_reason(struct records *records, const struct subject *learner, struct arena *arena, const char **ret_words)
{
    struct rows rows CLEANUP(rows_end) = {0};
    *ret_words = NULL;
    if (!subject_may(learner, RIGHT_SEE_COMMENTS))
        return 0;
    TRY(records_select(records, &reason_of, BIND(value_number(learner->person.key), value_number(clock_today())),
                       &rows));
    if (rows_next(&rows))
        *ret_words = row_copy(&rows, 0, arena);
    return rows_result(&rows);
}

int mentor_of(struct records *records, int64_t learner_key, struct arena *arena, struct person *ret_mentor,
              struct person *ret_substitute)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct person found[2] = {{0}, {0}};
    TRY(records_select(records, &mentors_of, BIND(value_number(learner_key), value_number(clock_today())), &rows));
    while (rows_next(&rows))
        person_read(&rows, arena, &found[row_number(&rows, PERSON_COLUMN_COUNT) != 0]);
    TRY(rows_result(&rows));
    *ret_mentor = found[0];
    *ret_substitute = found[1];
    return 0;
}

int mentor_learners(struct records *records, const struct actor *actor, struct arena *arena, struct people *ret_people)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &learners_of, BIND(value_number(actor->key), value_number(clock_today())), &rows));
    return person_rows_by_name(&rows, arena, ret_people);
}

int mentor_manager(struct records *records, int64_t person_key, int64_t but_key, int64_t *ret_key)
{
    return records_number(records, &manager_above, BIND(value_number(person_key), value_number(but_key)), 0, ret_key);
}
