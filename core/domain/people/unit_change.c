/* Renames, moves, closes and opens units; see unit_change.h. */
#include "domain/people/unit_change.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/access.h"
#include "domain/people/change.h"
#include "domain/people/identifier.h"
#include "domain/people/person_row.h"
#include "domain/people/placement.h"

static const struct query unit_update = {
    "unit.update", "unit", "UPDATE unit SET name = ?2, parent_key = ?3, closed_on = ?4 WHERE key = ?1 RETURNING *"};
static const struct query unit_is_inside = {
    "unit.is_inside", NULL, "SELECT count(*) FROM unit WHERE key = ?2 AND key IN " UNIT_AND_BELOW("?1")};
static const struct query people_in = {
    "unit.people_in", NULL, "SELECT count(*) FROM person WHERE status = 'active' AND " PERSON_WORKS_IN("(?1)")};
static const struct query open_below = {"unit.open_below", NULL,
                                        "SELECT count(*) FROM unit WHERE parent_key = ?1 AND closed_on IS NULL"};
/* How many of those who work in a unit (?1) or below each manager sees as such; ?2: also the protected. */
static const struct query sights_of = {
    "unit.sights", NULL,
    "WITH RECURSIVE here (key) AS (SELECT person.key FROM person WHERE status = 'active'"
    " AND (is_protected = 0 OR ?2 = 1) AND " PERSON_WORKS_IN(
        UNIT_AND_BELOW("?1")) "),"
                              " works (key, unit_key) AS (SELECT here.key, person.unit_key FROM here"
                              " JOIN person ON person.key = here.key UNION SELECT here.key, also_unit.unit_key"
                              " FROM here JOIN also_unit ON also_unit.person_key = here.key),"
                              " up (key, unit_key) AS (SELECT key, unit_key FROM works UNION SELECT up.key,"
                              " unit.parent_key FROM up JOIN unit ON unit.key = up.unit_key"
                              " WHERE unit.parent_key IS NOT NULL)"
                              " SELECT manager.key, count(*) FROM up JOIN person AS manager"
                              " ON manager.unit_key = up.unit_key AND manager.key <> up.key"
                              " JOIN role ON role.person_key = manager.key AND role.role = 'manager'"
                              " WHERE manager.status = 'active' GROUP BY manager.key ORDER BY manager.key"};

struct sight_row {
    int64_t manager_key, people;
};

struct sights {
    struct sight_row *rows;
    size_t count;
};

/* The change at work. */
struct unit_work {
    struct records *records;
    const struct actor *actor;
    const char *id;
    const struct unit_change *wish;
    struct arena *arena;
    struct unit_impact *impact;
    bool is_done;
};

static bool sees_protected(const struct actor *actor)
{
    return actor->roles & ROLE_OPERATOR;
}

/* ---- who sees whom ---- */

static int sight_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)arena;
    (void)context;
    *(struct sight_row *)ret_item = (struct sight_row){row_number(rows, 0), row_number(rows, 1)};
    return 0;
}

static int sights_read(const struct unit_work *work, struct sights *ret_sights)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(work->records, &sights_of,
                       BIND(value_number(work->impact->before.key), value_number(sees_protected(work->actor))), &rows));
    return ROWS_COLLECT(&rows, sight_read, NULL, work->arena, &ret_sights->rows, &ret_sights->count);
}

static int sight_add(const struct unit_work *work, int64_t manager_key, int64_t before, int64_t after)
{
    struct unit_impact *impact = work->impact;
    struct unit_sight *sight = &impact->sights[impact->sight_count];
    if (before == after)
        return 0;
    impact->sight_count++;
    *sight = (struct unit_sight){.before = (size_t)before, .after = (size_t)after};
    return naming_for(work->records, work->actor, manager_key, work->arena, &sight->manager);
}

/* The row of the list at *place if it is of this manager, else nobody. */
static int64_t sight_take(const struct sights *sights, int64_t manager_key, size_t *place)
{
    if (*place == sights->count || sights->rows[*place].manager_key != manager_key)
        return 0;
    return sights->rows[(*place)++].people;
}

static int64_t manager_at(const struct sights *sights, size_t place)
{
    return place < sights->count ? sights->rows[place].manager_key : INT64_MAX;
}

/* Both are in the order of keys. */
static int sights_compare(const struct unit_work *work, const struct sights *before, const struct sights *after)
{
    size_t i = 0, j = 0;
    work->impact->sights = arena_zeroed(work->arena, (before->count + after->count + 1) * sizeof(struct unit_sight));
    while (i < before->count || j < after->count) {
        int64_t left = manager_at(before, i), right = manager_at(after, j), key = left < right ? left : right;
        int64_t saw = sight_take(before, key, &i), sees = sight_take(after, key, &j);
        TRY(sight_add(work, key, saw, sees));
    }
    return 0;
}

/* ---- the rules ---- */

static int name_read(const struct unit_work *work)
{
    if (!work->wish->name)
        return 0;
    TRY(identifier_check_name("name", "unit", work->id, work->wish->name));
    work->impact->after.name = work->wish->name;
    return 0;
}

static int parent_read(const struct unit_work *work)
{
    const struct unit *unit = &work->impact->before;
    struct unit parent = {0};
    int64_t is_inside = 0;
    if (!work->wish->parent)
        return 0;
    if (unit->closed_on != DAY_NONE)
        return fail_at(FAIL_RULE, REASON_UNIT_CLOSED, NULL, "unit '%s': is closed", unit->id);
    if (*work->wish->parent)
        TRY(unit_find_open(work->records, work->wish->parent, work->arena, &parent));
    TRY(records_number(work->records, &unit_is_inside, BIND(value_number(unit->key), value_number(parent.key)), 0,
                       &is_inside));
    if (is_inside)
        return fail(FAIL_RULE, "unit '%s': cannot lie below '%s', which is the unit itself or below it", unit->id,
                    parent.id);
    work->impact->after.parent_key = parent.key;
    return 0;
}

