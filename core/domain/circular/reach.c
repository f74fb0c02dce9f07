/* Holds the words of `to:` against the people of the unit tree; see reach.h. */
#include "domain/circular/reach.h"

#include "base/clock.h"
#include "base/text.h"
#include "domain/plan/plan_rows.h"

#include <string.h>

/* Deeper than any organisation; a circle in the tree ends here too. */
#define UNIT_DEPTH_MOST 32

/* Something of a person: the key of a unit, or a day. */
struct reach_pair {
    int64_t person_key, value;
};

static const struct query also_all = {
    "reach.also", NULL,
    "SELECT person_key, unit_key FROM also_unit WHERE ?1 IS NULL OR person_key = ?1 ORDER BY person_key, unit_key"};
static const struct query starts_all = {
    "reach.starts", NULL,
    "SELECT person_key, min(start) FROM plan WHERE ?1 IS NULL OR person_key = ?1 GROUP BY person_key"
    " ORDER BY person_key"};

/* A leave until further notice ends on no day that anybody knows. */
static const struct query returns_all = {
    "reach.returns", NULL,
    "SELECT plan.person_key, max(coalesce(plan_leave.last, 99999999)) + 1 FROM plan_leave"
    " JOIN plan ON plan.key = plan_leave.plan_key WHERE plan_leave.ended_at IS NULL AND plan_leave.first <= ?2"
    " AND (plan_leave.last IS NULL OR plan_leave.last - plan_leave.first >= ?3 - 1)"
    " AND (?1 IS NULL OR plan.person_key = ?1) GROUP BY plan.person_key ORDER BY plan.person_key"};

static int pairs_read(struct records *records, const struct query *query, struct binding binding, struct arena *arena,
                      struct reach_pair **ret_pairs, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    CLEANUP(memory_free_at) struct reach_pair *items = NULL;
    size_t count = 0, capacity = 0;
    TRY(records_select(records, query, binding, &rows));
    while (rows_next(&rows)) {
        ARRAY_RESERVE(items, count, capacity);
        items[count++] = (struct reach_pair){row_number(&rows, 0), row_number(&rows, 1)};
    }
    TRY(rows_result(&rows));
    *ret_pairs = (void *)arena_copy_bytes(arena, items, count * sizeof *items);
    *ret_count = count;
    return 0;
}

int reach_read(struct records *records, int64_t person_key, struct arena *arena, struct reach *ret_reach)
{
    struct reach reach = {0};
    TRY(unit_list(records, arena, &reach.units, &reach.unit_count));
    struct value of = of_key(person_key);
    TRY(pairs_read(records, &also_all, BIND(of), arena, &reach.also, &reach.also_count));
    TRY(pairs_read(records, &starts_all, BIND(of), arena, &reach.starts, &reach.start_count));
    TRY(pairs_read(records, &returns_all, BIND(of, of_number(clock_today()), of_number(REACH_AWAY)), arena,
                   &reach.returns, &reach.return_count));
    *ret_reach = reach;
    return 0;
}

/* The first pair of the person or, where there is none, of the next. */
static size_t pair_first(const struct reach_pair *pairs, size_t count, int64_t person_key)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (pairs[middle].person_key < person_key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What there is of the person; DAY_NONE for nothing. */
static int day_of(const struct reach_pair *pairs, size_t count, int64_t person_key)
{
    size_t at = pair_first(pairs, count, person_key);
    return at < count && pairs[at].person_key == person_key ? (int)pairs[at].value : DAY_NONE;
}

int reach_came(const struct reach *reach, const struct person *person)
{
    int came = person->placed_on;
    int start = day_of(reach->starts, reach->start_count, person->key);
    int back = day_of(reach->returns, reach->return_count, person->key);
    if (came != DAY_NONE && start > came && start - came <= REACH_AHEAD)
        came = start;
    return back > came ? back : came; /* DAY_NONE is before every day */
}

struct reach_word {
    const char *bytes;
    size_t length;
};

static bool is_word(const struct reach_word *word, const char *string)
{
    return string && strlen(string) == word->length && memcmp(string, word->bytes, word->length) == 0;
}

static const struct unit *unit_of(const struct reach *reach, int64_t key)
{
    for (size_t i = 0; i < reach->unit_count; i++)
        if (reach->units[i].key == key)
            return &reach->units[i];
    return NULL;
}

static bool is_unit_or_above(const struct reach *reach, const struct reach_word *word, int64_t unit_key)
{
    const struct unit *unit = unit_of(reach, unit_key);
    for (int depth = 0; unit && depth < UNIT_DEPTH_MOST; depth++) {
        if (is_word(word, unit->id))
            return true;
        unit = unit_of(reach, unit->parent_key);
    }
    return false;
}

static bool is_in_unit(const struct reach *reach, const struct reach_word *word, const struct person *person)
{
    if (is_unit_or_above(reach, word, person->unit_key))
        return true;
    size_t i = pair_first(reach->also, reach->also_count, person->key);
    for (; i < reach->also_count && reach->also[i].person_key == person->key; i++)
        if (is_unit_or_above(reach, word, reach->also[i].value))
            return true;
    return false;
}

static bool has_role(const struct reach_word *word, unsigned roles)
{
    for (unsigned bit = 1; bit <= ROLE_ADMIN; bit <<= 1)
        if ((roles & bit) && is_word(word, role_word(bit)))
            return true;
    return false;
}

bool reach_has(const struct reach *reach, const struct content_entry *entry, const struct person *person)
{
    if (!entry->addressed || !text_equal(person->status, "active") || !plan_concerns(entry, person->background))
        return false;
    bool works_here = person->roles & ~(unsigned)ROLE_CONTACT;
    if (!*entry->addressed)
        return works_here;
    for (const char *at = entry->addressed; *at; at += strspn(at, " ")) {
        const struct reach_word word = {at, strcspn(at, " ")};
        if (has_role(&word, person->roles))
            return true;
        if (works_here && (is_word(&word, person->background) || is_in_unit(reach, &word, person)))
            return true;
        at += word.length;
    }
    return false;
}
