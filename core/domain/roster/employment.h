/* Employment: the last day of an account, as set by files of people (roster_import.h). */
#pragma once

#include "domain/people/person.h"

/* Sets the last day on which the account is open (DAY_NONE: unknown), and whether a file has closed it. Inside a
 * transaction. */
int employment_set(struct records *records, int64_t person_key, int ended, bool is_closed);

/* Keeps the first day by which a file made or moved the person's plan; a later file with another one moves it. Inside a
 * transaction. */
int employment_set_started(struct records *records, int64_t person_key, int started);

/* Forgets that a file closed the account, because somebody has now opened or closed it by hand; files no longer reopen
 * it. Inside a transaction. */
int employment_forget_closed(struct records *records, int64_t person_key);

/* For the job process: closes the accounts whose last day has passed, except that of the last administrator; and
 * whether there are any to close. */
#define JOB_EMPLOYMENT "people.leave"
int employment_is_due(struct records *records, bool *ret_is_due);
int employment_apply_due(struct records *records);
