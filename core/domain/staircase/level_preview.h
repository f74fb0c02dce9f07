/* Level preview: the effect of a changed staircase before it is published: who would stand higher or lower by its rules
 * than by the published ones, and which rules would stop how many people.
 *
 * Nothing is changed, and the records store nothing of it. Managers and HR get names; an author gets numbers about
 * everybody, where those about fewer than ACCESS_FEW people are withheld. */
#pragma once

#include "base/text.h"
#include "domain/curriculum/finding.h"
#include "domain/people/person.h"
#include "domain/site/site.h"

#define LEVEL_PREVIEW_WITHHELD (-1)
#define LEVEL_PREVIEW_BYTES_MAX ((size_t)24 * 1024) /* of a staircase file; fits into a form */
#define LEVEL_PREVIEW_MOVERS_MAX 50                 /* named, in each direction */
#define LEVEL_PREVIEW_RULES_MAX 60

struct level_preview_mover {
    int64_t person_key;
    struct person person;   /* as the actor may see it today */
    int now, before, after; /* decided; by the published rules; by the changed rules */
};

struct level_preview_movers {
    struct level_preview_mover *items; /* by name, at most LEVEL_PREVIEW_MOVERS_MAX; none if the actor sees no people */
    size_t count;
    int total; /* or LEVEL_PREVIEW_WITHHELD */
};

/* A rule that stops somebody from the next level. */
struct level_preview_rule {
    const char *id;    /* "competence norm 3" */
    int before, after; /* number of people, by the published and by the changed rules; or LEVEL_PREVIEW_WITHHELD */
};

struct level_preview {
    const char *staircase; /* its id */
    int people;            /* on that staircase; or LEVEL_PREVIEW_WITHHELD */
    bool shows_people;     /* true: about the people whom the actor may see, with names; false: numbers about
                            * everybody */
    bool is_too_large;     /* more than `people_most` people: only `staircase` is set */
    struct level_preview_movers up, down;
    struct level_preview_rule *rules; /* those that stop most people first */
    size_t rule_count;
};

struct level_preview_request {
    const char *bytes; /* of the staircase file */
    size_t length;
    size_t people_most; /* 0: no limit */
};

/* Computes a preview. SITE_SEE_UNIT (a manager: the own unit and below; HR: all) or SITE_PUBLISH (numbers). FAIL_INPUT
 * for a wrong file, with line and column in `findings`, which the caller finishes; FAIL_NOT_FOUND if no staircase with
 * its id is published. */
int level_preview_run(struct site *site, const struct actor *actor, const struct level_preview_request *asking,
                      struct arena *arena, struct findings *findings, struct level_preview *ret_preview);

/* Appends the published staircase `id` (NULL: the first) as a file to edit, without `anchors:`. FAIL_NOT_FOUND. */
int level_preview_text(struct site *site, const char *id, struct text *into);

/* ---- as a job, for many people ---- */

#define JOB_LEVEL_PREVIEW "stair.trial"
#define LEVEL_PREVIEW_NAME_BYTES 33

/* Stores the file in the folder `trials` of the data directory, until level_previews_purge(), and adds the job that
 * computes its preview; *ret_name is for level_preview_result(). Rights and failures as above. */
int level_preview_add(struct site *site, const struct actor *actor, const struct level_preview_request *asking,
                      struct findings *findings, char ret_name[LEVEL_PREVIEW_NAME_BYTES]);

/* The result; *ret_is_waiting is true until there is one. FAIL_NOT_FOUND unless the actor is the one who asked, with
 * the same roles and unit as then. Shows only people whom the actor may still see. */
int level_preview_result(struct site *site, const struct actor *actor, const char *name, struct arena *arena,
                         bool *ret_is_waiting, struct level_preview *ret_preview);

/* For the job process: computes the preview named by `payload`; and removes those older than a day. */
int level_preview_run_job(struct site *site, const char *payload);
int level_previews_purge(struct site *site);
