/* Competence paths: the steps of the edition that lead to a competence, and the gaps, where a rule of a staircase needs
 * more than the steps can give. Only an author can close a gap; no learner can. */
#pragma once

#include "domain/records/actor.h"
#include "domain/site/site.h"

#include "domain/content/content.h"

/* The steps that lead to a competence: content_path(). */
struct competence_paths {
    struct content_path *items;
    size_t count;
    int highest; /* the highest autonomy that a step aims at; 0: none */
};
int competence_paths_to(struct content *content, const char *competence, struct arena *arena,
                        struct competence_paths *ret_paths);

enum gap_kind {
    GAP_NO_STEP,      /* no step leads there */
    GAP_FEW_STEPS,    /* fewer steps than the sign-offs needed: a step counts once */
    GAP_LOW_STEPS,    /* steps lead there, but none aims so high: it can be signed, but nobody is taught it */
    GAP_NO_PROGRAMME, /* the programme does not exist or has no steps */
    GAP_COUNT
};
const char *gap_kind_word(enum gap_kind kind); /* "no-step", "few-steps", "low-steps", "no-programme" */

/* A rule that the curriculum cannot satisfy. */
struct staircase_gap {
    enum gap_kind kind;
    const struct content_staircase *staircase;
    const struct content_level *level;
    const struct content_rule *rule;
    const char *id, *title; /* of the rule (staircase.h) */
    int steps, need;        /* steps that lead there and sign-offs needed; for GAP_LOW_STEPS the highest aim and the
                             * autonomy needed */
};

/* All gaps, in the order of staircases and levels. SITE_SEE_CURRICULUM: they concern no person. */
int staircase_gaps(struct site *site, const struct actor *actor, struct arena *arena, struct staircase_gap **ret_gaps,
                   size_t *ret_count);
