/* Calendar address: the secret address at which a person's calendar program reads what has a day, without signing in.
 *
 * Whoever has the address can read it, and calendar programs hand addresses on to others' servers; so it opens nothing
 * but that calendar (calendar.h says what little stands there), one person has one, and it can be taken back. Like a
 * session's, its token leaves this file once, in the clear, to the person; records keep a hash. */
#pragma once

#include "domain/people/subject.h"

/* A new address; one from before stops working. The person oneself, or the operator (RIGHT_EXPORT). FAIL_RULE for
 * somebody with protected identity, FAIL_DENIED for somebody disabled. */
int calendar_address_make(struct records *records, const struct actor *actor, struct subject_ref person,
                          char ret_token[SECRET_TOKEN_BYTES]);

/* Takes it back; without one nothing happens. RIGHT_EXPORT. */
int calendar_address_revoke(struct records *records, const struct actor *actor, struct subject_ref person);

/* Whose calendar that is. FAIL_NOT_FOUND "there is no calendar at this address" for a token that is wrong or was taken
 * back, and alike for somebody disabled, erased or with protected identity. */
int calendar_address_find(struct records *records, const char *token, struct arena *arena, struct person *ret_person);

/* Since when the person has one; 0: has none. RIGHT_EXPORT. */
int calendar_address_since(struct records *records, const struct actor *actor, const struct person *person,
                           int64_t *ret_at);

/* Inside the transaction that disables, protects or erases somebody: the address and what was published are gone. */
int calendar_forget(struct records *records, int64_t person_key);
