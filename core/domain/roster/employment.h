/* Employment: until when somebody's account is open, as files of people say (roster_import.h). */
#pragma once

#include "domain/people/person.h"

/* Inside a transaction: the account closes on that day (DAY_NONE: no longer known); and that a file has closed it. */
int employment_set(struct records *records, int64_t person_key, int ended, bool is_closed);

/* Somebody opened or closed the account by hand, so files have no say about that any more. Inside a transaction. */
int employment_forget_closed(struct records *records, int64_t person_key);

/* Closes the accounts whose day has come, but for that of the last administrator; and whether there is one. For the job
 * process, which asks whenever it wakes. */
#define JOB_EMPLOYMENT "people.leave"
int employment_is_due(struct records *records, bool *ret_is_due);
int employment_apply_due(struct records *records);
