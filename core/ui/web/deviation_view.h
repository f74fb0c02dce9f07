/* Bend: where a plan leaves its programme, side by side, and what that does to its end (ui/web/deviation_view.html). */
#pragma once

#include "domain/plan/deviation.h"
#include "ui/web/kernel/page.h"

/* "Ends on Friday 12 June instead of Friday 29 May: parental leave, 10 working days." */
void deviation_view_end(struct template *into, const struct page *page, const struct deviations *deviations);

/* The table; nothing when the plan is as the programme says. */
void deviation_view_table(struct template *into, const struct page *page, const struct deviations *deviations);

/* "Föräldraledighet" */
const char *deviation_view_word_leave(enum language language, enum leave_kind kind);

/* What was decided about a step of the plan: "Recognised by Åsa Berg, 2 March: five years elsewhere"; nothing if
 * nothing was. */
void deviation_view_decision(struct template *into, const struct page *page, const struct deviations *deviations,
                             const char *step);

/* How many steps are left out for the background, and whether this is the first of them: they share one row. */
size_t deviation_view_background_count(const struct deviations *deviations);
bool deviation_view_is_first_background(const struct deviations *deviations, size_t index);
