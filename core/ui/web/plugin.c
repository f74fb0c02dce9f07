/* The routes of plugins, and the services by which they write a page; see plugin.h. */
#include "ui/web/plugin.h"

#include "base/fail.h"
#include "base/text.h"
#include "host/call.h"
#include "host/host.h"
#include "ui/web/kernel/form.h"
#include "ui/web/kernel/request.h"
#include "ui/web/plugin_output.h"

#include <string.h>
#include <trappa/route.h>

/* ---- routes ---- */

static struct {
    struct arena arena;
    struct plugin_offer *offers;
} added;

struct route_table plugin_routes;

static struct page *now; /* that is being written */

void plugin_page_use(struct page *page)
{
    now = page;
}

struct page *plugin_page(void)
{
    return now;
}

static int plugin_page_handle(struct page *page)
{
    const struct plugin_offer *offer = &added.offers[page->route - plugin_routes.rows];
    const struct trappa_route_1 *route = offer->item;
    struct call call = {.plugin = offer->plugin,
                        .viewer = page->actor,
                        .site = page->site,
                        .may_write = text_equal(page->request->method, "POST")};
    if (offer->plugin->why)
        return fail(FAIL_NOT_FOUND, "there is no page at this address");
    plugin_page_use(page);
    call_begin(&call);
    int result = call_end(&call, route->handle());
    plugin_page_use(NULL);
    return result == 1 ? fail(FAIL_SYSTEM, "plugin '%s': answered 1, which is no result", offer->plugin->id) : result;
}

static struct route row_of(const struct trappa_route_1 *offer)
{
    struct route row = {.method = offer->method,
                        .path = offer->path,
                        .handler = plugin_page_handle,
                        .title = offer->title,
                        .menu = (int)offer->menu};
    (void)plugin_roles(offer->roles, &row.open_to); /* it was read when the plugin was loaded */
    if (row.open_to == PLUGIN_SIGNED_IN)
        row.open_to = ROUTE_FOR_SIGNED_IN;
    for (size_t i = 0; offer->fields && offer->fields[i] && i + 1 < ROUTE_FIELDS_MAX; i++)
        row.fields[i] = offer->fields[i];
    return row;
}

void plugin_routes_gather(void)
{
    struct plugin_offer at = {0};
    size_t count = 0;
    while (host_offer_next(TRAPPA_ROUTE_1, &at))
        count++;
    struct route *rows = arena_zeroed(&added.arena, (count + 1) * sizeof *rows);
    added.offers = arena_zeroed(&added.arena, (count + 1) * sizeof *added.offers);
    at = (struct plugin_offer){0};
    for (size_t i = 0; host_offer_next(TRAPPA_ROUTE_1, &at); i++) {
        rows[i] = row_of(at.item);
        added.offers[i] = at;
    }
    plugin_routes = (struct route_table){.rows = rows, .count = count};
}

/* ---- web/1 ---- */

static void web_literal(const char *html)
{
    if (now && html)
        template_add_html(&now->content, html_trusted(html, strlen(html)));
}

static void web_text(const char *words)
{
    if (now)
        template_add(&now->content, TEMPLATE_PLAIN, words);
}

static void web_url_part(const char *words)
{
    if (now)
        template_add(&now->content, TEMPLATE_URL_PART, words);
}

static void web_number(int64_t number)
{
    if (now)
        template_add_number(&now->content, number);
}

static void web_translated(const char *message_id)
{
    if (now && message_id)
        template_add(&now->content, TEMPLATE_PLAIN, page_translate(now, message_id));
}

static void web_form_token(void)
{
    if (now)
        form_token(&now->content, now);
}

static const char *web_parameter(const char *name)
{
    return now && name ? page_parameter_or_null(now, name) : NULL;
}

static const char *web_field(const char *name)
{
    return now && name ? page_field(now, name) : "";
}

static const char *web_field_at(const char *name, int32_t index)
{
    return now && name && index >= 0 ? page_field_at(now, name, (size_t)index) : NULL;
}

static void web_title(const char *words)
{
    if (now && words)
        page_title(now, "%s", words);
}

static void web_problem(const char *field, const char *sentence)
{
    struct page *page = now;
    if (page && sentence)
        page_problem(page, arena_copy_string(page->arena, field ? field : ""),
                     arena_copy_string(page->arena, sentence));
}

static int web_redirect(const char *path)
{
    return now ? page_redirect(now, "%s", web_local_path(path)) : 0;
}

static void web_message(const char *sentence)
{
    if (now && sentence)
        page_message(now, "%s", page_translate(now, sentence));
}

/* ---- fields of blocks ---- */

/* "PLUGIN.BLOCK.NAME": with the plugin's id, so that no plugin reads another's fields; in the page's arena. */
static const char *block_key(const struct trappa_shown_1 *block, const char *name)
{
    struct call *call = call_current();
    if (!now || !call || !block || !name)
        return NULL;
    return page_format(now, "%s.%s.%s", call->plugin->id, block->block, name);
}

static size_t named;

size_t plugin_controls_named(void)
{
    return named;
}

static void web_block_name(const struct trappa_shown_1 *block, const char *name)
{
    const char *key = block_key(block, name);
    named += key != NULL;
    if (key)
        template_add(&now->content, TEMPLATE_PLAIN, key);
}

static const char *web_block_field(const struct trappa_shown_1 *block, const char *name)
{
    const char *key = block_key(block, name);
    return key ? page_field(now, key) : "";
}

static const char *web_block_field_at(const struct trappa_shown_1 *block, const char *name, int32_t index)
{
    const char *key = block_key(block, name);
    return key && index >= 0 ? page_field_at(now, key, (size_t)index) : NULL;
}

static void web_block_problem(const struct trappa_shown_1 *block, const char *name, const char *sentence)
{
    web_problem(block_key(block, name), sentence);
}

static const char *web_block_problem_of(const struct trappa_shown_1 *block, const char *name)
{
    const char *key = block_key(block, name);
    return key ? page_problem_of(now, key) : NULL;
}

const struct trappa_web_1 plugin_web_service = {
    .size = sizeof plugin_web_service,
    .literal = web_literal,
    .text = web_text,
    .url_part = web_url_part,
    .number = web_number,
    .translated = web_translated,
    .form_token = web_form_token,
    .parameter = web_parameter,
    .field = web_field,
    .field_at = web_field_at,
    .title = web_title,
    .problem = web_problem,
    .redirect = web_redirect,
    .message = web_message,
    .block_name = web_block_name,
    .block_field = web_block_field,
    .block_field_at = web_block_field_at,
    .block_problem = web_block_problem,
    .block_problem_of = web_block_problem_of,
};

/* ---- tables and bars ---- */

void plugin_page_table(struct page *page, const struct figure_table *table)
{
    plugin_output_table(&page->content, table);
}

void plugin_page_bars(struct page *page, const struct figure_table *table)
{
    int64_t most = 1;
    for (size_t i = 0; i < table->row_count; i++)
        most = table->cells[2 * i + 1].number > most ? table->cells[2 * i + 1].number : most;
    plugin_output_bars(&page->content, table, most);
    plugin_output_table(&page->content, table);
}
