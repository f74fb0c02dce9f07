/* Resolves the person of a page; see page_subject.h. */
#include "ui/web/page_subject.h"

#include "domain/site/site.h"

struct subject_ref page_subject(const struct page *page)
{
    return subject_rid(page_parameter(page, "person"));
}

int page_subject_open(struct page *page, enum right right, struct subject *ret_subject)
{
    TRY(subject_open(page->site->records, page->actor, page_subject(page), right, page->arena, ret_subject));
    page_viewed(page, ret_subject->person.rid);
    return 0;
}

struct subject page_subject_self(const struct page *page)
{
    return subject_own(page->actor, page->viewer);
}

const char *page_subject_name(const struct page *page, const char *rid)
{
    struct person person;
    return person_by_rid(page->site->records, rid, page->arena, &person) == 0 && person.name ? person.name : rid;
}
