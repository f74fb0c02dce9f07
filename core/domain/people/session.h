/* Session: signing in. Tokens leave this file once, in the clear, to whoever carries them; records keep their hashes.
 *
 * Passwords are hashed elsewhere (serve's helper process; commands call io/secret.h themselves), because it takes long.
 */
#pragma once

#include "domain/people/person.h"

#define REASON_INVITATION_USED FAIL_REASON("invitation-used") /* or too old, or never made */

#define SESSION_SECONDS (12 * 3600)
#define INVITATION_SECONDS (24 * 3600)
#define PASSWORD_MIN 12 /* characters */

/* A one-time link's token for a person, 24 hours; earlier open ones end. Also for a forgotten password. */
int invitation_make(struct records *records, const struct actor *actor, const char *person_id,
                    char ret_token[SECRET_TOKEN_BYTES]);

/* Whose invitation it is, if it is open; FAIL_NOT_FOUND "this link has been used or is too old" otherwise. */
int invitation_open(struct records *records, const char *token, struct arena *arena, struct person *ret_person);

/* Sets the password by invitation: uses it up and ends every session of the person. `encoded` is from
 * secret_password_hash(). */
int invitation_use(struct records *records, const char *token, const char *encoded);

/* 0 for a password that may be used; FAIL_INPUT with what is wrong: too short (PASSWORD_MIN characters), too long
 * (200 bytes), the same character throughout. NIST SP 800-63B: length, no rules of composition. */
int password_check(const char *password);

/* For somebody who types a name (short id or e-mail): person and stored hash. *ret_encoded is a well-formed hash that
 * no password matches when there is no such person, or none with a password, or a disabled one, so that the time it
 * takes says nothing; then ret_person->key is 0. */
int credential_find(struct records *records, const char *name, struct arena *arena, struct person *ret_person,
                    const char **ret_encoded);
/* Oneself, or RIGHT_ACCOUNT. */
int credential_set(struct records *records, const struct actor *actor, struct subject_ref person, const char *encoded);

/* Starts a session after the password matched. */
int session_start(struct records *records, const struct person *person, char ret_token[SECRET_TOKEN_BYTES]);

/* Who carries this token; FAIL_NOT_FOUND if ended, too old, unknown, or the person is not active. */
int session_find(struct records *records, const char *token, struct arena *arena, struct person *ret_person,
                 struct actor *ret_actor);
int session_end(struct records *records, const char *token); /* unknown tokens are fine */

/* Ends all of a person's sessions: called at a change of password, role or status, inside that transaction. */
int session_end_all(struct records *records, int64_t person_key);

int invitation_end_all(struct records *records, int64_t person_key); /* the same for links not used yet */

/* Deletes rows that ended or expired more than 30 days ago; for the job process. */
int session_purge(struct records *records);
