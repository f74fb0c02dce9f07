/* Access: who may see and do what about whom, decided here and nowhere else (docs/rules.md).
 *
 * Every domain function that shows or changes something about a person asks access_check(), or the subject it is given
 * (subject.h), itself, so that no page, command or plugin can forget it. */
#pragma once

#include "domain/records/records.h"

enum right {
    RIGHT_SEE_DATES,    /* that the person exists, name, unit, plan with dates and states, levels */
    RIGHT_SEE_COMMENTS, /* comments, answers and reflections */
    RIGHT_LEARN,        /* mark done, take a difference, ask for a sign-off */
    RIGHT_SIGN,         /* sign, send back, reopen */
    RIGHT_LEAD,         /* start and shift a plan, assign mentors, skip, recognise, decide a stair */
    RIGHT_MENTOR_SELF,  /* say of oneself that one is full */
    RIGHT_ACCOUNT,      /* see and change account and roles, invite, disable: says nothing of anybody's learning */
    RIGHT_EXPORT,       /* everything kept about the person, to hand out (GDPR) */
    RIGHT_COUNT         /* how many there are */
};

/* What the actor is to the person; several may hold. */
enum relation {
    RELATION_SELF = 1 << 0,
    RELATION_MENTOR = 1 << 1, /* today, by the dates of the mentorship */
    RELATION_SUBSTITUTE = 1 << 2,
    RELATION_FORMER_MENTOR = 1 << 3, /* earlier; sees only what they signed */
    RELATION_MANAGER = 1 << 4,       /* has the role manager in the person's unit or one above; never of oneself */
    RELATION_HR = 1 << 5,
    RELATION_ADMIN = 1 << 6,
    RELATION_OPERATOR = 1 << 7,
    RELATION_CONTACT = 1 << 8,
};

/* The table itself, without a database, so that its test can hold it against expectations written out by hand. */
bool access_allows(unsigned relations, enum right right, bool is_protected);

/* What the actor is to the person today; nothing at all for a disabled actor or an unknown person. */
int access_relations(struct records *records, const struct actor *actor, int64_t person_key, unsigned *ret_relations);

/* What somebody who is signed in is to oneself: the same, without asking. */
unsigned access_relations_self(const struct actor *actor);

/* 0, or: FAIL_NOT_FOUND with the sentence of an unknown person when the actor may not even know that the person exists,
 * FAIL_DENIED when the person is known to the actor but this is not theirs to do. */
int access_check(struct records *records, const struct actor *actor, enum right right, int64_t person_key);

/* The same decision about relations that are known, without a database, in these words. */
struct access_words {
    const char *unknown, *known; /* what to call somebody who is not there for the actor, and somebody who is */
};
int access_require(unsigned relations, enum right right, bool is_protected, const struct access_words *words);

/* FAIL_NOT_FOUND with the one sentence about a person who is not there, or is not there for this actor. */
int access_fail_unknown(const char *id);

/* The same as a question; a failure of the database is false. */
bool access_may(struct records *records, const struct actor *actor, enum right right, int64_t person_key);

/* Calls `person` for everybody whom the actor may see, with what may be seen: SEEN_DATES, SEEN_COMMENTS. One query,
 * however many there are. A return other than 0 ends it and is returned. */
#define SEEN_DATES 1u
#define SEEN_COMMENTS 2u
int access_each(struct records *records, const struct actor *actor,
                int (*person)(void *context, int64_t person_key, unsigned seen), void *context);

/* Rights that concern no single person. */
enum site_right {
    SITE_SEE_CURRICULUM, /* everybody signed in */
    SITE_PUBLISH,        /* author, admin */
    SITE_ACCOUNTS,       /* admin: list, add and invite people */
    SITE_IMPORT,         /* admin, hr: take in people from a file; each does what is theirs of it */
    SITE_SEE_UNIT,       /* manager of it or of one above, hr */
    SITE_START_PLANS,    /* manager, hr */
    SITE_RUN,            /* operator: backup, restore, layers, audit */
};
int access_check_site(const struct actor *actor, enum site_right right);

/* The same as a question. */
bool access_may_site(const struct actor *actor, enum site_right right);

/* What the actor is to a unit, and so to whoever works in it: RELATION_MANAGER (of it, or of one above), RELATION_HR,
 * RELATION_OPERATOR; 0 for whoever is not to know of it. */
int access_unit_relations(struct records *records, const struct actor *actor, int64_t unit_key,
                          unsigned *ret_relations);

/* HR and the operator see every unit there is. */
bool access_sees_all_units(const struct actor *actor);

/* Figures about so few people are withheld from who may not see the people themselves. */
#define ACCESS_FEW 5
bool access_is_few(int64_t people); /* fewer than that; also none */
