/* What staircases bring to the program. */
#include "domain/people/naming.h"
#include "domain/records/event.h"
#include "domain/records/job.h"
#include "domain/records/table.h"
#include "domain/staircase/level_preview.h"

#define DAY_SECONDS (24 * 3600)

static int run_level_preview(const struct job_task *task)
{
    return level_preview_run_job(task->site, task->payload);
}

static int run_level_previews_purge(const struct job_task *task)
{
    return level_previews_purge(task->site);
}

static const struct job_kind staircase_jobs[] = {
    {.name = JOB_LEVEL_PREVIEW,
     .help = "Says what a changed staircase would mean for everybody",
     .run = run_level_preview},
    {.name = "stair.trials_purge",
     .help = "Removes tried staircases and their answers after a day",
     .every_seconds = DAY_SECONDS,
     .run = run_level_previews_purge},
    {0},
};

static const struct records_table staircase_tables[] = {
    {.name = "stair_decision",
     .key_columns = 1,
     .person = "person_key",
     .others = "decided_by_key",
     .exported = "stair_decisions",
     .kept = KEPT_UNDER_RANDOM_ID},
    {.name = "stair_ground",
     .key_columns = 2,
     .person = "decision_key",
     .exported = "stair_grounds",
     .kept = KEPT_UNDER_RANDOM_ID},
    {.name = "stair_evidence",
     .key_columns = 2,
     .person = "decision_key signoff_key",
     .exported = "stair_evidence",
     .kept = KEPT_UNDER_RANDOM_ID},
    {.name = "stair_responsibility",
     .key_columns = 2,
     .person = "decision_key",
     .exported = "stair_responsibilities",
     .kept = KEPT_UNDER_RANDOM_ID},
    {.name = "self_view",
     .key_columns = 2,
     .person = "person_key",
     .exported = "own_view",
     .erase = {"erase.own_view", "self_view", "DELETE FROM self_view WHERE person_key = ?1 RETURNING *"}},
    {0},
};

static const struct person_export staircase_exports[] = {
    {.row = {"stair_decisions", 210},
     .query = {"export.stairs", NULL,
               "SELECT d.staircase, d.level, " NAMING_BEGIN "d.decided_by_key" NAMING_END
               " AS decided_by, d.at AS at__decided, edition.id AS edition, remark.words AS because FROM"
               " stair_decision AS d LEFT JOIN edition ON edition.key = d.edition_key LEFT JOIN remark"
               " ON remark.key = d.remark_key WHERE d.person_key = ?1 ORDER BY d.key"}},
    {.row = {"stair_grounds", 220},
     .query = {"export.stair_grounds", NULL,
               "SELECT d.level, g.rule, g.have, g.need, g.is_met AS is__met FROM stair_ground AS g"
               " JOIN stair_decision AS d ON d.key = g.decision_key WHERE d.person_key = ?1 ORDER BY d.key, g.n"}},
    {.row = {"stair_evidence", 230},
     .query = {"export.stair_evidence", NULL,
               "SELECT d.level, step.id AS step, s.at AS at__signed FROM stair_evidence AS e"
               " JOIN stair_decision AS d ON d.key = e.decision_key JOIN signoff AS s ON s.key = e.signoff_key"
               " JOIN step ON step.key = s.step_key WHERE d.person_key = ?1 ORDER BY d.key, s.key"}},
    {.row = {"stair_responsibilities", 235},
     .query = {"export.stair_responsibilities", NULL,
               "SELECT d.level, r.responsibility FROM stair_responsibility AS r"
               " JOIN stair_decision AS d ON d.key = r.decision_key WHERE d.person_key = ?1 ORDER BY d.key, "
               "r.responsibility"}},
    {.row = {"own_view", 240},
     .query = {"export.own_view", NULL,
               "SELECT competence, autonomy, at AS at__said FROM self_view WHERE person_key = ?1 ORDER BY competence"}},
    {.row = {0}},
};

static const struct event_kind staircase_events[] = {
    {"stair.decided", "staircase level unmet", "0.1.0"},
    {"stair.own_view_said", "COMPETENCE", "0.1.0"},
    {0},
};

const struct module staircase_module = {.name = "staircase",
                                        .events = staircase_events,
                                        .jobs = staircase_jobs,
                                        .tables = staircase_tables,
                                        .exports = staircase_exports};
