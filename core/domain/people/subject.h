/* Subject: a person as one actor may see and handle them, resolved once and with the actor's relations beside.
 *
 *     struct subject subject;
 *     TRY(subject_open(records, actor, subject_rid(rid), RIGHT_SEE_DATES, arena, &subject));
 *     shown->may_lead = subject_may(&subject, RIGHT_LEAD);            // looks at bits, asks no database
 *
 * What is known is known as of one moment. Whoever writes opens the subject inside the transaction (change.h), so that
 * the right still holds when the row is written. */
#pragma once

#include "domain/people/person.h"

/* Whom a call is about, in the words of whoever asks; resolved where the call begins to work. */
enum subject_kind { SUBJECT_NOBODY, SUBJECT_BY_ID, SUBJECT_BY_RID, SUBJECT_SELF };
struct subject_ref {
    enum subject_kind kind;
    const char *word;
};

struct subject_ref subject_id(const char *id);   /* a short id: commands; blank or NULL is nobody */
struct subject_ref subject_rid(const char *rid); /* a random id: pages; blank or NULL is nobody */
struct subject_ref subject_self(void);           /* the actor */
struct subject_ref subject_nobody(void);
bool subject_is_given(struct subject_ref person);

struct subject {
    struct person person;
    unsigned relations; /* bits of enum relation: what the actor is to the person */
    const char *word;   /* what was asked for: the name of somebody who is not there for the actor */
};

/* FAIL_NOT_FOUND and FAIL_DENIED as access_check(), in the words that were asked in. The operator, who may know
 * everybody, gets "did you mean" with an unknown short id. */
int subject_open(struct records *records, const struct actor *actor, struct subject_ref person, enum right right,
                 struct arena *arena, struct subject *ret_subject);

/* The same before any right is asked: for rules that take more than one right to say. Nothing may be said or done about
 * the person until one of the questions below has been answered. */
int subject_find(struct records *records, const struct actor *actor, struct subject_ref person, struct arena *arena,
                 struct subject *ret_subject);

/* The same for a person who has been read already. */
int subject_of_person(struct records *records, const struct actor *actor, const struct person *person,
                      struct subject *ret_subject);

/* The actor's own person, which the session has just read: nothing is asked. */
struct subject subject_own(const struct actor *actor, const struct person *self);

/* Questions to what is known: no query. subject_check() answers as access_check() does. */
bool subject_may(const struct subject *subject, enum right right);
int subject_check(const struct subject *subject, enum right right);

/* Either right will do; the refusal is that of `second`. */
int subject_check_either(const struct subject *subject, enum right first, enum right second);

/* May begin something for the person: whoever leads them, or HR for somebody whom HR may see. */
int subject_check_start(const struct subject *subject);

/* The actor oneself, as a learner: who marks steps done, raises points and says how one sees oneself on pages. */
bool subject_learns(const struct subject *subject);

/* The short id, or the random one of somebody who has none any more. */
const char *subject_name(const struct subject *subject);
