/* Message: passes a sentence to the next page, in a signed cookie that lives two minutes. */
#pragma once

#include "ui/web/kernel/web.h"

/* Sets the cookie from page->message_next. */
void message_send(struct page *page);

/* Moves the message of this request from its cookie into page->message. Ignores a forged or expired one, or one of
 * another session. */
void message_take(struct page *page);
