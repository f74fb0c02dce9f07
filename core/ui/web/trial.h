/* Trial page: a changed staircase, written or pasted, and what it would mean (Trappan, prova). Nothing is written. */
#pragma once

#include "domain/stair/trial.h"
#include "ui/web/route.h"

extern const struct route_table trial_routes;

/* More people than this are added up by a job: the page says where the answer comes. */
#define TRIAL_PEOPLE_MOST 2000

/* One thing that is wrong with the file. */
struct trial_fault {
    int line, column;
    const char *sentence, *hint; /* in the reader's language; hint may be "" */
};

struct trial_page {
    const char *file; /* what there is to change */
    const struct trial_fault *faults;
    size_t fault_count;
    bool has_trial, is_waiting;
    struct trial trial;
    struct html *rule_words; /* of each of its rules */
};

void page_trial(struct template *into, const struct page *page, const struct trial_page *shown);
