/* Signs in and out, handles invitations and the language; see sign_in.h. */
#include "ui/web/sign_in.h"

#include "base/fail.h"
#include "domain/people/session.h"
#include "domain/site/site.h"
#include "io/http.h"
#include "ui/web/kernel/request.h"

/* A whole town hall may come from one address; a guesser of one account does not need more than a few tries. */
#define TRIES_PER_ADDRESS 200
#define TRIES_PER_ACCOUNT 10

static int sign_in_show(struct page *page)
{
    struct sign_in_page sign_in = {.to = web_local_path(page_field(page, "to")), .contact = page->site->config.contact};
    TRY(written_read(page, &sign_in.written));
    page_sign_in(&page->content, page, &sign_in);
    return 0;
}

static int show_too_many(struct page *page)
{
    page->status = 429;
    if (page_has_field(page, WRITTEN_PATH)) { /* which the form must not lose */
        page_problem(page, "",
                     N_("To protect the accounts, signing in is closed for a while after many tries. Wait a "
                        "quarter of an hour and press again."));
        return sign_in_show(page);
    }
    page->title = page_translate(page, N_("Too many tries"));
    page_too_many(&page->content, page);
    return 0;
}

static int start_session(struct page *page, const struct person *person, const char *to)
{
    char token[SECRET_TOKEN_BYTES];
    bool is_shown = false;
    TRY(session_start(page->site->records, person, token));
    page_cookie(page, web_session_name(page->web), token, SESSION_COOKIE_SECONDS);
    TRY(written_show(page, person, arena_copy_string(page->arena, token), &is_shown));
    return is_shown ? 0 : page_redirect(page, "%s", web_local_path(to));
}

static int sign_in_go_on(struct page *page, const struct password_process_answer *answer)
{
    const struct person *person = page->state;
    if (!answer->is_answered || (answer->is_right && person->key)) {
        page_forgive(page, "address", web_address(page->web, page->request));
        page_forgive(page, "account", person->key ? person->rid : page_field(page, "name"));
    }
    if (!answer->is_answered) {
        page->status = 503;
        page_problem(page, "", N_("Passwords cannot be checked just now. Wait a moment and press again."));
        return sign_in_show(page);
    }
    if (answer->is_right && person->key) {
        return start_session(page, person, page_field(page, "to"));
    }
    page_problem(page, "name", N_("The name or the password is wrong. If you have no password yet, use your link."));
    return sign_in_show(page);
}

static int sign_in_try(struct page *page)
{
    struct person *person = arena_zeroed(page->arena, sizeof *person);
    const char *encoded = NULL, *name = page_field(page, "name");
    TRY(written_read(page, &(struct written){0}));
    if (text_is_blank(name))
        page_problem(page, "name", N_("Write your short name or your e-mail"));
    if (!page_field(page, "password")[0])
        page_problem(page, "password", N_("Write your password"));
    if (page_has_problems(page))
        return sign_in_show(page);
    if (!page_may_try(page, "address", web_address(page->web, page->request), TRIES_PER_ADDRESS))
        return show_too_many(page);
    TRY(credential_find(page->site->records, name, page->arena, person, &encoded));
    /* Counted by person: short name, e-mail and eMail are one account, not three times as many tries. */
    if (!page_may_try(page, "account", person->key ? person->rid : name, TRIES_PER_ACCOUNT))
        return show_too_many(page);
    page->state = person;
    return page_ask_password(page, page_field(page, "password"), encoded, sign_in_go_on);
}

static int sign_out(struct page *page)
{
    TRY(session_end(page->site->records, page->session));
    page_cookie(page, web_session_name(page->web), "", 0);
    return page_lead(page, TARGET_SIGN_IN, NULL, NULL);
}

static int invitation_show(struct page *page)
{
    struct person person = {0};
    const char *token = page_parameter(page, "token");
    TRY(invitation_open(page->site->records, token, page->arena, &person));
    struct invitation_page invitation = {.token = token, .name = person.name, .least = PASSWORD_MIN};
    page_invitation(&page->content, page, &invitation);
    return 0;
}

static int invitation_go_on(struct page *page, const struct password_process_answer *answer)
{
    const struct person *person = page->state;
    if (!answer->is_answered)
        return fail(FAIL_BUSY, "the password could not be saved just now");
    TRY(invitation_use(page->site->records, page_parameter(page, "token"), answer->encoded));
    page_message(page, N_("Done: your password is saved and you are signed in"));
    return start_session(page, person, "/");
}

static int invitation_take(struct page *page)
{
    struct person *person = arena_zeroed(page->arena, sizeof *person);
    if (!page_may_try(page, "address", web_address(page->web, page->request), TRIES_PER_ADDRESS))
        return show_too_many(page);
    TRY(invitation_open(page->site->records, page_parameter(page, "token"), page->arena, person));
    if (page_problem_failed(page, "password", password_check(page_field(page, "password"))))
        return invitation_show(page);
    page->state = person;
    return page_ask_password(page, page_field(page, "password"), NULL, invitation_go_on);
}

static int language_set(struct page *page)
{
    enum language language = page->language;
    if (!language_from_code(page_field(page, "language"), &language))
        return fail(FAIL_INPUT, "'%s' is not a language that Trappa speaks", page_field(page, "language"));
    if (page->actor)
        TRY(person_set_language(page->site->records, page->actor, language_code(language)));
    page_cookie(page, "language", language_code(language), 365 * 24 * 3600);
    return page_redirect(page, "%s", web_local_path(page_field(page, "to")));
}

static const struct route rows[] = {
    {"GET", "/logga-in", sign_in_show, ROUTE_FOR_EVERYBODY, N_("Sign in"), .fields = {"to"}},
    {"POST", "/logga-in", sign_in_try, ROUTE_FOR_EVERYBODY, N_("Sign in"), .fields = {"name", "password", "to"},
     .takes_answers = true}, /* what was written before (kernel/written.h) */
    {"POST", "/logga-ut", sign_out, ROUTE_FOR_SIGNED_IN, N_("Sign out"), .menu = 0},
    {"GET", "/inbjudan/:token", invitation_show, ROUTE_FOR_EVERYBODY, N_("Choose a password"), .menu = 0},
    {"POST", "/inbjudan/:token", invitation_take, ROUTE_FOR_EVERYBODY, N_("Choose a password"), .fields = {"password"}},
    {"POST", "/sprak", language_set, ROUTE_FOR_EVERYBODY, N_("Language"), .fields = {"language", "to"}},
};

const struct route_table sign_in_routes = ROUTE_TABLE(rows);
