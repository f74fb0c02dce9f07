/* Shows the own sessions, ends them, and changes the own password; see own_account.h. */
#include "ui/web/own_account.h"

#include "base/fail.h"
#include "domain/people/password.h"
#include "domain/people/sign_in_refusal.h"
#include "domain/site/site.h"
#include "ui/web/kernel/request.h"
#include "ui/web/sign_in.h"

#define TRIES_MOST 10 /* at the old password, a quarter of an hour */

static int account_show(struct page *page)
{
    struct own_account_page shown = {0};
    struct session_open *sessions;
    TRY(sessions_read(page->site->records, page->actor, page->session, page->arena, &sessions, &shown.count));
    shown.sessions = sessions;
    page_own_account(&page->content, page, &shown);
    return 0;
}

static int others_end(struct page *page)
{
    TRY(session_end_others(page->site->records, page->actor, page->session));
    page_message(page, N_("You are signed out everywhere else."));
    return page_lead(page, TARGET_OWN_ACCOUNT, NULL, NULL);
}

static int fail_unanswered(void)
{
    return fail(FAIL_BUSY, "the password could not be saved just now");
}

/* All sessions end with the old password; this browser begins a new one. */
static int new_keep(struct page *page, const struct password_process_answer *answer)
{
    if (!answer->is_answered)
        return fail_unanswered();
    TRY(credential_set(page->site->records, page->actor, subject_self(), answer->encoded));
    TRY(sign_in_begin(page, page->viewer));
    page_message(page, N_("The new password is saved, and you are signed out everywhere else."));
    return page_lead(page, TARGET_OWN_ACCOUNT, NULL, NULL);
}

static int old_judge(struct page *page, const struct password_process_answer *answer)
{
    if (!answer->is_answered || answer->is_right)
        page_forgive(page, "own password", page->actor->rid);
    if (!answer->is_answered)
        return fail_unanswered();
    if (answer->is_right)
        return page_ask_password(page, page_field(page, "password"), NULL, new_keep);
    web_log_refusal(page->web, page->request, "sign-in");
    TRY(sign_in_refusal_add(page->site->records, page->actor->key));
    page_problem(page, "old-password", N_("That is not your password"));
    return account_show(page);
}

static int password_post(struct page *page)
{
    struct person person = {0};
    const char *encoded = NULL, *password = page_field(page, "password");
    if (!page_field(page, "old-password")[0])
        page_problem(page, "old-password", N_("Write your password"));
    if (page_problem_failed(page, "password",
                            password_check(password, page->viewer, page->site->config.organisation)) ||
        page_has_problems(page))
        return account_show(page);
    if (!page_may_try(page, "own password", page->actor->rid, TRIES_MOST)) {
        page->status = 429;
        page_problem(page, "old-password", N_("Too many tries. Wait a quarter of an hour."));
        return account_show(page);
    }
    TRY(credential_find(page->site->records, page->viewer->id, page->arena, &person, &encoded));
    return page_ask_password(page, page_field(page, "old-password"), encoded, old_judge);
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/mitt-konto",
     .handler = account_show,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("My account")},
    {.method = "POST",
     .path = "/mitt-konto",
     .handler = password_post,
     .fields = {"old-password", "password"},
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("My account")},
    {.method = "POST",
     .path = "/mitt-konto/avsluta",
     .handler = others_end,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("My account")},
};
const struct route_table own_account_routes = ROUTE_TABLE(rows);
