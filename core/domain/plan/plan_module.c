/* What plans bring to the program. */
#include "base/fail.h"
#include "domain/people/naming.h"
#include "domain/plan/plan_change.h"
#include "domain/records/event.h"
#include "domain/records/table.h"

static const struct records_table plan_tables[] = {
    {.name = "plan",
     .key_columns = 1,
     .person = "person_key",
     .others = "ended_by_key",
     .exported = "plans",
     .kept = KEPT_UNDER_RANDOM_ID},
    {.name = "plan_leave",
     .key_columns = 1,
     .person = "person_key",
     .others = "told_by_key ended_by_key",
     .exported = "leaves",
     .kept = KEPT_UNDER_RANDOM_ID},
    {.name = "plan_share",
     .key_columns = 1,
     .person = "person_key",
     .others = "told_by_key ended_by_key",
     .exported = "shares",
     .kept = KEPT_UNDER_RANDOM_ID},
    {.name = "plan_step",
     .key_columns = 1,
     .person = "plan_key",
     .others = "decided_by_key ended_by_key",
     .exported = "own_steps",
     .kept = KEPT_UNDER_RANDOM_ID},
    {.name = "caseload",
     .key_columns = 2,
     .person = "plan_key",
     .others = "planned_by_key actual_by_key",
     .exported = "caseload",
     .kept = KEPT_UNDER_RANDOM_ID},
    {.name = "carried",
     .key_columns = 1,
     .person = "person_key",
     .exported = "taken_over",
     .kept = KEPT_UNDER_RANDOM_ID},
    {0},
};

/* Leave and part-time become the person's. Of what plans say of one first day, the plan knows best that runs, or
 * ended last; of those that run, the one that began first, since a later one may have inherited what was old. The key
 * stays that of the first row, so that a date of one's own that was set with it in mind does not move again. What was
 * taken back stays as it is. */
static const char person_leaves[] =
    "CREATE TABLE plan_leave_new (key INTEGER PRIMARY KEY, person_key INTEGER NOT NULL REFERENCES person(key),"
    " first INTEGER NOT NULL, last INTEGER, told_on INTEGER NOT NULL, kind TEXT, told_by_key INTEGER REFERENCES "
    "person(key), ended_at INTEGER, ended_by_key INTEGER REFERENCES person(key)) STRICT;"
    "INSERT INTO plan_leave_new WITH told AS (SELECT plan.person_key, l.key, l.first, l.last, l.told_on, l.kind,"
    " l.told_by_key, l.ended_at, row_number() OVER (PARTITION BY plan.person_key, l.first ORDER BY"
    " plan.ended_on IS NOT NULL, plan.ended_on DESC, plan.key, l.ended_at IS NOT NULL, l.last IS NULL, l.key) AS place"
    " FROM plan_leave AS l JOIN plan ON plan.key = l.plan_key)"
    " SELECT (SELECT min(o.key) FROM told AS o WHERE o.person_key = t.person_key AND o.first = t.first"
    "  AND o.told_on = t.told_on AND o.ended_at IS NULL), person_key, first, last, told_on, kind, told_by_key, NULL, "
    "NULL"
    " FROM told AS t WHERE place = 1 AND ended_at IS NULL;"
    "INSERT INTO plan_leave_new SELECT min(l.key), plan.person_key, l.first, l.last, min(l.told_on), min(l.kind),"
    " min(l.told_by_key), l.ended_at, min(l.ended_by_key) FROM plan_leave AS l JOIN plan ON plan.key = l.plan_key"
    " WHERE l.ended_at IS NOT NULL GROUP BY plan.person_key, l.first, l.last, l.ended_at;"
    "DROP TABLE plan_leave;"
    "ALTER TABLE plan_leave_new RENAME TO plan_leave;"
    "CREATE INDEX plan_leave_person ON plan_leave(person_key);"

    "CREATE TABLE plan_share_new (key INTEGER PRIMARY KEY, person_key INTEGER NOT NULL REFERENCES person(key),"
    " first INTEGER NOT NULL, percent INTEGER NOT NULL, told_on INTEGER, told_by_key INTEGER REFERENCES person(key),"
    " ended_at INTEGER, ended_by_key INTEGER REFERENCES person(key)) STRICT;"
    "INSERT INTO plan_share_new WITH told AS (SELECT plan.person_key, s.key, s.first, s.percent, s.told_on,"
    " s.told_by_key, s.ended_at, row_number() OVER (PARTITION BY plan.person_key, s.first ORDER BY"
    " plan.ended_on IS NOT NULL, plan.ended_on DESC, plan.key, s.ended_at IS NOT NULL, s.key DESC) AS place"
    " FROM plan_share AS s JOIN plan ON plan.key = s.plan_key)"
    " SELECT (SELECT min(o.key) FROM told AS o WHERE o.person_key = t.person_key AND o.first = t.first"
    "  AND o.percent = t.percent AND coalesce(o.told_on, 0) = coalesce(t.told_on, 0) AND o.ended_at IS NULL),"
    " person_key, first, percent, told_on, told_by_key, NULL, NULL FROM told AS t WHERE place = 1 AND ended_at IS NULL;"
    "INSERT INTO plan_share_new SELECT min(s.key), plan.person_key, s.first, s.percent, min(s.told_on),"
    " min(s.told_by_key), s.ended_at, min(s.ended_by_key) FROM plan_share AS s JOIN plan ON plan.key = s.plan_key"
    " WHERE s.ended_at IS NOT NULL GROUP BY plan.person_key, s.first, s.percent, s.ended_at;"
    "DROP TABLE plan_share;"
    "ALTER TABLE plan_share_new RENAME TO plan_share;"
    "CREATE INDEX plan_share_person ON plan_share(person_key);";

