/* Step action: what the learner does with a step now, on its page and where its difference is shown. */
#pragma once

#include "domain/progress/state.h"
#include "ui/web/kernel/page.h"

/* Mark it done, ask, or nothing more; `is_passed`: its questions are. */
void page_step_action(struct template *into, const struct page *page, const struct plan_item *item, bool is_passed);

/* Of a circular: one button. */
void page_circular_action(struct template *into, const struct page *page, const struct plan_item *item);
