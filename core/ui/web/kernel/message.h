/* Message: a sentence for the next page, carried by a signed cookie of two minutes. */
#pragma once

#include "ui/web/kernel/web.h"

/* Puts page->message_next into a cookie. */
void message_send(struct page *page);

/* Takes the message of this request into page->message, and its cookie away. A forged, old or foreign one is nothing.
 */
void message_take(struct page *page);
