/* Doctor: checks whether a site is in order, and reports what is wrong and how to repair it; changes nothing. */
#pragma once

#include "domain/records/doctor_check.h"
#include "domain/site/site.h"

/* Checks of the machine and of backups, for this folder's module. */
extern const struct doctor_check machine_checks[];

/* Opens what can be opened. Never fails; the checks report problems. */
void doctor_begin(struct doctor *doctor);
void doctor_end(struct doctor *doctor);

/* The check at an index, in order of place; NULL past the last. */
const struct doctor_check *doctor_check_at(const struct doctor *doctor, size_t index);

/* Runs a check: 0, or a failure whose sentence says what is wrong and how to repair it; doctor->is_only_warning: the
 * site works all the same. */
int doctor_check_run(struct doctor *doctor, const struct doctor_check *check);
