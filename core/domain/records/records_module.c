/* What the records themselves bring to the program. */
#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/records/audit.h"
#include "domain/records/doctor_check.h"
#include "domain/records/event.h"
#include "domain/records/job.h"
#include "domain/records/records.h"
#include "domain/records/table.h"
#include "io/file.h"
#include "io/lock.h"

#include <time.h>

#define LOCK_TRIES 20
#define LOCK_PAUSE_NANOSECONDS 100000000L

static const struct records_table records_tables[] = {
    {.name = "migration", .key_columns = 1},
    {.name = "job", .key_columns = 1},
    {.name = "plugin_migration", .key_columns = 2},
    {.name = "form_mark", .key_columns = 1, .is_unlogged = true},
    {0},
};

static const struct person_export records_exports[] = {
    {.row = {"events", 390},
     .query = {"export.events", NULL,
               "SELECT event.n, event.at AS at__happened, event.kind, event.actor, event.data FROM event"
               " JOIN person ON person.rid = event.about WHERE person.key = ?1 ORDER BY event.n"}},
    {.row = {0}},
};

/* ---- what the doctor asks ---- */

static int check_records(struct doctor *doctor)
{
    static const struct query schema = {"doctor.schema", NULL, "SELECT max(n) FROM migration"};
    int64_t newest = 0;
    TRY(database_check(records_database(doctor->records)));
    TRY(records_number(doctor->records, &schema, BIND_NOTHING, 0, &newest));
    doctor->note =
        arena_format(doctor->arena, "schema %d, %llu kB", (int)newest,
                     (unsigned long long)file_size(file_join(doctor->arena, doctor->folder, "records.db")) / 1000);
    return 0;
}

static int check_log(struct doctor *doctor)
{
    struct audit audit;
    TRY(audit_verify(doctor->records, NULL, doctor->arena, &audit));
    if (!audit.is_ok)
        return fail(FAIL_CORRUPT,
                    "the event log does not hold at event %lld: %s; keep the data directory as it is and "
                    "compare with a backup",
                    (long long)audit.first_bad, audit.problem);
    doctor->note = arena_format(doctor->arena, "%lld events", (long long)audit.events);
    return 0;
}

static int check_locks(struct doctor *doctor)
{
    const char *path = file_join(doctor->arena, doctor->folder, "locks/records.work");
    for (int tries = 0; tries < LOCK_TRIES; tries++) {
        int lock = -1;
        int result = lock_take(path, "the records", &lock);
        lock_give(&lock);
        if (result != FAIL_BUSY)
            return result;
        nanosleep(&(struct timespec){.tv_nsec = LOCK_PAUSE_NANOSECONDS}, NULL);
    }
    return fail(FAIL_BUSY, "%s: somebody has been writing for two seconds; look for a process that hangs", path);
}

static int check_jobs(struct doctor *doctor)
{
    struct job *jobs = NULL;
    size_t count = 0;
    TRY(job_list(doctor->records, doctor->arena, &jobs, &count));
    for (size_t i = 0; i < count; i++) {
        if (text_equal(jobs[i].state, "failed"))
            return doctor_warn(doctor, fail(FAIL_RULE, "job '%s' was given up: %s", jobs[i].kind, jobs[i].last_error));
        if (jobs[i].due_at < clock_now() - 3600)
            return doctor_warn(doctor, fail_at(FAIL_RULE, REASON_JOB_WAITS, NULL,
                                               "job '%s' has waited for more than an hour", jobs[i].kind));
    }
    return 0;
}

static const struct doctor_check records_checks[] = {
    {{"records", 60}, true, check_records},
    {{"log", 70}, true, check_log},
    {{"locks", 100}, true, check_locks},
    {{"jobs", 110}, true, check_jobs},
    {.row = {0}},
};

static const struct event_kind records_events[] = {
    {"job.added", "kind", "0.1.0"},
    {"job.done", "kind attempts", "0.1.0"},
    {"job.delayed", "kind attempts", "0.1.0"},
    {"job.failed", "kind attempts", "0.1.0"},
    {"schema.migrated", "", "0.1.0"},
    {"plugin.migrated", "plugin version migration", "0.1.0"},
    {0},
};

const struct module records_module = {.name = "records",
                                      .events = records_events,
                                      .tables = records_tables,
                                      .migrations = records_migrations,
                                      .exports = records_exports,
                                      .checks = records_checks};
