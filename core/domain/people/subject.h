/* Subject: a person, resolved once for an actor, with the actor's relations to them.
 *
 *     struct subject subject;
 *     TRY(subject_open(records, actor, subject_rid(rid), RIGHT_SEE_DATES, arena, &subject));
 *     shown->may_lead = subject_may(&subject, RIGHT_LEAD);            // tests bits, runs no query
 *
 * A subject is a snapshot. A change opens it inside its transaction (change.h), so that the right still holds when rows
 * are written. */
#pragma once

#include "domain/people/person.h"

/* A reference to a person, as given by the caller; resolved where the work begins. */
enum subject_kind { SUBJECT_NOBODY, SUBJECT_BY_ID, SUBJECT_BY_RID, SUBJECT_SELF };
struct subject_ref {
    enum subject_kind kind;
    const char *word;
};

struct subject_ref subject_id(const char *id);   /* a short id, for commands; blank or NULL: nobody */
struct subject_ref subject_rid(const char *rid); /* a random id, for pages; blank or NULL: nobody */
struct subject_ref subject_self(void);           /* the actor */
struct subject_ref subject_nobody(void);
bool subject_is_given(struct subject_ref person);

struct subject {
    struct person person;
    unsigned relations;  /* bits of enum relation: the actor's relations to the person */
    struct actor viewer; /* the actor */
    const char *word;    /* as given; names in failures a person whom the actor may not know */
};

/* Resolves and checks the right. FAIL_NOT_FOUND and FAIL_DENIED as access_check(), naming the person as given. The
 * operator, who may know everybody, gets "did you mean" for an unknown short id. */
int subject_open(struct records *records, const struct actor *actor, struct subject_ref person, enum right right,
                 struct arena *arena, struct subject *ret_subject);

/* The same without a check, for rules that need more than one right. Show or do nothing about the person until one of
 * the functions below has allowed it. */
int subject_find(struct records *records, const struct actor *actor, struct subject_ref person, struct arena *arena,
                 struct subject *ret_subject);

/* The same for a person who has been read already. */
int subject_of_person(struct records *records, const struct actor *actor, const struct person *person,
                      struct subject *ret_subject);

/* The actor's own person, already read by the session; runs no query. */
struct subject subject_own(const struct actor *actor, const struct person *self);

/* Tests of the known relations; no query. subject_check() returns what access_check() would. */
bool subject_may(const struct subject *subject, enum right right);
int subject_check(const struct subject *subject, enum right right);

/* 0 if either right holds; the failure is that of `second`. */
int subject_check_either(const struct subject *subject, enum right first, enum right second);

/* 0 if the actor may start something for the person: those who lead the person, and HR for people whom HR may see, but
 * not for oneself. */
int subject_check_start(const struct subject *subject);

/* The subject is the actor's own person, a learner: may mark steps done, raise agenda items and assess oneself on
 * pages. */
bool subject_is_learner(const struct subject *subject);

/* The short id; after erasure the random one. */
const char *subject_name(const struct subject *subject);

/* person_by_rid() and access_check() in one, for pages. */
int person_get_checked(struct records *records, const struct actor *actor, const char *rid, enum right right,
                       struct arena *arena, struct person *ret_person);

/* person_find() and access_check() in one, for commands and domain functions. The operator, who may know everybody,
 * gets "did you mean" for an unknown id. */
int person_find_checked(struct records *records, const struct actor *actor, enum right right, const char *id,
                        struct arena *arena, struct person *ret_person);
