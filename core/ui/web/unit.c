/* Shows a unit to its manager; see unit.h. */
#include "ui/web/unit.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/progress/level.h"
#include "domain/staircase/staircase.h"
#include "ui/web/circular.h"
#include "ui/web/remind.h"

#include <stdlib.h>

static int cell_compare(const void *a, const void *b)
{
    const struct matrix_cell *left = a, *right = b;
    return left->person_key < right->person_key ? -1 : left->person_key > right->person_key;
}

static size_t competence_index(const struct unit_page *shown, const char *id)
{
    size_t i = 0;
    while (i < shown->competence_count && !text_equal(shown->competences[i].id, id))
        i++;
    return i;
}

/* Puts each cell where its person's row and its competence's column meet; cells come sorted by person. */
static void cells_place(const struct page *page, struct unit_page *shown, const struct matrix_cell *cells, size_t count)
{
    for (size_t row = 0; row < shown->row_count; row++) {
        int64_t person = shown->rows[row].plan->person.key;
        const struct matrix_cell key = {.person_key = person};
        const struct matrix_cell *found = count ? bsearch(&key, cells, count, sizeof *cells, cell_compare) : NULL;
        shown->rows[row].cells =
            arena_zeroed(page->arena, (shown->competence_count + 1) * sizeof *shown->rows[row].cells);
        while (found && found > cells && found[-1].person_key == person)
            found--;
        for (; found && found < cells + count && found->person_key == person; found++)
            shown->rows[row].cells[competence_index(shown, found->competence)] = found;
    }
}

static int matrix_read(const struct page *page, struct unit_page *shown)
{
    struct content_staircase *staircases;
    struct matrix_cell *cells;
    size_t count;
    TRY(content_staircases(page->site->content, page->arena, &staircases, &count));
    if (count) {
        shown->competences = staircases[0].competences;
        shown->competence_count = staircases[0].competence_count;
    }
    TRY(signoff_matrix(page->site, page->actor, shown->unit.id, page->arena, &cells, &count));
    if (count)
        qsort(cells, count, sizeof *cells, cell_compare);
    cells_place(page, shown, cells, count);
    return 0;
}

/* The title of each row's programme, where there is more than one. */
static int programmes_name(const struct page *page, struct unit_page *shown)
{
    for (size_t i = 0; i < shown->row_count; i++)
        shown->has_programmes =
            shown->has_programmes || !text_equal(shown->rows[i].plan->programme, shown->rows[0].plan->programme);
    for (size_t i = 0; i < shown->row_count && shown->has_programmes; i++) {
        struct content_programme programme;
        const char *id = shown->rows[i].plan->programme;
        int result = content_programme(page->site->content, id, page->arena, &programme);
        if (result != 0 && result != FAIL_NOT_FOUND)
            return result;
        shown->rows[i].programme_title = result == 0 ? programme.title : id;
    }
    return 0;
}

/* What somebody should look at: learners without a mentor, and people who sign each other. */
static int watch_read(const struct page *page, struct unit_page *shown)
{
    struct mutual_circle *circles;
    TRY(mentor_missing(page->site->records, page->actor, shown->unit.id, page->arena, &shown->missing));
    TRY(mutual_signing_find(page->site, page->actor, shown->unit.id, page->arena, &circles, &shown->circle_count));
    shown->circles = circles;
    return 0;
}

static int people_read(const struct page *page, struct unit_page *shown)
{
    struct plan_summary *plans;
    struct mentor_load *mentors;
    TRY(plan_summaries(page->site, page->actor, shown->unit.id, page->arena, &plans, &shown->row_count));
    shown->rows = arena_zeroed(page->arena, (shown->row_count + 1) * sizeof *shown->rows);
    for (size_t i = 0; i < shown->row_count; i++) {
        shown->rows[i].plan = &plans[i];
        shown->late += plans[i].late > 0;
        shown->requested += plans[i].requested;
        TRY(level_of_person(page->site, plans[i].person.key, &shown->rows[i].level));
    }
    TRY(programmes_name(page, shown));
    TRY(deferrals_in(page->site, page->actor, shown->unit.id, page->arena, &shown->deferrals, &shown->deferral_count));
    for (size_t i = 0; i < shown->deferral_count; i++)
        shown->debts_due += shown->deferrals[i].is_due;
    TRY(mentor_loads(page->site->records, page->actor, shown->unit.id, page->arena, &mentors, &shown->mentor_count));
    for (size_t i = 0; i < shown->mentor_count; i++)
        shown->over += mentors[i].is_over;
    shown->mentors = mentors;
    return watch_read(page, shown);
}

int unit_children(const struct page *page, const struct unit *unit, const struct unit **ret_below, size_t *ret_count)
{
    struct unit *units;
    size_t count;
    TRY(unit_list(page->site->records, page->arena, &units, &count));
    struct unit *below = arena_zeroed(page->arena, (count + 1) * sizeof *below);
    *ret_count = 0;
    for (size_t i = 0; i < count; i++)
        if (units[i].parent_key == unit->key)
            below[(*ret_count)++] = units[i];
    *ret_below = below;
    return 0;
}

static int unit_read(const struct page *page, struct unit_page *shown)
{
    TRY(circular_count(page, &shown->circulars));
    TRY(people_read(page, shown));
    TRY(matrix_read(page, shown));
    struct aspirants aspirants;
    TRY(aspirant_list(page->site, page->actor, shown->unit.id, page->arena, &aspirants));
    aspirant_alarms_count(&aspirants, page->today, &shown->alarms);
    TRY(account_changes_read(page->site->records, page->actor, shown->unit.key, page->arena, &shown->account_changes,
                             &shown->account_change_count));
    shown->may_start = access_may_site(page->actor, SITE_START_PLANS);
    return unit_children(page, &shown->unit, &shown->below, &shown->below_count);
}

static int own_show(struct page *page)
{
    struct unit_page shown = {0};
    TRY(unit_by_key(page->site->records, page->actor->unit_key, page->arena, &shown.unit));
    TRY(unit_read(page, &shown));
    TRY(remind_section_read(page, &shown.beside));
    page_unit(&page->content, page, &shown);
    return 0;
}

static int other_show(struct page *page)
{
    struct unit_page shown = {0};
    TRY(unit_choose(page->site->records, page->actor, page_parameter(page, "unit"), page->arena, &shown.unit));
    TRY(unit_read(page, &shown));
    page_title(page, "%s", shown.unit.name);
    page_unit(&page->content, page, &shown);
    return 0;
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/enheten",
     .handler = own_show,
     .open_to = ROUTE_FOR_MANAGER | ROUTE_FOR_HR,
     .title = N_("The unit"),
     .menu = 40},
    {.method = "GET",
     .path = "/enheten/:unit",
     .handler = other_show,
     .open_to = ROUTE_FOR_MANAGER | ROUTE_FOR_HR,
     .title = N_("The unit")},
};
const struct route_table unit_routes = ROUTE_TABLE(rows);
