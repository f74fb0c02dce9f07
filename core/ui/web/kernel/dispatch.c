/* Handles a request: finds the row, checks viewer and input, calls the handler, adds frame and headers. See
 * ui/web/kernel/route.h and ui/web/kernel/web.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/content/content.h"
#include "domain/people/naming.h"
#include "domain/people/page_view.h"
#include "domain/people/person.h"
#include "domain/people/session.h"
#include "domain/site/site.h"
#include "ui/web/kernel/git_http.h"
#include "ui/web/kernel/message.h"
#include "ui/web/kernel/press.h"
#include "ui/web/kernel/request.h"
#include "ui/web/kernel/route.h"
#include "ui/web/kernel/web.h"
#include "ui/web/kernel/written.h"

#include <stdio.h>
#include <string.h>

#define PAGE_MAX ((size_t)2 * 1024 * 1024)
#define PAGE_USUAL ((size_t)8 * 1024)
#define FRAME_USUAL ((size_t)4 * 1024) /* what the frame adds */

static bool is_post(const struct page *page)
{
    return text_equal(page->request->method, "POST");
}

/* The first language of Accept-Language that we have; Swedish if there is none. */
static enum language preferred_language(const struct http_request *request)
{
    enum language language = LANGUAGE_SV;
    const char *at = http_request_header(request, "Accept-Language");
    for (; at && *at; at += strspn(at, ", ")) {
        if (language_from_code(at, &language))
            break;
        at += strcspn(at, ",");
    }
    return language;
}

static void choose_language(struct page *page)
{
    page->language = preferred_language(page->request);
    language_from_code(http_field(&page->request->cookies, "language"), &page->language);
    if (page->viewer)
        language_from_code(page->viewer->language, &page->language);
    naming_say(translate(page->language, NAMING_COLLEAGUE));
    page->content = (struct template){.text = &page->body, .language = page->language};
}

/* Finds the session of one of the cookies; FAIL_NOT_FOUND if all have ended. */
static int find_session(const struct web *web, const struct http_fields *cookies, struct arena *arena,
                        struct person *ret_person, struct actor *ret_actor, const char **ret_token)
{
    int result = FAIL_NOT_FOUND;
    for (size_t i = 0; i < WEB_SESSION_COOKIES_MOST && result == FAIL_NOT_FOUND; i++) {
        *ret_token = web_session_cookie(web, cookies, i);
        if (!*ret_token)
            return FAIL_NOT_FOUND;
        result = session_find(web->site->records, *ret_token, arena, ret_person, ret_actor);
    }
    return result;
}

/* Finds the viewer by the session cookie; an ended session has none. */
static int find_viewer(struct page *page)
{
    const char *token = NULL;
    if (!page->site)
        return 0;
    struct person *person = arena_zeroed(page->arena, sizeof *person);
    struct actor *actor = arena_zeroed(page->arena, sizeof *actor);
    int result = find_session(page->web, &page->request->cookies, page->arena, person, actor, &token);
    if (result == FAIL_NOT_FOUND)
        return 0;
    TRY(result);
    page_enter(page, person, actor, token);
    return 0;
}

static bool is_accepted_field(const struct route *route, const char *name)
{
    for (size_t i = 0; i < ROUTE_FIELDS_MAX && route->fields[i]; i++)
        if (text_equal(route->fields[i], name))
            return true;
    return false;
}

static int check_fields(const struct page *page)
{
    const struct http_fields *query = &page->request->query, *form = &page->request->form;
    for (size_t i = 0; i < query->count; i++)
        if (is_post(page) || !is_accepted_field(page->route, query->items[i].name))
            return fail(FAIL_USAGE, "this page knows no field '%s'", query->items[i].name);
    for (size_t i = 0; i < form->count; i++)
        if (!page->route->takes_answers && !text_equal(form->items[i].name, "token") &&
            !is_accepted_field(page->route, form->items[i].name))
            return fail(FAIL_USAGE, "this page knows no field '%s'", form->items[i].name);
    for (size_t i = 0; i < page->request->files.count; i++)
        if (!is_accepted_field(page->route, page->request->files.items[i].field))
            return fail(FAIL_USAGE, "this page knows no field '%s'", page->request->files.items[i].field);
    return 0;
}

