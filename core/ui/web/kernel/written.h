/* Written: what somebody had written in a form when their session ended. The answer is the form that signs in, with
 * the fields carried along hidden; after it the same person sees what was written, with a button that sends it.
 *
 * Nobody else can make or see it: the form's token must be of the session in the cookie, which outlives the session,
 * and the session must have been of the person who signs in (docs/decisions/0032-what-was-written.md). */
#pragma once

#include "ui/web/kernel/page.h"

struct http_fields;

#define WRITTEN_PATH "written"    /* the field that names where the form was sent to */
#define WRITTEN_PREFIX "written." /* before the names of its fields */

struct written {
    const char *path; /* NULL: nothing is carried */
    struct http_fields fields;
    bool has_files;
};

/* For a POST without session that needs one: the form that signs in, with status 403; false if the form is not of a
 * session that this browser had. */
bool written_ask(struct page *page);

/* What the form that signs in carries; path is NULL for none. FAIL_USAGE for a field that it does not have. */
int written_read(const struct page *page, struct written *ret_written);

/* The page with what was written, if `person`, who has just signed in with `token`, wrote it; else ret_is_shown is
 * false. */
int written_show(struct page *page, const struct person *person, const char *token, bool *ret_is_shown);

/* The form that signs in (written.html). */
void written_sign_in_form(struct template *into, const struct page *page, const struct written *written,
                          const char *to);
void written_ask_page(struct template *into, const struct page *page, const struct written *written, const char *to);
void written_page(struct template *into, const struct page *page, const struct written *written);
