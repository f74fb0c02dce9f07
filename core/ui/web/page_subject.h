/* Page subject: the person whom a page is about: the one in its address ("/person/:person/..."), or the viewer.
 *
 * A page that shows opens the subject and tests its rights (people/subject.h). A page that changes passes the reference
 * on: the change opens it inside its transaction (people/change.h), so that nothing is checked twice. */
#pragma once

#include "domain/people/subject.h"
#include "ui/web/kernel/page.h"

/* The person in the address, not opened. */
struct subject_ref page_subject(const struct page *page);

/* Opens it for the viewer; a page that shows calls this first, and with it that somebody looked is recorded
 * (page_viewed()). Strings live as long as the request. */
int page_subject_open(struct page *page, enum right right, struct subject *ret_subject);

/* The viewer as a subject; no query. */
struct subject page_subject_self(const struct page *page);

/* The person's name for the message after a change; `rid` as sent by the form. */
const char *page_subject_name(const struct page *page, const char *rid);
