/* Fixture: a fresh data directory for every test, with the records of a small municipality.
 *
 *     kommun > ifo > ekb, barn
 *     anna    learner  ekb        bo      mentor   ekb       cecilia manager  ekb       hanna   hr       kommun
 *     petra   learner  ekb, protected identity             frida   manager  ifo       adam    admin    kommun
 *     lars    learner  barn       britt   mentor   ekb       stina   manager  barn      erik    author   kommun
 *     disa    learner  ekb, disabled                       klara   contact  kommun
 *
 * Nobody mentors anybody yet. The clock stands at Monday 2026-03-02, 09:00. */
#pragma once

#include "domain/people/subject.h"
#include "io/file.h"

struct fixture {
    char folder[FILE_TEMPORARY_BYTES];
    struct records *records;
    struct arena arena;
};

void fixture_begin(struct fixture *fixture);
void fixture_end(struct fixture *fixture); /* removes the directory; for CLEANUP */

/* Addresses that only tests have, "/step/ID" and "/image/BLOB" among them; fixture_begin() does it too. */
void fixture_targets(void);

/* Installs the modules of Trappa, one for the event "fixture.made", and `more`, which may be NULL. */
struct module;
void fixture_modules(const struct module *more);

/* The clock at 09:00 on this date, "2026-03-02". */
void fixture_day(const char *date);
int fixture_date(const char *date); /* the day number */

int64_t fixture_key(struct fixture *fixture, const char *person_id);
struct actor fixture_actor(struct fixture *fixture, const char *person_id);
struct person fixture_person(struct fixture *fixture, const char *person_id);

/* The person as the actor sees them, before any right is asked; good until some more have been asked for. */
const struct subject *fixture_subject(struct records *records, const struct actor *actor, const struct person *person);

/* A mentorship written as a bare row; NULL dates: from today, until further notice. */
struct fixture_mentorship {
    const char *learner, *mentor, *from, *to;
    bool is_substitute;
};
void fixture_mentors(struct fixture *fixture, struct fixture_mentorship mentorship);

/* A plan as a bare row, running. */
void fixture_plan(struct fixture *fixture, const char *person_id, const char *start);

/* Fails the test unless `result` is `code` with exactly this sentence. */
void fixture_expect_failure(int result, int code, const char *sentence);
/* Fails the test with the sentence unless `result` is 0. */
void fixture_ok(int result);

/* How many events the log holds. */
int64_t fixture_events(struct fixture *fixture);

/* An open request for a sign-off of the step `fixture-step`, as a bare row; and to whom it stands now ("" if gone). */
void fixture_request(struct fixture *fixture, const char *person_id, const char *to_id);
const char *fixture_asked(struct fixture *fixture, const char *person_id);
