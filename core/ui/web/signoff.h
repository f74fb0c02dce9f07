/* Sign-off: the mentor's start page (Intyga): the requests that wait, oldest first, signed or returned on the page; and
 * the mentor's learners. */
#pragma once

#include "domain/content/step_comparison.h"
#include "domain/remind/reminder.h"
#include "domain/signoff/signoff.h"
#include "ui/web/kernel/route.h"

extern const struct route_table signoff_routes;

struct signoff_page {
    const struct signoff_queue_item *waiting;
    size_t count;
    size_t open;                            /* index of the open one */
    bool is_single;                         /* a single step of one person, signed without a request */
    const struct step_comparison *replaced; /* what changed since the signer opened the step; NULL: nothing */
    const struct signoff_changed_item *changed;
    size_t changed_count;
    const struct signoff_entered_item *entered; /* by others, from paper, in the viewer's name */
    size_t entered_count;
    const struct plan_summary *learners;
    size_t learner_count;
    struct reminder_list beside; /* reminders not shown otherwise */
    size_t circulars;            /* that the viewer has to read */
};

void page_signoff(struct template *into, const struct page *page, const struct signoff_page *shown);
