/* The signed cookie "message", whose value is "until=SECONDS&mac=HEX&text=WORDS"; see ui/web/kernel/message.h. */
#include "ui/web/kernel/message.h"

#include "base/clock.h"
#include "io/secret.h"

#include <string.h>

#define MESSAGE_SECONDS 120

/* Bound to the session, so that nobody can put a message into another's page. */
static void sign(const struct page *page, const char *until, const char *text, char ret_mac[SECRET_HEX_BYTES])
{
    const char *session = page->session ? page->session : "";
    secret_mac(page->web->shared->key, arena_format(page->arena, "message %s %s %s", session, until, text), ret_mac);
}

void message_send(struct page *page)
{
    CLEANUP(text_finish) struct text value = TEXT(3000);
    struct template template = {.text = &value};
    char mac[SECRET_HEX_BYTES];
    const char *until = arena_format(page->arena, "%lld", (long long)clock_now() + MESSAGE_SECONDS);
    sign(page, until, page->message_next, mac);
    text_addf(&value, "until=%s&mac=%s&text=", until, mac);
    template_add(&template, TEMPLATE_URL_PART, page->message_next);
    if (!value.is_over)
        page_cookie(page, "message", text_string(&value), MESSAGE_SECONDS);
}

void message_take(struct page *page)
{
    const char *value = http_field(&page->request->cookies, "message");
    struct http_fields fields = {0};
    char mac[SECRET_HEX_BYTES];
    int64_t last = 0;
    if (!value || !*value)
        return;
    page_cookie(page, "message", "", 0);
    if (http_fields_read(value, "message", page->arena, &fields) != 0)
        return;
    const char *until = http_field(&fields, "until"), *text = http_field(&fields, "text");
    const char *claimed = http_field(&fields, "mac");
    if (!until || !text || !claimed || !text_to_number(until, 0, INT64_MAX, &last) || last < clock_now())
        return;
    sign(page, until, text, mac);
    if (secret_equal(mac, claimed))
        page->message = text;
}
