/* The outbox and its kinds of work; see job.h. */
#include "domain/records/job.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"
#include "domain/mentor/mentoring.h"
#include "domain/people/session.h"
#include "domain/publish/publish.h"
#include "domain/remind/digest.h"
#include "domain/roster/employment.h"
#include "domain/roster/roster_upload.h"
#include "domain/staircase/level_preview.h"
#include "io/file.h"
#include "io/lock.h"

#define DAY_SECONDS (24 * 3600)
#define JOBS_IN_A_ROW_MAX 1000

static const int back_off_minutes[] = {1, 5, 30, 120};

static const struct query job_insert = {
    "job.insert", "job",
    "INSERT INTO job (kind, payload, due_at, attempts, state) VALUES (?1, ?2, ?3, 0, 'waiting') RETURNING *"};
static const struct query job_next = {"job.next", NULL,
                                      "SELECT key, kind, payload, attempts FROM job WHERE state = 'waiting' AND "
                                      "due_at <= ?1 ORDER BY due_at, key LIMIT 1"};
static const struct query job_waiting = {"job.waiting", NULL,
                                         "SELECT count(*) FROM job WHERE kind = ?1 AND state = 'waiting'"};
static const struct query job_settle = {"job.settle", "job",
                                        "UPDATE job SET state = ?2, due_at = coalesce(?3, due_at), attempts = ?4, "
                                        "last_error = ?5 WHERE key = ?1 RETURNING *"};
static const struct query job_open = {"job.open", NULL,
                                      "SELECT key, kind, state, attempts, due_at, last_error FROM job "
                                      "WHERE state <> 'done' ORDER BY due_at, key LIMIT 1000"};

/* ---- the kinds ---- */

static int run_sessions_purge(struct site *site, const char *payload, const void *context)
{
    (void)payload;
    (void)context;
    return session_purge(site->records);
}

static int run_content_rebuild(struct site *site, const char *payload, const void *context)
{
    (void)payload;
    (void)context;
    TRY(content_edition_rebuild(site->records));
    return site_refresh(site);
}

static int run_employment_apply_due(struct site *site, const char *payload, const void *context)
{
    (void)payload;
    (void)context;
    return employment_apply_due(site->records);
}

static int run_roster_upload(struct site *site, const char *payload, const void *context)
{
    (void)payload;
    (void)context;
    return roster_upload_run(site);
}

static int run_upload_forget(struct site *site, const char *payload, const void *context)
{
    (void)payload;
    (void)context;
    return roster_upload_forget(site);
}

static int run_requests_apply_due(struct site *site, const char *payload, const void *context)
{
    (void)payload;
    (void)context;
    return mentoring_apply_due(site);
}

static int run_publish_preview(struct site *site, const char *payload, const void *context)
{
    CLEANUP(publication_finish) struct publication publication = {0};
    (void)payload;
    (void)context;
    TRY(publish_preview(site->records, &actor_trappa, &publication));
    if (*publication.edition)
        return 0;
    return fail_at(FAIL_RULE, REASON_CURRICULUM_ERRORS, NULL, "the check found %zu errors",
                   publication.check.findings.errors);
}

static int run_digest_queue(struct site *site, const char *payload, const void *context)
{
    int count;
    (void)payload;
    (void)context;
    return digest_is_time() ? digest_queue(site, &actor_trappa, &count) : 0;
}

static int run_digest_send(struct site *site, const char *payload, const void *context)
{
    struct digest_sent sent;
    (void)payload;
    (void)context;
    return digest_send(site, &actor_trappa, &sent);
}

static int run_level_preview(struct site *site, const char *payload, const void *context)
{
    (void)context;
    return level_preview_work(site, payload);
}

static int run_trials_purge(struct site *site, const char *payload, const void *context)
{
    (void)payload;
    (void)context;
    return level_previews_purge(site);
}

