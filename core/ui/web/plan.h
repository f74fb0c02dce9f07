/* Plan: the page of a person's whole programme, phase by phase, on the screen and printed with room for signatures. */
#pragma once

#include "domain/plan/deviation.h"
#include "domain/plan/plan.h"
#include "ui/web/caseload_view.h"
#include "ui/web/kernel/route.h"
#include "ui/web/page_subject.h"

extern const struct route_table plan_routes;

struct plan_phase {
    const char *id, *title;        /* NULL: steps outside the phases */
    const struct plan_item *items; /* borrowed, a slice of the plan's */
    size_t count;
    int finished, late;
    bool is_open; /* its steps are shown; other phases are one line with a link */
};

struct plan_page {
    const struct plan *plan; /* NULL: no plan runs */
    const char *rid;         /* NULL: the viewer's own */
    const char *name;
    const char *mentor_name; /* NULL */
    struct plan_phase *phases;
    size_t phase_count;
    int finished, late;
    const struct plan_choice *choices; /* all programmes, running ones first */
    size_t choice_count;
    struct deviations deviations;
    struct caseload_view cases;
    bool may_lead, may_sign;
    const char *address; /* of this page with its programme; ends in "=", for the phase to open */
};

void page_plan(struct template *into, const struct page *page, const struct plan_page *shown);

/* The printed form: all phases with room for signatures, without links. */
void page_plan_paper(struct template *into, const struct page *page, const struct plan_page *shown);

/* Reads a plan (`programme` NULL: the newest that runs) and divides it into phases; also for the person's page. */
int plan_page_read(const struct page *page, const struct subject *subject, const char *programme,
                   struct plan_page *ret_shown);
