/* Shows places and takes what was chosen; see edit_place.h. */
#include "ui/web/edit_place.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/people/access.h"

#define FILES_MOST 300
#define MINUTES_MOST 10000
#define TERM_MOST 1000

/* ---- a place ---- */

static int place_show(struct page *page, bool is_new)
{
    struct edit_place_page shown = {.layer = page_field(page, "lager"), .path = page_field(page, "fil")};
    struct draft draft;
    shown.is_new = is_new;
    TRY(draft_open(page->site, page->actor, shown.layer, shown.path, page->arena, &draft));
    TRY(step_place_list(page->site, shown.layer, shown.path, page->arena, &shown.places, &shown.count));
    for (size_t i = 0; i < shown.count; i++)
        if (text_equal(shown.places[i].where, shown.path))
            shown.title = shown.places[i].title;
    if (!shown.title)
        return fail(FAIL_NOT_FOUND, "file '%s': is no step of a programme", shown.path);
    page_edit_place(&page->content, page, &shown);
    return 0;
}

static int move_show(struct page *page)
{
    return place_show(page, false);
}

static int move_post(struct page *page)
{
    const char *id = NULL;
    const struct step_move move = {.layer = page_field(page, "lager"),
                                   .path = page_field(page, "fil"),
                                   .where = page_field(page, "where"),
                                   .why = page_field(page, "because"),
                                   .author = page_field(page, "author")};
    int result = step_move(page->site, page->actor, &move, page->arena, &id);
    if (page_problem_failed(page, "where", result))
        return move_show(page);
    TRY(result);
    page_message(page, N_("Sent. Whoever decides of it sees it now, and you are told what becomes of it."));
    return page_lead(page, TARGET_PROPOSAL, NULL, id);
}

/* ---- a new step ---- */

static int new_show(struct page *page)
{
    return place_show(page, true);
}

static int due_read(const struct page *page, const char **ret_due)
{
    int64_t term = 0;
    const char *unit = page_field(page, "due");
    *ret_due = "none";
    if (!*unit || text_equal(unit, "none"))
        return 0;
    TRY(page_field_number(page, "term", 1, TERM_MOST, &term));
    *ret_due = arena_format(page->arena, "%s %d", unit, (int)term);
    return 0;
}

static int step_read(const struct page *page, struct step_new *new)
{
    int64_t minutes = 0;
    *new = (struct step_new){.layer = page_field(page, "lager"),
                             .where = page_field(page, "where"),
                             .title = page_field(page, "title"),
                             .kind = page_field(page, "kind"),
                             .signoff = page_field(page, "signoff")};
    if (!text_is_blank(page_field(page, "minutes")))
        TRY(page_field_number(page, "minutes", 1, MINUTES_MOST, &minutes));
    new->minutes = (int)minutes;
    return due_read(page, &new->due);
}

static int draft_lead(struct page *page, const char *layer, const char *path)
{
    CLEANUP(text_finish) struct text query = TEXT(8192);
    text_add(&query, "lager=");
    text_add_url_part(&query, layer);
    text_add(&query, "&fil=");
    text_add_url_part(&query, path);
    return page_redirect(page, "/laroplan/andra?%s", text_string(&query));
}

static int new_post(struct page *page)
{
    struct step_new new;
    const char *path = NULL;
    int result = step_read(page, &new);
    if (result == 0)
        result = step_begin(page->site, page->actor, &new, page->arena, &path);
    if (page_problem_failed(page, "title", result))
        return new_show(page);
    TRY(result);
    return draft_lead(page, new.layer, path);
}

/* ---- what can be changed ---- */

static bool is_offered(const char *path)
{
    if (text_starts(path, "cases/") || text_starts(path, "circulars/"))
        return text_ends(path, ".md");
    return text_ends(path, ".yaml");
}

static int layer_files(const struct page *page, const struct layer_source *layer, struct edit_files_page *shown)
{
    CLEANUP(git_store_close_at) struct git *git = NULL;
    struct git_listing listing;
    char commit[GIT_ID_BYTES];
    if (text_equal(layer->kind, "remote"))
        return 0;
    if (layer_recall(page->site->records, layer->name, &git, commit) != 0) { /* never published: nothing is there */
        fail_forget();
        return 0;
    }
    TRY(git_store_list(git, commit, page->arena, &listing));
    for (size_t i = 0; i < listing.count && shown->file_count < FILES_MOST; i++)
        if (is_offered(listing.files[i].path))
            shown->files[shown->file_count++] = (struct edit_file){layer->name, listing.files[i].path};
    return 0;
}

static int files_show(struct page *page)
{
    struct edit_files_page shown = {.files = arena_zeroed(page->arena, FILES_MOST * sizeof *shown.files)};
    struct layer_source *layers;
    size_t count;
    TRY(draft_list(page->site, page->actor, page->arena, &shown.drafts, &shown.draft_count));
    TRY(layer_list(page->site->records, page->arena, &layers, &count));
    for (size_t i = 0; i < count; i++)
        TRY(layer_files(page, &layers[i], &shown));
    page_edit_files(&page->content, page, &shown);
    return 0;
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/laroplan/texter",
     .handler = files_show,
     .open_to = ROUTE_FOR_STAFF,
     .title = N_("Change the curriculum")},
    {.method = "GET",
     .path = "/laroplan/flytta",
     .handler = move_show,
     .open_to = ROUTE_FOR_STAFF,
     .title = N_("Move a step"),
     .fields = {"lager", "fil"}},
    {.method = "POST",
     .path = "/laroplan/flytta",
     .handler = move_post,
     .open_to = ROUTE_FOR_STAFF,
     .title = N_("Move a step"),
     .fields = {"lager", "fil", "where", "because", "author"}},
    {.method = "GET",
     .path = "/laroplan/nytt",
     .handler = new_show,
     .open_to = ROUTE_FOR_STAFF,
     .title = N_("A new step"),
     .fields = {"lager", "fil"}},
    {.method = "POST",
     .path = "/laroplan/nytt",
     .handler = new_post,
     .open_to = ROUTE_FOR_STAFF,
     .title = N_("A new step"),
     .fields = {"lager", "fil", "where", "title", "kind", "signoff", "due", "term", "minutes"}},
};
const struct route_table edit_place_routes = ROUTE_TABLE(rows);
