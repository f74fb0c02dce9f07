/* Press: a form that is sent twice, by a double click or by going back, does its work once.
 *
 * The token of every form ends in a number that is new on every shown page. Token, path and all fields together are the
 * mark of what is asked for (domain/records/form_mark.h): sent again they change nothing, and the answer leads to where
 * the first one led, with a sentence. The same page sent with other words is another thing that is asked for. */
#pragma once

#include "ui/web/kernel/web.h"

/* What the token of every form begins with: made from the session's token. */
const char *press_token(struct arena *arena, const char *session);

/* Sets page->form_token from page->token. */
void press_prepare(struct page *page);

/* Whether the form's token is of the viewer's session; also one that was shown before tokens had such numbers. */
bool press_is_of_session(const struct page *page, const char *token);

/* The page that the sent form stands on, as far as the browser says so; else "/". */
const char *press_page_before(const struct page *page);

/* Calls the handler of a POST, or what a handler waited for, with the mark of the form. */
int press_handle(struct page *page, int (*handler)(struct page *page));
int press_continue(struct page *page, const struct password_process_answer *answer);
