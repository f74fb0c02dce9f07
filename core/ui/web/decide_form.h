/* Decide form: what a manager decides about somebody's step, as the step's page shows it. */
#pragma once

#include "ui/web/step.h"

/* Who skipped or recognised it, when and why; for everybody who sees the step. */
void decide_message(struct template *into, const struct page *page, const struct step_page *shown);

/* The form; only for who may lead. */
void decide_form(struct template *into, const struct page *page, const struct step_page *shown);
