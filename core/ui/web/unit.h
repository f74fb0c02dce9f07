/* Unit: the manager's start page (Enheten): the progress of people, the load of mentors, the matrix of people by
 * competence. */
#pragma once

#include "domain/people/account_change.h"
#include "domain/people/mentor.h"
#include "domain/people/unit.h"
#include "domain/progress/deferral.h"
#include "domain/remind/reminder.h"
#include "domain/signoff/mutual_signing.h"
#include "domain/signoff/signoff.h"
#include "ui/web/aspirant_list.h"
#include "ui/web/kernel/route.h"

extern const struct route_table unit_routes;

struct unit_row {
    const struct plan_summary *plan;
    const char *programme_title;
    int level;
    const struct matrix_cell **cells; /* one for each competence; NULL: nothing signed */
};

struct unit_page {
    struct unit unit;
    const struct unit *below; /* units directly below, as links */
    size_t below_count;
    struct unit_row *rows;
    size_t row_count;
    const struct content_competence *competences;
    size_t competence_count;
    const struct mentor_load *mentors;
    size_t mentor_count;
    struct people missing;               /* learners without a mentor */
    const struct mutual_circle *circles; /* people who sign each other */
    size_t circle_count;
    int late, over, requested; /* numbers of late people, mentors over the ceiling, and waiting sign-offs */
    bool may_start;
    size_t circulars; /* that the viewer has to read */
    struct deferral *deferrals;
    size_t deferral_count;
    int debts_due;
    struct account_change *account_changes; /* for who manages the unit */
    size_t account_change_count;
    struct reminder_list beside;   /* reminders not shown otherwise, on the page of the viewer's own unit */
    struct aspirant_alarms alarms; /* about students in the unit */
    bool has_programmes;           /* more than one, so that rows name theirs */
};

/* The units directly below a unit, by name. */
int unit_children(const struct page *page, const struct unit *unit, const struct unit **ret_below, size_t *ret_count);

void page_unit(struct template *into, const struct page *page, const struct unit_page *shown);
