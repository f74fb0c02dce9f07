/* Digest mail: the text of a mail with reminders (domain/remind/digest.h), plain and as simple HTML that needs no style
 * sheet and loads nothing. */
#pragma once

#include "domain/remind/digest.h"
#include "ui/web/kernel/template.h"

#define DIGEST_MAIL_ROWS_MAX 8 /* of each kind; further ones are a number and a link */

struct digest_page {
    const struct digest_mail *digest;
    struct arena *arena;
    int asks;                /* number of reminders that ask something of the person */
    const char *unsubscribe; /* the address that stops these mails */
};

digest_writer letter_write;

/* The complete address of a page, in the arena. */
const char *digest_link(const struct digest_page *letter, const struct target *target);

void digest_mail_page(struct template *into, const struct digest_page *letter);
