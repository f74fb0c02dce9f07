/* Shows what was published, and publishes an earlier edition again; see edition.h. */
#include "ui/web/edition.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/site/site.h"

#include <string.h>

#define EDITIONS_SHOWN 50
#define EDITIONS_MOST 10000000
#define VERSION_SHOWN 10 /* letters */

static struct edition_row row_of(const struct page *page, const struct published_edition *edition)
{
    CLEANUP(text_finish) struct text layers = TEXT(LAYERS_MAX * 256);
    for (const char *line = edition->commits; line && *line; line = strchr(line, '\n')) {
        line += *line == '\n';
        size_t name = strcspn(line, " "), whole = strcspn(line, "\n");
        text_add(&layers, layers.length ? ", " : "");
        text_add_bytes(&layers, line, whole < name + 1 + VERSION_SHOWN ? whole : name + 1 + VERSION_SHOWN);
    }
    return (struct edition_row){*edition, arena_copy_string(page->arena, text_string(&layers))};
}

static int list_show(struct page *page)
{
    struct edition_list_page shown = {0};
    struct published_edition *editions;
    int64_t from = 0;
    if (*page_field(page, "fran"))
        TRY(page_field_number(page, "fran", 0, EDITIONS_MOST, &from));
    const struct published_range range = {(int)from, EDITIONS_SHOWN + 1};
    TRY(publish_editions_range(page->site->records, page->actor, range, page->arena, &editions, &shown.count));
    shown.from = (int)from;
    if (shown.count > EDITIONS_SHOWN) {
        shown.count = EDITIONS_SHOWN;
        shown.next = (int)from + EDITIONS_SHOWN;
    }
    shown.rows = arena_zeroed(page->arena, (shown.count + 1) * sizeof *shown.rows);
    for (size_t i = 0; i < shown.count; i++)
        shown.rows[i] = row_of(page, &editions[i]);
    page_editions(&page->content, page, &shown);
    return 0;
}

static int named_find(const struct page *page, struct published_edition *ret_edition, bool *ret_is_newest)
{
    return publish_edition_find(page->site->records, page->actor, page_parameter(page, "edition"), page->arena,
                                ret_edition, ret_is_newest);
}

static int edition_show(struct page *page)
{
    struct edition_page shown = {0};
    struct published_edition edition;
    TRY(named_find(page, &edition, &shown.is_newest));
    TRY(publish_impact_read(page, &shown.impact));
    shown.row = row_of(page, &edition);
    shown.is_previewed = text_equal(shown.impact.edition, edition.id);
    page_title(page, "%s %s", page_translate(page, N_("Edition")), edition.id);
    page_edition(&page->content, page, &shown);
    return 0;
}

static int preview_post(struct page *page)
{
    struct published_edition edition;
    bool is_newest;
    TRY(named_find(page, &edition, &is_newest));
    TRY(publish_preview_ask(page->site->records, page->actor, edition.id));
    page_message(page, N_("It is being reckoned. Open this page again in a moment."));
    return page_lead(page, TARGET_EDITION, NULL, edition.id);
}

/* The errors of today's check, where an earlier edition does not pass it any more. */
static int fail_of_check(const struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct place *place = &findings->items[i].place;
        if (findings->items[i].kind->severity == FINDING_ERROR)
            return fail_at(FAIL_RULE, REASON_CURRICULUM_ERRORS, NULL,
                           "the check finds %zu errors in that edition, the first in %s, line %d", findings->errors,
                           place->path, place->line ? place->line : 1);
    }
    return 0;
}

static int publish_again(struct page *page, const char *edition)
{
    CLEANUP(publication_finish) struct publication publication = {0};
    TRY(publish_edition(page->site->records, page->actor, edition, &publication));
    return *publication.edition ? 0 : fail_of_check(&publication.check.findings);
}

static int publish_post(struct page *page)
{
    struct published_edition edition;
    bool is_newest;
    TRY(named_find(page, &edition, &is_newest));
    int result = publish_again(page, edition.id);
    if (page_problem_failed_here(page, "edition", result))
        return edition_show(page);
    TRY(result);
    page_message(page, N_("Edition %s is what people see again, until something else is published."), edition.id);
    return page_lead(page, TARGET_EDITION, NULL, NULL);
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/laroplan/utgavor",
     .handler = list_show,
     .open_to = ROUTE_FOR_AUTHOR | ROUTE_FOR_ADMIN,
     .title = N_("Editions"),
     .fields = {"fran"}},
    {.method = "GET",
     .path = "/laroplan/utgavor/:edition",
     .handler = edition_show,
     .open_to = ROUTE_FOR_AUTHOR | ROUTE_FOR_ADMIN,
     .title = N_("Editions")},
    {.method = "POST",
     .path = "/laroplan/utgavor/:edition/rakna",
     .handler = preview_post,
     .open_to = ROUTE_FOR_AUTHOR | ROUTE_FOR_ADMIN,
     .title = N_("Editions")},
    {.method = "POST",
     .path = "/laroplan/utgavor/:edition/publicera",
     .handler = publish_post,
     .open_to = ROUTE_FOR_AUTHOR | ROUTE_FOR_ADMIN,
     .title = N_("Editions")},
};
const struct route_table edition_routes = ROUTE_TABLE(rows);
