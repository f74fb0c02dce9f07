/* What progress brings to the program. */
#include "domain/people/naming.h"
#include "domain/records/event.h"
#include "domain/records/table.h"

static const struct records_table progress_tables[] = {
    {.name = "step", .key_columns = 1},
    {.name = "version", .key_columns = 1},
    {.name = "progress",
     .key_columns = 2,
     .person = "person_key",
     .others = "decided_by_key",
     .exported = "steps",
     .kept = KEPT_UNDER_RANDOM_ID},
    {.name = "stair_choice",
     .key_columns = 1,
     .person = "person_key",
     .exported = "stair_choice",
     .kept = KEPT_UNDER_RANDOM_ID},
    {0},
};

static const struct person_export progress_exports[] = {
    {.row = {"steps", 120},
     .query = {"export.steps", NULL,
               "SELECT step.id AS step, p.state, p.since AS at__since, version.revision, " NAMING_BEGIN
               "p.decided_by_key" NAMING_END
               " AS decided_by, p.until AS day__until, remark.words AS comment FROM progress AS p JOIN"
               " step ON step.key = p.step_key LEFT JOIN version ON version.key = p.version_key LEFT"
               " JOIN remark ON remark.key = p.remark_key WHERE p.person_key = ?1 ORDER BY step.id"}},
    {.row = {"stair_choice", 250},
     .query = {"export.stair_choice", NULL, "SELECT staircase FROM stair_choice WHERE person_key = ?1"}},
    {.row = {0}},
};

static const struct event_kind progress_events[] = {
    {"step.skipped", "step state revision", "0.1.0"},
    {"step.recognised", "step state revision debt", "0.1.0"},
    {"step.debt_set", "step state revision", "0.1.0"},
    {"step.debt_written_off", "step state revision debt", "0.1.0"},
    {"step.decision_taken_back", "step state", "0.1.0"},
    {"stair.chosen", "staircase", "0.1.0"},
    {0},
};

const struct module progress_module = {
    .name = "progress", .events = progress_events, .tables = progress_tables, .exports = progress_exports};
