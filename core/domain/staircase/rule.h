/* Rule: tests one rule of a staircase for the current person of a competence record; within the domain only. */
#pragma once

#include "domain/staircase/competence_record.h"

/* The id of a rule: "months 6", "programme introduktion", "competence norm 3", "competence norm 3 observed 2"; of a
 * responsibility its words. */
const char *rule_id(const struct content_rule *rule, struct arena *arena);

/* Sets all members of *ret_rule except id, title and offers. */
int rule_test(struct competence_record *record, const struct competence_person *person, const struct content_rule *rule,
              struct staircase_rule *ret_rule);

/* True if a signature counts towards a competence rule. */
bool rule_counts(const struct competence_record *record, const struct content_rule *rule,
                 const struct competence_signoff *signature);
