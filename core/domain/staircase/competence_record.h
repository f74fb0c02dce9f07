/* Competence record: the facts about people that the rules of a staircase use, read for one person or all in the same
 * few queries.
 *
 * What many people share is computed once: what each step aims at, whether a version has lapsed, which steps a
 * programme has. People come in the order of their keys. */
#pragma once

#include "base/map.h"
#include "domain/people/person_scope.h"
#include "domain/progress/evidence.h"
#include "domain/staircase/staircase.h"

/* A signature that is in force, for one competence that its step lists. */
struct competence_signoff {
    int64_t signoff_key;
    const char *step;
    int competence; /* its number (competence_record_competence()), from 1 */
    int autonomy;
    int lapses_on; /* day; DAY_NONE: no known revision asks for a new one */
    enum evidence evidence;
};

/* One person; borrowed until the next. */
struct competence_person {
    int64_t key;
    const char *background;
    int since; /* first day in the profession, else of the first plan; DAY_NONE: unknown */
    const struct content_staircase *staircase; /* NULL */
    int level;
    const struct competence_signoff *signatures;
    size_t signature_count;
};

struct competence_record;

/* Opens the record of a scope; yours. Close it before the arena is freed. */
int competence_record_open(struct site *site, struct person_scope scope, struct arena *arena,
                           struct competence_record **ret_record);
void competence_record_close(struct competence_record **record);

/* The next person; *ret_person is NULL at the end. */
int competence_record_next(struct competence_record *record, const struct competence_person **ret_person);

/* The number of a competence in signatures; 0 if no step lists it. */
int competence_record_competence(const struct competence_record *record, const char *id);

/* The number of steps of a programme for the current person, and of those that are done, signed, recognised, or skipped
 * without an open deferral. Both 0 for an unknown programme. */
int competence_record_programme(struct competence_record *record, const char *programme, int *ret_finished,
                                int *ret_all);

/* True if the current person has finished the step in the same sense. */
bool competence_record_is_finished(struct competence_record *record, const char *step);

/* True if a manager has confirmed that responsibility in a decision on the current person. */
bool competence_record_is_confirmed(const struct competence_record *record, const char *responsibility);

/* A published staircase; NULL if there is none of that id. */
const struct content_staircase *competence_record_staircase(const struct competence_record *record, const char *id);
