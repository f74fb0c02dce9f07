/* Facts: what the rules of a staircase ask about people, read for one person or for all in the same few queries.
 *
 * What is the same for many is worked out once: what each step aims at, whether a version has lapsed, which steps a
 * programme has. People come in the order of their keys. */
#pragma once

#include "base/map.h"
#include "domain/progress/evidence.h"
#include "domain/progress/revision_diff.h"
#include "domain/staircase/staircase.h"

/* How the signer knows; self: nobody else has signed. */

/* One signature that stands and has not lapsed, for one competence that its step lists. */
struct competence_signoff {
    int64_t signoff_key;
    const char *step;
    int competence; /* number in facts.competences, from 1 */
    int autonomy;
    int lapses_on; /* day; DAY_NONE where no revision that is known asks for a new one */
    enum evidence evidence;
};

/* One person; lent until the next. */
struct competence_person {
    int64_t key;
    const char *background;
    int since; /* in the profession, else the first plan's start; DAY_NONE when neither is known */
    const struct content_staircase *staircase; /* NULL */
    int level;
    const struct competence_signoff *signatures;
    size_t signature_count;
};

struct competence_record;

/* Person keys, both included, of those who work in a unit or below it; unit_key 0: in any. */
struct competence_scope {
    int64_t first, last, unit_key;
};
/* Yours to finish, before the arena. */
int competence_record_open(struct site *site, struct competence_scope scope, struct arena *arena,
                           struct competence_record **ret_record);
void competence_record_close(struct competence_record **record);

/* The next person; *ret_person NULL at the end. */
int competence_record_next(struct competence_record *record, const struct competence_person **ret_person);

/* The number of a competence in signatures, 0 if no step lists it. */
int competence_record_competence(const struct competence_record *record, const char *id);

/* How many steps of the programme concern the present person, and how many of them are done, signed, recognised, or
 * skipped with the debt written off. Both 0 for an unknown programme. */
int competence_record_programme(struct competence_record *record, const char *programme, int *ret_finished,
                                int *ret_all);

/* True if the present person is done with the step, by the same measure. */
bool competence_record_is_finished(const struct competence_record *record, const char *step);

/* True if a manager has confirmed that responsibility at a decision on the present person. */
bool competence_record_is_confirmed(const struct competence_record *record, const char *responsibility);

/* The published staircases. */
const struct content_staircase *competence_record_staircase(const struct competence_record *record, const char *id);
