/* Explain: the rules of one level held against one person, for showing and for deciding; within the domain only. */
#pragma once

#include "domain/stair/facts.h"

struct stair_explaining {
    struct arena *arena;
    struct facts *facts;
    const struct fact_person *person;
    struct map planned; /* steps of the person's running plans, by id */
};
int stair_explaining_begin(struct site *site, int64_t person_key, struct arena *arena,
                           struct stair_explaining *ret_explaining);
void stair_explaining_finish(struct stair_explaining *explaining);

/* As many as the level has. */
int stair_rules(struct site *site, struct stair_explaining *explaining, const struct content_staircase *staircase,
                const struct content_level *level, struct stair_rule **ret_rules);

/* Fills in how the person of the view sees the competences (own_view.c). */
int own_view_read(struct records *records, struct stair_view *view);

/* NULL if the staircase has no such level. */
const struct content_level *stair_level_of(const struct content_staircase *staircase, int number);

/* Of the staircase; the id itself for a competence that it does not have. */
const char *stair_competence_title(const struct content_staircase *staircase, const char *id);
