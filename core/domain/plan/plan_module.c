/* What plans bring to the program. */
#include "base/fail.h"
#include "domain/people/naming.h"
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
     .person = "plan_key",
     .others = "told_by_key ended_by_key",
     .exported = "leaves",
     .kept = KEPT_UNDER_RANDOM_ID},
    {.name = "plan_share",
     .key_columns = 1,
     .person = "plan_key",
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

static const struct person_export plan_exports[] = {
    {.row = {"plans", 70},
     .query = {"export.plans", NULL,
               "SELECT plan.programme, plan.start AS day__start, plan.ended_on AS day__ended, " NAMING_BEGIN
               "plan.ended_by_key" NAMING_END
               " AS ended_by, reason.words AS ended_because FROM plan LEFT JOIN remark AS reason ON"
               " reason.key = plan.ended_remark_key WHERE plan.person_key = ?1 ORDER BY plan.key"}},
    {.row = {"leaves", 80},
     .query = {"export.leaves", NULL,
               "SELECT plan.programme, l.kind, l.first AS day__first, l.last AS day__last, l.told_on AS"
               " day__told, " NAMING_BEGIN "l.told_by_key" NAMING_END
               " AS told_by, l.ended_at AS at__taken_back FROM plan_leave AS l JOIN plan ON plan.key ="
               " l.plan_key WHERE plan.person_key = ?1 ORDER BY l.key"}},
    {.row = {"shares", 90},
     .query = {"export.shares", NULL,
               "SELECT plan.programme, s.first AS day__first, s.percent, s.told_on AS day__told, " NAMING_BEGIN
               "s.told_by_key" NAMING_END
               " AS told_by, s.ended_at AS at__taken_back FROM plan_share AS s JOIN plan ON plan.key ="
               " s.plan_key WHERE plan.person_key = ?1 ORDER BY s.key"}},
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

static const struct query plans_running = {"erase.plans", NULL,
                                           "SELECT count(*) FROM plan WHERE person_key = ?1 AND ended_on IS NULL"};

static int plan_person_leaves(struct records *records, const struct departure *departure)
{
    int64_t running = 0;
    if (departure->how & DEPARTURE_ERASED)
        TRY(records_number(records, &plans_running, BIND(value_number(departure->person_key)), 0, &running));
    if (running)
        return fail(FAIL_RULE, "person '%s': a plan is running, end it first", departure->person_id);
    return 0;
}

static const struct event_kind plan_events[] = {
    {"plan.started", "programme from", "0.1.0"},
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
                                   .exports = plan_exports};
