/* Shows, makes and ends a person's own access tokens; see access_token.h. */
#include "ui/web/access_token.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/site/site.h"
#include "ui/web/page_subject.h"

static int tokens_show(struct page *page, const struct access_token_made *made)
{
    const struct subject self = page_subject_self(page);
    struct access_token_page shown = {.made = made};
    struct access_token *tokens;
    TRY(access_token_list(page->site->records, &self, page->arena, &tokens, &shown.count));
    shown.tokens = tokens;
    page_access_tokens(&page->content, page, &shown);
    return 0;
}

static int own_show(struct page *page)
{
    return tokens_show(page, NULL);
}

static int make(struct page *page, struct access_token_made *ret_made)
{
    const char *until = page_field(page, "until");
    struct access_token_new token = {.label = page_field(page, "label"), .until = DAY_NONE};
    TRY(access_scopes_parse(page_field(page, "scope"), &token.scopes));
    if (*until)
        TRY(page_field_day(page, "until", &token.until));
    return access_token_make(page->site->records, page->actor, subject_self(), &token, ret_made);
}

/* The token is shown in the answer itself: it is in no cookie, no address and no log. */
static int make_post(struct page *page)
{
    struct access_token_made made;
    int result = make(page, &made);
    if (page_problem_failed(page, "label", result))
        return own_show(page);
    TRY(result);
    return tokens_show(page, &made);
}

static int revoke_post(struct page *page)
{
    TRY(access_token_revoke(page->site->records, page->actor, page_field(page, "id")));
    page_message(page, N_("The key is taken back. Programs that used it get nothing more."));
    return page_lead(page, TARGET_ACCESS_TOKENS, NULL, NULL);
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/nycklar",
     .handler = own_show,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("Your keys")},
    {.method = "POST",
     .path = "/nycklar",
     .handler = make_post,
     .fields = {"label", "scope", "until"},
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("Your keys")},
    {.method = "POST",
     .path = "/nycklar/aterta",
     .handler = revoke_post,
     .fields = {"id"},
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("Your keys")},
};
const struct route_table access_token_routes = ROUTE_TABLE(rows);
