/* Remind: what one is reminded of (Påminnelser), whether it comes by mail too, and the address that ends the mails
 * without signing in. */
#pragma once

#include "domain/remind/digest.h"
#include "ui/web/kernel/route.h"

extern const struct route_table remind_routes;

struct remind_page {
    struct reminder_list list;
    struct digest_status status;
    const char *email; /* NULL: nobody knows one */
    bool sends_mail;   /* this site does */
};

struct remind_stop_page {
    const char *token;
    bool is_stopped;
};

void page_remind(struct template *into, const struct page *page, const struct remind_page *shown);
void page_remind_stop(struct template *into, const struct page *page, const struct remind_stop_page *shown);

/* A section with what the start pages do not show by themselves; nothing for an empty list. */
void remind_beside(struct template *into, const struct page *page, const struct reminder_list *list);
int remind_beside_read(const struct page *page, struct reminder_list *ret_list);
