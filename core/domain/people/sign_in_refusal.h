/* Sign-in refusal: wrong passwords, counted by account and quarter of an hour, so that guessing is seen: by the
 * person at the next sign-in, by the administrator, and in the event log. No address and no typed name is kept. */
#pragma once

#include "domain/records/records.h"

#define SIGN_IN_NOBODY 0                       /* instead of a person's key: all names that no account has */
#define SIGN_IN_QUARTER_SECONDS ((int64_t)900) /* begins at :00, :15, :30 and :45 */

/* Counts a refusal now. Its event comes after the quarter, by sign_in_refusals_record(). */
int sign_in_refusal_add(struct records *records, int64_t person_key);

/* A name by which an account can be signed in to, and how many sign-ins to the account were refused in this quarter. */
struct sign_in_refused {
    const char *name;
    int64_t count;
};

/* Both names of each account that was refused in this quarter, most refused first; at most SIGN_IN_REFUSED_MOST. */
#define SIGN_IN_REFUSED_MOST 1000
int sign_in_refused_read(struct records *records, struct arena *arena, struct sign_in_refused **ret_refused,
                         size_t *ret_count);

/* Keeps that the account is locked until the quarter ends, with its event, once. `rid` is NULL with SIGN_IN_NOBODY. */
int sign_in_refusal_lock(struct records *records, int64_t person_key, const char *rid);

/* How many the person has not been told of; sign_in_refusal_tell() also marks them as told. */
int sign_in_refusal_untold(struct records *records, int64_t person_key, int64_t *ret_count);
int sign_in_refusal_tell(struct records *records, int64_t person_key, int64_t *ret_count);

/* Whether a quarter has ended whose events are not written. */
int sign_in_refusals_wait(struct records *records, bool *ret_wait);

/* Writes an event for each account and quarter that has ended, and forgets what is older than 90 days; a job. */
int sign_in_refusals_record(struct records *records);
