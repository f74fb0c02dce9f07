/* Reads plans with their leave and shares; see plan_rows.h. */
#include "domain/plan/plan_rows.h"

#include "base/clock.h"
#include "base/text.h"
#include "domain/progress/progress.h"
#include "domain/progress/state.h"

#include <string.h>

#define PLANS_MAX 100 /* of one person */

static const struct query newest_running = {
    "plan.newest_running", NULL,
    "SELECT key, programme, start, ended_on FROM plan WHERE person_key = ?1 AND (ended_on IS NULL OR ended_on > ?2)"
    " ORDER BY start DESC, key DESC LIMIT 1"};
static const struct query newest_of = {"plan.newest_of", NULL,
                                       "SELECT key, programme, start, ended_on FROM plan WHERE person_key = ?1"
                                       " AND programme = ?2 ORDER BY start DESC, key DESC LIMIT 1"};
static const struct query leaves_of = {"plan_leave.of", NULL,
                                       "SELECT l.first, l.last, l.told_on, l.key FROM " PLAN_LEAVES
                                       " WHERE plan.key = ?1 ORDER BY l.key LIMIT 64"};
static const struct query shares_of = {"plan_share.of", NULL,
                                       "SELECT s.first, s.percent, s.told_on, s.key FROM " PLAN_SHARES
                                       " WHERE plan.key = ?1 ORDER BY s.first, s.key LIMIT 64"};

static struct plan_row row_read(const struct rows *rows, struct arena *arena)
{
    return (struct plan_row){.key = row_number(rows, 0),
                             .programme = row_copy(rows, 1, arena),
                             .start = row_day(rows, 2),
                             .ended_on = row_day(rows, 3)};
}

int plan_row_newest(struct records *records, int64_t person_key, const char *programme, struct arena *arena,
                    struct plan_row *ret_row)
{
    struct rows rows CLEANUP(rows_end) = {0};
    *ret_row = (struct plan_row){0};
    if (programme)
        TRY(records_select(records, &newest_of, BIND(value_number(person_key), value_text(programme)), &rows));
    else
        TRY(records_select(records, &newest_running, BIND(value_number(person_key), value_number(clock_today())),
                           &rows));
    if (rows_next(&rows))
        *ret_row = row_read(&rows, arena);
    return rows_result(&rows);
}

static const struct query all_of = {
    "plan.all_of", NULL,
    "SELECT key, programme, start, ended_on FROM plan WHERE person_key = ?1 AND (ended_on IS NULL OR ended_on > ?2"
    " OR ?3) ORDER BY ended_on IS NOT NULL AND ended_on <= ?2, start DESC, key DESC LIMIT 100"};

static int rows_read(struct records *records, struct binding binding, struct arena *arena, struct plan_row **ret_rows,
                     size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    *ret_rows = arena_zeroed(arena, PLANS_MAX * sizeof **ret_rows);
    *ret_count = 0;
    TRY(records_select(records, &all_of, binding, &rows));
    while (*ret_count < PLANS_MAX && rows_next(&rows))
        (*ret_rows)[(*ret_count)++] = row_read(&rows, arena);
    return rows_result(&rows);
}

int plan_rows_running(struct records *records, int64_t person_key, struct arena *arena, struct plan_row **ret_rows,
                      size_t *ret_count)
{
    return rows_read(records, BIND(value_number(person_key), value_number(clock_today()), value_number(0)), arena,
                     ret_rows, ret_count);
}

int plan_rows_all(struct records *records, int64_t person_key, struct arena *arena, struct plan_row **ret_rows,
                  size_t *ret_count)
{
    return rows_read(records, BIND(value_number(person_key), value_number(clock_today()), value_number(1)), arena,
                     ret_rows, ret_count);
}

int plan_row_reschedules(struct records *records, int64_t plan_key, struct arena *arena,
                         struct due_reschedules *ret_reschedules)
{
    struct rows leaves CLEANUP(rows_end) = {0};
    struct rows shares CLEANUP(rows_end) = {0};
    struct due_reschedules reschedules = {.leaves = arena_zeroed(arena, DUE_LEAVES_MAX * sizeof *reschedules.leaves),
                                          .shares = arena_zeroed(arena, DUE_LEAVES_MAX * sizeof *reschedules.shares)};
    TRY(records_select(records, &leaves_of, BIND(value_number(plan_key)), &leaves));
    while (rows_next(&leaves) && reschedules.leave_count < DUE_LEAVES_MAX)
        reschedules.leaves[reschedules.leave_count++] =
            (struct due_leave){row_day(&leaves, 0), row_day(&leaves, 1), row_day(&leaves, 2), row_number(&leaves, 3)};
    TRY(rows_result(&leaves));
    TRY(records_select(records, &shares_of, BIND(value_number(plan_key)), &shares));
    while (rows_next(&shares) && reschedules.share_count < DUE_LEAVES_MAX)
        reschedules.shares[reschedules.share_count++] = (struct due_share){
            row_day(&shares, 0), (int)row_number(&shares, 1), row_day(&shares, 2), row_number(&shares, 3)};
    TRY(rows_result(&shares));
    *ret_reschedules = reschedules;
    return 0;
}

bool plan_is_for_background(const struct content_entry *entry, const char *background)
{
    if (!entry->backgrounds || text_is_blank(background))
        return true;
    size_t length = strlen(background);
    for (const char *word = entry->backgrounds; *word; word += strspn(word, " ")) {
        size_t word_length = strcspn(word, " ");
        if (word_length == length && memcmp(word, background, length) == 0)
            return true;
        word += word_length;
    }
    return false;
}
