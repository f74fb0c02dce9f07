/* Reads plans with their leave and shares; see plan_rows.h. */
#include "domain/plan/plan_rows.h"

#include "base/clock.h"
#include "base/text.h"

#include <string.h>

static const struct query newest_running = {
    "plan.newest_running", NULL,
    "SELECT key, programme, start, ended_on FROM plan WHERE person_key = ?1 AND (ended_on IS NULL OR ended_on >= ?2)"
    " ORDER BY start DESC, key DESC LIMIT 1"};
static const struct query newest_of = {"plan.newest_of", NULL,
                                       "SELECT key, programme, start, ended_on FROM plan WHERE person_key = ?1"
                                       " AND programme = ?2 ORDER BY start DESC, key DESC LIMIT 1"};
static const struct query leaves_of = {
    "plan_leave.of", NULL, "SELECT first, last, told_on FROM plan_leave WHERE plan_key = ?1 ORDER BY key LIMIT 64"};
static const struct query shares_of = {
    "plan_share.of", NULL, "SELECT first, percent FROM plan_share WHERE plan_key = ?1 ORDER BY key LIMIT 64"};

int plan_row_newest(struct records *records, int64_t person_key, const char *programme, struct arena *arena,
                    struct plan_row *ret_row)
{
    struct rows rows CLEANUP(rows_end) = {0};
    *ret_row = (struct plan_row){0};
    if (programme)
        TRY(records_select(records, &newest_of, BIND(of_number(person_key), of_text(programme)), &rows));
    else
        TRY(records_select(records, &newest_running, BIND(of_number(person_key), of_number(clock_today())), &rows));
    if (rows_next(&rows))
        *ret_row = (struct plan_row){.key = row_number(&rows, 0),
                                     .programme = row_copy(&rows, 1, arena),
                                     .start = row_day(&rows, 2),
                                     .ended_on = row_day(&rows, 3)};
    return rows_result(&rows);
}

int plan_row_shifts(struct records *records, int64_t plan_key, struct arena *arena, struct due_shifts *ret_shifts)
{
    struct rows leaves CLEANUP(rows_end) = {0};
    struct rows shares CLEANUP(rows_end) = {0};
    struct due_shifts shifts = {.leaves = arena_zeroed(arena, DUE_LEAVES_MOST * sizeof *shifts.leaves),
                                .shares = arena_zeroed(arena, DUE_LEAVES_MOST * sizeof *shifts.shares)};
    TRY(records_select(records, &leaves_of, BIND(of_number(plan_key)), &leaves));
    while (rows_next(&leaves) && shifts.leave_count < DUE_LEAVES_MOST)
        shifts.leaves[shifts.leave_count++] =
            (struct due_leave){row_day(&leaves, 0), row_day(&leaves, 1), row_day(&leaves, 2)};
    TRY(rows_result(&leaves));
    TRY(records_select(records, &shares_of, BIND(of_number(plan_key)), &shares));
    while (rows_next(&shares) && shifts.share_count < DUE_LEAVES_MOST)
        shifts.shares[shifts.share_count++] = (struct due_share){row_day(&shares, 0), (int)row_number(&shares, 1)};
    TRY(rows_result(&shares));
    *ret_shifts = shifts;
    return 0;
}

bool plan_concerns(const struct content_entry *entry, const char *background)
{
    if (!entry->audience || text_is_blank(background))
        return true;
    size_t length = strlen(background);
    for (const char *word = entry->audience; *word; word += strspn(word, " ")) {
        size_t word_length = strcspn(word, " ");
        if (word_length == length && memcmp(word, background, length) == 0)
            return true;
        word += word_length;
    }
    return false;
}
