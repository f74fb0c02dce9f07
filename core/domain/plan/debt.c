/* Lists introduction debts; see debt.h. */
#include "domain/plan/debt.h"
#include "domain/people/person_row.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/unit.h"
#include "domain/plan/progress.h"

#include <string.h>

#define SELECT_DEBTS                                                                                                   \
    "SELECT p.person_key, step.id, p.until, i.name, remark.words FROM progress AS p"                                   \
    " JOIN step ON step.key = p.step_key JOIN person ON person.key = p.person_key"                                     \
    " LEFT JOIN identity AS i ON i.person_key = p.decided_by_key LEFT JOIN remark ON remark.key = p.remark_key"        \
    " WHERE p.until IS NOT NULL AND p.state = 'skipped' AND person.status = 'active'"

static const struct query debts_of_person = {"debt.of_person", NULL,
                                             SELECT_DEBTS " AND p.person_key = ?1 ORDER BY p.until, step.id"};
static const struct query debts_of_unit = {
    "debt.in_unit", NULL,
    SELECT_DEBTS " AND " PERSON_WORKS_IN(UNIT_AND_BELOW_OR_ALL("?1")) " ORDER BY p.until, p.person_key, step.id"};

struct debts {
    struct debt *items;
    size_t count, capacity;
};

static void debts_finish(struct debts *debts)
{
    memory_free(debts->items);
}

static int debt_read(struct site *site, const struct actor *actor, const struct rows *rows, struct arena *arena,
                     struct debt *ret_debt)
{
    int64_t person_key = row_number(rows, 0);
    bool may_read = access_may(site->records, actor, RIGHT_SEE_COMMENTS, person_key);
    *ret_debt = (struct debt){.until = row_day(rows, 2),
                              .is_due = row_day(rows, 2) <= clock_today(),
                              .by_name = row_copy(rows, 3, arena),
                              .because = may_read ? row_copy(rows, 4, arena) : NULL};
    TRY(person_by_key(site->records, person_key, arena, &ret_debt->person));
    int result = content_step(site->content, row_text(rows, 1), arena, &ret_debt->step);
    if (result == FAIL_NOT_FOUND)
        ret_debt->step = progress_gone_entry(row_copy(rows, 1, arena));
    else
        TRY(result);
    ret_debt->step.is_retired = ret_debt->step.is_retired || ret_debt->step.is_hidden;
    return 0;
}

static int debts_read(struct site *site, const struct actor *actor, struct rows *rows, struct arena *arena,
                      struct debts *debts)
{
    while (rows_next(rows)) {
        if (!access_may(site->records, actor, RIGHT_SEE_DATES, row_number(rows, 0)))
            continue;
        ARRAY_RESERVE(debts->items, debts->count, debts->capacity);
        TRY(debt_read(site, actor, rows, arena, &debts->items[debts->count++]));
    }
    return rows_result(rows);
}

static void debts_give(const struct debts *debts, struct arena *arena, struct debt **ret_debts, size_t *ret_count)
{
    *ret_debts = arena_zeroed(arena, (debts->count + 1) * sizeof **ret_debts);
    if (debts->count)
        memcpy(*ret_debts, debts->items, debts->count * sizeof **ret_debts);
    *ret_count = debts->count;
}

int debts_of(struct site *site, const struct actor *actor, const struct person *person, struct arena *arena,
             struct debt **ret_debts, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    CLEANUP(debts_finish) struct debts debts = {0};
    TRY(access_check(site->records, actor, RIGHT_SEE_DATES, person->key));
    TRY(records_select(site->records, &debts_of_person, BIND(of_number(person->key)), &rows));
    TRY(debts_read(site, actor, &rows, arena, &debts));
    debts_give(&debts, arena, ret_debts, ret_count);
    return 0;
}

int debts_in(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
             struct debt **ret_debts, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    CLEANUP(debts_finish) struct debts debts = {0};
    struct unit found = {0};
    if (unit)
        TRY(unit_find(site->records, unit, arena, &found));
    TRY(records_select(site->records, &debts_of_unit, BIND(of_key(found.key)), &rows));
    TRY(debts_read(site, actor, &rows, arena, &debts));
    debts_give(&debts, arena, ret_debts, ret_count);
    return 0;
}
