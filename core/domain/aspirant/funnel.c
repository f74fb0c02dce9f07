/* Counts students through the years; see funnel.h. */
#include "domain/aspirant/funnel.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/aspirant/aspirant_internal.h"
#include "domain/people/person_row.h"
#include "domain/people/unit.h"

#include <stdlib.h>

/* ?1 a unit with those below it (NULL: all), ?2 1 where the protected are not to be counted. Those erased are: nothing
 * names them. */
static const struct query beginners = {
    "funnel.all", NULL,
    "SELECT aspirant.placed_on, aspirant.began_on, aspirant.hired_on, aspirant.left_on, person.status = 'active',"
    " (SELECT count(*) FROM promise AS p WHERE p.person_key = person.key AND p.kind = 'employment'"
    "  AND p.state IN ('offered', 'accepted', 'declined', 'kept'))"
    " FROM person JOIN aspirant ON aspirant.person_key = person.key WHERE (person.is_protected = 0 OR ?2 = 0)"
    " AND " PERSON_WORKS_IN(UNIT_AND_BELOW_OR_ALL("?1"))};

#define MONTHS_OF_A_TERM 6

static const char *const stage_words[FUNNEL_STAGES] = {"placement", "aspirant", "offered",
                                                       "hired",     "after_12", "after_24"};

const char *funnel_stage_word(enum funnel_stage stage)
{
    return stage_words[stage];
}

struct beginner {
    int placed, began, hired, left;
    bool is_active, is_offered;
};

struct terms {
    struct funnel_term *items;
    size_t count, capacity;
};

static void terms_finish(struct terms *terms)
{
    memory_free(terms->items);
}

static bool has_come(int day)
{
    return day != DAY_NONE && day <= clock_today();
}

static int first_day(const struct beginner *beginner)
{
    return beginner->placed != DAY_NONE ? beginner->placed : beginner->began;
}

static struct funnel_term *term_of(struct terms *terms, int day)
{
    int year, month, of_month;
    day_to_date(day, &year, &month, &of_month);
    bool is_autumn = month > MONTHS_OF_A_TERM;
    for (size_t i = 0; i < terms->count; i++)
        if (terms->items[i].year == year && terms->items[i].is_autumn == is_autumn)
            return &terms->items[i];
    ARRAY_RESERVE(terms->items, terms->count, terms->capacity);
    terms->items[terms->count] = (struct funnel_term){.year = year, .is_autumn = is_autumn};
    return &terms->items[terms->count++];
}

/* Somebody whose account is closed and of whom no last day was told is not counted as still here. */
static void stay_count(struct funnel_term *term, const struct beginner *beginner, enum funnel_stage stage, int months)
{
    if (!has_come(beginner->hired))
        return;
    int day = day_add_months(beginner->hired, months);
    if (!has_come(day))
        return;
    bool is_here = beginner->left == DAY_NONE ? beginner->is_active : beginner->left > day;
    term->due[stage]++;
    term->counts[stage] += is_here;
}

static void beginner_count(struct funnel_term *term, const struct beginner *beginner)
{
    bool is_hired = has_come(beginner->hired);
    term->people++;
    term->counts[FUNNEL_PLACEMENT] += has_come(beginner->placed);
    term->counts[FUNNEL_ASPIRANT] += has_come(beginner->began);
    term->counts[FUNNEL_OFFERED] += beginner->is_offered || is_hired;
    term->counts[FUNNEL_HIRED] += is_hired;
    for (int stage = FUNNEL_PLACEMENT; stage <= FUNNEL_HIRED; stage++)
        term->due[stage]++;
    stay_count(term, beginner, FUNNEL_AFTER_12, 12);
    stay_count(term, beginner, FUNNEL_AFTER_24, 24);
}

static int beginners_read(struct records *records, struct binding scope, struct terms *terms)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &beginners, scope, &rows));
    while (rows_next(&rows)) {
        const struct beginner beginner = {.placed = row_day(&rows, 0),
                                          .began = row_day(&rows, 1),
                                          .hired = row_day(&rows, 2),
                                          .left = row_day(&rows, 3),
                                          .is_active = row_number(&rows, 4) != 0,
                                          .is_offered = row_number(&rows, 5) > 0};
        if (has_come(first_day(&beginner)))
            beginner_count(term_of(terms, first_day(&beginner)), &beginner);
    }
    return rows_result(&rows);
}

static int by_time(const void *a, const void *b)
{
    const struct funnel_term *left = a, *right = b;
    if (left->year != right->year)
        return left->year < right->year ? -1 : 1;
    return (int)left->is_autumn - (int)right->is_autumn;
}

static void total_add(struct funnel_term *total, const struct funnel_term *term)
{
    total->people += term->people;
    for (int stage = 0; stage < FUNNEL_STAGES; stage++) {
        total->counts[stage] += term->counts[stage];
        total->due[stage] += term->due[stage];
    }
}

/* ---- what leaves the unit ---- */

static bool is_few(int count)
{
    return count > 0 && access_is_few(count);
}

static bool few_hide(struct funnel_term *term)
{
    bool is_withheld = is_few(term->people);
    for (int stage = 0; stage < FUNNEL_STAGES; stage++)
        if (is_few(term->people) || is_few(term->counts[stage]) || is_few(term->due[stage])) {
            term->counts[stage] = term->due[stage] = FUNNEL_WITHHELD;
            is_withheld = true;
        }
    if (is_few(term->people))
        term->people = FUNNEL_WITHHELD;
    return is_withheld;
}

/* A total reveals a single hidden term if the others are shown: then it is hidden too. */
static void total_hide(struct funnel *funnel)
{
    struct funnel_term *total = &funnel->total;
    few_hide(total);
    for (size_t i = 0; i < funnel->count; i++) {
        if (funnel->terms[i].people == FUNNEL_WITHHELD)
            total->people = FUNNEL_WITHHELD;
        for (int stage = 0; stage < FUNNEL_STAGES; stage++)
            if (funnel->terms[i].counts[stage] == FUNNEL_WITHHELD)
                total->counts[stage] = total->due[stage] = FUNNEL_WITHHELD;
    }
}

static void funnel_hide(struct funnel *funnel)
{
    for (size_t i = 0; i < funnel->count; i++)
        if (few_hide(&funnel->terms[i]))
            funnel->is_withheld = true;
    total_hide(funnel);
}

/* ---- reading ---- */

static int scope_read(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                      struct value *ret_scope)
{
    struct unit found;
    TRY(unit_choose(site->records, actor, unit, arena, &found));
    *ret_scope = value_key(found.key);
    return 0;
}

int funnel_read(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                struct funnel *ret_funnel)
{
    CLEANUP(terms_finish) struct terms terms = {0};
    struct value scope;
    bool leaves_unit = (actor->roles & ROLE_HR) != 0;
    TRY(scope_read(site, actor, unit, arena, &scope));
    TRY(beginners_read(site->records, BIND(scope, value_number(leaves_unit)), &terms));
    if (terms.count)
        qsort(terms.items, terms.count, sizeof *terms.items, by_time);
    struct funnel funnel = {.count = terms.count,
                            .terms = (void *)arena_copy_bytes(arena, terms.items, terms.count * sizeof *terms.items)};
    for (size_t i = 0; i < funnel.count; i++)
        total_add(&funnel.total, &funnel.terms[i]);
    if (leaves_unit)
        funnel_hide(&funnel);
    *ret_funnel = funnel;
    return 0;
}
