/* Remind: the page of one's reminders (Påminnelser) and of the digest mail, and the address that stops the mails
 * without signing in. */
#pragma once

#include "domain/remind/digest.h"
#include "ui/web/kernel/route.h"

extern const struct route_table remind_routes;

struct remind_page {
    struct reminder_list list;
    struct digest_status status;
    const char *email; /* NULL: unknown */
    bool sends_mail;   /* the site is configured to */
};

struct remind_stop_page {
    const char *token;
    bool is_stopped;
};

void page_remind(struct template *into, const struct page *page, const struct remind_page *shown);
void page_remind_stop(struct template *into, const struct page *page, const struct remind_stop_page *shown);

/* A section with the reminders that start pages do not show otherwise; nothing for an empty list. */
void remind_section(struct template *into, const struct page *page, const struct reminder_list *list);
int remind_section_read(const struct page *page, struct reminder_list *ret_list);
