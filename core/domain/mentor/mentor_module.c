/* What mentorship brings to the program. */
#include "base/clock.h"
#include "domain/mentor/mentor_change.h"
#include "domain/mentor/mentoring.h"
#include "domain/people/naming.h"
#include "domain/records/event.h"
#include "domain/records/job.h"
#include "domain/records/table.h"

#define DAY_SECONDS (24 * 3600)

static int run_requests_settle(const struct job_task *task)
{
    return mentoring_apply_due(task->site);
}

static const struct job_kind mentor_jobs[] = {
    {.name = "requests.settle",
     .help = "Moves requests on from mentors whose last day has passed",
     .every_seconds = DAY_SECONDS,
     .run = run_requests_settle},
    {0},
};

/* Learners go to others. */
static int mentor_person_leaves(struct records *records, const struct departure *departure)
{
    return departure->how & (DEPARTURE_CLOSED | DEPARTURE_ERASED)
               ? mentor_end_all(records, departure->person_key, 0, departure->learners)
               : 0;
}

static const struct query mentorship_close = {
    "erase.mentorships", "mentorship",
    "UPDATE mentorship SET last = CASE WHEN first < ?2 THEN ?2 - 1 ELSE first - 1 END"
    " WHERE learner_key = ?1 AND (last IS NULL OR (last >= ?2 AND last >= first)) RETURNING *"};

/* Nobody mentors the person any more; the rows stay. */
static int mentorship_erase(struct records *records, const struct erasure *erasure)
{
    return records_write(records, &mentorship_close,
                         BIND(value_number(erasure->person_key), value_number(clock_today())), NULL);
}

static const struct records_table mentor_tables[] = {
    {.name = "mentorship",
     .key_columns = 1,
     .person = "learner_key mentor_key",
     .exported = "mentors learners",
     .erase_by = mentorship_erase},
    {.name = "talk",
     .key_columns = 1,
     .person = "person_key",
     .others = "by_key",
     .exported = "talks",
     .kept = KEPT_UNDER_RANDOM_ID},
    {.name = "talk_point",
     .key_columns = 1,
     .person = "person_key",
     .exported = "talk_points",
     .kept = KEPT_UNDER_RANDOM_ID},
    {0},
};

static const struct person_export mentor_exports[] = {
    {.row = {"mentors", 190},
     .query = {"export.mentors", NULL,
               "SELECT " NAMING_BEGIN "m.mentor_key" NAMING_END
               " AS mentor, m.is_substitute AS is__substitute, m.first AS day__first, m.last AS"
               " day__last, remark.words AS because FROM mentorship AS m LEFT JOIN remark ON remark.key"
               " = m.remark_key WHERE m.learner_key = ?1 ORDER BY m.key"}},
    {.row = {"learners", 200},
     .query = {"export.learners", NULL,
               "SELECT person.rid AS person, m.is_substitute AS is__substitute, m.first AS day__first,"
               " m.last AS day__last FROM mentorship AS m JOIN person ON person.key = m.learner_key"
               " WHERE m.mentor_key = ?1 ORDER BY m.key"}},
    {.row = {"talks", 260},
     .query = {"export.talks", NULL,
               "SELECT talk.day AS day__held, talk.minutes, " NAMING_BEGIN "talk.by_key" NAMING_END
               " AS held_by FROM talk WHERE talk.person_key = ?1 ORDER BY talk.key"}},
    {.row = {"talk_points", 265},
     .query =
         {"export.talk_points", NULL,
          "SELECT remark.at AS at__raised, remark.words AS what, talk.day AS day__talked_about FROM talk_point AS p"
          " LEFT JOIN remark ON remark.key = p.remark_key LEFT JOIN talk ON talk.key = p.talk_key"
          " WHERE p.person_key = ?1 ORDER BY p.key"}},
    {.row = {0}},
};

static const struct event_kind mentor_events[] = {
    {"mentor.assigned", "mentor substitute from to", "0.1.0"},
    {"mentor.full", "until", "0.1.0"},
    {"mentor.handed_over", "to learners remark", "0.1.0"},
    {"request.moved", "", "0.1.0"},
    {"introduction.started", "programme from", "0.1.0"},
    {"talk.point_raised", "", "0.1.0"},
    {"talk.held", "day minutes", "0.1.0"},
    {0},
};

const struct module mentor_module = {.name = "mentor",
                                     .events = mentor_events,
                                     .jobs = mentor_jobs,
                                     .person_leaves = mentor_person_leaves,
                                     .tables = mentor_tables,
                                     .exports = mentor_exports};
