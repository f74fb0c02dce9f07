/* Facts: what the rules of a staircase ask about people, read for one person or for all in the same few queries.
 *
 * What is the same for many is worked out once: what each step aims at, whether a version has lapsed, which steps a
 * programme has. People come in the order of their keys. */
#pragma once

#include "base/map.h"
#include "domain/plan/delta.h"
#include "domain/stair/stair.h"

/* How the signer knows; self: nobody else has signed. */
enum fact_evidence { EVIDENCE_OBSERVED, EVIDENCE_SIMULATED, EVIDENCE_REPORTED, EVIDENCE_SELF, EVIDENCE_COUNT };

/* One signature that stands and has not lapsed, for one competence that its step lists. */
struct fact_signature {
    int64_t signoff_key;
    const char *step;
    int competence; /* number in facts.competences, from 1 */
    int autonomy;
    int lapses_on; /* day; DAY_NONE where no revision that is known asks for a new one */
    enum fact_evidence evidence;
};

/* One person; lent until the next. */
struct fact_person {
    int64_t key;
    const char *background;
    int since; /* in the profession, else the first plan's start; DAY_NONE when neither is known */
    const struct content_staircase *staircase; /* NULL */
    int level;
    const struct fact_signature *signatures;
    size_t signature_count;
};

struct facts;

/* Person keys, both included, of those who work in a unit or below it; unit_key 0: in any. */
struct fact_scope {
    int64_t first, last, unit_key;
};
/* Yours to finish, before the arena. */
int facts_begin(struct site *site, struct fact_scope scope, struct arena *arena, struct facts **ret_facts);
void facts_finish(struct facts **facts);

/* The next person; *ret_person NULL at the end. */
int facts_next(struct facts *facts, const struct fact_person **ret_person);

/* The number of a competence in signatures, 0 if no step lists it. */
int facts_competence(const struct facts *facts, const char *id);

/* How many steps of the programme concern the present person, and how many of them are done, signed, recognised, or
 * skipped with the debt written off. Both 0 for an unknown programme. */
int facts_programme(struct facts *facts, const char *programme, int *ret_finished, int *ret_all);

/* True if the present person is done with the step, by the same measure. */
bool facts_is_finished(const struct facts *facts, const char *step);

/* True if a manager has confirmed that responsibility at a decision on the present person. */
bool facts_is_confirmed(const struct facts *facts, const char *responsibility);

/* The published staircases. */
const struct content_staircase *facts_staircase(const struct facts *facts, const char *id);
