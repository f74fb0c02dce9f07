/* Makes the mark of a form that was sent, and answers one that was sent before; see ui/web/kernel/press.h. */
#include "ui/web/kernel/press.h"

#include "base/fail.h"
#include "domain/records/form_mark.h"
#include "domain/site/site.h"
#include "io/http.h"
#include "io/secret.h"
#include "ui/web/kernel/request.h"

#include <string.h>
#include <time.h>

#define NUMBER_BYTES 16
#define NUMBER_HEX ((size_t)2 * NUMBER_BYTES)
#define TOKEN_HEX ((size_t)SECRET_HEX_BYTES - 1)

#define ANSWER_TRIES 50
#define ANSWER_PAUSE_NANOSECONDS 10000000L

const char *press_token(struct arena *arena, const char *session)
{
    struct secret_hash hash;
    unsigned char digest[SECRET_HASH_BYTES];
    char hex[SECRET_HEX_BYTES];
    secret_hash_begin(&hash);
    secret_hash_add_string(&hash, "form token");
    secret_hash_add_string(&hash, session);
    secret_hash_end(&hash, digest);
    secret_to_hex(digest, sizeof digest, hex);
    return arena_copy_string(arena, hex);
}

void press_prepare(struct page *page)
{
    unsigned char number[NUMBER_BYTES];
    char hex[NUMBER_HEX + 1];
    secret_random(number, sizeof number);
    secret_to_hex(number, sizeof number, hex);
    page->form_token = arena_format(page->arena, "%s%s", page->token, hex);
}

bool press_is_of_session(const struct page *page, const char *token)
{
    char own[SECRET_HEX_BYTES];
    size_t length = token ? strlen(token) : 0;
    if (length != TOKEN_HEX && length != TOKEN_HEX + NUMBER_HEX)
        return false;
    memcpy(own, token, TOKEN_HEX);
    own[TOKEN_HEX] = '\0';
    return secret_equal(own, page->token);
}

/* ---- the mark ---- */

static void request_hash(const struct http_request *request, unsigned char ret_digest[SECRET_HASH_BYTES])
{
    struct secret_hash hash;
    secret_hash_begin(&hash);
    secret_hash_add_string(&hash, "form mark");
    secret_hash_add_string(&hash, request->path);
    for (size_t i = 0; i < request->form.count; i++) {
        secret_hash_add_string(&hash, request->form.items[i].name);
        secret_hash_add_string(&hash, request->form.items[i].value);
    }
    for (size_t i = 0; i < request->files.count; i++) {
        secret_hash_add_string(&hash, request->files.items[i].field);
        secret_hash_add(&hash, request->files.items[i].bytes, request->files.items[i].length);
    }
    secret_hash_end(&hash, ret_digest);
}

/* NULL for a form of nobody's session, such as the one that signs in: sending it again must work again. */
static struct form_mark *mark_of(const struct page *page)
{
    unsigned char digest[SECRET_HASH_BYTES];
    const char *token = http_field(&page->request->form, "token");
    if (!page->site || !page->token || !token || strlen(token) != TOKEN_HEX + NUMBER_HEX)
        return NULL;
    struct form_mark *mark = arena_zeroed(page->arena, sizeof *mark);
    uint64_t key = 0;
    request_hash(page->request, digest);
    memcpy(&key, digest, sizeof key);
    mark->key = (int64_t)(key >> 1 | 1);
    return mark;
}

/* ---- sent again ---- */

const char *press_page_before(const struct page *page)
{
    const char *from = http_request_header(page->request, "Referer"), *authority = from ? strstr(from, "://") : NULL;
    const char *path = authority ? strchr(authority + 3, '/') : NULL;
    return web_local_path(path);
}

/* What was asked for is done, also where its answer cannot be kept. */
static void answer_keep(const struct page *page, const char *answer)
{
    if (form_mark_answer(page->site->records, page->mark, answer) != 0)
        fail_forget();
}

/* The first one may still be on its way, in another worker: it has been kept, and has not yet said where it leads.
 * Whoever has waited for an answer that was lost, with a process or on a full disk, says it instead, so that nobody
 * waits for it again. */
static int answer_wait(const struct page *page, const char **ret_answer)
{
    bool is_kept = false;
    for (int tries = 0; tries < ANSWER_TRIES; tries++) {
        TRY(form_mark_find(page->site->records, page->mark, page->arena, &is_kept, ret_answer));
        if (!is_kept || *ret_answer)
            return 0;
        nanosleep(&(struct timespec){.tv_nsec = ANSWER_PAUSE_NANOSECONDS}, NULL);
    }
    *ret_answer = press_page_before(page);
    answer_keep(page, *ret_answer);
    return 0;
}

static void page_forget(struct page *page)
{
    text_clear(&page->body);
    page->problem_count = page->cookie_count = 0;
    page->status = 0;
    page->bytes = NULL;
    page->entity_tag = page->redirect = page->message_next = NULL;
}

/* Whatever the handler made of it is dropped: the first one has been answered for both. A first one that was answered
 * with a page of its own has shown what is shown once, such as an address with a secret. */
static int answer_again(struct page *page)
{
    const char *answer = NULL;
    TRY(answer_wait(page, &answer));
    page_forget(page);
    if (answer && !*answer)
        page_message(page, N_("This form had been sent already, and what it showed is shown only once. If you missed "
                              "it, ask for it again here."));
    else
        page_message(page, N_("This form had been sent already. It counted once, and nothing was changed now."));
    return page_redirect(page, "%s", answer && *answer ? answer : press_page_before(page));
}

/* ---- with the mark ---- */

static int press_end(struct page *page, int result)
{
    struct records *records = page->site->records;
    records_use_mark(records, NULL);
    if (page->mark->is_repeated)
        return page->is_waiting ? 0 : answer_again(page);
    if (!page->mark->is_kept || page->is_waiting)
        return result;
    if (result != 0 || page_has_problems(page))
        return form_mark_forget(records, page->mark) == 0 ? result : FAIL_SYSTEM;
    answer_keep(page, page->redirect ? page->redirect : "");
    return 0;
}

int press_handle(struct page *page, int (*handler)(struct page *page))
{
    const char *answer;
    bool is_kept = false;
    page->mark = mark_of(page);
    if (!page->mark)
        return handler(page);
    TRY(form_mark_find(page->site->records, page->mark, page->arena, &is_kept, &answer));
    if (is_kept)
        return answer_again(page);
    records_use_mark(page->site->records, page->mark);
    return press_end(page, handler(page));
}

int press_continue(struct page *page, const struct password_process_answer *answer)
{
    if (!page->mark)
        return page->then(page, answer);
    records_use_mark(page->site->records, page->mark);
    return press_end(page, page->then(page, answer));
}

void page_enter(struct page *page, const struct person *viewer, const struct actor *actor, const char *token)
{
    page->session = token;
    page->token = press_token(page->arena, token);
    press_prepare(page);
    page->viewer = viewer;
    page->actor = actor;
}
