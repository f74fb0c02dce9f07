/* Shows the impact of publishing, and asks for a new preview; see publish_impact.h. */
#include "ui/web/publish_impact.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/publish/publish.h"
#include "io/file.h"

static int rows_read(const struct page *page, struct content *proposal, const struct publish_impact *publish_impact,
                     struct publish_impact_page *shown)
{
    shown->rows = arena_zeroed(page->arena, (publish_impact->count + 1) * sizeof *shown->rows);
    for (size_t i = 0; i < publish_impact->count; i++) {
        const struct curriculum_diff_item *difference = &publish_impact->steps[i].difference;
        const struct step_versions versions = {.step = difference->step,
                                               .old_parts = difference->old_parts,
                                               .new_parts = difference->new_parts,
                                               .language = language_code(page->language)};
        shown->rows[i].step = &publish_impact->steps[i];
        if (difference->kind == CURRICULUM_DIFF_CHANGED)
            TRY(step_compare(proposal, &versions, page->arena, &shown->rows[i].words));
    }
    shown->count = publish_impact->count;
    return 0;
}

/* A preview made before the last publishing does not start from what is published now. */
static int trial_read(const struct page *page, struct publish_impact_page *shown)
{
    CLEANUP(memory_free_at) char *path = publish_preview_path(page->site->folder);
    CLEANUP(content_close_at) struct content *proposal = NULL;
    struct publish_impact publish_impact;
    if (!file_exists(path))
        return 0;
    TRY(content_open(path, &proposal));
    int result = publish_impact_compute(page->site, page->actor, proposal, page->arena, &publish_impact);
    if (fail_is(result, REASON_NOT_PUBLISHED))
        return 0;
    TRY(result);
    shown->has_preview = true;
    shown->edition = publish_impact.to;
    return rows_read(page, proposal, &publish_impact, shown);
}

int publish_impact_read(struct page *page, struct publish_impact_page *ret_shown)
{
    *ret_shown = (struct publish_impact_page){0};
    TRY(access_check_site(page->actor, SITE_PUBLISH));
    TRY(job_view_read(page, JOB_PUBLISH_PREVIEW, &ret_shown->job));
    return ret_shown->job.is_waiting ? 0 : trial_read(page, ret_shown);
}

/* Whether the preview is of an edition that was published before this one. */
static int earlier_look(const struct page *page, struct publish_impact_page *shown)
{
    struct published_edition edition;
    bool is_newest = false;
    if (!shown->edition)
        return 0;
    int result =
        publish_edition_find(page->site->records, page->actor, shown->edition, page->arena, &edition, &is_newest);
    shown->is_earlier = result == 0 && !is_newest;
    return result == FAIL_NOT_FOUND ? 0 : result;
}

static int effect_show(struct page *page)
{
    struct publish_impact_page shown;
    TRY(publish_impact_read(page, &shown));
    TRY(earlier_look(page, &shown));
    page_publish_impact(&page->content, page, &shown);
    return 0;
}

static int effect_ask(struct page *page)
{
    TRY(publish_preview_ask(page->site->records, page->actor, NULL));
    page_message(page, N_("It is being reckoned. Open this page again in a moment."));
    return page_lead(page, TARGET_PUBLISH_IMPACT, NULL, NULL);
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/laroplan/forhandsvisning",
     .handler = effect_show,
     .open_to = ROUTE_FOR_AUTHOR | ROUTE_FOR_ADMIN,
     .title = N_("Before publishing")},
    {.method = "POST",
     .path = "/laroplan/forhandsvisning",
     .handler = effect_ask,
     .open_to = ROUTE_FOR_AUTHOR | ROUTE_FOR_ADMIN,
     .title = N_("Before publishing")},
};
const struct route_table publish_impact_routes = ROUTE_TABLE(rows);