const struct job_kind job_kinds[] = {
    {.name = JOB_PUBLISH_PREVIEW,
     .help = "Says what publishing the newest state of the layers would do",
     .run = run_publish_preview},
    {.name = "content.rebuild",
     .help = "Makes content.db again from the layers where it lacks an edition",
     .run = run_content_rebuild},
    {.name = JOB_DIGEST_QUEUE,
     .help = "Decides in the morning of working days who gets a mail with reminders",
     .run = run_digest_queue,
     .next_after = digest_next_after},
    {.name = JOB_DIGEST_SEND, .help = "Sends the mails that were decided on", .run = run_digest_send},
    {.name = JOB_UPLOAD, .help = "Takes in a file of people that was confirmed on its page", .run = run_roster_upload},
    {.name = JOB_UPLOAD_FORGET,
     .help = "Forgets files of people that are older than a day",
     .every_seconds = DAY_SECONDS,
     .run = run_upload_forget},
    {.name = JOB_EMPLOYMENT, .help = "Closes accounts whose day has come", .run = run_employment_apply_due},
    {.name = "requests.settle",
     .help = "Moves requests on from mentors whose last day has passed",
     .every_seconds = DAY_SECONDS,
     .run = run_requests_apply_due},
    {.name = "sessions.purge",
     .help = "Forgets sessions and invitations that ended long ago",
     .every_seconds = DAY_SECONDS,
     .run = run_sessions_purge},
    {.name = JOB_LEVEL_PREVIEW,
     .help = "Says what a changed staircase would mean for everybody",
     .run = run_level_preview},
    {.name = "stair.trials_purge",
     .help = "Removes tried staircases and their answers after a day",
     .every_seconds = DAY_SECONDS,
     .run = run_trials_purge},
};
const int job_kinds_count = (int)COUNT_OF(job_kinds);

static const struct job_kind *more;
static size_t more_count;

void job_use_kinds(const struct job_kind *kinds, size_t count)
{
    more = kinds;
    more_count = count;
}

static const struct job_kind *kind_find(const char *name)
{
    for (int i = 0; i < job_kinds_count; i++)
        if (text_equal(job_kinds[i].name, name))
            return &job_kinds[i];
    for (size_t i = 0; i < more_count; i++)
        if (text_equal(more[i].name, name))
            return &more[i];
    return NULL;
}

/* ---- adding ---- */

int job_add(struct records *records, const char *kind, const char *payload, int64_t due_at)
{
    if (!kind_find(kind))
        return fail(FAIL_NOT_FOUND, "job '%s': no such kind", kind);
    return records_write(records, &job_insert,
                         BIND(value_text(kind), value_text(payload ? payload : "{}"), value_number(due_at)), NULL);
}

static int transition_end(struct records *records, int result, const char *event, const struct job *job)
{
    CLEANUP(text_finish) struct text data = TEXT(1024);
    struct json json = JSON(&data);
    json_object(&json);
    json_put_string(&json, "kind", job->kind);
    if (job->attempts)
        json_put_number(&json, "attempts", job->attempts);
    json_end(&json);
    return records_end(records, result,
                       &(struct event){.actor = &actor_trappa, .kind = event, .data = text_string(&data)});
}

static int add_once(struct records *records, const char *kind, int64_t due_at)
{
    int64_t waiting = 0;
    TRY(records_number(records, &job_waiting, BIND(value_text(kind)), 0, &waiting));
    if (waiting)
        return 0;
    TRY(records_begin(records));
    return transition_end(records, job_add(records, kind, NULL, due_at), "job.added", &(struct job){.kind = kind});
}

int job_add_once(struct records *records, const char *kind)
{
    return add_once(records, kind, clock_now());
}

static bool recurs(const struct job_kind *kind)
{
    return kind->every_seconds || kind->next_after;
}

static int64_t next_time(const struct job_kind *kind)
{
    return kind->next_after ? kind->next_after(clock_now()) : clock_now() + kind->every_seconds;
}

/* One that keeps certain hours waits for the first of them; the others begin at once. */
static int recurring_one_add(struct records *records, const struct job_kind *kind)
{
    return recurs(kind) ? add_once(records, kind->name, kind->next_after ? next_time(kind) : clock_now()) : 0;
}

static int recurring_add(struct records *records)
{
    for (int i = 0; i < job_kinds_count; i++)
        TRY(recurring_one_add(records, &job_kinds[i]));
    for (size_t i = 0; i < more_count; i++)
        TRY(recurring_one_add(records, &more[i]));
    return 0;
}

/* ---- running ---- */

struct task {
    struct job job;
    const char *payload;
};

