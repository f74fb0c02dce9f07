/* Trial: what a changed staircase would mean for everybody, before anybody publishes it: who would stand higher or
 * lower by its rules than by those that are published, and which rules would be in the way of how many.
 *
 * Nobody is moved, and nothing of it is kept with the records. Who leads people, or is HR, gets their names; an author
 * gets numbers over everybody, and those that are about fewer than ACCESS_FEW people are withheld. */
#pragma once

#include "base/text.h"
#include "domain/curriculum/finding.h"
#include "domain/people/person.h"
#include "domain/site/site.h"

#define LEVEL_PREVIEW_WITHHELD (-1)
#define LEVEL_PREVIEW_BYTES_MAX ((size_t)24 * 1024) /* of a staircase that is tried: what a form can carry */
#define LEVEL_PREVIEW_MOVERS_MAX 50                 /* named, in each direction */
#define LEVEL_PREVIEW_RULES_MAX 60

struct level_preview_mover {
    int64_t person_key;
    struct person person;   /* as the actor may see it today */
    int now, before, after; /* decided; by the published rules; by the changed ones */
};

struct level_preview_movers {
    struct level_preview_mover *items; /* by name, at most LEVEL_PREVIEW_MOVERS_MAX; none for whoever sees no people */
    size_t count;
    int total; /* or LEVEL_PREVIEW_WITHHELD */
};

/* A rule that is in the way of somebody's next stair. */
struct level_preview_rule {
    const char *id;    /* "competence norm 3" */
    int before, after; /* of how many, by the published and by the changed rules; or LEVEL_PREVIEW_WITHHELD */
};

struct level_preview {
    const char *staircase; /* its id */
    int people;            /* on that staircase; or LEVEL_PREVIEW_WITHHELD */
    bool shows_people;     /* those whom the actor may see, by name; else numbers about everybody */
    bool is_too_large;     /* more people than were asked for: nothing but `staircase` is set */
    struct level_preview_movers up, down;
    struct level_preview_rule *rules; /* in the way of most first */
    size_t rule_count;
};

struct level_preview_request {
    const char *bytes; /* of the staircase file */
    size_t length;
    size_t people_most; /* 0: however many */
};

/* Tries it out. SITE_SEE_UNIT (a manager: the own unit and below; HR: all) or SITE_PUBLISH (numbers). FAIL_INPUT when
 * the file is wrong, and `findings`, yours to finish, say in which line and column; FAIL_NOT_FOUND if no staircase of
 * that id is published. */
int level_preview_run(struct site *site, const struct actor *actor, const struct level_preview_request *asking,
                      struct arena *arena, struct findings *findings, struct level_preview *ret_preview);

/* The published staircase `id` (NULL: the first) as a file to change, without its anchors. FAIL_NOT_FOUND. */
int level_preview_text(struct site *site, const char *id, struct text *into);

/* ---- as a job, where there are many people ---- */

#define JOB_LEVEL_PREVIEW "stair.trial"
#define LEVEL_PREVIEW_NAME_BYTES 33

/* Keeps the file in the folder `trials` of the data directory until level_previews_purge() and adds the job that tries
 * it out. The name says by whom it may be read. Rights and findings as above. */
int level_preview_add(struct site *site, const struct actor *actor, const struct level_preview_request *asking,
                      struct findings *findings, char ret_name[LEVEL_PREVIEW_NAME_BYTES]);

/* The answer to that; *ret_is_waiting while there is none. Only for whoever asked, with the same roles and unit as then
 * (FAIL_NOT_FOUND), and with the people whom the actor may still see. */
int level_preview_result(struct site *site, const struct actor *actor, const char *name, struct arena *arena,
                         bool *ret_is_waiting, struct level_preview *ret_preview);

/* For the job process: tries out what `payload` says; and removes what is older than a day. */
int level_preview_work(struct site *site, const char *payload);
int level_previews_purge(struct site *site);
