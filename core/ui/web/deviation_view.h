/* Deviation view: a table of the differences between a plan and its programme, and their effect on its end
 * (deviation_view.html). */
#pragma once

#include "domain/plan/deviation.h"
#include "ui/web/kernel/page.h"

/* "Ends on Friday 12 June instead of Friday 29 May: parental leave, 10 working days." */
void deviation_view_end(struct template *into, const struct page *page, const struct deviations *deviations);

/* The table; nothing without deviations. */
void deviation_view_table(struct template *into, const struct page *page, const struct deviations *deviations);

/* "Föräldraledighet" */
const char *deviation_view_word_leave(enum language language, enum leave_kind kind);

/* The decision about a step of the plan: "Recognised by Åsa Berg, 2 March: five years elsewhere"; nothing without
 * one. */
void deviation_view_decision(struct template *into, const struct page *page, const struct deviations *deviations,
                             const char *step);

/* The number of steps left out because of the background, and whether `index` is the first: they share one row. */
size_t deviation_view_background_count(const struct deviations *deviations);
bool deviation_view_is_first_background(const struct deviations *deviations, size_t index);
