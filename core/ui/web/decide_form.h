/* Decide form: the templates of a manager's decisions on the step's page. */
#pragma once

#include "ui/web/step.h"

/* Who skipped or recognised it, when and why; for everybody who may see the step. */
void decide_message(struct template *into, const struct page *page, const struct step_page *shown);

/* The form; only for those who may lead the person. */
void decide_form(struct template *into, const struct page *page, const struct step_page *shown);
