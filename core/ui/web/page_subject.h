/* Page subject: whom a page is about, which is the person in its address ("/person/:person/...") or the viewer.
 *
 * A page that shows opens the subject, and asks it what the viewer may (people/subject.h). A page that writes hands the
 * reference on: the change opens it inside its transaction (people/change.h), and nobody asks twice. */
#pragma once

#include "domain/people/subject.h"
#include "ui/web/kernel/page.h"

/* The person in the address, unopened. */
struct subject_ref page_subject(const struct page *page);

/* The same, opened for the viewer: what a page that shows calls first. Strings live as long as the request. */
int page_subject_open(const struct page *page, enum right right, struct subject *ret_subject);

/* The viewer as a subject: who is signed in is known, so nothing is asked. */
struct subject page_subject_self(const struct page *page);

/* What to call somebody in the message after a change that has been kept; `rid` as the form sent it. */
const char *page_subject_name(const struct page *page, const char *rid);
