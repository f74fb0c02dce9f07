/* Shows what a trial would do, and asks for a new one; see effect.h. */
#include "ui/web/effect.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/content/publish.h"
#include "domain/records/job.h"
#include "io/file.h"

static int job_look(const struct page *page, struct effect_page *shown)
{
    struct job *jobs;
    size_t count;
    TRY(job_list(page->site->records, page->arena, &jobs, &count));
    for (size_t i = 0; i < count; i++) {
        if (!text_equal(jobs[i].kind, JOB_TRIAL))
            continue;
        shown->is_waiting |= text_equal(jobs[i].state, "waiting") && !jobs[i].last_error;
        shown->last_error = jobs[i].last_error;
    }
    return 0;
}

static int rows_read(const struct page *page, struct content *proposal, const struct effect *effect,
                     struct effect_page *shown)
{
    shown->rows = arena_zeroed(page->arena, (effect->count + 1) * sizeof *shown->rows);
    for (size_t i = 0; i < effect->count; i++) {
        const struct difference *difference = &effect->steps[i].difference;
        const struct step_versions versions = {.step = difference->step,
                                               .old_parts = difference->old_parts,
                                               .new_parts = difference->new_parts,
                                               .language = language_code(page->language)};
        shown->rows[i].step = &effect->steps[i];
        if (difference->kind == DIFFERENCE_CHANGED)
            TRY(step_compare(proposal, &versions, page->arena, &shown->rows[i].words));
    }
    shown->count = effect->count;
    return 0;
}

/* A trial that was made before the last publishing does not know what is published now. */
static int trial_read(const struct page *page, struct effect_page *shown)
{
    CLEANUP(memory_free_at) char *path = publish_trial_path(page->site->folder);
    CLEANUP(content_close_at) struct content *proposal = NULL;
    struct effect effect;
    if (!file_exists(path))
        return 0;
    TRY(content_open(path, &proposal));
    int result = effect_reckon(page->site, page->actor, proposal, page->arena, &effect);
    if (result == FAIL_NOT_FOUND)
        return 0;
    TRY(result);
    shown->has_trial = true;
    return rows_read(page, proposal, &effect, shown);
}

static int effect_show(struct page *page)
{
    struct effect_page shown = {0};
    TRY(access_check_site(page->actor, SITE_PUBLISH));
    TRY(job_look(page, &shown));
    if (!shown.is_waiting)
        TRY(trial_read(page, &shown));
    page_effect(&page->content, page, &shown);
    return 0;
}

static int effect_ask(struct page *page)
{
    TRY(access_check_site(page->actor, SITE_PUBLISH));
    TRY(job_add_once(page->site->records, JOB_TRIAL));
    page_message(page, N_("It is being reckoned. Open this page again in a moment."));
    return page_redirect(page, "/laroplan/forhandsvisning");
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
const struct route_table effect_routes = ROUTE_TABLE(rows);
