/* What files of people bring to the program. */
#include "domain/records/event.h"
#include "domain/records/job.h"
#include "domain/records/table.h"
#include "domain/roster/employment.h"
#include "domain/roster/roster_upload.h"
#include "domain/site/site.h"

#define DAY_SECONDS (24 * 3600)

static int run_upload(const struct job_task *task)
{
    return roster_upload_run(task->site);
}

static int run_upload_forget(const struct job_task *task)
{
    return roster_upload_purge(task->site);
}

static int run_employment(const struct job_task *task)
{
    return employment_apply_due(task->records);
}

static int account_is_due(struct site *site, bool *ret_is_due)
{
    return employment_is_due(site->records, ret_is_due);
}

static const struct job_kind roster_jobs[] = {
    {.name = JOB_UPLOAD, .help = "Takes in a file of people that was confirmed on its page", .run = run_upload},
    {.name = JOB_UPLOAD_FORGET,
     .help = "Forgets files of people that are older than a day",
     .every_seconds = DAY_SECONDS,
     .run = run_upload_forget},
    {.name = JOB_EMPLOYMENT,
     .help = "Closes accounts whose day has come",
     .run = run_employment,
     .is_needed = account_is_due},
    {0},
};

/* Opening or closing an account by hand overrides files of people. */
static int roster_person_leaves(struct records *records, const struct departure *departure)
{
    bool is_by_hand = departure->how & (DEPARTURE_CLOSED | DEPARTURE_UNDONE);
    return is_by_hand ? employment_forget_closed(records, departure->person_key) : 0;
}

static const struct records_table roster_tables[] = {
    {.name = "employment",
     .key_columns = 1,
     .person = "person_key",
     .exported = "employment employment_starts",
     .erase = {"employment.erase", "employment", "DELETE FROM employment WHERE person_key = ?1 RETURNING *"}},
    {0},
};

static const char started_column[] = "ALTER TABLE employment ADD COLUMN started INTEGER;";

static const struct migration roster_migrations[] = {
    {{"first days of files", 25}, started_column},
    {.row = {0}},
};

static const struct person_export roster_exports[] = {
    {.row = {"employment", 30},
     .query = {"export.employment", NULL,
               "SELECT ended AS day__account_closes, is_closed AS is__closed_by_a_file FROM employment WHERE "
               "person_key = ?1"}},
    {.row = {"employment_starts", 31},
     .query = {"export.employment_starts", NULL,
               "SELECT started AS day__plan_begins_by_a_file FROM employment WHERE person_key = ?1"
               " AND started IS NOT NULL"}},
    {.row = {0}},
};

static const struct event_kind roster_events[] = {
    {"people.imported", "added changed closed opened plans moved mentors", "0.1.0"},
    {"employment.ended", "", "0.1.0"},
    {0},
};

const struct module roster_module = {.name = "roster",
                                     .events = roster_events,
                                     .jobs = roster_jobs,
                                     .person_leaves = roster_person_leaves,
                                     .tables = roster_tables,
                                     .exports = roster_exports,
                                     .migrations = roster_migrations};
