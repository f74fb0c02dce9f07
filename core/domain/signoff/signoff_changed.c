/* What has changed since it was signed, for those who signed it; see signoff.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/person_row.h"
#include "domain/progress/standing.h"
#include "domain/signoff/signoff.h"

#include <stdlib.h>
#include <string.h>

/* ?1 the actor, ?2 today. By step, so that what is the same for many is looked up once. */
static const struct query signed_by = {
    "signoff.signed_by", NULL,
    "SELECT " PERSON_COLUMNS ", step.id, version.key, version.parts FROM " PERSON_TABLES
    " JOIN progress AS p ON p.person_key = person.key JOIN signoff AS g ON g.key = p.signoff_key"
    " JOIN version ON version.key = g.version_key JOIN step ON step.key = p.step_key"
    " WHERE p.state IN " STANDING_SIGNED_STATES " AND person.status = 'active' AND g.signer_right <> 'self'"
    " AND (g.signer_key = ?1 OR EXISTS (SELECT 1 FROM mentorship AS m WHERE m.learner_key = p.person_key"
    " AND m.mentor_key = ?1 AND m.first <= ?2 AND (m.last IS NULL OR m.last >= ?2)))"
    " ORDER BY version.key, person.key"};

struct change_search {
    struct site *site;
    const struct actor *actor;
    struct arena *arena;
    int64_t version_key; /* of the row before, and whether it has changed */
    bool has_changed;
    struct signoff_changed_item *items;
    size_t count, capacity;
};

static void change_search_finish(struct change_search *change_search)
{
    memory_free(change_search->items);
}

static int version_look(struct change_search *change_search, const struct rows *rows)
{
    struct revision_diff diff;
    if (change_search->version_key == row_number(rows, PERSON_COLUMN_COUNT + 1))
        return 0;
    change_search->version_key = row_number(rows, PERSON_COLUMN_COUNT + 1);
    TRY(standing_diff_since(change_search->site->content, row_text(rows, PERSON_COLUMN_COUNT),
                            row_text(rows, PERSON_COLUMN_COUNT + 2), clock_today(), &diff));
    change_search->has_changed = diff.what != REVISION_DIFF_NONE;
    return 0;
}

static int row_look(struct change_search *change_search, const struct rows *rows)
{
    struct signoff_changed_item changed = {0};
    TRY(version_look(change_search, rows));
    if (!change_search->has_changed)
        return 0;
    person_read(rows, change_search->arena, &changed.person);
    if (!access_may(change_search->site->records, change_search->actor, RIGHT_SIGN, changed.person.key))
        return 0;
    const char *step = row_copy(rows, PERSON_COLUMN_COUNT, change_search->arena);
    TRY(plan_step(change_search->site, change_search->actor, &changed.person, step, change_search->arena,
                  &changed.item));
    if (changed.item.diff == REVISION_DIFF_NONE)
        return 0; /* the learner has accepted it, and the signature is in force */
    ARRAY_RESERVE(change_search->items, change_search->count, change_search->capacity);
    change_search->items[change_search->count++] = changed;
    return 0;
}

static int by_need(const void *a, const void *b)
{
    const struct signoff_changed_item *left = a, *right = b;
    if (left->item.diff != right->item.diff)
        return left->item.diff < right->item.diff ? 1 : -1;
    int order = strcmp(left->item.step.id, right->item.step.id);
    return order ? order : (left->person.key > right->person.key) - (left->person.key < right->person.key);
}

int signoff_changed(struct site *site, const struct actor *actor, struct arena *arena,
                    struct signoff_changed_item **ret_changed, size_t *ret_count)
{
    CLEANUP(change_search_finish) struct change_search change_search = {.site = site, .actor = actor, .arena = arena};
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(site->records, &signed_by, BIND(value_number(actor->key), value_number(clock_today())), &rows));
    while (rows_next(&rows))
        TRY(row_look(&change_search, &rows));
    TRY(rows_result(&rows));
    *ret_changed = arena_zeroed(arena, (change_search.count + 1) * sizeof **ret_changed);
    if (change_search.count) {
        qsort(change_search.items, change_search.count, sizeof *change_search.items, by_need);
        memcpy(*ret_changed, change_search.items, change_search.count * sizeof **ret_changed);
    }
    *ret_count = change_search.count;
    return 0;
}
