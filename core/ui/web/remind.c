/* Shows reminders, and stores who wants them by mail; see remind.h. */
#include "ui/web/remind.h"

#include "base/fail.h"
#include "domain/remind/mail_settings.h"
#include "ui/web/page_subject.h"

static int remind_show(struct page *page)
{
    const struct subject self = page_subject_self(page);
    struct remind_page shown = {.email = page->viewer->email, .sends_mail = mail_is_configured(&page->site->config)};
    TRY(reminder_list(page->site, &self, page->arena, &shown.list));
    TRY(digest_status(page->site->records, &self, &shown.status));
    page_remind(&page->content, page, &shown);
    return 0;
}

static int choice_post(struct page *page)
{
    enum digest_choice choice;
    if (!digest_choice_parse(page_field(page, "choice"), &choice)) {
        page_problem(page, "choice", N_("Choose how often"));
        return remind_show(page);
    }
    int result = digest_choose(page->site->records, page->actor, subject_self(), choice);
    if (page_problem_failed(page, "choice", result))
        return remind_show(page);
    TRY(result);
    page_message(page, choice == DIGEST_NEVER ? N_("Kept. You get no mail.") : N_("Kept."));
    return page_lead(page, TARGET_REMINDERS, NULL, NULL);
}

/* ---- without signing in ---- */

static int stop_show(struct page *page)
{
    struct remind_stop_page shown = {.token = page_parameter(page, "token")};
    TRY(digest_token_check(page->site->records, shown.token));
    page_remind_stop(&page->content, page, &shown);
    return 0;
}

/* Answered here and not by another address: RFC 8058 allows no redirect. */
static int stop_post(struct page *page)
{
    struct remind_stop_page shown = {.token = page_parameter(page, "token"), .is_stopped = true};
    TRY(digest_stop(page->site->records, shown.token));
    page_remind_stop(&page->content, page, &shown);
    return 0;
}

int remind_section_read(const struct page *page, struct reminder_list *ret_list)
{
    const struct subject self = page_subject_self(page);
    return reminder_list_beside(page->site, &self, page->arena, ret_list);
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/paminnelser",
     .handler = remind_show,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("Reminders")},
    {.method = "POST",
     .path = "/paminnelser",
     .handler = choice_post,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("Reminders"),
     .fields = {"choice"}},
    {.method = "GET",
     .path = "/paminnelser/av/:token",
     .handler = stop_show,
     .open_to = ROUTE_FOR_EVERYBODY,
     .title = N_("Stop mails")},
    {.method = "POST",
     .path = "/paminnelser/av/:token",
     .handler = stop_post,
     .open_to = ROUTE_FOR_EVERYBODY,
     .title = N_("Stop mails"),
     .fields = {"List-Unsubscribe"},
     .is_open_post = true},
};
const struct route_table remind_routes = ROUTE_TABLE(rows);
