/* Reads aspirants with their months and commitments, many at once; see aspirant.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/aspirant/aspirant_internal.h"
#include "domain/aspirant/commitment.h"
#include "domain/aspirant/hours.h"
#include "domain/people/person_row.h"
#include "domain/people/unit.h"
#include "io/collate.h"

#include <stdlib.h>
#include <string.h>

/* ?1 a unit with those below it (NULL: all, 0: none), ?2 somebody whose learners are there too, and the person. */
static const struct query aspirants_in = {
    "aspirant.list", NULL,
    "SELECT " PERSON_COLUMNS ", " ASPIRANT_COLUMNS " FROM " PERSON_TABLES
    " JOIN aspirant ON aspirant.person_key = person.key WHERE person.status <> 'erased' AND (" PERSON_WORKS_IN(
        UNIT_AND_BELOW_OR_ALL("?1")) " OR person.key IN (SELECT learner_key FROM mentorship WHERE mentor_key = ?2)"
                                     " OR person.key = ?2)"};
/* Of one person (?1), or of all for NULL. */
static const struct query hours_all = {"aspirant.hours", NULL,
                                       "SELECT person_key, day, seconds FROM aspirant_hours"
                                       " WHERE ended_at IS NULL AND (?1 IS NULL OR person_key = ?1)"
                                       " ORDER BY person_key, day"};
static const struct query pauses_all = {"aspirant.pauses", NULL,
                                        "SELECT person_key, first, last, kind FROM aspirant_pause"
                                        " WHERE ended_at IS NULL AND (?1 IS NULL OR person_key = ?1)"
                                        " ORDER BY person_key, first"};
static const struct query promises_all = {
    "aspirant.promises", NULL,
    "SELECT promise.person_key, " COMMITMENT_COLUMNS
    " FROM promise LEFT JOIN remark AS what ON what.key = promise.remark_key"
    " WHERE ?1 IS NULL OR promise.person_key = ?1 ORDER BY promise.person_key, promise.due, promise.key"};

/* ---- what belongs to each ---- */

/* Rows of many people, each people's together: where somebody's begin, and how many there are. */
struct owned {
    int64_t *owners;
    unsigned char *items;
    size_t size, count, capacity;
};

static void owned_finish(struct owned *owned)
{
    memory_free(owned->owners);
    memory_free(owned->items);
}

static void *owned_add(struct owned *owned, int64_t owner)
{
    if (owned->count == owned->capacity) {
        owned->capacity = owned->capacity ? 2 * owned->capacity : 64;
        owned->owners = memory_resize(owned->owners, owned->capacity * sizeof *owned->owners);
        owned->items = memory_resize(owned->items, owned->capacity * owned->size);
    }
    owned->owners[owned->count] = owner;
    return owned->items + owned->size * owned->count++;
}

/* The first row of `owner` and how many: owners come in order. */
static size_t owned_find(const struct owned *owned, int64_t owner, size_t *ret_first)
{
    size_t low = 0, high = owned->count, count = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (owned->owners[middle] < owner)
            low = middle + 1;
        else
            high = middle;
    }
    while (low + count < owned->count && owned->owners[low + count] == owner)
        count++;
    *ret_first = low;
    return count;
}

static int sums_read(struct records *records, struct value whose, struct owned *sums)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &hours_all, BIND(whose), &rows));
    while (rows_next(&rows)) {
        struct hours_sum *sum = owned_add(sums, row_number(&rows, 0));
        *sum = (struct hours_sum){row_day(&rows, 1), (int)row_number(&rows, 2)};
    }
    return rows_result(&rows);
}

static int pauses_read(struct records *records, struct value whose, struct arena *arena, struct owned *pauses)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &pauses_all, BIND(whose), &rows));
    while (rows_next(&rows)) {
        struct pause *pause = owned_add(pauses, row_number(&rows, 0));
        *pause = (struct pause){row_day(&rows, 1), row_day(&rows, 2), row_copy(&rows, 3, arena)};
    }
    return rows_result(&rows);
}

static int promises_read(struct records *records, struct value whose, struct arena *arena, struct owned *commitments)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &promises_all, BIND(whose), &rows));
    while (rows_next(&rows))
        commitment_read(&rows, 1, arena, owned_add(commitments, row_number(&rows, 0)));
    return rows_result(&rows);
}

