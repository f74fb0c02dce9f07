/* Aspirant list: the students of a unit, commitments about to break first, the funnel over the years, and a form to add
 * one. */
#pragma once

#include "domain/aspirant/funnel.h"
#include "domain/people/person.h"
#include "ui/web/aspirant_labels.h"
#include "ui/web/kernel/route.h"

extern const struct route_table aspirant_list_routes;

/* Figures for a manager, on the start page too. */
struct aspirant_alarms {
    int near;   /* commitments due within COMMITMENT_NEAR_DAYS */
    int broken; /* broken commitments of students who are still here */
    int behind; /* students below the month's minimum near its end */
};

/* The number of days left that counts as near the end of a month. */
#define ASPIRANT_NEAR_MONTHS_END 10

void aspirant_alarms_count(const struct aspirants *aspirants, int today, struct aspirant_alarms *ret_alarms);
bool aspirant_is_behind(const struct aspirant *aspirant, int today);
void aspirant_alarms_note(struct template *into, const struct aspirant_alarms *alarms, bool is_linked);

struct aspirants_page {
    const struct aspirant **here, **gone; /* gone: employed or left */
    size_t here_count, gone_count;
    struct aspirant_alarms alarms;
    struct funnel funnel;
    const struct person *learners; /* people who may become aspirants */
    size_t learner_count;
    const struct content_programme *programmes;
    size_t programme_count;
};

void page_aspirants(struct template *into, const struct page *page, const struct aspirants_page *shown);
