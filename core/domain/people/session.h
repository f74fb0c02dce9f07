/* Session: signing in: invitations, passwords and sessions. A token is returned once, in clear text; records store its
 * hash.
 *
 * Hashing a password takes long, so it is done elsewhere: in a helper process of serve, and by commands with
 * io/secret.h. */
#pragma once

#include "domain/people/naming.h"
#include "domain/people/person.h"

#define REASON_INVITATION_USED FAIL_REASON("invitation-used") /* used, expired, or never made */

#define SESSION_SECONDS (12 * 3600)
#define SESSION_COOKIE_SECONDS (30 * 24 * 3600) /* as long as the row of an ended session is kept */
#define INVITATION_SECONDS (24 * 3600)

/* Makes a one-time link for a person, valid for 24 hours, and ends earlier ones; *ret_token is its token. Also used for
 * a forgotten password. RIGHT_ACCOUNT; for somebody with protected identity their manager, who alone sees them. */
int invitation_make(struct records *records, const struct actor *actor, const char *person_id,
                    char ret_token[SECRET_TOKEN_BYTES]);

/* The person of an open invitation; else FAIL_NOT_FOUND "this link has been used or is too old". */
int invitation_open(struct records *records, const char *token, struct arena *arena, struct person *ret_person);

/* Uses up an invitation: sets the password and ends all sessions of the person. `encoded` is from
 * secret_password_hash(). */
int invitation_use(struct records *records, const char *token, const char *encoded);

/* A password that somebody's link replaced. The same person may have used the link, or whoever made it. */
struct password_replacement {
    int64_t at, made_by_key;
    struct naming made_by; /* as the person may know them; all NULL: whoever runs the machine */
};

/* The actor's own since an instant, newest first, in the arena. They are kept for a year. */
int password_replacements_read(struct records *records, const struct actor *actor, int64_t since, struct arena *arena,
                               struct password_replacement **ret_replacements, size_t *ret_count);

/* A name typed at sign-in as it is compared: capitals and space around it do not matter. */
const char *credential_name(const char *name, struct arena *arena);

/* The person and stored hash for a name typed at sign-in: a short id or an e-mail address; capitals and space around it
 * do not matter. For an unknown or disabled person, or one without a password, ret_person->key is 0 and *ret_encoded a
 * valid hash that no password matches, so that the time taken reveals nothing. */
int credential_find(struct records *records, const char *name, struct arena *arena, struct person *ret_person,
                    const char **ret_encoded);
/* Oneself, or RIGHT_ACCOUNT. */
int credential_set(struct records *records, const struct actor *actor, struct subject_ref person, const char *encoded);

/* Starts a session, after the password matched; *ret_token is its token. */
int session_start(struct records *records, const struct person *person, char ret_token[SECRET_TOKEN_BYTES]);

/* The person and actor of a token. FAIL_NOT_FOUND if it has ended, expired or is unknown, or the person is not
 * active; also if it began more than five minutes from now, by a clock that has been set back since. */
int session_find(struct records *records, const char *token, struct arena *arena, struct person *ret_person,
                 struct actor *ret_actor);

/* The key of the person whose session it is or was, until it is purged; 0: unknown. */
int session_owner(struct records *records, const char *token, int64_t *ret_person_key);
int session_end(struct records *records, const char *token); /* 0 also for an unknown token */

/* A session of the actor's that holds. */
struct session_open {
    int64_t started_at;
    bool is_this; /* the one of the token */
};

/* The actor's own, newest first, in the arena. */
int sessions_read(struct records *records, const struct actor *actor, const char *token, struct arena *arena,
                  struct session_open **ret_sessions, size_t *ret_count);

/* Ends the actor's own but the one of the token. */
int session_end_others(struct records *records, const struct actor *actor, const char *token);

/* Ends all sessions of a person; called inside the transaction that changes password, roles or status. */
int session_end_all(struct records *records, int64_t person_key);

int invitation_end_all(struct records *records, int64_t person_key); /* the same for unused invitations */

/* Deletes the rows that ended or expired more than 30 days ago; for the job process. */
int session_purge(struct records *records);
