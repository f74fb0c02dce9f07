/* Trial: what a changed staircase would mean for everybody, before anybody publishes it: who would stand higher or
 * lower by its rules than by those that are published, and which rules would be in the way of how many.
 *
 * Nobody is moved, and nothing of it is kept with the records. Who leads people, or is HR, gets their names; an author
 * gets numbers over everybody, and those that are about fewer than TRIAL_FEW people are withheld. */
#pragma once

#include "base/text.h"
#include "domain/curriculum/finding.h"
#include "domain/people/person.h"
#include "domain/site/site.h"

#define TRIAL_FEW 5
#define TRIAL_WITHHELD (-1)
#define TRIAL_BYTES_MOST ((size_t)24 * 1024) /* of a staircase that is tried: what a form can carry */
#define TRIAL_MOVERS_MOST 50                 /* named, in each direction */
#define TRIAL_RULES_MOST 60

struct trial_mover {
    int64_t person_key;
    struct person person;   /* as the actor may see it today */
    int now, before, after; /* decided; by the published rules; by the changed ones */
};

struct trial_movers {
    struct trial_mover *items; /* by name, at most TRIAL_MOVERS_MOST; none for whoever sees no people */
    size_t count;
    int total; /* or TRIAL_WITHHELD */
};

/* A rule that is in the way of somebody's next stair. */
struct trial_rule {
    const char *id;    /* "competence norm 3" */
    int before, after; /* of how many, by the published and by the changed rules; or TRIAL_WITHHELD */
};

struct trial {
    const char *staircase; /* its id */
    int people;            /* on that staircase; or TRIAL_WITHHELD */
    bool shows_people;     /* those whom the actor may see, by name; else numbers about everybody */
    bool is_too_large;     /* more people than were asked for: nothing but `staircase` is set */
    struct trial_movers up, down;
    struct trial_rule *rules; /* in the way of most first */
    size_t rule_count;
};

struct trial_asking {
    const char *bytes; /* of the staircase file */
    size_t length;
    size_t people_most; /* 0: however many */
};

/* Tries it out. SITE_SEE_UNIT (a manager: the own unit and below; HR: all) or SITE_PUBLISH (numbers). FAIL_INPUT when
 * the file is wrong, and `findings`, yours to finish, say in which line and column; FAIL_NOT_FOUND if no staircase of
 * that id is published. */
int trial_run(struct site *site, const struct actor *actor, const struct trial_asking *asking, struct arena *arena,
              struct findings *findings, struct trial *ret_trial);

/* The published staircase `id` (NULL: the first) as a file to change, without its anchors. FAIL_NOT_FOUND. */
int trial_text(struct site *site, const char *id, struct text *into);

/* ---- as a job, where there are many people ---- */

#define TRIAL_NAME_BYTES 33

/* Keeps the file in the folder `trials` of the data directory until trials_purge() and adds the job that tries it out.
 * The name says by whom it may be read. Rights and findings as above. */
int trial_ask(struct site *site, const struct actor *actor, const struct trial_asking *asking,
              struct findings *findings, char ret_name[TRIAL_NAME_BYTES]);

/* The answer to that; *ret_is_waiting while there is none. Only for whoever asked, with the same roles and unit as then
 * (FAIL_NOT_FOUND), and with the people whom the actor may still see. */
int trial_answer(struct site *site, const struct actor *actor, const char *name, struct arena *arena,
                 bool *ret_is_waiting, struct trial *ret_trial);

/* For the job process: tries out what `payload` says; and removes what is older than a day. */
int trial_work(struct site *site, const char *payload);
int trials_purge(struct site *site);
