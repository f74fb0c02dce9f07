/* Explain: the rules of one level held against one person, for showing and for deciding; within the domain only. */
#pragma once

#include "domain/staircase/competence_record.h"

struct staircase_explanation {
    struct arena *arena;
    struct competence_record *record;
    const struct competence_person *person;
    struct map planned; /* steps of the person's running plans, by id */
};
int staircase_explanation_begin(struct site *site, int64_t person_key, struct arena *arena,
                                struct staircase_explanation *ret_explaining);
void staircase_explanation_finish(struct staircase_explanation *explaining);

/* As many as the level has. */
int staircase_rules(struct site *site, struct staircase_explanation *explaining,
                    const struct content_staircase *staircase, const struct content_level *level,
                    struct staircase_rule **ret_rules);

/* Fills in how the person of the view sees the competences (self_assessment.c). */
int self_assessment_read(struct records *records, struct staircase_view *view);

/* NULL if the staircase has no such level. */
const struct content_level *staircase_level_of(const struct content_staircase *staircase, int number);

/* Of the staircase; the id itself for a competence that it does not have. */
const char *staircase_competence_title(const struct content_staircase *staircase, const char *id);
