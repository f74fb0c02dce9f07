/* Gathers what the frame shows; see ui/web/kernel/frame.h. */
#include "ui/web/kernel/frame.h"

#include "domain/people/person.h"
#include "domain/site/site.h"
#include "io/http.h"
#include "ui/web/kernel/request.h"
#include "ui/web/kernel/route.h"

#include <stdlib.h>
#include <string.h>

static bool is_in_menu(const struct page *page, const struct route *row)
{
    return row->menu && page->actor && row->open_to & (page->actor->roles | ROUTE_FOR_SIGNED_IN);
}

/* True for the row's own path and what lies below it. */
static bool is_current(const struct page *page, const char *path)
{
    size_t length = strlen(path);
    const char *here = page->request->path;
    return strncmp(here, path, length) == 0 && (!here[length] || (length > 1 && here[length] == '/'));
}

static int compare_items(const void *a, const void *b)
{
    const struct frame_item *first = a, *second = b;
    return (first->order > second->order) - (first->order < second->order);
}

static void add_to_menu(const struct page *page, const struct route *row, struct frame *frame)
{
    if (is_in_menu(page, row) && frame->item_count < FRAME_ITEMS_MAX)
        frame->items[frame->item_count++] =
            (struct frame_item){page_say(page, row->menu_title ? row->menu_title : row->title), row->path, row->menu,
                                is_current(page, row->path)};
}

static void fill_menu(const struct page *page, struct frame *frame)
{
    const struct route_table *const *tables = page->web->routes;
    for (size_t i = 0; tables[i]; i++)
        for (size_t j = 0; j < tables[i]->count; j++)
            add_to_menu(page, &tables[i]->rows[j], frame);
    qsort(frame->items, frame->item_count, sizeof frame->items[0], compare_items);
}

/* Where one comes back to after changing the language: here, if here can be read. */
static const char *find_here(const struct page *page)
{
    const char *values[2], *allow = "";
    if (page->route && !text_equal(page->route->method, "POST"))
        return web_local_path(page->request->path);
    bool can_read = route_find(page->web->routes, "GET", page->request->path, page->arena, values, &allow) != NULL;
    return can_read ? web_local_path(page->request->path) : "/";
}

void frame_write(struct page *page, struct text *into)
{
    struct frame frame = {.organisation = page->site ? page->site->config.organisation : "",
                          .name = page->viewer ? page->viewer->name : NULL,
                          .other_code = page->language == LANGUAGE_SV ? "en" : "sv",
                          .other_name = page->language == LANGUAGE_SV ? "English" : "Svenska",
                          .here = find_here(page),
                          .content = html_trusted(text_string(&page->body), page->body.length)};
    struct template template = {.text = into, .language = page->language};
    fill_menu(page, &frame);
    frame_document(&template, page, &frame);
}