/* A change must come from a page of ours, and from the session of its form token. */
static int check_origin(const struct page *page)
{
    const char *token = http_field(&page->request->form, "token");
    if (!web_is_same_origin(page->web, page->request)) {
        web_log_refusal(page->web, page->request, "form of another site");
        return fail(FAIL_DENIED, "this form was sent from another site");
    }
    if (page->token && !press_is_of_session(page, token))
        return fail(FAIL_DENIED, "this form belongs to a session that has ended; open the page again");
    return 0;
}

static int check_access(struct page *page)
{
    unsigned open_to = page->route->open_to;
    if (open_to & ROUTE_FOR_EVERYBODY)
        return 0;
    if (!page->actor && !is_post(page)) {
        struct template to = {.text = &page->body};
        template_add(&to, TEMPLATE_URL_PART, page->request->path);
        int result =
            page_redirect(page, "%s?to=%s", page_link(page, TARGET_SIGN_IN, NULL, NULL), text_string(&page->body));
        text_clear(&page->body);
        return result;
    }
    if (!page->actor && written_ask(page)) {
        page->is_answered = true;
        return 0;
    }
    if (!page->actor)
        return fail(FAIL_DENIED, "you have been signed out; sign in in another tab, go back, and send it again");
    if (open_to & ROUTE_FOR_SIGNED_IN || open_to & page->actor->roles)
        return 0;
    return fail(FAIL_DENIED, "this page is not for your role");
}

static int find_route(struct page *page)
{
    const char *allow = "";
    page->route = route_find(page->web->routes, page->request->method, page->request->path, page->arena,
                             page->parameters, &allow);
    if (page->route)
        return 0;
    if (*allow) {
        page->allow = allow;
        return fail(FAIL_USAGE, "this address takes %s only", allow);
    }
    return fail(FAIL_NOT_FOUND, "there is no page at this address");
}

/* A GET sees one snapshot of records and content, from the session on: it cannot contradict itself, and a transaction
 * for each query would cost as much as the queries. */
static int begin_reading(struct page *page)
{
    if (is_post(page) || !page->site)
        return 0;
    TRY(records_read_begin(page->site->records));
    page->is_reading = true;
    return content_read_begin(page->site->content);
}

static int open_page(struct page *page)
{
    int begun = begin_reading(page);
    int found = begun == 0 ? find_viewer(page) : begun;
    choose_language(page);
    TRY(found);
    TRY(find_route(page));
    page->title = translate(page->language, page->route->title);
    TRY(check_access(page));
    if (page->redirect || page->is_answered)
        return 0;
    if (is_post(page) && !page->route->is_open_post)
        TRY(check_origin(page));
    TRY(check_fields(page));
    if (is_post(page))
        return press_handle(page, page->route->handler);
    message_take(page);
    return page->route->handler(page);
}

/* Writes the events of page_viewed(), after the snapshot has ended and before anything is sent. */
static int views_record(const struct page *page)
{
    for (const struct page_viewed *viewed = page->viewed; viewed; viewed = viewed->before) {
        if (page_view_record(page->site->records, page->actor, viewed->rid, page->route->path) == 0)
            continue;
        fprintf(stderr, "trappa: a view was not recorded: %s\n", fail_sentence());
        return fail(FAIL_BUSY, "that you looked at this cannot be recorded just now, so it is not shown");
    }
    return 0;
}

static void end_reading(struct page *page, int result)
{
    page_end_reading(page);
    if (result != 0 || page->redirect)
        return;
    result = views_record(page);
    if (result != 0)
        problem_show(page, result);
}

/* Whether the client already has these bytes: If-None-Match lists their tag. */
static bool is_known(const struct page *page)
{
    const char *known = http_request_header(page->request, "If-None-Match");
    return page->entity_tag && page->status == 200 && known && strstr(known, page->entity_tag);
}

static bool may_be_kept(const struct page *page)
{
    return page->entity_tag && (page->status == 200 || page->status == 304);
}

static const char *cache_control(const struct page *page)
{
    bool is_public = page->route && page->route->is_public_text && !page->actor && !page->cookie_count;
    if (page->entity_tag)
        return may_be_kept(page) ? "private, no-cache" : "no-store";
    return page->bytes ? "private, max-age=31536000, immutable" : is_public ? "private, max-age=60" : "no-store";
}

