/* Sign: the mentor's start page (Intyga): who waits, oldest first, each signed or sent back in place; and one's
 * learners. */
#pragma once

#include "domain/content/step_comparison.h"
#include "domain/remind/reminder.h"
#include "domain/signoff/signoff.h"
#include "ui/web/kernel/route.h"

extern const struct route_table signoff_routes;

struct signoff_page {
    const struct signoff_queue_item *waiting;
    size_t count;
    size_t open;                            /* which of them is open */
    bool is_single;                         /* one step of one person, signed without being asked */
    const struct step_comparison *replaced; /* what came since the signer opened the step; NULL: nothing did */
    const struct signoff_changed_item *changed;
    size_t changed_count;
    const struct plan_summary *learners;
    size_t learner_count;
    struct reminder_list beside; /* what else there is to be reminded of */
    size_t circulars;            /* for the viewer to read */
};

void page_signoff(struct template *into, const struct page *page, const struct signoff_page *shown);
