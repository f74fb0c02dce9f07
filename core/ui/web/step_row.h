/* Item: a step of somebody's plan as a row, wherever such rows stand (ui/web/step_row.html). */
#pragma once

#include "domain/progress/deferral.h"
#include "domain/progress/state.h"
#include "ui/web/kernel/page.h"

/* Path of the step's page: one's own, or with `rid` another person's. In the page's arena. */
const char *step_row_path(const struct page *page, const struct plan_item *item, const char *rid);

/* The version of the step that is shown (content/version.h), for the hidden field `seen` of forms that act on it; in
 * the page's arena. And that field. */
const char *step_row_version(const struct page *page, const struct content_entry *step);
void step_row_seen(struct template *into, const struct page *page, const struct content_entry *step);

/* <li> of what is to be made up for; `is_named`: with whose it is. */
void deferral_row(struct template *into, const struct page *page, const struct deferral *deferral, bool is_named);

/* <li> with title, component, kind, state and when; `rid` NULL for one's own. */
void step_row_row(struct template *into, const struct page *page, const struct plan_item *item, const char *rid);

/* "The profession · read · 45 minutes". */
void step_row_part(struct template *into, const struct page *page, const struct plan_item *item);

/* When it is due: "Klart senast på torsdag"; while it is open and late, how late ("två dagar sen"). */
void step_row_due(struct template *into, const struct page *page, const struct plan_item *item, bool is_open);

/* "signed by NAME on revision 2 (seen, under supervision)", for a signed one; nothing else. */
void step_row_signature(struct template *into, const struct plan_item *item);