static void add_headers(const struct page *page, struct http_response *response)
{
    http_response_add(response, "Content-Security-Policy",
                      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
                      "frame-ancestors 'none'");
    http_response_add(response, "X-Content-Type-Options", "nosniff");
    /* With no-referrer a browser sends "Origin: null" with our own forms, like with foreign ones; same-origin reveals
     * just as little to other sites. */
    http_response_add(response, "Referrer-Policy", "same-origin");
    http_response_add(response, "Cross-Origin-Opener-Policy", "same-origin");
    http_response_add(response, "Cross-Origin-Resource-Policy", "same-origin");
    http_response_add(response, "Cache-Control", cache_control(page));
    if (may_be_kept(page))
        http_response_add(response, "ETag", page->entity_tag);
    if (page->web->is_secure)
        http_response_add(response, "Strict-Transport-Security", "max-age=31536000");
    for (size_t i = 0; i < page->cookie_count; i++)
        http_response_add(response, "Set-Cookie", page->cookies[i].value);
    if (page->redirect)
        http_response_add(response, "Location", page->redirect);
    if (page->allow)
        http_response_add(response, "Allow", page->allow);
}

static void page_finish(struct page *page, int result)
{
    struct http_response response = {.type = "text/html; charset=utf-8", .text = TEXT(PAGE_MAX + PAGE_MAX / 8)};
    if (result == 0)
        result = text_check(&page->body, page->request->path);
    page->web->is_outdated |= fail_is(result, REASON_RECORDS_NEWER);
    if (result != 0)
        problem_show(page, result);
    end_reading(page, result);
    if (page->redirect && !page->message_next)
        page->message_next = page->message; /* a redirect has not shown it */
    if (page->message_next)
        message_send(page);
    if (page->redirect)
        page->status = 303;
    else if (page->bytes) {
        page->status = page->status ? page->status : 200;
        page->status = is_known(page) ? 304 : page->status;
        response.type = page->bytes_type;
        if (page->status != 304)
            text_add_bytes(&response.text, page->bytes, page->byte_count);
    } else {
        if (!page->status)
            page->status = page_has_problems(page) ? 422 : 200;
        text_reserve(&response.text, page->body.length + FRAME_USUAL);
        frame_write(page, &response.text);
    }
    response.status = page->status;
    add_headers(page, &response);
    text_finish(&page->body);
    http_answer(page->request, &response);
}

void web_handle(struct http_request *request, void *context)
{
    struct web *web = context;
    struct http_response asset;
    if (text_starts(request->path, "/assets/") && !text_equal(request->method, "POST") &&
        asset_find(request->path, &asset)) {
        http_answer(request, &asset);
        return;
    }
    if (git_http_is_for(request->path)) {
        git_http_handle(web, request);
        return;
    }
    struct page *page = arena_zeroed(&request->arena, sizeof *page);
    page->web = web;
    page->site = web->site;
    web_refresh(web);
    page->request = request;
    page->arena = &request->arena;
    page->today = clock_today();
    page->body = TEXT(PAGE_MAX);
    text_reserve(&page->body, PAGE_USUAL);
    int result = open_page(page);
    if (!page->is_waiting)
        page_finish(page, result);
}

static void on_password(void *context, const struct password_process_answer *answer)
{
    struct page *page = context;
    page->is_waiting = false;
    int result = press_continue(page, answer);
    if (!page->is_waiting)
        page_finish(page, result);
}

int page_ask_password(struct page *page, const char *password, const char *encoded,
                      int (*then)(struct page *page, const struct password_process_answer *answer))
{
    page->then = then;
    TRY(password_process_ask(&page->web->password_process, password, encoded, on_password, page));
    page->is_waiting = true;
    return 0;
}

/* Only those who may open the page may send a large body. */
size_t web_body_most(const char *path, const struct http_fields *cookies, void *context)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct web *web = context;
    struct person person;
    struct actor actor;
    const char *values[2], *allow = "", *token = NULL;
    const struct route *route =
        route_find(web->routes, "POST", arena_copy_string(&arena, path), &arena, values, &allow);
    if (!route || !route->body_most || !web->site)
        return 0;
    web_refresh(web);
    if (find_session(web, cookies, &arena, &person, &actor, &token) != 0 || !(route->open_to & actor.roles))
        return 0;
    return route->body_most;
}

void web_idle(void *context)
{
    struct web *web = context;
    web->is_refreshed = false;
    if (web->site)
        site_idle(web->site);
}

void web_refuse(struct http_response *response, int status, void *context)
{
    (void)context;
    response->type = "text/plain; charset=utf-8";
    text_addf(&response->text, "%d: this request was refused before it was read\n", status);
    http_response_add(response, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    http_response_add(response, "X-Content-Type-Options", "nosniff");
    http_response_add(response, "Cache-Control", "no-store");
}
