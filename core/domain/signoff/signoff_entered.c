/* What others entered from paper in somebody's name, for the one whose name it is; see signoff.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/naming.h"
#include "domain/people/person_row.h"
#include "domain/signoff/signoff.h"

/* ?1 the signer, ?2 since when; of the signatures in force. */
static const struct query entered_for = {
    "signoff.entered_for", NULL,
    "SELECT " PERSON_COLUMNS ", step.id, s.entered_by_key, s.paper_day, s.at FROM " PERSON_TABLES
    " JOIN signoff AS s ON s.person_key = person.key JOIN step ON step.key = s.step_key"
    " JOIN progress ON progress.person_key = s.person_key AND progress.step_key = s.step_key"
    " AND progress.signoff_key = s.key WHERE s.signer_key = ?1 AND s.entered_by_key <> ?1 AND s.ended_at IS NULL"
    " AND s.at >= ?2 ORDER BY s.key DESC"};

struct entered_row {
    struct signoff_entered_item item;
    int64_t entered_by_key;
};

static int entered_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    struct entered_row row = {.entered_by_key = row_number(rows, PERSON_COLUMN_COUNT + 1),
                              .item = {.step_id = row_copy(rows, PERSON_COLUMN_COUNT, arena),
                                       .paper_day = row_day(rows, PERSON_COLUMN_COUNT + 2),
                                       .entered_at = row_number(rows, PERSON_COLUMN_COUNT + 3)}};
    (void)context;
    person_read(rows, arena, &row.item.person);
    *(struct entered_row *)ret_item = row;
    return 0;
}

/* A person with protected identity whom the signer may no longer know is not named. */
static int entered_keep(struct site *site, const struct actor *actor, struct arena *arena, struct entered_row *row,
                        bool *ret_is_kept)
{
    struct subject subject;
    struct content_entry step;
    TRY(subject_of_person(site->records, actor, &row->item.person, &subject));
    *ret_is_kept = !row->item.person.is_protected || subject_may(&subject, RIGHT_SEE_DATES);
    TRY(naming_for(site->records, actor, row->entered_by_key, arena, &row->item.entered_by));
    int result = content_step(site->content, row->item.step_id, arena, &step);
    row->item.title = result == 0 ? step.title : row->item.step_id;
    return fail_is(result, REASON_STEP_UNKNOWN) ? 0 : result;
}

int signoff_entered(struct site *site, const struct actor *actor, struct arena *arena,
                    struct signoff_entered_item **ret_entered, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct entered_row *all;
    size_t count, kept = 0;
    int64_t since = instant_at(clock_today() - SIGNOFF_ENTERED_DAYS, 0, 0);
    TRY(records_select(site->records, &entered_for, BIND(value_number(actor->key), value_number(since)), &rows));
    TRY(ROWS_COLLECT(&rows, entered_read, NULL, arena, &all, &count));
    rows_end(&rows);
    struct signoff_entered_item *items = arena_zeroed(arena, (count + 1) * sizeof *items);
    for (size_t i = 0; i < count; i++) {
        bool is_kept;
        TRY(entered_keep(site, actor, arena, &all[i], &is_kept));
        if (is_kept)
            items[kept++] = all[i].item;
    }
    *ret_entered = items;
    *ret_count = kept;
    return 0;
}
