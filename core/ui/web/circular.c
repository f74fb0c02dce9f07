/* Lists circulars, confirms one, and shows who has not; see circular.h. */
#include "ui/web/circular.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/circular/curriculum_access.h"
#include "domain/content/version.h"
#include "ui/web/page_subject.h"
#include "ui/web/step_diff.h"

int circular_count(const struct page *page, size_t *ret_count)
{
    const struct subject self = page_subject_self(page);
    return circulars_waiting(page->site, &self, ret_count);
}

static int own_show(struct page *page)
{
    const struct subject self = page_subject_self(page);
    struct circular_page shown = {0};
    int result = circulars_of(page->site, &self, page->arena, &shown.list);
    if (result != 0 && !fail_is(result, REASON_NOT_PUBLISHED))
        return result;
    shown.may_see_unit = access_may_site(page->actor, SITE_SEE_UNIT);
    page_circular(&page->content, page, &shown);
    return 0;
}

int circular_confirm_read(struct page *page, const char *circular)
{
    const struct subject self = page_subject_self(page);
    TRY(curriculum_check_step(page->site, &self, circular));
    int result = circular_confirm(page->site, page->actor, subject_self(), circular, page_field(page, "seen"));
    if (fail_is(result, REASON_TEXT_CHANGED))
        return step_diff_show_replaced(page, circular);
    if (page_problem_failed(page, "", result))
        return own_show(page);
    TRY(result);
    page_message(page, N_("Kept that you have read it."));
    return page_lead(page, TARGET_CIRCULARS, NULL, NULL);
}

static int confirm_post(struct page *page)
{
    return circular_confirm_read(page, page_parameter(page, "circular"));
}

/* ---- for a manager and HR ---- */

static int unit_read(struct page *page, const struct unit *unit)
{
    struct circular_unit_page shown = {.unit_name = unit ? unit->name : NULL};
    struct circular_state *states;
    TRY(circulars_in(page->site, page->actor, unit ? unit->id : NULL, page->arena, &states, &shown.count));
    shown.states = states;
    page_circular_unit(&page->content, page, &shown);
    return 0;
}

static int own_unit_show(struct page *page)
{
    struct unit unit;
    TRY(unit_choose(page->site->records, page->actor, NULL, page->arena, &unit));
    return unit_read(page, unit.key ? &unit : NULL);
}

static int unit_show(struct page *page)
{
    struct unit unit;
    TRY(unit_choose(page->site->records, page->actor, page_parameter(page, "unit"), page->arena, &unit));
    page_title(page, "%s: %s", page_translate(page, N_("Circulars")), unit.name);
    return unit_read(page, &unit);
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/cirkular",
     .handler = own_show,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("Circulars"),
     .menu = 48},
    {.method = "POST",
     .path = "/cirkular/:circular",
     .handler = confirm_post,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("Circulars"),
     .fields = {"seen"}},
    {.method = "GET",
     .path = "/cirkular/enheten",
     .handler = own_unit_show,
     .open_to = ROUTE_FOR_MANAGER | ROUTE_FOR_HR,
     .title = N_("Circulars")},
    {.method = "GET",
     .path = "/cirkular/enheten/:unit",
     .handler = unit_show,
     .open_to = ROUTE_FOR_MANAGER | ROUTE_FOR_HR,
     .title = N_("Circulars")},
};
const struct route_table circular_routes = ROUTE_TABLE(rows);