static int next_read(struct records *records, struct arena *arena, struct task *ret_task)
{
    struct rows rows CLEANUP(rows_end) = {0};
    *ret_task = (struct task){0};
    TRY(records_select(records, &job_next, BIND(value_number(clock_now())), &rows));
    if (rows_next(&rows)) {
        ret_task->job.key = row_number(&rows, 0);
        ret_task->job.kind = row_copy(&rows, 1, arena);
        ret_task->payload = row_copy(&rows, 2, arena);
        ret_task->job.attempts = (int)row_number(&rows, 3);
    }
    return rows_result(&rows);
}

/* What becomes of a job after a try, and the event that says so. */
static const char *outcome(const struct job_kind *kind, bool is_done, struct job *job)
{
    int64_t now = clock_now();
    bool has_tries_left = job->attempts <= (int)COUNT_OF(back_off_minutes);
    job->state = "waiting";
    if (!is_done && has_tries_left) {
        job->due_at = now + 60LL * back_off_minutes[job->attempts - 1];
        return "job.delayed";
    }
    if (kind && recurs(kind)) {
        job->due_at = next_time(kind);
        job->attempts = 0;
    } else
        job->state = is_done ? "done" : "failed";
    return is_done ? "job.done" : "job.failed";
}

static int job_end(struct records *records, const struct job_kind *kind, struct job *job)
{
    job->attempts++;
    const char *event = outcome(kind, !job->last_error, job);
    TRY(records_begin(records));
    int result = records_write(records, &job_settle,
                               BIND(value_number(job->key), value_text(job->state), value_key(job->due_at),
                                    value_number(job->attempts), value_text(job->last_error)),
                               NULL);
    return transition_end(records, result, event, job);
}

static int job_run(struct site *site, struct task *task, struct arena *arena,
                   void (*log)(const char *kind, const char *sentence))
{
    const struct job_kind *kind = kind_find(task->job.kind);
    int result = kind ? kind->run(site, task->payload, kind->context)
                      : fail(FAIL_NOT_FOUND, "job '%s': no such kind", task->job.kind);
    if (result != 0) {
        task->job.last_error = arena_copy_string(arena, fail_sentence());
        if (log)
            log(task->job.kind, task->job.last_error);
    }
    return job_end(site->records, kind, &task->job);
}

/* What the state of the site asks for, without anybody having added it. */
static int needed_add(struct site *site)
{
    bool is_newest = true, is_due = false;
    TRY(recurring_add(site->records));
    TRY(employment_is_due(site->records, &is_due));
    if (is_due)
        TRY(job_add_once(site->records, JOB_EMPLOYMENT));
    TRY(site_content_is_newest(site, &is_newest));
    return is_newest ? 0 : job_add_once(site->records, "content.rebuild");
}

static int run_all(struct site *site, void (*log)(const char *kind, const char *sentence), int *ret_run)
{
    TRY(needed_add(site));
    while (*ret_run < JOBS_IN_A_ROW_MAX) {
        CLEANUP(arena_finish) struct arena arena = {0};
        struct task task;
        TRY(next_read(site->records, &arena, &task));
        if (!task.job.key)
            break;
        TRY(job_run(site, &task, &arena, log));
        ++*ret_run;
    }
    return 0;
}

int job_run_due(struct site *site, void (*log)(const char *kind, const char *sentence), int *ret_run)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(lock_give) int lock = -1;
    *ret_run = 0;
    TRY(site_refresh(site));
    int result = lock_take(file_join(&arena, site->folder, "locks/jobs"), "jobs", &lock);
    if (result == FAIL_BUSY)
        return 0;
    TRY(result);
    return run_all(site, log, ret_run);
}

int job_list(struct records *records, struct arena *arena, struct job **ret_jobs, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct job *jobs = arena_zeroed(arena, 1000 * sizeof *jobs);
    size_t count = 0;
    TRY(records_select(records, &job_open, BIND_NOTHING, &rows));
    while (rows_next(&rows))
        jobs[count++] = (struct job){.key = row_number(&rows, 0),
                                     .kind = row_copy(&rows, 1, arena),
                                     .state = row_copy(&rows, 2, arena),
                                     .attempts = (int)row_number(&rows, 3),
                                     .due_at = row_number(&rows, 4),
                                     .last_error = row_copy(&rows, 5, arena)};
    TRY(rows_result(&rows));
    *ret_jobs = jobs;
    *ret_count = count;
    return 0;
}
