/* What reminders bring to the program: the sources that belong to no later subject, and the mails. */
#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/records/doctor_check.h"
#include "domain/records/event.h"
#include "domain/records/job.h"
#include "domain/records/table.h"
#include "domain/remind/digest.h"
#include "domain/remind/mail_settings.h"
#include "domain/remind/reminder_sources.h"
#include "domain/site/site.h"

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
    {.row = {"plan", 10}, .find = remind_of_plan, .is_shown_by_start_pages = true},
    {.row = {"debts", 30}, .find = remind_of_debts, .is_shown_by_start_pages = true},
    {.row = {"requests", 60}, .find = remind_of_requests, .is_shown_by_start_pages = true},
    {.row = {"entered", 65}, .find = remind_of_entered},
    {.row = {"talks", 70}, .find = remind_of_talks},
    {.row = {"learners", 80}, .find = remind_of_learners, .is_shown_by_start_pages = true},
    {.row = {"unit", 90}, .find = remind_of_unit, .is_shown_by_start_pages = true},
    {.row = {0}},
};

static const struct records_table remind_tables[] = {
    {.name = "digest_choice",
     .key_columns = 1,
     .person = "person_key",
     .exported = "reminder_mails_chosen",
     .erase = {"erase.digest_choice", "digest_choice", "DELETE FROM digest_choice WHERE person_key = ?1 RETURNING *"}},
    {.name = "digest",
     .key_columns = 1,
     .person = "person_key",
     .exported = "reminder_mails",
     .erase = {"erase.digests", "digest", "DELETE FROM digest WHERE person_key = ?1 RETURNING *"}},
    {0},
};

static const struct person_export remind_exports[] = {
    {.row = {"reminder_mails_chosen", 350},
     .query = {"export.digest_choice", NULL,
               "SELECT choice, at AS at__chosen FROM digest_choice WHERE person_key = ?1"}},
    {.row = {"reminder_mails", 360},
     .query = {"export.digests", NULL,
               "SELECT day AS day__of, state, at AS at__settled FROM digest WHERE person_key = ?1 ORDER BY day"}},
    {.row = {0}},
};

/* ---- what the doctor asks ---- */

static int check_mail(struct doctor *doctor)
{
    struct mail_settings settings;
    struct digest_trouble *troubles = NULL;
    size_t count = 0;
    char day[DAY_TEXT_BYTES];
    if (!mail_is_configured(doctor->config))
        return 0;
    TRY(mail_settings_read(doctor->config, doctor->arena, &settings));
    TRY(digest_troubles(doctor->records, &actor_operator, doctor->arena, &troubles, &count));
    doctor->note = settings.server.url;
    if (!count)
        return 0;
    const struct digest_trouble *newest = &troubles[count - 1];
    day_format(newest->day, day);
    if (text_equal(newest->state, "unsure"))
        return doctor_warn(doctor,
                           fail(FAIL_RULE,
                                "%zu mails of the last week did not arrive for sure; the newest, to '%s' on %s, was "
                                "handed over without an answer",
                                count, newest->person_id, day));
    return doctor_warn(doctor,
                       fail(FAIL_RULE,
                            "%zu mails of the last week did not arrive for sure; the newest, to '%s' on %s: %s; is "
                            "the address right?",
                            count, newest->person_id, day, newest->last_error));
}

static const struct doctor_check remind_checks[] = {
    {{"mail", 120}, true, check_mail},
    {.row = {0}},
};

static const struct event_kind remind_events[] = {
    {"digest.chosen", "choice", "0.1.0"},
    {"digest.stopped", "", "0.1.0"},
    {"digest.queued", "day count", "0.1.0"},
    {"digest.begun", "", "0.1.0"},
    {"digest.sent", "", "0.1.0"},
    {"digest.refused", "", "0.1.0"},
    {"digest.delayed", "", "0.1.0"},
    {"digest.doubted", "", "0.1.0"},
    {"digest.dropped", "", "0.1.0"},
    {0},
};

const struct module remind_module = {.name = "remind",
                                     .events = remind_events,
                                     .jobs = remind_jobs,
                                     .reminders = remind_reminders,
                                     .tables = remind_tables,
                                     .exports = remind_exports,
                                     .checks = remind_checks};
