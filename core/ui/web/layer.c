/* Shows the layers, asks for the newest of them, and puts one above another; see layer.h. */
#include "ui/web/layer.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/people/access.h"
#include "domain/site/site.h"

static int layers_show(struct page *page)
{
    struct layer_page shown = {.may_order = access_may_site(page->actor, SITE_STACK)};
    TRY(access_check_site(page->actor, SITE_PUBLISH));
    TRY(job_view_read(page, JOB_LAYERS_FETCH_NOW, &shown.fetching));
    TRY(layer_status_list(page->site->records, page->arena, &shown.layers, &shown.count));
    page_layers(&page->content, page, &shown);
    return 0;
}

static int fetch_post(struct page *page)
{
    TRY(layer_fetch_ask(page->site->records, page->actor));
    page_message(page, N_("The newest of the layers is being fetched. Open this page again in a moment."));
    return page_lead(page, TARGET_LAYERS, NULL, NULL);
}

/* The layer that stands right above it; NULL for the highest, and for one that there is not. */
static int above_find(const struct page *page, const char *layer, const char **ret_above)
{
    struct layer_source *layers = NULL;
    size_t count = 0;
    *ret_above = NULL;
    TRY(layer_list(page->site->records, page->arena, &layers, &count));
    for (size_t i = 0; i + 1 < count; i++)
        if (text_equal(layers[i].name, layer))
            *ret_above = layers[i + 1].name;
    return 0;
}

static int raise_post(struct page *page)
{
    const char *layer = page_field(page, "layer"), *above = NULL;
    TRY(access_check_site(page->actor, SITE_STACK));
    TRY(above_find(page, layer, &above));
    if (!above)
        return fail(FAIL_NOT_FOUND, "layer '%s': no such layer, or it is the highest", layer);
    int result = layer_raise(page->site->records, page->actor, layer, above);
    if (page_problem_failed_here(page, "layer", result))
        return layers_show(page);
    TRY(result);
    page_message(page, N_("%s now stands above %s, from the next publishing on."), layer, above);
    return page_lead(page, TARGET_LAYERS, NULL, NULL);
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/laroplan/lager",
     .handler = layers_show,
     .open_to = ROUTE_FOR_AUTHOR | ROUTE_FOR_ADMIN,
     .title = N_("Layers")},
    {.method = "POST",
     .path = "/laroplan/lager/hamta",
     .handler = fetch_post,
     .open_to = ROUTE_FOR_AUTHOR | ROUTE_FOR_ADMIN,
     .title = N_("Layers")},
    {.method = "POST",
     .path = "/laroplan/lager/upp",
     .handler = raise_post,
     .open_to = ROUTE_FOR_ADMIN,
     .title = N_("Layers"),
     .fields = {"layer"}},
};
const struct route_table layer_routes = ROUTE_TABLE(rows);
