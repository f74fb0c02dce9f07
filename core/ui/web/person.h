/* Person: what one may see of somebody: who they are at work, the plan in short, mentors, what changed. */
#pragma once

#include "domain/people/mentor.h"
#include "domain/people/secondary_unit.h"
#include "domain/progress/deferral.h"
#include "ui/web/page_subject.h"
#include "ui/web/plan.h"

extern const struct route_table person_routes;

struct person_page {
    struct subject subject;
    struct plan_page plan;            /* plan.plan NULL: none runs */
    struct person mentor, substitute; /* key 0: none */
    const char *mentor_because;       /* why this mentor, where it took a reason; NULL */
    int level;
    const struct unit *also; /* other units that the person works in */
    size_t also_count;
    const struct unit *units; /* to choose from; only for who may lead */
    size_t unit_count;
    bool may_lead;
    bool is_aspirant; /* or was one */
    struct deferral *deferrals;
    size_t deferral_count;
    const struct mentor_load *choices; /* for a change of mentor; only for who may lead */
    size_t choice_count;
};

void page_person(struct template *into, const struct page *page, const struct person_page *shown);
