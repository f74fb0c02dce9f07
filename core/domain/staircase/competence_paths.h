/* Leading: which steps of the edition lead to a competence, and the gaps, where a rule of a staircase asks for what no
 * step leads to: somebody who keeps the curriculum must fill them, for no learner can. */
#pragma once

#include "domain/records/actor.h"
#include "domain/site/site.h"

#include "domain/content/content.h"

/* Steps that lead to a competence: content_path(). */
struct competence_paths {
    struct content_path *items;
    size_t count;
    int highest; /* the highest autonomy that one of them aims at; 0 for none */
};
int competence_paths_to(struct content *content, const char *competence, struct arena *arena,
                        struct competence_paths *ret_paths);

enum gap_kind {
    GAP_NO_STEP,      /* nothing leads there */
    GAP_FEW_STEPS,    /* fewer steps than sign-offs are asked for: a step counts once */
    GAP_LOW_STEPS,    /* steps lead there, but none aims as high: it can be signed all the same, nobody is shown how */
    GAP_NO_PROGRAMME, /* the programme is gone, or has no steps */
    GAP_COUNT
};
const char *gap_kind_word(enum gap_kind kind); /* "no-step", "few-steps", "low-steps", "no-programme" */

/* One rule that cannot be met by what the curriculum has. */
struct staircase_gap {
    enum gap_kind kind;
    const struct content_staircase *staircase;
    const struct content_level *level;
    const struct content_rule *rule;
    const char *id, *title; /* of the rule, as in staircase.h */
    int steps, need;        /* steps that lead there, sign-offs asked for; highest aim and autonomy for GAP_LOW_STEPS */
};

/* In the order of the staircases and their levels. SITE_SEE_CURRICULUM: they say nothing about anybody. */
int staircase_gaps(struct site *site, const struct actor *actor, struct arena *arena, struct staircase_gap **ret_gaps,
                   size_t *ret_count);
