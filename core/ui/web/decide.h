/* Decide: what a manager decides about somebody's step, on its page: skip, recognise, open a signature again, set or
 * write off a debt, take a decision back (decide.html). */
#pragma once

#include "ui/web/step.h"

extern const struct route_table decide_routes;

/* Who skipped or recognised it, when and why; for everybody who sees the step. */
void decide_message(struct template *into, const struct page *page, const struct step_page *shown);

/* The form; only for who may lead. */
void decide_form(struct template *into, const struct page *page, const struct step_page *shown);
