/* Explain: tests the rules of one level for one person, for display and for decisions; within the domain only. */
#pragma once

#include "domain/staircase/competence_record.h"

struct staircase_explanation {
    struct arena *arena;
    struct competence_record *record;
    const struct competence_person *person;
    struct map planned; /* the steps of the person's running plans, by id */
};
int staircase_explanation_begin(struct site *site, int64_t person_key, struct arena *arena,
                                struct staircase_explanation *ret_explaining);
void staircase_explanation_finish(struct staircase_explanation *explaining);

/* Tests every rule of the level; *ret_rules has as many items as the level has rules. */
int staircase_rules_test(struct site *site, struct staircase_explanation *explaining,
                         const struct content_staircase *staircase, const struct content_level *level,
                         struct staircase_rule **ret_rules);

/* Fills in the self-assessment of the view's person (self_assessment.c). */
int self_assessment_read(struct records *records, struct staircase_view *view);

/* The level with that number; NULL if the staircase has none. */
const struct content_level *staircase_level_of(const struct content_staircase *staircase, int number);

/* The title of a competence of the staircase; the id itself if the staircase does not have it. */
const char *staircase_competence_title(const struct content_staircase *staircase, const char *id);
