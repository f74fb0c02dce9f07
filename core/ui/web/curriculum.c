/* Shows and searches the published curriculum; see curriculum.h. */
#include "ui/web/curriculum.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/site/site.h"
#include "ui/web/circular.h"

#define HITS_MAX 30

/* The phase that the address names; none if it is no longer there, and then everything is shown. */
static void phase_choose(const struct page *page, struct curriculum_page *shown)
{
    for (size_t i = 0; i < shown->count; i++) {
        const struct content_programme *programme = &shown->programmes[i].programme;
        for (size_t j = 0; j < programme->phase_count && page_field_is(page, "program", programme->id); j++)
            if (page_field_is(page, "fas", programme->phases[j].id)) {
                shown->chosen = &shown->programmes[i];
                shown->phase = &programme->phases[j];
            }
    }
}

static int browse_read(const struct page *page, struct curriculum_page *shown)
{
    struct content *content = page->site->content;
    struct content_programme *programmes;
    struct content_entries all;
    TRY(content_programmes(content, page->arena, &programmes, &shown->count));
    shown->programmes = arena_zeroed(page->arena, (shown->count + 1) * sizeof *shown->programmes);
    for (size_t i = 0; i < shown->count; i++) {
        shown->programmes[i].programme = programmes[i];
        TRY(content_programme_steps(content, programmes[i].id, page->arena, &shown->programmes[i].steps));
    }
    TRY(content_steps(content, page->arena, &all));
    shown->others.items = arena_zeroed(page->arena, (all.count + 1) * sizeof *all.items);
    for (size_t i = 0; i < all.count; i++)
        if (!all.items[i].programme && !all.items[i].is_hidden && !all.items[i].is_retired)
            shown->others.items[shown->others.count++] = all.items[i];
    phase_choose(page, shown);
    return 0;
}

int curriculum_phase_steps(const struct curriculum_programme *shown, const struct content_phase *phase)
{
    int count = 0;
    for (size_t i = 0; i < shown->steps.count; i++)
        count += text_equal(shown->steps.items[i].phase, phase->id);
    return count;
}

static int curriculum_show(struct page *page)
{
    struct curriculum_page shown = {0};
    struct content_hit *hits;
    int result = content_edition(page->site->content, &shown.edition);
    if (fail_is(result, REASON_NOT_PUBLISHED)) { /* the page names the one who can */
        page_curriculum(&page->content, page, &shown);
        return 0;
    }
    TRY(result);
    TRY(circular_count(page, &shown.circulars));
    if (!text_is_blank(page_field(page, "q"))) {
        shown.words = page_field(page, "q");
        TRY(content_search(page->site->content, shown.words, HITS_MAX, page->arena, &hits, &shown.hit_count));
        shown.hits = hits;
    } else
        TRY(browse_read(page, &shown));
    page_curriculum(&page->content, page, &shown);
    return 0;
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/laroplan",
     .handler = curriculum_show,
     .open_to = ROUTE_FOR_STAFF,
     .title = N_("Curriculum"),
     .fields = {"q", "program", "fas"},
     .menu = 50},
};
const struct route_table curriculum_routes = ROUTE_TABLE(rows);
