/* Lists deferrals; see deferral.h. */
#include "domain/progress/deferral.h"
#include "domain/people/person_row.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/unit.h"
#include "domain/progress/standing.h"

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

struct deferral_reading {
    struct site *site;
    const struct actor *actor;
};

static int deferral_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    const struct deferral_reading *reading = context;
    struct site *site = reading->site;
    struct deferral *deferral = ret_item;
    int64_t person_key = row_number(rows, 0);
    if (!access_may(site->records, reading->actor, RIGHT_SEE_DATES, person_key))
        return ROW_SKIP;
    bool may_read = access_may(site->records, reading->actor, RIGHT_SEE_COMMENTS, person_key);
    *deferral = (struct deferral){.until = row_day(rows, 2),
                                  .is_due = row_day(rows, 2) <= clock_today(),
                                  .by_name = row_copy(rows, 3, arena),
                                  .because = may_read ? row_copy(rows, 4, arena) : NULL};
    TRY(person_by_key(site->records, person_key, arena, &deferral->person));
    int result = content_step(site->content, row_text(rows, 1), arena, &deferral->step);
    if (result == FAIL_NOT_FOUND)
        deferral->step = standing_gone_entry(row_copy(rows, 1, arena));
    else
        TRY(result);
    deferral->step.is_retired = deferral->step.is_retired || deferral->step.is_hidden;
    return 0;
}

int deferrals_of(struct site *site, const struct actor *actor, const struct person *person, struct arena *arena,
                 struct deferral **ret_deferrals, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct deferral_reading reading = {site, actor};
    TRY(access_check(site->records, actor, RIGHT_SEE_DATES, person->key));
    TRY(records_select(site->records, &debts_of_person, BIND(value_number(person->key)), &rows));
    return ROWS_COLLECT(&rows, deferral_read, &reading, arena, ret_deferrals, ret_count);
}

int deferrals_in(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                 struct deferral **ret_deferrals, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct deferral_reading reading = {site, actor};
    struct unit found = {0};
    if (unit)
        TRY(unit_find(site->records, unit, arena, &found));
    TRY(records_select(site->records, &debts_of_unit, BIND(value_key(found.key)), &rows));
    return ROWS_COLLECT(&rows, deferral_read, &reading, arena, ret_deferrals, ret_count);
}
