/* Shows what the people of a unit can do together; see coverage.h. */
#include "ui/web/coverage.h"

#include "domain/people/access.h"
#include "ui/web/unit.h"

#include <stdlib.h>

/* How much a competence asks for the manager's attention. */
static int urgency(const struct coverage_competence *competence)
{
    static const int order[THIN_COUNT] = {[THIN_NOBODY] = 0, [THIN_ONE] = 1, [THIN_SOON] = 2, [THIN_NOT] = 3};
    return order[competence->thin];
}

static int by_urgency(const void *a, const void *b)
{
    const struct coverage_competence *const *left = a, *const *right = b;
    if (urgency(*left) != urgency(*right))
        return urgency(*left) - urgency(*right);
    return (*left > *right) - (*left < *right); /* else as the staircase has them */
}

static void competences_sort(const struct page *page, struct coverage_page *shown)
{
    const struct coverage *coverage = &shown->coverage;
    shown->competences = arena_zeroed(page->arena, (coverage->competence_count + 1) * sizeof *shown->competences);
    for (size_t i = 0; i < coverage->competence_count; i++)
        shown->competences[i] = &coverage->competences[i];
    if (coverage->competence_count)
        qsort(shown->competences, coverage->competence_count, sizeof *shown->competences, by_urgency);
}

static int coverage_show(struct page *page)
{
    struct coverage_page shown = {0};
    struct staircase_gap *gaps;
    const char *id = page_parameter(page, "unit");
    const struct coverage_request asking = {.unit = id, .people_most = COVERAGE_PEOPLE_MAX};
    TRY(coverage_read(page->site, page->actor, &asking, page->arena, &shown.coverage));
    TRY(unit_find(page->site->records, id, page->arena, &shown.unit));
    TRY(unit_children(page, &shown.unit, &shown.below, &shown.below_count));
    TRY(staircase_gaps(page->site, page->actor, page->arena, &gaps, &shown.gap_count));
    shown.gaps = gaps;
    competences_sort(page, &shown);
    page_title(page, "%s: %s", shown.unit.name, page_translate(page, N_("who can do what")));
    page_coverage(&page->content, page, &shown);
    return 0;
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/enheten/:unit/kompetens",
     .handler = coverage_show,
     .open_to = ROUTE_FOR_MANAGER | ROUTE_FOR_HR,
     .title = N_("Who can do what")},
};
const struct route_table coverage_routes = ROUTE_TABLE(rows);
