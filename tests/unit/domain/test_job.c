/* Tests of the outbox: what is due runs once, what fails comes back later, what recurs goes on. */
#include "domain/records/job.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/remind/digest.h"
#include "domain/site/job_run.h"
#include "fixture.h"
#include "io/lock.h"

#include <criterion/criterion.h>
#include <stdio.h>

static const struct query broken_insert = {
    "test.job", "job",
    "INSERT INTO job (kind, payload, due_at, attempts, state) VALUES ('no.such', '{}', ?1, 0, 'waiting') RETURNING *"};
static const struct query event_of = {"test.events", NULL, "SELECT count(*) FROM event WHERE kind = ?1"};

static struct fixture fixture;
static struct site *site;

static void begin(void)
{
    fixture_begin(&fixture);
    cr_assert_eq(site_open(fixture.folder, &site), 0, "%s", fail_sentence());
}

static void end(void)
{
    site_close(site);
    fixture_end(&fixture);
}

static void broken_add(void)
{
    cr_assert_eq(records_begin(site->records), 0);
    int result = records_write(site->records, &broken_insert, BIND(value_number(clock_now())), NULL);
    struct event event = {.actor = &actor_trappa, .kind = "job.added"};
    cr_assert_eq(records_end(site->records, result, &event), 0, "%s", fail_sentence());
}

static int run(void)
{
    int count = -1;
    cr_assert_eq(job_run_due(site, NULL, &count), 0, "%s", fail_sentence());
    return count;
}

static int64_t events(const char *kind)
{
    int64_t count = -1;
    cr_assert_eq(records_number(site->records, &event_of, BIND(value_text(kind)), 0, &count), 0);
    return count;
}

static struct job only_broken(void)
{
    struct job *jobs = NULL;
    size_t count = 0;
    cr_assert_eq(job_list(site->records, &fixture.arena, &jobs, &count), 0);
    for (size_t i = 0; i < count; i++)
        if (text_equal(jobs[i].kind, "no.such"))
            return jobs[i];
    cr_assert_fail("no such job is left");
    return (struct job){0};
}

Test(job, recurring_kinds_run_every_day, .init = begin, .fini = end)
{
    int first = run();
    cr_assert_geq(first, 1);
    cr_assert_eq(run(), 0);
    clock_set(clock_now() + 24 * 3600 - 1);
    cr_assert_eq(run(), 1, "only what keeps its hour, seven");
    clock_set(clock_now() + 1);
    cr_assert_geq(run(), 1);
    cr_assert_geq(events("job.done"), 2);
}

Test(job, one_that_keeps_its_hour_waits_for_it_and_makes_up_for_no_days, .init = begin, .fini = end)
{
    clock_set(instant_at(day_from_date(2026, 3, 27), 6, 59)); /* Friday; the clock moves on Sunday */
    run();
    clock_set(instant_at(day_from_date(2026, 3, 27), 7, 0) - 1);
    cr_assert_eq(run(), 0);
    clock_set(instant_at(day_from_date(2026, 3, 27), 7, 0));
    cr_assert_eq(run(), 1);
    clock_set(instant_at(day_from_date(2026, 3, 28), 6, 59)); /* a day later, so that the daily ones have been */
    run();
    clock_set(instant_at(day_from_date(2026, 3, 29), 6, 58));
    cr_assert_eq(run(), 0, "a weekend has no seven");
    cr_assert_eq(digest_next_after(clock_now()), instant_at(day_from_date(2026, 3, 30), 7, 0));
    cr_assert_eq(digest_next_after(instant_at(day_from_date(2026, 3, 30), 7, 0)),
                 instant_at(day_from_date(2026, 3, 31), 7, 0));
    cr_assert_eq(digest_next_after(instant_at(day_from_date(2026, 10, 23), 7, 0)),
                 instant_at(day_from_date(2026, 10, 26), 7, 0));
    int64_t before = events("digest.queued");
    clock_set(instant_at(day_from_date(2026, 4, 9), 12, 0));
    run();
    cr_assert_eq(run(), 0, "ten days without anybody doing jobs are one run");
    cr_assert_eq(events("digest.queued"), before, "no mail is configured");
}

Test(job, failing_ones_come_back_later_and_are_given_up, .init = begin, .fini = end)
{
    static const int minutes[] = {1, 5, 30, 120};
    run();
    broken_add();
    for (size_t i = 0; i < COUNT_OF(minutes); i++) {
        cr_assert_eq(run(), 1);
        struct job job = only_broken();
        cr_assert_eq(job.due_at, clock_now() + 60 * minutes[i]);
        cr_assert_eq(job.attempts, (int)i + 1);
        cr_assert_str_eq(job.last_error, "job 'no.such': no such kind");
        clock_set(job.due_at - 1);
        cr_assert_eq(run(), 0);
        clock_set(job.due_at);
    }
    cr_assert_eq(run(), 1);
    cr_assert_str_eq(only_broken().state, "failed");
    cr_assert_eq(events("job.delayed"), 4);
    cr_assert_eq(events("job.failed"), 1);
    clock_set(clock_now() + 7200);
    cr_assert_eq(run(), 0);
}

Test(job, is_added_once_while_one_waits, .init = begin, .fini = end)
{
    cr_assert_eq(job_add_once(site->records, "sessions.purge"), 0);
    cr_assert_eq(job_add_once(site->records, "sessions.purge"), 0);
    cr_assert_eq(events("job.added"), 1);
    cr_assert_eq(job_add_once(site->records, "no.such"), FAIL_NOT_FOUND);
}

Test(job, waits_while_another_process_is_at_it, .init = begin, .fini = end)
{
    int lock = -1;
    char path[FILE_TEMPORARY_BYTES + 16];
    snprintf(path, sizeof path, "%s/locks/jobs", fixture.folder);
    cr_assert_eq(lock_take(path, "jobs", &lock), 0);
    cr_assert_eq(run(), 0);
    lock_give(&lock);
    cr_assert_geq(run(), 1);
}
