/* Step row: a step of a plan as a row of a list, on all pages (step_row.html). */
#pragma once

#include "domain/progress/deferral.h"
#include "domain/progress/state.h"
#include "ui/web/kernel/page.h"

/* The path of the step's page: the viewer's own, or that of `rid`. In the page's arena. */
const char *step_row_path(const struct page *page, const struct plan_item *item, const char *rid);

/* The name of the version shown (content/version.h), for the hidden field `seen` of forms, in the page's arena; and
 * that field. */
const char *step_row_version(const struct page *page, const struct content_entry *step);
void step_row_version_field(struct template *into, const struct page *page, const struct content_entry *step);

/* <li> of a deferral; `is_named`: with the person's name. */
void deferral_row(struct template *into, const struct page *page, const struct deferral *deferral, bool is_named);

/* <li> with title, component, kind, state and time; `rid` NULL: the viewer's own. */
void step_row_item(struct template *into, const struct page *page, const struct plan_item *item, const char *rid);

/* "The profession · read · 45 minutes". */
void step_row_part(struct template *into, const struct page *page, const struct plan_item *item);

/* When it is due: "Klart senast på torsdag"; if `is_open` and late, also how late ("två dagar sen"). */
void step_row_due(struct template *into, const struct page *page, const struct plan_item *item, bool is_open);

/* "signed by NAME on revision 2 (seen, under supervision)"; nothing if it is not signed. */
void step_row_signature(struct template *into, const struct plan_item *item);