static int close_check(const struct unit_work *work)
{
    const struct unit *unit = &work->impact->before;
    int64_t people = 0, units = 0;
    TRY(records_number(work->records, &people_in, BIND(value_number(unit->key)), 0, &people));
    TRY(records_number(work->records, &open_below, BIND(value_number(unit->key)), 0, &units));
    if (people)
        return fail_at(FAIL_RULE, REASON_UNIT_HAS_PEOPLE, NULL, "unit '%s': people who work in it: %d", unit->id,
                       (int)people);
    if (units)
        return fail_at(FAIL_RULE, REASON_UNIT_HAS_UNITS, NULL, "unit '%s': open units below it: %d", unit->id,
                       (int)units);
    return 0;
}

static int closed_read(const struct unit_work *work)
{
    struct unit *after = &work->impact->after, above = {.closed_on = DAY_NONE};
    if (!work->wish->is_closed || *work->wish->is_closed == (after->closed_on != DAY_NONE))
        return 0;
    after->closed_on = *work->wish->is_closed ? clock_today() : DAY_NONE;
    if (*work->wish->is_closed)
        return close_check(work);
    if (after->parent_key)
        TRY(unit_by_key(work->records, after->parent_key, work->arena, &above));
    return above.closed_on == DAY_NONE
               ? 0
               : fail(FAIL_RULE, "unit '%s': lies below '%s', which is closed", work->id, above.id);
}

static int parent_name(const struct unit_work *work, const struct unit *unit, const char **ret_id)
{
    struct unit parent = {0};
    if (unit->parent_key)
        TRY(unit_by_key(work->records, unit->parent_key, work->arena, &parent));
    *ret_id = parent.id;
    return 0;
}

static int people_read(const struct unit_work *work)
{
    struct people *people = &work->impact->people;
    size_t kept = 0;
    TRY(person_list(work->records, work->actor, work->id, work->arena, people));
    for (size_t i = 0; i < people->count; i++)
        if (text_equal(people->items[i].status, "active"))
            people->items[kept++] = people->items[i];
    people->count = kept;
    return 0;
}

static int wish_read(const struct unit_work *work)
{
    struct unit_impact *impact = work->impact;
    TRY(unit_find(work->records, work->id, work->arena, &impact->before));
    impact->after = impact->before;
    TRY(name_read(work));
    TRY(parent_read(work));
    TRY(closed_read(work));
    TRY(parent_name(work, &impact->before, &impact->parent_before));
    TRY(parent_name(work, &impact->after, &impact->parent_after));
    TRY(people_read(work));
    impact->is_changed = !text_equal(impact->before.name, impact->after.name) ||
                         impact->before.parent_key != impact->after.parent_key ||
                         impact->before.closed_on != impact->after.closed_on;
    return 0;
}

/* ---- writing ---- */

static const char *event_of(const struct unit_impact *impact)
{
    if (impact->before.closed_on != impact->after.closed_on)
        return impact->after.closed_on == DAY_NONE ? "unit.opened" : "unit.closed";
    return impact->before.parent_key != impact->after.parent_key ? "unit.moved" : "unit.renamed";
}

static int unit_write(struct unit_work *work, struct change *change)
{
    struct unit_impact *impact = work->impact;
    const struct unit *after = &impact->after;
    struct sights seen_before = {0}, seen_after = {0};
    TRY(wish_read(work));
    change->is_unchanged = !impact->is_changed;
    if (!impact->is_changed)
        return 0;
    json_put_string(&change->json, "unit", after->id);
    json_put_string(&change->json, "parent", impact->parent_after);
    TRY(sights_read(work, &seen_before));
    if (impact->before.parent_key != after->parent_key)
        TRY(placement_keep_unit(work->records, after->key));
    TRY(records_write(work->records, &unit_update,
                      BIND(value_number(after->key), value_text(after->name), value_key(after->parent_key),
                           value_day(after->closed_on)),
                      NULL));
    TRY(sights_read(work, &seen_after));
    return sights_compare(work, &seen_before, &seen_after);
}

/* For records_attempt(): a failure takes everything back. */
static int work_do(void *context)
{
    struct unit_work *work = context;
    CLEANUP(change_finish) struct change change = CHANGE(work->records, work->actor);
    TRY(change_begin_with(&change, NULL));
    int result = unit_write(work, &change);
    TRY(change_end(&change, result, event_of(work->impact)));
    work->is_done = true;
    return work->wish->is_preview ? FAIL_RULE : 0; /* nobody reads why */
}

int unit_set(struct records *records, const struct actor *actor, const char *id, const struct unit_change *change,
             struct arena *arena, struct unit_impact *ret_impact)
{
    struct unit_impact impact = {0};
    struct unit_work work = {records, actor, id, change, arena, &impact, false};
    TRY(access_check_site(actor, SITE_ACCOUNTS));
    TRY(records_begin(records));
    int result = records_attempt(records, work_do, &work);
    if (work.is_done && change->is_preview) {
        fail_forget();
        result = 0;
    }
    TRY(records_end_unchanged(records, result));
    *ret_impact = impact;
    return 0;
}
