/* Signs in and out, handles invitations and the language; see sign_in.h. */
#include "ui/web/sign_in.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/password.h"
#include "domain/people/session.h"
#include "domain/people/sign_in_refusal.h"
#include "domain/site/site.h"
#include "io/http.h"
#include "ui/text/humanize.h"
#include "ui/web/kernel/device.h"
#include "ui/web/kernel/request.h"

/* A whole town hall may come from one address; a guesser of one account does not need more than a few tries. */
#define TRIES_PER_ADDRESS 200
#define TRIES_PER_NAME 10 /* or of a person in a browser that knows the person */
#define REPLACEMENT_TELL_SECONDS ((int64_t)14 * 24 * 3600)

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

int sign_in_begin(struct page *page, const struct person *person)
{
    char token[SECRET_TOKEN_BYTES];
    TRY(session_start(page->site->records, person, token));
    page_cookie(page, web_session_name(page->web), token, SESSION_COOKIE_SECONDS);
    TRY(device_keep(page, person, token));
    page->session = arena_copy_string(page->arena, token); /* whose page shows the message */
    return 0;
}

static int start_session(struct page *page, const struct person *person, const char *to)
{
    bool is_shown = false;
    TRY(sign_in_begin(page, person));
    TRY(written_show(page, person, page->session, &is_shown));
    return is_shown ? 0 : page_redirect(page, "%s", web_local_path(to));
}

/* What happened in the person's name, said once, to whoever signs in next. */
static int refusals_tell(struct page *page, const struct person *person)
{
    int64_t count = 0;
    TRY(sign_in_refusal_tell(page->site->records, person->key, &count));
    if (count)
        page_message(page,
                     N_("Refused attempts to sign in as you since you last signed in: %lld. If it was not you, tell an "
                        "administrator."),
                     (long long)count);
    return 0;
}

/* Said at every sign-in for a while: the first one may be of whoever used the link. */
static int replacement_tell(struct page *page, const struct person *person)
{
    struct password_replacement *replacements;
    struct actor actor;
    size_t count;
    TRY(person_actor(page->site->records, person, &actor));
    TRY(password_replacements_read(page->site->records, &actor, clock_now() - REPLACEMENT_TELL_SECONDS, page->arena,
                                   &replacements, &count));
    if (!count)
        return 0;
    const char *day = humanize_day(page->language, page->arena, instant_day(replacements[0].at), page->today);
    const char *name = replacements[0].made_by.name;
    page_message(
        page,
        N_("Your password was replaced %s by a link that %s made. If you did not use it, tell your manager; it "
           "stands under Who has looked."),
        day, name ? name : page_translate(page, N_("whoever runs the server")));
    return 0;
}

static int sign_in_refuse(struct page *page, const struct person *person)
{
    web_log_refusal(page->web, page->request, "sign-in");
    TRY(sign_in_refusal_add(page->site->records, person->key));
    page_problem(page, "name", N_("The name or the password is wrong. If you have no password yet, use your link."));
    return sign_in_show(page);
}

/* One attempt: of whom, and what it was counted by. */
struct attempt {
    struct person person; /* key 0: nobody's name */
    const char *name;     /* as it is compared */
    const char *device;   /* NULL: the browser does not know the person, or has used up its tries */
};

/* Counted by what was typed, so that a name that nobody has answers as one that somebody has: the short name and the
 * e-mail of an account are two. */
static int name_may_try(struct page *page, const struct attempt *attempt, bool *ret_may)
{
    const struct person *person = &attempt->person;
    *ret_may = page_may_try(page, "account", attempt->name, TRIES_PER_NAME);
    return *ret_may ? 0 : sign_in_refusal_lock(page->site->records, person->key, person->rid);
}

