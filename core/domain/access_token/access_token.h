/* Access token: what a program shows instead of a password, such as git when it pushes, to act for one person.
 *
 * A token is made by its person or by the operator, never by an administrator: it acts in the person's name. It has
 * scopes, ends on a day, and leaves this file once, in plain text; records store a hash. What it may do is never more
 * than what the person may do at that moment: scopes only take away. A closed account has no tokens.
 *
 * Git over HTTP asks for one (ui/web/kernel/git_http.h). */
#pragma once

#include "domain/people/subject.h"

#define ACCESS_TOKEN_PREFIX "trappa_" /* so that a token that was leaked can be recognised by programs that look */
#define ACCESS_TOKEN_BYTES (sizeof ACCESS_TOKEN_PREFIX + SECRET_TOKEN_BYTES - 1)
#define ACCESS_TOKEN_DAYS 365     /* how long one lasts, unless its end is given */
#define ACCESS_TOKEN_MOST 50      /* of one person, that have not ended */
#define ACCESS_TOKEN_SEEN_DAYS 30 /* an ended token is listed for so long */

enum access_scope {
    ACCESS_SCOPE_GIT_PROPOSE = 1 << 0,  /* clone, and push branches proposal/... */
    ACCESS_SCOPE_GIT_MAINTAIN = 1 << 1, /* the same, and push to the branches of a layer that the person maintains */
};
#define ACCESS_SCOPES "git:propose", "git:maintain"

/* "git:propose,git:maintain" to bits and back. FAIL_INPUT names the unknown scope and lists the known ones. */
int access_scopes_parse(const char *words, unsigned *ret_scopes);
const char *access_scopes_format(unsigned scopes, struct arena *arena);
const char *access_scope_word(unsigned bit); /* of one scope; NULL for anything else */

#define REASON_TOKEN_UNKNOWN FAIL_REASON("token-unknown") /* never made, revoked, or past its last day */

struct access_token_new {
    unsigned scopes;
    const char *label; /* where it is used, in the person's own words; NULL or "": none */
    int until;         /* its last day; DAY_NONE: ACCESS_TOKEN_DAYS from today */
};

struct access_token_made {
    char id[SECRET_RID_BYTES]; /* names the token in lists and when it is revoked; no secret */
    char token[ACCESS_TOKEN_BYTES];
    int until;
};

/* Makes a token. Only the person, or the operator. FAIL_INPUT for no scope, a last day that has passed or a label that
 * is no name (identifier.h), FAIL_DENIED for a disabled person, FAIL_LIMIT beyond ACCESS_TOKEN_MOST. */
int access_token_make(struct records *records, const struct actor *actor, struct subject_ref person,
                      const struct access_token_new *token, struct access_token_made *ret_made);

struct access_token {
    const char *id, *label; /* label: "" if there is none */
    const char *person_id;  /* short id; NULL once erased */
    unsigned scopes;        /* bits of enum access_scope */
    int64_t made_at;        /* instant */
    int until;              /* its last day */
    int used;               /* the day of its latest use; DAY_NONE: never */
    int64_t revoked_at;     /* instant; 0: not revoked */
    bool is_ended;          /* revoked, or past its last day */
};

/* The tokens of a person, newest first, also those that ended in the last 30 days. The person, or RIGHT_ACCOUNT. */
int access_token_list(struct records *records, const struct subject *subject, struct arena *arena,
                      struct access_token **ret_tokens, size_t *ret_count);

/* The tokens of everybody. SITE_ACCOUNTS; those of people whom the actor may not know are left out. */
int access_token_list_all(struct records *records, const struct actor *actor, struct arena *arena,
                          struct access_token **ret_tokens, size_t *ret_count);

/* Ends a token at once; one that has ended stays as it is. The person, or RIGHT_ACCOUNT. FAIL_NOT_FOUND for an id that
 * no token has, and for a token of somebody whom the actor may not know. */
int access_token_revoke(struct records *records, const struct actor *actor, const char *id);

/* The person, as an actor, and the scopes of a token in plain text, and notes its use once a day. FAIL_NOT_FOUND
 * (REASON_TOKEN_UNKNOWN) for a token that is unknown or has ended, or whose person is not active. */
int access_token_use(struct records *records, const char *token, struct arena *arena, struct person *ret_person,
                     struct actor *ret_actor, unsigned *ret_scopes);

/* Ends all tokens of a person, inside the transaction that closes the account. */
int access_token_end_all(struct records *records, int64_t person_key);

/* Forgets tokens that ended more than 30 days ago; for the job process. */
int access_token_purge(struct records *records);
