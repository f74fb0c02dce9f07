/* Person: the page about somebody: account at work, plan in short, mentors, what changed. */
#pragma once

#include "domain/people/mentor.h"
#include "domain/people/naming.h"
#include "domain/people/secondary_unit.h"
#include "domain/progress/deferral.h"
#include "ui/web/page_subject.h"
#include "ui/web/plan.h"

extern const struct route_table person_routes;

struct person_page {
    struct subject subject;
    struct plan_page plan; /* plan.plan NULL: no plan runs */
    struct naming mentor, substitute;
    const char *mentor_because; /* the reason for the mentor, where one was needed; NULL */
    int level;
    const struct unit *also; /* secondary units */
    size_t also_count;
    const struct unit *units; /* to choose from; only with may_lead */
    size_t unit_count;
    bool may_lead;
    bool may_invite;  /* somebody with protected identity, whom administrators may not know */
    const char *link; /* just made, shown only now; NULL */
    bool is_aspirant; /* or was one */
    struct deferral *deferrals;
    size_t deferral_count;
    const struct mentor_load *choices; /* possible mentors; only with may_lead */
    size_t choice_count;
};

void page_person(struct template *into, const struct page *page, const struct person_page *shown);
