/* What reminders bring to the program: the sources that belong to no later subject, and the mails. */
#include "domain/records/job.h"
#include "domain/remind/digest.h"
#include "domain/remind/reminder_sources.h"

static int run_queue(const struct job_task *task)
{
    int count;
    return digest_is_time() ? digest_queue(task->site, &actor_trappa, &count) : 0;
}

static int run_send(const struct job_task *task)
{
    struct digest_sent sent;
    return digest_send(task->site, &actor_trappa, &sent);
}

static const struct job_kind remind_jobs[] = {
    {.name = JOB_DIGEST_QUEUE,
     .help = "Decides in the morning of working days who gets a mail with reminders",
     .run = run_queue,
     .next_after = digest_next_after},
    {.name = JOB_DIGEST_SEND, .help = "Sends the mails that were decided on", .run = run_send},
    {0},
};

static const struct reminder_source remind_reminders[] = {
    {.row = {"plan", 10}, .find = remind_of_plan, .is_on_start = true},
    {.row = {"debts", 30}, .find = remind_of_debts, .is_on_start = true},
    {.row = {"requests", 60}, .find = remind_of_requests, .is_on_start = true},
    {.row = {"talks", 70}, .find = remind_of_talks},
    {.row = {"learners", 80}, .find = remind_of_learners, .is_on_start = true},
    {.row = {"unit", 90}, .find = remind_of_unit, .is_on_start = true},
    {.row = {0}},
};

const struct module remind_module = {.name = "remind", .jobs = remind_jobs, .reminders = remind_reminders};
