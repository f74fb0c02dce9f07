/* Letter: the words of a mail with reminders (domain/remind/digest.h), as plain text and as simple HTML that needs no
 * style sheet and loads nothing. */
#pragma once

#include "domain/remind/digest.h"
#include "ui/web/template.h"

#define LETTER_ROWS_MOST 8 /* of a kind; the rest is a number and a link */

struct letter {
    const struct digest_letter *digest;
    struct arena *arena;
    int asks; /* how many ask something of the person */
};

digest_writer letter_write;

void letter_page(struct template *into, const struct letter *letter);