static const struct migration plan_migrations[] = {
    {{"leave and part-time of the person", 17}, person_leaves},
    {.row = {0}},
};

static const struct migration_rewrite plan_rewrites[] = {{17, "plan_leave plan_share"}, {0}};

static const struct person_export plan_exports[] = {
    {.row = {"plans", 70},
     .query = {"export.plans", NULL,
               "SELECT plan.programme, plan.start AS day__start, plan.ended_on AS day__ended, " NAMING_BEGIN
               "plan.ended_by_key" NAMING_END
               " AS ended_by, reason.words AS ended_because FROM plan LEFT JOIN remark AS reason ON"
               " reason.key = plan.ended_remark_key WHERE plan.person_key = ?1 ORDER BY plan.key"}},
    {.row = {"leaves", 80},
     .query = {"export.leaves", NULL,
               "SELECT NULL AS programme, l.kind, l.first AS day__first, l.last AS day__last, l.told_on AS"
               " day__told, " NAMING_BEGIN "l.told_by_key" NAMING_END
               " AS told_by, l.ended_at AS at__taken_back FROM plan_leave AS l WHERE l.person_key = ?1"
               " ORDER BY l.key"}},
    {.row = {"shares", 90},
     .query = {"export.shares", NULL,
               "SELECT NULL AS programme, s.first AS day__first, s.percent, s.told_on AS day__told, " NAMING_BEGIN
               "s.told_by_key" NAMING_END
               " AS told_by, s.ended_at AS at__taken_back FROM plan_share AS s WHERE s.person_key = ?1"
               " ORDER BY s.key"}},
    {.row = {"own_steps", 100},
     .query = {"export.own_steps", NULL,
               "SELECT plan.programme, step.id AS step, other.id AS instead_of, o.due AS day__due, " NAMING_BEGIN
               "o.decided_by_key" NAMING_END
               " AS decided_by, o.at AS at__decided, remark.words AS because, o.ended_at AS"
               " at__taken_back, reason.words AS taken_back_because FROM plan_step AS o JOIN plan ON"
               " plan.key = o.plan_key JOIN step ON step.key = o.step_key LEFT JOIN step AS other ON"
               " other.key = o.instead_of_key LEFT JOIN remark ON remark.key = o.remark_key LEFT JOIN"
               " remark AS reason ON reason.key = o.ended_remark_key WHERE plan.person_key = ?1 ORDER BY"
               " o.key"}},
    {.row = {"caseload", 110},
     .query = {"export.caseload", NULL,
               "SELECT plan.programme, c.week AS day__week, c.planned, c.actual FROM caseload AS c"
               " JOIN plan ON plan.key = c.plan_key WHERE plan.person_key = ?1 ORDER BY c.plan_key, c.week"}},
    {.row = {"taken_over", 140},
     .query =
         {"export.taken_over", NULL,
          "SELECT step.id AS step, older.id AS from_step, version.revision, c.at AS at__taken_over FROM carried AS c"
          " JOIN step ON step.key = c.step_key JOIN step AS older ON older.key = c.from_key"
          " LEFT JOIN version ON version.key = c.version_key WHERE c.person_key = ?1 ORDER BY c.key"}},
    {.row = {0}},
};

static int plan_person_leaves(struct records *records, const struct departure *departure)
{
    return departure->how & DEPARTURE_ERASED ? plan_end_all(records, departure) : 0;
}

static const struct event_kind plan_events[] = {
    {"plan.started", "programme from", "0.1.0"},
    {"plan.moved", "programme from was", "0.1.0"},
    {"plan.ended", "programme", "0.1.0"},
    {"plan.leave_told", "from to kind", "0.1.0"},
    {"plan.leave_changed", "from to kind", "0.1.0"},
    {"plan.leave_taken_back", "from", "0.1.0"},
    {"plan.share_set", "from percent", "0.1.0"},
    {"plan.share_taken_back", "from", "0.1.0"},
    {"plan.step_added", "programme step due", "0.1.0"},
    {"plan.step_replaced", "programme step instead_of due", "0.1.0"},
    {"plan.step_taken_back", "step", "0.1.0"},
    {"plan.caseload_planned", "programme weeks", "0.1.0"},
    {"plan.caseload_told", "programme week cases", "0.1.0"},
    {0},
};

const struct module plan_module = {.name = "plan",
                                   .events = plan_events,
                                   .person_leaves = plan_person_leaves,
                                   .tables = plan_tables,
                                   .migrations = plan_migrations,
                                   .rewrites = plan_rewrites,
                                   .exports = plan_exports};
