/* Lists introduction debts; see deferral.h. */
#include "domain/progress/deferral.h"
#include "domain/people/person_row.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/unit.h"
#include "domain/progress/standing.h"

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

struct deferrals {
    struct deferral *items;
    size_t count, capacity;
};

static void debts_finish(struct deferrals *deferrals)
{
    memory_free(deferrals->items);
}

static int deferral_read(struct site *site, const struct subject *subject, const struct rows *rows, struct arena *arena,
                         struct deferrals *deferrals)
{
    ARRAY_RESERVE(deferrals->items, deferrals->count, deferrals->capacity);
    struct deferral *deferral = &deferrals->items[deferrals->count++];
    *deferral =
        (struct deferral){.person = subject->person,
                          .until = row_day(rows, 2),
                          .is_due = row_day(rows, 2) <= clock_today(),
                          .by_name = row_copy(rows, 3, arena),
                          .because = subject_may(subject, RIGHT_SEE_COMMENTS) ? row_copy(rows, 4, arena) : NULL};
    int result = content_step(site->content, row_text(rows, 1), arena, &deferral->step);
    if (result == FAIL_NOT_FOUND)
        deferral->step = standing_gone_entry(row_copy(rows, 1, arena));
    else
        TRY(result);
    deferral->step.is_retired = deferral->step.is_retired || deferral->step.is_hidden;
    return 0;
}

static void debts_give(const struct deferrals *deferrals, struct arena *arena, struct deferral **ret_deferrals,
                       size_t *ret_count)
{
    *ret_deferrals = arena_zeroed(arena, (deferrals->count + 1) * sizeof **ret_deferrals);
    if (deferrals->count)
        memcpy(*ret_deferrals, deferrals->items, deferrals->count * sizeof **ret_deferrals);
    *ret_count = deferrals->count;
}

int deferrals_of(struct site *site, const struct subject *subject, struct arena *arena, struct deferral **ret_deferrals,
                 size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    CLEANUP(debts_finish) struct deferrals deferrals = {0};
    TRY(subject_check(subject, RIGHT_SEE_DATES));
    TRY(records_select(site->records, &debts_of_person, BIND(value_number(subject->person.key)), &rows));
    while (rows_next(&rows))
        TRY(deferral_read(site, subject, &rows, arena, &deferrals));
    TRY(rows_result(&rows));
    debts_give(&deferrals, arena, ret_deferrals, ret_count);
    return 0;
}

int deferrals_in(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                 struct deferral **ret_deferrals, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    CLEANUP(debts_finish) struct deferrals deferrals = {0};
    struct unit found = {0};
    if (unit)
        TRY(unit_find(site->records, unit, arena, &found));
    TRY(records_select(site->records, &debts_of_unit, BIND(value_key(found.key)), &rows));
    while (rows_next(&rows)) {
        struct person person;
        struct subject subject;
        TRY(person_by_key(site->records, row_number(&rows, 0), arena, &person));
        TRY(subject_of_person(site->records, actor, &person, &subject));
        if (subject_may(&subject, RIGHT_SEE_DATES))
            TRY(deferral_read(site, &subject, &rows, arena, &deferrals));
    }
    TRY(rows_result(&rows));
    debts_give(&deferrals, arena, ret_deferrals, ret_count);
    return 0;
}
