/* Enters signatures from paper; see paper.h. */
#include "ui/web/paper.h"

#include "base/fail.h"
#include "base/text.h"

static const char *say(void *context)
{
    return translate_failure(*(const enum language *)context);
}

static int paper_begin(struct page *page, enum right right, struct paper_page *ret_shown)
{
    *ret_shown = (struct paper_page){.typed = page_field(page, "rows")};
    TRY(page_subject_open(page, right, &ret_shown->subject));
    page_title(page, "%s: %s", page_translate(page, N_("Signed on paper")), ret_shown->subject.person.name);
    return 0;
}

static int paper_show(struct page *page)
{
    struct paper_page shown;
    TRY(paper_begin(page, RIGHT_SIGN, &shown));
    page_paper(&page->content, page, &shown);
    return 0;
}

/* Looked at first, and signed when it is sent again as it was looked at. */
static int paper_post(struct page *page)
{
    struct paper_page shown;
    struct paper_batch batch;
    enum language language = page->language;
    TRY(paper_begin(page, RIGHT_SIGN, &shown));
    bool is_to_sign = page_field_is(page, "do", "sign");
    const struct paper_request asking = {
        .person = page_subject(page), .text = shown.typed, .say = say, .context = &language};
    int result = (is_to_sign ? paper_sign : paper_check)(page->site, page->actor, &asking, page->arena, &batch);
    if (!page_problem_failed(page, "rows", result)) {
        TRY(result);
        shown.batch = &batch;
        shown.is_checked = !batch.fault_count;
    }
    if (shown.batch && batch.fault_count)
        page_problem(page, "rows", N_("Nothing is signed yet: some rows must be mended. What you typed is kept."));
    if (shown.is_checked && is_to_sign) {
        page_message(page, N_("Signed %d from paper for %s."), (int)batch.count, shown.subject.person.name);
        return page_lead(page, TARGET_PLAN, shown.subject.person.rid, NULL);
    }
    page_paper(&page->content, page, &shown);
    return 0;
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/person/:person/papper",
     .handler = paper_show,
     .open_to = ROUTE_FOR_MENTOR | ROUTE_FOR_MANAGER,
     .title = N_("Signed on paper")},
    {.method = "POST",
     .path = "/person/:person/papper",
     .handler = paper_post,
     .open_to = ROUTE_FOR_MENTOR | ROUTE_FOR_MANAGER,
     .title = N_("Signed on paper"),
     .fields = {"rows", "do"}},
};
const struct route_table paper_routes = ROUTE_TABLE(rows);
