/* Page view: that somebody looked at a page about somebody else: recorded before it is shown, and read afterwards. */
#pragma once

#include "domain/people/naming.h"

/* Writes an event "page.viewed" about a person: for HR and administrators each time, for managers, mentors and a
 * university's contact once a person and day; nothing for oneself and for the operator. What is to be shown must not be
 * when this fails. `page` is the path of the page's row, without ids. */
int page_view_record(struct records *records, const struct actor *actor, const char *rid, const char *page);

struct page_view {
    int64_t at;
    const char *page; /* "/person/:person/plan" */
    int64_t viewer_key;
    struct naming viewer; /* as the reader may know them */
};

/* The newest views of a person's pages, at most PAGE_VIEWS_MAX, newest first, in the arena; asks for RIGHT_EXPORT. */
#define PAGE_VIEWS_MAX 1000
int page_views_read(struct records *records, const struct actor *actor, struct subject_ref person, struct arena *arena,
                    struct page_view **ret_views, size_t *ret_count);
