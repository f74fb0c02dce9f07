/* Writes texts with blocks and handles their answers; see block.h. */
#include "ui/web/block.h"

#include "base/fail.h"
#include "base/text.h"
#include "io/http.h"
#include "ui/web/plugin.h"

#include <stdio.h>
#include <string.h>

static void one_write(struct page *page, const struct block_place *place, const struct block_view *viewing)
{
    size_t before = page->body.length;
    if (!block_render_is_possible(place->block, NULL)) {
        block_words(&page->content, place->block->words);
        return;
    }
    template_add_html(&page->content, html_trusted("<div class=\"block\">", strlen("<div class=\"block\">")));
    if (block_render_show(place, viewing) == 0) {
        template_add_html(&page->content, html_trusted("</div>", strlen("</div>")));
        return;
    }
    fprintf(stderr, "trappa: step '%s', block '%s': %s\n", place->step, place->id, fail_sentence());
    text_cut(&page->body, before);
    block_broken(&page->content);
}

bool block_text_write(struct page *page, const struct block_text_part *part, const struct block_view *viewing)
{
    size_t at = 0, named = plugin_controls_named();
    plugin_page_use(page);
    for (size_t i = 0; i < part->count; i++) {
        size_t offset = part->places[i].block->offset;
        if (offset < at || offset > part->html.length)
            continue; /* content.db has something impossible */
        template_add_html(&page->content, html_trusted(part->html.bytes + at, offset - at));
        one_write(page, &part->places[i], viewing);
        at = offset;
    }
    plugin_page_use(NULL);
    template_add_html(&page->content, html_trusted(part->html.bytes + at, part->html.length - at));
    return plugin_controls_named() > named;
}

static bool is_field_of(const char *name, const struct block_place *place)
{
    size_t plugin = strlen(place->block->plugin), id = strlen(place->id);
    return block_render_takes_answers(place->block) && strncmp(name, place->block->plugin, plugin) == 0 &&
           name[plugin] == '.' && strncmp(name + plugin + 1, place->id, id) == 0 && name[plugin + 1 + id] == '.';
}

/* The fields of the form that are of no block. */
static bool is_of_page(const char *name)
{
    return text_equal(name, "token") || text_equal(name, "seen") || text_equal(name, "then");
}

bool block_fields_are_filled(const struct page *page)
{
    const struct http_fields *form = &page->request->form;
    for (size_t i = 0; i < form->count; i++)
        if (!is_of_page(form->items[i].name) && !text_is_blank(form->items[i].value))
            return true;
    return false;
}

int block_fields_check(const struct page *page, const struct block_place *places, size_t count)
{
    const struct http_fields *form = &page->request->form;
    for (size_t i = 0; i < form->count; i++) {
        bool is_known = is_of_page(form->items[i].name);
        for (size_t j = 0; j < count && !is_known; j++)
            is_known = is_field_of(form->items[i].name, &places[j]);
        if (!is_known)
            return fail(FAIL_USAGE, "this page knows no field '%s'", form->items[i].name);
    }
    return 0;
}

int block_answers_submit(struct page *page, const struct block_place *places, size_t count,
                         const struct block_view *viewing)
{
    plugin_page_use(page);
    int result = block_render_answer(places, count, viewing);
    plugin_page_use(NULL);
    return result;
}
