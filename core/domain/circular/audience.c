/* Tests the words of `to:` against people and the unit tree; see audience.h. */
#include "domain/circular/audience.h"

#include "base/clock.h"
#include "base/text.h"
#include "domain/plan/plan_rows.h"

#include <string.h>

/* Deeper than any organisation; a circle in the tree ends here too. */
#define UNIT_DEPTH_MAX 32

/* Something of a person: the key of a unit, or a day. */
struct audience_pair {
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
    "SELECT person_key, max(coalesce(last, 99999999)) + 1 FROM plan_leave WHERE ended_at IS NULL AND first <= ?2"
    " AND (last IS NULL OR last - first >= ?3 - 1)"
    " AND (?1 IS NULL OR person_key = ?1) GROUP BY person_key ORDER BY person_key"};

static int pair_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)arena;
    (void)context;
    *(struct audience_pair *)ret_item = (struct audience_pair){row_number(rows, 0), row_number(rows, 1)};
    return 0;
}

static int pairs_read(struct records *records, const struct query *query, struct binding binding, struct arena *arena,
                      struct audience_pair **ret_pairs, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, query, binding, &rows));
    return ROWS_COLLECT(&rows, pair_read, NULL, arena, ret_pairs, ret_count);
}

int audience_read(struct records *records, int64_t person_key, struct arena *arena, struct audience *ret_audience)
{
    struct audience audience = {0};
    TRY(unit_list(records, arena, &audience.units, &audience.unit_count));
    struct value of = value_key(person_key);
    TRY(pairs_read(records, &also_all, BIND(of), arena, &audience.also, &audience.also_count));
    TRY(pairs_read(records, &starts_all, BIND(of), arena, &audience.starts, &audience.start_count));
    TRY(pairs_read(records, &returns_all, BIND(of, value_number(clock_today()), value_number(AUDIENCE_AWAY)), arena,
                   &audience.returns, &audience.return_count));
    TRY(placements_read(records, person_key, arena, &audience.placements, &audience.placement_count));
    *ret_audience = audience;
    return 0;
}

/* The first pair of the person or, where there is none, of the next. */
static size_t pair_first(const struct audience_pair *pairs, size_t count, int64_t person_key)
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
static int day_of(const struct audience_pair *pairs, size_t count, int64_t person_key)
{
    size_t at = pair_first(pairs, count, person_key);
    return at < count && pairs[at].person_key == person_key ? (int)pairs[at].value : DAY_NONE;
}

/* An account may be made some time before the first day of the first plan: that day counts. */
static int came_on(const struct audience *audience, const struct person *person, int placed)
{
    int start = day_of(audience->starts, audience->start_count, person->key);
    bool is_ahead = placed != DAY_NONE && start > placed && start - placed <= AUDIENCE_AHEAD;
    return is_ahead ? start : placed;
}

static struct audience_days days_from(const struct audience *audience, const struct person *person, int joined)
{
    int back = day_of(audience->returns, audience->return_count, person->key);
    return (struct audience_days){joined, back > joined ? back : joined}; /* DAY_NONE is before every day */
}

struct audience_days audience_since(const struct audience *audience, const struct person *person)
{
    return days_from(audience, person, came_on(audience, person, person->placed_on));
}

struct audience_word {
    const char *bytes;
    size_t length;
};

static bool is_word(const struct audience_word *word, const char *string)
{
    return string && strlen(string) == word->length && memcmp(string, word->bytes, word->length) == 0;
}

static const struct unit *unit_of(const struct audience *audience, int64_t key)
{
    for (size_t i = 0; i < audience->unit_count; i++)
        if (audience->units[i].key == key)
            return &audience->units[i];
    return NULL;
}

static bool is_unit_or_above(const struct audience *audience, const struct audience_word *word, int64_t unit_key)
{
    const struct unit *unit = unit_of(audience, unit_key);
    for (int depth = 0; unit && depth < UNIT_DEPTH_MAX; depth++) {
        if (is_word(word, unit->id))
            return true;
        unit = unit_of(audience, unit->parent_key);
    }
    return false;
}

static bool is_in_unit(const struct audience *audience, const struct audience_word *word, const struct person *person)
{
    if (is_unit_or_above(audience, word, person->unit_key))
        return true;
    size_t i = pair_first(audience->also, audience->also_count, person->key);
    for (; i < audience->also_count && audience->also[i].person_key == person->key; i++)
        if (is_unit_or_above(audience, word, audience->also[i].value))
            return true;
    return false;
}

static bool has_role(const struct audience_word *word, unsigned roles)
{
    for (unsigned bit = 1; bit <= ROLE_ADMIN; bit <<= 1)
        if ((roles & bit) && is_word(word, role_word(bit)))
            return true;
    return false;
}

/* A list of ids with spaces between. */
static bool is_listed(const struct audience_word *word, const char *ids)
{
    for (const char *at = ids; *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        if (length == word->length && memcmp(at, word->bytes, length) == 0)
            return true;
        at += length;
    }
    return false;
}

/* Of today with the person's rows, or of a placement. */
struct belonging {
    const struct audience *audience;
    const struct person *person;
    const struct placement *placement; /* NULL: today */
    unsigned roles;
    const char *background;
};

static bool word_fits(const struct belonging *belonging, const struct audience_word *word)
{
    bool works_here = belonging->roles & ~(unsigned)ROLE_CONTACT;
    if (has_role(word, belonging->roles))
        return true;
    if (!works_here)
        return false;
    return is_word(word, belonging->background) ||
           (belonging->placement ? is_listed(word, belonging->placement->units)
                                 : is_in_unit(belonging->audience, word, belonging->person));
}

static bool belongs(const struct belonging *belonging, const struct content_entry *entry)
{
    if (!entry->audience || !plan_is_for_background(entry, belonging->background))
        return false;
    if (!*entry->audience)
        return belonging->roles & ~(unsigned)ROLE_CONTACT;
    for (const char *at = entry->audience; *at; at += strspn(at, " ")) {
        const struct audience_word word = {at, strcspn(at, " ")};
        if (word_fits(belonging, &word))
            return true;
        at += word.length;
    }
    return false;
}

bool audience_has(const struct audience *audience, const struct content_entry *entry, const struct person *person)
{
    const struct belonging now = {audience, person, NULL, person->roles, person->background};
    return text_equal(person->status, "active") && belongs(&now, entry);
}

static size_t placement_first(const struct audience *audience, int64_t person_key)
{
    size_t low = 0, high = audience->placement_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (audience->placements[middle].person_key < person_key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool audience_asks(const struct audience *audience, const struct content_entry *entry, const struct person *person,
                   int day, struct audience_days *ret_days)
{
    bool is_now = audience_has(audience, entry, person), is_asked = is_now;
    int joined = is_now ? came_on(audience, person, person->placed_on) : INT32_MAX;
    if (!text_equal(person->status, "active") || !(person->roles & ~(unsigned)ROLE_CONTACT))
        is_asked = is_now;
    else if (is_now || !entry->recurrence.months)
        for (size_t i = placement_first(audience, person->key);
             i < audience->placement_count && audience->placements[i].person_key == person->key; i++) {
            const struct placement *was = &audience->placements[i];
            const struct belonging before = {audience, person, was, was->roles, was->background};
            int came = came_on(audience, person, was->first);
            if (was->last < day || !belongs(&before, entry))
                continue;
            is_asked = true;
            joined = came < joined ? came : joined;
        }
    *ret_days = days_from(audience, person, is_asked ? joined : DAY_NONE);
    return is_asked;
}
