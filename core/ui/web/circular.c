/* Lists circulars, takes that one was read, and shows who has not; see circular.h. */
#include "ui/web/circular.h"

#include "base/fail.h"
#include "base/text.h"
#include "ui/web/step_diff.h"

int circular_count(const struct page *page, size_t *ret_count)
{
    return circulars_waiting(page->site, page->actor, page->viewer, ret_count);
}

static int own_show(struct page *page)
{
    struct circular_page shown = {0};
    int result = circulars_of(page->site, page->actor, page->viewer, page->arena, &shown.list);
    if (result != 0 && result != FAIL_NOT_FOUND) /* nothing is published yet */
        return result;
    shown.may_see_unit = access_check_site(page->actor, SITE_SEE_UNIT) == 0;
    page_circular(&page->content, page, &shown);
    return 0;
}

static int confirm_post(struct page *page)
{
    struct person self;
    const char *circular = page_parameter(page, "circular");
    TRY(person_by_key(page->site->records, page->actor->key, page->arena, &self));
    int result = circular_confirm(page->site, page->actor, self.id, circular, page_field(page, "seen"));
    if (result == FAIL_RULE && step_diff_is_due(page, circular))
        return step_diff_again(page, circular);
    if (page_problem_failed(page, "", result))
        return own_show(page);
    TRY(result);
    page_message(page, N_("Kept that you have read it."));
    return page_lead(page, TARGET_CIRCULARS, NULL, NULL);
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
    if (page->actor->roles & ROLE_HR)
        return unit_read(page, NULL);
    TRY(unit_by_key(page->site->records, page->actor->unit_key, page->arena, &unit));
    return unit_read(page, &unit);
}

/* A unit that is neither the viewer's nor below it is answered as one that does not exist. */
static int unit_show(struct page *page)
{
    struct unit unit;
    bool is_below = false;
    const char *id = page_parameter(page, "unit");
    TRY(unit_find(page->site->records, id, page->arena, &unit));
    TRY(access_unit_is_below(page->site->records, unit.key, page->actor->unit_key, &is_below));
    if (!is_below && !(page->actor->roles & ROLE_HR))
        return fail(FAIL_NOT_FOUND, "unit '%s': no such unit", id);
    page_title(page, "%s: %s", page_say(page, N_("Circulars")), unit.name);
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
