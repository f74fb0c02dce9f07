/* Rule: whether one rule of a staircase holds for the person that the facts stand on; within the domain only. */
#pragma once

#include "domain/staircase/competence_record.h"

/* "months 6", "programme introduktion", "competence norm 3", "competence norm 3 observed 2", and for a responsibility
 * its words. */
const char *rule_id(const struct content_rule *rule, struct arena *arena);

/* Fills in everything of *ret_rule but id, title and offers. */
int rule_hold(struct competence_record *record, const struct competence_person *person, const struct content_rule *rule,
              struct staircase_rule *ret_rule);

/* Whether a signature counts towards a competence rule. */
bool rule_counts(const struct competence_record *record, const struct content_rule *rule,
                 const struct competence_signoff *signature);
