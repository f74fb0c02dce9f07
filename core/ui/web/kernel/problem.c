/* Error pages: what happened, that nothing was lost, and what to do. */
#include "ui/web/kernel/problem.h"

#include "base/fail.h"
#include "domain/people/session.h"
#include "io/http.h"
#include "ui/web/kernel/page_failure.h"
#include "ui/web/kernel/route.h"
#include "ui/web/kernel/web.h"

#include <stdio.h>

/* One row for each code. Internal sentences mean nothing to a reader and are only logged. */
static const struct kind {
    int code, status;
    const char *title, *now;
    bool is_internal;
} kinds[] = {
    {FAIL_USAGE, 400, N_("This request was not understood"), N_("Go back, open the page again, and try once more."),
     false},
    {FAIL_INPUT, 422, N_("Something in what was sent cannot be read"), N_("Go back, change it, and send again."),
     false},
    {FAIL_NOT_FOUND, 404, N_("There is nothing here"),
     N_("The address may be wrong, or it may not be yours to see. Start from the first page."), false},
    {FAIL_DENIED, 403, N_("This is not yours to open"),
     N_("If you need it for your work, ask your manager or whoever administers Trappa."), false},
    {FAIL_RULE, 409, N_("That cannot be done as things stand"),
     N_("Go back and open the page again to see how things stand now."), false},
    {FAIL_LIMIT, 413, N_("That was too large"), N_("Go back, make it shorter, and send again."), false},
    {FAIL_BUSY, 503, N_("Somebody else is writing just now"), N_("Wait a moment, go back, and send again."), false},
    {FAIL_SYSTEM, 500, N_("Something broke on our side"),
     N_("Try again in a few minutes. If it stays broken, tell whoever administers Trappa."), true},
    {FAIL_CORRUPT, 500, N_("Something broke on our side"),
     N_("Try again in a few minutes. If it stays broken, tell whoever administers Trappa."), true},
};

static const struct kind *find_kind(int code)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (kinds[i].code == code)
            return &kinds[i];
    return &kinds[COUNT_OF(kinds) - 1];
}

/* Where the general advice would be wrong. */
static const struct kind signed_out = {FAIL_DENIED, 403, N_("Sign in again"),
                                       N_("One is signed out after twelve hours, or by signing out in another tab."),
                                       false};
static const struct kind link_used = {FAIL_NOT_FOUND, 404, N_("The link does not work any more"),
                                      N_("If you have chosen a password already, sign in with it. Otherwise ask "
                                         "whoever gave you the link for a new one."),
                                      false};

static const struct kind renewed = {FAIL_BUSY, 503, N_("Trappa is being renewed"),
                                    N_("Wait a moment and open the page again. What was sent has to be sent again."),
                                    true};

static const struct kind *kind_for(const struct page *page, int code)
{
    if (code == FAIL_DENIED && !page->actor)
        return &signed_out;
    if (fail_is(code, REASON_INVITATION_USED))
        return &link_used;
    return fail_is(code, REASON_RECORDS_NEWER) ? &renewed : find_kind(code);
}

static const char *humanize_sentence(const struct page *page)
{
    return arena_format(page->arena, "%s.", page_failure(page));
}

void problem_show(struct page *page, int result)
{
    const struct kind *kind = kind_for(page, result);
    struct problem problem = {.now = page_translate(page, kind->now),
                              .is_change = text_equal(page->request->method, "POST")};
    if (kind == &renewed) /* all of serve ends, and says why once */
        problem.sentence = NULL;
    else if (kind->is_internal)
        fprintf(stderr, "trappa: %s %s: %s\n", page->request->method, page->route ? page->route->path : "?",
                fail_sentence());
    else
        problem.sentence = humanize_sentence(page);
    text_clear(&page->body);
    page->problem_count = 0;
    page->redirect = page->message_next = page->entity_tag = NULL;
    page->bytes = NULL;
    page->status = page->allow ? 405 : kind->status;
    page->title = page_translate(page, kind->title);
    page_problem_page(&page->content, page, &problem);
}
