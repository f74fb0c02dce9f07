/* Person: people, their names (stored apart, so that they can be erased), roles, and changes of accounts. */
#pragma once

#include "domain/people/access.h"
#include "domain/records/actor.h"
#include "domain/records/records.h"

struct json;
struct subject_ref;

/* The ceiling of a mentor's load, unless another is set. */
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
    int placed_on;           /* first day of the current account, units, roles and background; DAY_NONE */
    bool is_protected;
    double mentor_ceiling; /* MENTOR_CEILING unless set */
    int full_until;        /* day; DAY_NONE */
};

struct person_new {
    const char *id, *name, *email, *unit, *roles /* "learner,mentor" */, *background;
    int in_profession_since; /* DAY_NONE */
    bool is_protected;
};

const char *role_word(unsigned bit); /* of one role; NULL for anything else */

/* "learner,mentor" to bits and back. FAIL_INPUT names the unknown role and lists the known ones. */
int roles_parse(const char *words, unsigned *ret_roles);
const char *roles_format(unsigned roles, struct arena *arena);

/* Adds a person. SITE_ACCOUNTS; but with the role learner alone, a manager may add people in the own unit and below,
 * and HR anywhere. FAIL_INPUT for invalid values, FAIL_RULE for an id or address in use (capitals do not matter).
 * ret_rid may be NULL. */
int person_add(struct records *records, const struct actor *actor, const struct person_new *person,
               char ret_rid[SECRET_RID_BYTES]);

/* Finds a person by short id (commands), random id (pages) or key. FAIL_NOT_FOUND "person 'x': no such person". Checks
 * no right: the caller calls access_check(), or uses subject_open(). */
int person_find(struct records *records, const char *id, struct arena *arena, struct person *ret_person);
int person_by_rid(struct records *records, const char *rid, struct arena *arena, struct person *ret_person);
int person_by_key(struct records *records, int64_t key, struct arena *arena, struct person *ret_person);

/* Makes the person an actor, as for --by or a session. FAIL_DENIED if disabled. */
int person_actor(struct records *records, const struct person *person, struct actor *ret_actor);

/* Has the role learner and an active account. */
bool person_is_learner(const struct person *person);

struct people {
    struct person *items;
    size_t count;
};
/* Everybody whose dates the actor may see, and with SITE_ACCOUNTS every account; by name in Swedish order. `unit`: that
 * unit and below; NULL: all. */
int person_list(struct records *records, const struct actor *actor, const char *unit, struct arena *arena,
                struct people *ret_people);

#define REASON_STILL_MENTORS FAIL_REASON("still-mentors")   /* the role mentor cannot be removed yet */
#define REASON_STATUS_UNKNOWN FAIL_REASON("status-unknown") /* no change can set that status */

/* Changes the members that are not NULL; "" removes an e-mail address or a background. RIGHT_ACCOUNT; for background,
 * profession and ceiling also RIGHT_LEAD. FAIL_RULE for impossible changes. New roles and disabling end all sessions;
 * the learners of a disabled mentor go to the substitutes (mentor.h). Without a difference: 0, and no event. */
struct person_change {
    const char *id; /* everything follows; the former one stays with the person, and nobody else gets it */
    const char *name, *email, *unit, *roles, *background, *language, *status;
    const int *in_profession_since;
    const bool *is_protected;
    const double *mentor_ceiling;
};
int person_set(struct records *records, const struct actor *actor, struct subject_ref person,
               const struct person_change *change);

#define REASON_LAST_ADMINISTRATOR FAIL_REASON("last-administrator") /* nobody else handles accounts */

/* FAIL_RULE, with the field, for an active administrator without whom there would be none: before an account is closed
 * or erased, or loses the role. */
int person_check_other_administrator(struct records *records, const struct person *person, const char *field);

/* Sets the actor's own language, the only member that everybody may set. */
int person_set_language(struct records *records, const struct actor *actor, const char *language);
