/* Doctor: looks whether a site is in order, and says what is wrong and how to mend it; changes nothing. */
#pragma once

#include "domain/records/doctor_check.h"
#include "domain/site/site.h"

/* What is asked of the machine, and of backups: the module of this folder hands it up. */
extern const struct doctor_check machine_checks[];

/* Opens what can be opened. Never fails: what is wrong is what the checks say. */
void doctor_begin(struct doctor *doctor);
void doctor_end(struct doctor *doctor);

/* By place; NULL past the last one. */
const struct doctor_check *doctor_check_at(const struct doctor *doctor, size_t index);

/* 0, or a failure whose sentence says what is wrong and how to mend it; doctor->is_only_warning tells whether the site
 * works nevertheless. */
int doctor_look(struct doctor *doctor, const struct doctor_check *check);
