/* Lists deferrals; see deferral.h. */
#include "domain/progress/deferral.h"
#include "domain/people/person_row.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/naming.h"
#include "domain/people/unit.h"
#include "domain/progress/standing.h"

#define SELECT_DEBTS                                                                                                   \
    "SELECT p.person_key, step.id, p.until, p.decided_by_key, remark.words FROM progress AS p"                         \
    " JOIN step ON step.key = p.step_key JOIN person ON person.key = p.person_key"                                     \
    " LEFT JOIN remark ON remark.key = p.remark_key"                                                                   \
    " WHERE p.until IS NOT NULL AND p.state = 'skipped' AND person.status = 'active'"

static const struct query debts_of_person = {"debt.of_person", NULL,
                                             SELECT_DEBTS " AND p.person_key = ?1 ORDER BY p.until, step.id"};
static const struct query debts_of_unit = {
    "debt.in_unit", NULL,
    SELECT_DEBTS " AND " PERSON_WORKS_IN(UNIT_AND_BELOW_OR_ALL("?1")) " ORDER BY p.until, p.person_key, step.id"};

struct deferral_reading {
    struct site *site;
    const struct actor *actor;
    const struct subject *subject; /* the one person of all rows; NULL: each row names its own */
};

static int deferral_subject(const struct deferral_reading *reading, int64_t person_key, struct arena *arena,
                            struct subject *ret_subject)
{
    struct person person;
    if (reading->subject) {
        *ret_subject = *reading->subject;
        return 0;
    }
    TRY(person_by_key(reading->site->records, person_key, arena, &person));
    return subject_of_person(reading->site->records, reading->actor, &person, ret_subject);
}

static int deferral_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    const struct deferral_reading *reading = context;
    struct site *site = reading->site;
    struct deferral *deferral = ret_item;
    struct subject subject;
    TRY(deferral_subject(reading, row_number(rows, 0), arena, &subject));
    if (!subject_may(&subject, RIGHT_SEE_DATES))
        return ROW_SKIP;
    *deferral =
        (struct deferral){.person = subject.person,
                          .until = row_day(rows, 2),
                          .is_due = row_day(rows, 2) <= clock_today(),
                          .because = subject_may(&subject, RIGHT_SEE_COMMENTS) ? row_copy(rows, 4, arena) : NULL};
    const struct naming_context naming = {site->records, &subject};
    TRY(naming_read(rows, 3, arena, &naming, &deferral->by_name));
    int result = content_step(site->content, row_text(rows, 1), arena, &deferral->step);
    if (result == FAIL_NOT_FOUND)
        deferral->step = standing_gone_entry(row_copy(rows, 1, arena));
    else
        TRY(result);
    deferral->step.is_retired = deferral->step.is_retired || deferral->step.is_hidden;
    return 0;
}

int deferrals_of(struct site *site, const struct subject *subject, struct arena *arena, struct deferral **ret_deferrals,
                 size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct deferral_reading reading = {.site = site, .subject = subject};
    TRY(subject_check(subject, RIGHT_SEE_DATES));
    TRY(records_select(site->records, &debts_of_person, BIND(value_number(subject->person.key)), &rows));
    return ROWS_COLLECT(&rows, deferral_read, &reading, arena, ret_deferrals, ret_count);
}

int deferrals_in(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                 struct deferral **ret_deferrals, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct deferral_reading reading = {.site = site, .actor = actor};
    struct unit found = {0};
    if (unit)
        TRY(unit_find(site->records, unit, arena, &found));
    TRY(records_select(site->records, &debts_of_unit, BIND(value_key(found.key)), &rows));
    return ROWS_COLLECT(&rows, deferral_read, &reading, arena, ret_deferrals, ret_count);
}
