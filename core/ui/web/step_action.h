/* Step action: the learner's buttons for a step, on its page and on that of its diff. */
#pragma once

#include "domain/progress/state.h"
#include "ui/web/kernel/page.h"

/* The buttons to mark it done or request a sign-off, if any; `is_passed`: its blocks are passed. With `sends_answers`
 * they belong to the form "svar" and send what is typed in it first. */
void page_step_action(struct template *into, const struct page *page, const struct plan_item *item, bool is_passed,
                      bool sends_answers);

/* The button of a circular. */
void page_circular_action(struct template *into, const struct page *page, const struct plan_item *item,
                          bool sends_answers);
