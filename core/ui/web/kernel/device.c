/* Knows a browser by its cookie; see ui/web/kernel/device.h. */
#include "ui/web/kernel/device.h"

#include "base/text.h"
#include "domain/people/session.h"
#include "domain/site/site.h"
#include "io/http.h"
#include "ui/web/kernel/web.h"

#include <string.h>

#define PEOPLE_MOST 6 /* who share one browser, at a reception for example */
#define SEPARATOR "." /* in no token */

static const char *cookie_name(const struct page *page)
{
    return page->web->is_secure ? "__Host-device" : "device";
}

struct device_token {
    const char *token; /* "": none is left */
    int64_t person_key;
};

/* Takes the next token off a cookie's value. */
static int token_next(const struct page *page, const char **value, struct device_token *ret_token)
{
    size_t length = strcspn(*value, SEPARATOR);
    struct device_token next = {.token = arena_copy_bytes(page->arena, *value, length)};
    *value += length + ((*value)[length] != '\0');
    if (length)
        TRY(session_owner(page->site->records, next.token, &next.person_key));
    *ret_token = next;
    return 0;
}

static int tokens_read(const struct page *page, struct device_token ret_tokens[PEOPLE_MOST])
{
    const char *value = http_field(&page->request->cookies, cookie_name(page));
    for (size_t i = 0; i < PEOPLE_MOST; i++) {
        ret_tokens[i] = (struct device_token){.token = ""};
        if (value)
            TRY(token_next(page, &value, &ret_tokens[i]));
    }
    return 0;
}

int device_find(const struct page *page, const struct person *person, const char **ret_token)
{
    struct device_token tokens[PEOPLE_MOST];
    const char *found = NULL;
    TRY(tokens_read(page, tokens));
    for (size_t i = 0; i < PEOPLE_MOST && person->key; i++)
        if (tokens[i].person_key == person->key)
            found = tokens[i].token;
    *ret_token = found;
    return 0;
}

int device_keep(struct page *page, const struct person *person, const char *token)
{
    struct device_token before[PEOPLE_MOST];
    const char *value = token;
    size_t kept = 1;
    TRY(tokens_read(page, before));
    for (size_t i = 0; i < PEOPLE_MOST && kept < PEOPLE_MOST; i++)
        if (before[i].person_key && before[i].person_key != person->key) {
            value = arena_format(page->arena, "%s" SEPARATOR "%s", value, before[i].token);
            kept++;
        }
    page_cookie(page, cookie_name(page), value, SESSION_COOKIE_SECONDS);
    return 0;
}
