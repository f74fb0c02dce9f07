/* Aspirant: the page of one student's months, hours and commitments: the student's own (/timmar), and as others see
 * it. */
#pragma once

#include "domain/aspirant/hire.h"
#include "ui/web/aspirant_labels.h"
#include "ui/web/kernel/route.h"
#include "ui/web/page_subject.h"

extern const struct route_table aspirant_routes;

struct aspirant_page {
    struct subject subject;
    const struct aspirant *aspirant; /* NULL: the person is no aspirant */
    const char *path;                /* "/timmar", or that of the person */
    const char *rid;                 /* NULL: the viewer's own page */
    bool may_log, may_lead, may_pace;
    int month;                   /* the first day of the month whose entries are shown */
    struct hours_entry *entries; /* of that month, also those that no longer count */
    size_t entry_count;
    struct pause *pauses;
    size_t pause_count;
    const struct plan *plan; /* the introduction, once employed; NULL */
    struct hire_balance balance;
};

void page_aspirant(struct template *into, const struct page *page, const struct aspirant_page *shown);