/* Counts again what was refused before the process began, so that a restart is no new beginning for a guesser. */
static int tries_remember(struct page *page)
{
    struct sign_in_refused *refused;
    size_t count = 0;
    if (atomic_exchange(&page->web->shared->is_reminded, true))
        return 0;
    TRY(sign_in_refused_read(page->site->records, page->arena, &refused, &count));
    for (size_t i = 0; i < count; i++)
        for (int64_t n = 0; n < refused[i].count && n < TRIES_PER_NAME; n++)
            page_may_try(page, "account", credential_name(refused[i].name, page->arena), TRIES_PER_NAME);
    return 0;
}

/* Whoever guesses has no browser that knows the person: then neither the tries of others nor those from the address
 * count. */
static int attempt_may(struct page *page, struct attempt *attempt, bool *ret_may)
{
    const char *device = NULL;
    TRY(tries_remember(page));
    TRY(device_find(page, &attempt->person, &device));
    attempt->device = device && page_may_try(page, "device", device, TRIES_PER_NAME) ? device : NULL;
    *ret_may =
        attempt->device || page_may_try(page, "address", web_address(page->web, page->request), TRIES_PER_ADDRESS);
    return attempt->device || !*ret_may ? 0 : name_may_try(page, attempt, ret_may);
}

static void attempt_forgive(struct page *page, const struct attempt *attempt)
{
    if (attempt->device) {
        page_forgive(page, "device", attempt->device);
        return;
    }
    page_forgive(page, "address", web_address(page->web, page->request));
    page_forgive(page, "account", attempt->name);
}

static int sign_in_go_on(struct page *page, const struct password_process_answer *answer)
{
    const struct attempt *attempt = page->state;
    const struct person *person = &attempt->person;
    if (!answer->is_answered || (answer->is_right && person->key))
        attempt_forgive(page, attempt);
    if (!answer->is_answered) {
        page->status = 503;
        page_problem(page, "", N_("Passwords cannot be checked just now. Wait a moment and press again."));
        return sign_in_show(page);
    }
    if (!answer->is_right || !person->key)
        return sign_in_refuse(page, person);
    TRY(replacement_tell(page, person));
    TRY(refusals_tell(page, person));
    return start_session(page, person, page_field(page, "to"));
}

static int sign_in_try(struct page *page)
{
    struct attempt *attempt = arena_zeroed(page->arena, sizeof *attempt);
    const char *encoded = NULL, *name = page_field(page, "name");
    TRY(written_read(page, &(struct written){0}));
    if (text_is_blank(name))
        page_problem(page, "name", N_("Write your short name or your e-mail"));
    if (!page_field(page, "password")[0])
        page_problem(page, "password", N_("Write your password"));
    if (page_has_problems(page))
        return sign_in_show(page);
    attempt->name = credential_name(name, page->arena);
    TRY(credential_find(page->site->records, name, page->arena, &attempt->person, &encoded));
    bool may_try = false;
    TRY(attempt_may(page, attempt, &may_try));
    if (!may_try)
        return show_too_many(page);
    page->state = attempt;
    return page_ask_password(page, page_field(page, "password"), encoded, sign_in_go_on);
}

static int sign_out(struct page *page)
{
    TRY(session_end(page->site->records, page->session));
    page_cookie(page, web_session_name(page->web), "", 0);
    return page_lead(page, TARGET_SIGN_IN, NULL, NULL);
}

/* The link's person, who is then known; a link that is none leaves a line. */
static int invitation_read(struct page *page, struct person *person)
{
    int result = invitation_open(page->site->records, page_parameter(page, "token"), page->arena, person);
    if (fail_is(result, REASON_INVITATION_USED))
        web_log_refusal(page->web, page->request, "link");
    return result;
}

static int invitation_show(struct page *page)
{
    struct person person = {0};
    const char *token = page_parameter(page, "token");
    TRY(invitation_read(page, &person));
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
    int result = invitation_read(page, person);
    if (result != 0 && !page_may_try(page, "address", web_address(page->web, page->request), TRIES_PER_ADDRESS))
        return show_too_many(page);
    TRY(result);
    if (page_problem_failed(page, "password",
                            password_check(page_field(page, "password"), person, page->site->config.organisation)))
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
