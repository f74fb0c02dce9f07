/* The outbox; see job.h. */
#include "domain/records/job.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"
#include "domain/records/module.h"

static const int back_off_minutes[] = {1, 5, 30, 120};

static const struct query job_insert = {
    "job.insert", "job",
    "INSERT INTO job (kind, payload, due_at, attempts, state) VALUES (?1, ?2, ?3, 0, 'waiting') RETURNING *"};
static const struct query next_read = {"job.next", NULL,
                                       "SELECT key, kind, payload, attempts FROM job WHERE state = 'waiting' AND "
                                       "due_at <= ?1 ORDER BY due_at, key LIMIT 1"};
static const struct query job_waiting = {"job.waiting", NULL,
                                         "SELECT count(*) FROM job WHERE kind = ?1 AND state = 'waiting'"};
static const struct query settle_write = {"job.settle", "job",
                                          "UPDATE job SET state = ?2, due_at = coalesce(?3, due_at), attempts = ?4, "
                                          "last_error = ?5 WHERE key = ?1 RETURNING *"};
static const struct query job_open = {"job.open", NULL,
                                      "SELECT key, kind, state, attempts, due_at, last_error FROM job "
                                      "WHERE state <> 'done' ORDER BY due_at, key LIMIT 1000"};

/* ---- the kinds ---- */

static const struct job_kind *more;
static size_t more_count;

void job_use_kinds(const struct job_kind *kinds, size_t count)
{
    more = kinds;
    more_count = count;
}

const struct job_kind *job_kind_at(size_t index)
{
    for (const struct module *const *module = modules_all(); *module; module++)
        for (const struct job_kind *kind = (*module)->jobs; kind && kind->name; kind++)
            if (index-- == 0)
                return kind;
    return index < more_count ? &more[index] : NULL;
}

const struct job_kind *job_kind_of(const char *name)
{
    const struct job_kind *kind;
    for (size_t i = 0; (kind = job_kind_at(i)); i++)
        if (text_equal(kind->name, name))
            return kind;
    return NULL;
}

/* ---- adding ---- */

int job_add(struct records *records, const char *kind, const char *payload, int64_t due_at)
{
    if (!job_kind_of(kind))
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

int job_add_recurring(struct records *records)
{
    const struct job_kind *kind;
    for (size_t i = 0; (kind = job_kind_at(i)); i++)
        TRY(recurring_one_add(records, kind));
    return 0;
}

/* ---- going through it ---- */

int job_next(struct records *records, struct arena *arena, struct job *ret_job)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct job job = {0};
    TRY(records_select(records, &next_read, BIND(value_number(clock_now())), &rows));
    if (rows_next(&rows))
        job = (struct job){.key = row_number(&rows, 0),
                           .kind = row_copy(&rows, 1, arena),
                           .payload = row_copy(&rows, 2, arena),
                           .attempts = (int)row_number(&rows, 3)};
    TRY(rows_result(&rows));
    *ret_job = job;
    return 0;
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

int job_record_result(struct records *records, struct job *job)
{
    job->attempts++;
    const char *event = outcome(job_kind_of(job->kind), !job->last_error, job);
    TRY(records_begin(records));
    int result = records_write(records, &settle_write,
                               BIND(value_number(job->key), value_text(job->state), value_key(job->due_at),
                                    value_number(job->attempts), value_text(job->last_error)),
                               NULL);
    return transition_end(records, result, event, job);
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
