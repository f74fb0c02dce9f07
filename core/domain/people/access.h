/* Access: the table of rights: who may see or do what about whom (docs/rules.md).
 *
 * Every domain function that shows or changes something about a person asks access_check(), or the subject it is given
 * (subject.h), itself, so that no page, command or plugin can forget it. */
#pragma once

#include "domain/records/records.h"

enum right {
    RIGHT_SEE_DATES,    /* that the person exists; name, unit, levels, plan with dates and states */
    RIGHT_SEE_COMMENTS, /* comments, answers and reflections */
    RIGHT_LEARN,        /* mark done, accept a revision, request a sign-off */
    RIGHT_SIGN,         /* sign, return, reopen */
    RIGHT_LEAD,         /* start and reschedule plans, assign mentors, skip, recognise, decide a level */
    RIGHT_MENTOR_SELF,  /* set one's own mentoring to full */
    RIGHT_ACCOUNT,      /* see and change account and roles, invite, disable; nothing about learning */
    RIGHT_EXPORT,       /* all data stored about the person (GDPR) */
    RIGHT_COUNT
};

/* The actor's relations to the person; several may hold. */
enum relation {
    RELATION_SELF = 1 << 0,
    RELATION_MENTOR = 1 << 1, /* today, by the dates of the mentorship */
    RELATION_SUBSTITUTE = 1 << 2,
    RELATION_FORMER_MENTOR = 1 << 3, /* of earlier days: sees only what they signed */
    RELATION_MANAGER = 1 << 4,       /* is manager of the person's unit or of one above it; never of oneself */
    RELATION_HR = 1 << 5,
    RELATION_ADMIN = 1 << 6,
    RELATION_OPERATOR = 1 << 7,
    RELATION_CONTACT = 1 << 8,
};

/* The table itself, without a database, so that a test can compare it with expectations written by hand. */
bool access_allows(unsigned relations, enum right right, bool is_protected);

/* The actor's relations to the person today; 0 for a disabled actor or an unknown person. */
int access_relations(struct records *records, const struct actor *actor, int64_t person_key, unsigned *ret_relations);

/* The same for a signed-in actor and the actor's own person; no query. */
unsigned access_relations_self(const struct actor *actor);

/* 0 if the actor has the right. FAIL_NOT_FOUND, with the sentence of an unknown person, if the actor may not know that
 * the person exists; FAIL_DENIED if the actor may know the person but lacks the right. */
int access_check(struct records *records, const struct actor *actor, enum right right, int64_t person_key);

/* The same decision for known relations, without a database; `words` is how failures name the person. */
struct access_words {
    const char *unknown, *known; /* the name in FAIL_NOT_FOUND, and the one in FAIL_DENIED */
};
int access_require(unsigned relations, enum right right, bool is_protected, const struct access_words *words);

/* Returns FAIL_NOT_FOUND with the one sentence used both for a missing person and for one hidden from the actor. */
int access_fail_unknown(const char *id);

/* Separation of duties: what whoever acts by a right of office, such as HR's, may not be in the same act. Whoever leads
 * the person acts by that right instead, and is not asked. */
enum act { ACT_START, ACT_CHOOSE_MENTOR };
enum duty { DUTY_SUBJECT = 1 << 0, DUTY_CHOSEN = 1 << 1 };

/* FAIL_DENIED if whoever acts by one of these relations has one of the duties too; `name` is whom it is about. */
int access_check_apart(enum act act, unsigned relations, unsigned duties, const char *name);

/* access_check() as a question; false also if the database fails. */
bool access_may(struct records *records, const struct actor *actor, enum right right, int64_t person_key);

/* Calls `person` for everybody whom the actor may see, with SEEN_ bits for what may be seen. One query, whatever their
 * number. A return other than 0 stops the call and is returned. */
#define SEEN_DATES 1u
#define SEEN_COMMENTS 2u
int access_each(struct records *records, const struct actor *actor,
                int (*person)(void *context, int64_t person_key, unsigned seen), void *context);

/* Rights that concern no single person. The comments say who has them. */
enum site_right {
    SITE_SEE_CURRICULUM, /* everybody but a university's contact, who reads what is addressed (curriculum_access.h) */
    SITE_PUBLISH,        /* author, admin */
    SITE_ACCOUNTS,       /* admin: list, add and invite people */
    SITE_IMPORT,         /* admin, hr: import people from a file; each only what their other rights allow */
    SITE_SEE_UNIT,       /* manager of it or of a unit above, hr */
    SITE_START_PLANS,    /* manager, hr */
    SITE_STACK,          /* admin: which layer stands above which */
    SITE_RUN,            /* operator: backup, restore, layers, audit */
};
int access_check_site(const struct actor *actor, enum site_right right);

/* access_check_site() as a question. */
bool access_may_site(const struct actor *actor, enum site_right right);

/* The actor's relations to a unit and to everybody who works in it: RELATION_MANAGER (of it, or of a unit above),
 * RELATION_HR, RELATION_OPERATOR; 0 if the actor may not know the unit. */
int access_unit_relations(struct records *records, const struct actor *actor, int64_t unit_key,
                          unsigned *ret_relations);

/* True for HR and the operator. */
bool access_sees_all_units(const struct actor *actor);

/* Figures about fewer people than this are withheld from those who may not see the people themselves. */
#define ACCESS_FEW 5
bool access_is_few(int64_t people); /* below ACCESS_FEW; true for 0 */
