/* Person: people, what names them (kept apart, so that it can be erased), roles and invitations. */
#pragma once

#include "domain/people/access.h"
#include "domain/records/actor.h"
#include "domain/records/records.h"

struct json;
struct subject_ref;

/* What a mentor carries at most, unless something else is set. */
#define MENTOR_CEILING 5.0

struct person {
    int64_t key;
    const char *rid;
    const char *id, *name, *email; /* NULL once erased; email may be NULL */
    const char *language;          /* "sv" or "en" */
    const char *status;            /* "active", "disabled", "erased" */
    int64_t unit_key;
    const char *unit_id, *unit_name;
    unsigned roles;          /* bits of enum role */
    const char *background;  /* "socionom", ...; NULL */
    int in_profession_since; /* day */
    int placed_on;           /* day since which account, units, roles and background are what they are; DAY_NONE */
    bool is_protected;
    double mentor_ceiling; /* MENTOR_CEILING unless set */
    int full_until;        /* day; DAY_NONE */
};

struct person_new {
    const char *id, *name, *email, *unit, *roles /* "learner,mentor" */, *background;
    int in_profession_since; /* DAY_NONE */
    bool is_protected;
};

const char *role_word(unsigned bit); /* of one role; NULL if it is none */

/* "learner,mentor" to bits and back; FAIL_INPUT names the word that is no role and lists those there are. */
int roles_parse(const char *words, unsigned *ret_roles);
const char *roles_format(unsigned roles, struct arena *arena);

/* Needs SITE_ACCOUNTS; but with the role learner alone a manager may add people in the own unit and below, and HR
 * anywhere. FAIL_INPUT for what cannot be read, FAIL_RULE for an id or address (capitals do not matter) in use.
 * ret_rid may be NULL. */
int person_add(struct records *records, const struct actor *actor, const struct person_new *person,
               char ret_rid[SECRET_RID_BYTES]);

/* By short id (commands) or random id (pages). The sentence is "person 'x': no such person". These tell only whether
 * such a row exists; what the actor may see of it the caller asks access_check(), or uses person_get_checked(). */
int person_find(struct records *records, const char *id, struct arena *arena, struct person *ret_person);
int person_by_rid(struct records *records, const char *rid, struct arena *arena, struct person *ret_person);
int person_by_key(struct records *records, int64_t key, struct arena *arena, struct person *ret_person);

/* person_by_rid and access_check in one: what a page calls. */
int person_get_checked(struct records *records, const struct actor *actor, const char *rid, enum right right,
                       struct arena *arena, struct person *ret_person);

/* By short id and access_check in one: what commands and domain functions call. The operator, who may know everybody,
 * gets "did you mean" with an unknown id. */
int person_for(struct records *records, const struct actor *actor, enum right right, const char *id,
               struct arena *arena, struct person *ret_person);

/* The actor for a person, such as --by or a session. FAIL_DENIED if disabled. */
int person_actor(struct records *records, const struct person *person, struct actor *ret_actor);

/* Has the role learner, and an account that is open. */
bool person_is_learner(const struct person *person);

struct people {
    struct person *items;
    size_t count;
};
/* Everybody whose dates the actor may see, or for SITE_ACCOUNTS everybody's account; by name (Swedish order). `unit`
 * may be NULL for all; else that unit and below. */
int person_list(struct records *records, const struct actor *actor, const char *unit, struct arena *arena,
                struct people *ret_people);

#define REASON_STILL_MENTORS FAIL_REASON("still-mentors")   /* the role mentor cannot be taken yet */
#define REASON_STATUS_UNKNOWN FAIL_REASON("status-unknown") /* nobody is made that by a change */

/* Changes what is not NULL; "" takes away an e-mail address or a background. RIGHT_ACCOUNT; background, profession and
 * ceiling also RIGHT_LEAD. FAIL_RULE where it makes no sense. New roles and disabling end all sessions; whoever is
 * disabled leaves learners to the substitutes (mentor.h). Nothing different is no failure and no event. */
struct person_change {
    const char *name, *email, *unit, *roles, *background, *language, *status;
    const int *in_profession_since;
    const bool *is_protected;
    const double *mentor_ceiling;
};
int person_set(struct records *records, const struct actor *actor, struct subject_ref person,
               const struct person_change *change);

/* One's own language: the only thing everybody may set of oneself here. */
int person_set_language(struct records *records, const struct actor *actor, const char *language);

/* An event "page.viewed" when HR or admin looks at somebody's page; nothing for others. */
int person_viewed(struct records *records, const struct actor *actor, const struct person *person, const char *page);
