/* Carries what was written past the end of a session; see ui/web/kernel/written.h. */
#include "ui/web/kernel/written.h"

#include "base/fail.h"
#include "domain/people/session.h"
#include "domain/site/site.h"
#include "io/http.h"
#include "ui/web/kernel/press.h"
#include "ui/web/kernel/request.h"
#include "ui/web/kernel/web.h"

#include <string.h>

/* The form that signs in has its own fields beside these, and a body of at most HTTP_BODY_MAX; each byte of a field is
 * at most three in a body. */
#define WRITTEN_MOST_BYTES (HTTP_BODY_MAX / 3 - 2048)
#define WRITTEN_MOST_FIELDS (HTTP_FIELDS_MAX - 8)

static bool is_secret(const char *name)
{
    return strstr(name, "password") != NULL;
}

static bool can_be_carried(const struct http_fields *fields)
{
    size_t bytes = 0;
    bool has_words = false;
    for (size_t i = 0; i < fields->count; i++) {
        bytes += strlen(fields->items[i].name) + strlen(fields->items[i].value) + sizeof WRITTEN_PREFIX;
        has_words |= !text_equal(fields->items[i].name, "token");
        if (is_secret(fields->items[i].name))
            return false;
    }
    return has_words && fields->count <= WRITTEN_MOST_FIELDS && bytes <= WRITTEN_MOST_BYTES;
}

/* The session that this browser had, if the form's token is made from it. */
static const char *session_before(const struct page *page, const struct http_fields *fields)
{
    const char *session = NULL, *token = http_field(fields, "token");
    for (size_t i = 0; token && i < WEB_SESSION_COOKIES_MOST; i++) {
        session = web_session_cookie(page->web, &page->request->cookies, i);
        if (!session)
            break;
        struct page before = {.token = press_token(page->arena, session)};
        if (press_is_of_session(&before, token))
            return session;
    }
    return NULL;
}

bool written_ask(struct page *page)
{
    const struct http_request *request = page->request;
    struct written written = {.fields = request->form, .has_files = request->files.count > 0};
    if (!page->site || !web_is_same_origin(page->web, request) || !session_before(page, &request->form))
        return false;
    if (!written.has_files && can_be_carried(&request->form))
        written.path = request->path;
    page->status = 403;
    page->title = page_translate(page, N_("Sign in again"));
    written_ask_page(&page->content, page, &written, press_page_before(page));
    return true;
}

int written_read(const struct page *page, struct written *ret_written)
{
    const struct http_fields *form = &page->request->form;
    struct written written = {.fields.items = arena_zeroed(page->arena, (form->count + 1) * sizeof *form->items)};
    const char *path = http_field(form, WRITTEN_PATH);
    static const char *const own[] = {"token", "name", "password", "to", WRITTEN_PATH};
    for (size_t i = 0; i < form->count; i++) {
        struct http_field field = form->items[i];
        bool is_own = false;
        for (size_t j = 0; j < COUNT_OF(own); j++)
            is_own |= text_equal(field.name, own[j]);
        if (!is_own && !text_starts(field.name, WRITTEN_PREFIX))
            return fail(FAIL_USAGE, "this page knows no field '%s'", field.name);
        field.name += is_own ? 0 : strlen(WRITTEN_PREFIX);
        if (!is_own)
            written.fields.items[written.fields.count++] = field;
    }
    written.path = path && *path && text_equal(path, web_local_path(path)) ? path : NULL;
    *ret_written = written;
    return 0;
}

int written_show(struct page *page, const struct person *person, const char *token, bool *ret_is_shown)
{
    struct written written = {0};
    int64_t writer = 0;
    struct actor *actor = arena_zeroed(page->arena, sizeof *actor);
    TRY(written_read(page, &written));
    const char *before = written.path ? session_before(page, &written.fields) : NULL;
    if (before)
        TRY(session_owner(page->site->records, before, &writer));
    *ret_is_shown = before && writer == person->key && can_be_carried(&written.fields);
    if (!*ret_is_shown)
        return 0;
    TRY(person_actor(page->site->records, person, actor));
    page_enter(page, person, actor, token);
    page_title(page, "%s", page_translate(page, N_("What you wrote is still here")));
    written_page(&page->content, page, &written);
    return 0;
}