int aspirants_complete(struct records *records, struct arena *arena, struct aspirants *aspirants)
{
    CLEANUP(owned_finish) struct owned sums = {.size = sizeof(struct hours_sum)};
    CLEANUP(owned_finish) struct owned pauses = {.size = sizeof(struct pause)};
    CLEANUP(owned_finish) struct owned commitments = {.size = sizeof(struct commitment)};
    struct value whose = aspirants->count == 1 ? value_number(aspirants->items[0].person.key) : value_null();
    TRY(sums_read(records, whose, &sums));
    TRY(pauses_read(records, whose, arena, &pauses));
    TRY(promises_read(records, whose, arena, &commitments));
    for (size_t i = 0; i < aspirants->count; i++) {
        struct aspirant *aspirant = &aspirants->items[i];
        size_t sum, pause, commitment;
        struct month_inputs facts = {.sum_count = owned_find(&sums, aspirant->person.key, &sum),
                                     .pause_count = owned_find(&pauses, aspirant->person.key, &pause)};
        facts.sums = sums.count ? (const struct hours_sum *)(const void *)sums.items + sum : NULL;
        facts.pauses = pauses.count ? (const struct pause *)(const void *)pauses.items + pause : NULL;
        months_compute(aspirant, &facts, arena);
        aspirant->commitment_count = owned_find(&commitments, aspirant->person.key, &commitment);
        size_t bytes = aspirant->commitment_count * sizeof(struct commitment);
        aspirant->commitments = (void *)arena_copy_bytes(
            arena, bytes ? commitments.items + commitment * sizeof(struct commitment) : NULL, bytes);
    }
    return 0;
}

/* ---- who ---- */

static int by_name(const void *a, const void *b)
{
    const struct aspirant *left = a, *right = b;
    int order = collate_swedish(left->person.name, right->person.name);
    return order ? order : strcmp(left->person.rid, right->person.rid);
}

struct listing {
    struct records *records;
    const struct actor *actor;
};

/* Aspirants are few, even where people are many: each is asked for by itself. */
static int visible_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    const struct listing *listing = context;
    struct aspirant *aspirant = ret_item;
    person_read(rows, arena, &aspirant->person);
    aspirant_row_read(rows, PERSON_COLUMN_COUNT, arena, aspirant);
    return access_may(listing->records, listing->actor, RIGHT_SEE_DATES, aspirant->person.key) ? 0 : ROW_SKIP;
}

/* The words of a commitment are for those who may see comments; others, such as HR, see its kind. */
static void words_hide(struct aspirant *aspirant)
{
    for (size_t i = 0; i < aspirant->commitment_count; i++)
        aspirant->commitments[i].what = NULL;
}

static void listing_hide(struct records *records, const struct actor *actor, struct aspirants *aspirants)
{
    for (size_t i = 0; i < aspirants->count; i++) {
        struct aspirant *aspirant = &aspirants->items[i];
        if (aspirant->commitment_count && !access_may(records, actor, RIGHT_SEE_COMMENTS, aspirant->person.key))
            words_hide(aspirant);
    }
}

int aspirant_list(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                  struct aspirants *ret_aspirants)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct listing listing = {site->records, actor};
    struct value scope = value_null(), with = value_number(0);
    struct unit found;
    if (unit) {
        TRY(unit_find(site->records, unit, arena, &found));
        scope = value_number(found.key);
    } else if (!(actor->roles & (ROLE_HR | ROLE_OPERATOR))) {
        scope = value_number(actor->roles & ROLE_MANAGER ? actor->unit_key : 0);
        with = value_number(actor->key);
    }
    TRY(records_select(site->records, &aspirants_in, BIND(scope, with), &rows));
    TRY(ROWS_COLLECT(&rows, visible_read, &listing, arena, &ret_aspirants->items, &ret_aspirants->count));
    qsort(ret_aspirants->items, ret_aspirants->count, sizeof *ret_aspirants->items, by_name);
    TRY(aspirants_complete(site->records, arena, ret_aspirants));
    listing_hide(site->records, actor, ret_aspirants);
    return 0;
}

int aspirant_of(struct site *site, const struct subject *subject, struct arena *arena, struct aspirant *ret_aspirant)
{
    struct aspirants one = {ret_aspirant, 1};
    TRY(subject_check(subject, RIGHT_SEE_DATES));
    TRY(aspirant_row_of(site->records, &subject->person, arena, ret_aspirant));
    TRY(aspirants_complete(site->records, arena, &one));
    if (!subject_may(subject, RIGHT_SEE_COMMENTS))
        words_hide(ret_aspirant);
    return 0;
}
