/* Calendar address: the secret URL at which a calendar program reads a person's calendar without signing in.
 *
 * Anybody with the URL can read it, and calendar programs pass URLs on to other servers. So it opens only that calendar
 * (calendar.h says how little it has), a person has one, and it can be revoked. Like a session's, its token leaves this
 * file once, in plain text, to the person; records store a hash. */
#pragma once

#include "domain/people/subject.h"

/* Makes a new address; an earlier one stops working. RIGHT_EXPORT: the person or the operator. FAIL_RULE for somebody
 * with protected identity, FAIL_DENIED for a disabled person. */
int calendar_address_make(struct records *records, const struct actor *actor, struct subject_ref person,
                          char ret_token[SECRET_TOKEN_BYTES]);

/* Revokes the address; without one, does nothing. RIGHT_EXPORT. */
int calendar_address_revoke(struct records *records, const struct actor *actor, struct subject_ref person);

/* The person of a token. FAIL_NOT_FOUND "there is no calendar at this address" for a wrong or revoked token, and also
 * for somebody disabled, erased or with protected identity. */
int calendar_address_find(struct records *records, const char *token, struct arena *arena, struct person *ret_person);

/* When the person's address was made; 0: there is none. RIGHT_EXPORT. */
int calendar_address_since(struct records *records, const struct subject *subject, int64_t *ret_at);

/* Deletes the address and the published state, inside the transaction that disables, protects or erases somebody. */
int calendar_forget(struct records *records, int64_t person_key);
