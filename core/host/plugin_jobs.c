/* Runs plugins' jobs, delivers events to their listeners, and repeats failed deliveries as jobs; see plugin_jobs.h. */
#include "host/plugin_jobs.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/records/job.h"
#include "domain/site/site.h"
#include "host/call.h"
#include "host/host.h"
#include "host/service_data.h"

#include <stdio.h>
#include <string.h>
#include <trappa/job.h>
#include <trappa/listener.h>

#define DEPTH_MAX 4 /* of nested events: a listener's event goes to other listeners */
#define PAYLOAD_BEGIN "{\"event\":"

static struct arena forever;
static struct site *site_in_use;

/* ---- delivery ---- */

struct event_delivery {
    const struct plugin_offer *offer;
    struct site *site;
    struct trappa_event_1 event;
};

/* Kinds are separated by spaces; one that ends in a dot means every event of that noun. */
static bool wants(const char *kinds, const char *kind)
{
    for (const char *at = kinds; *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        bool is_noun = length && at[length - 1] == '.';
        if (length && strncmp(at, kind, length) == 0 && (is_noun || !kind[length]))
            return true;
        at += length;
    }
    return false;
}

static int deliver(void *context)
{
    const struct event_delivery *delivery = context;
    const struct trappa_listener_1 *listener = delivery->offer->item;
    struct call call = {.plugin = delivery->offer->plugin,
                        .viewer = &actor_trappa,
                        .site = delivery->site,
                        .may_write = true,
                        .is_in_listener = true};
    call_begin(&call);
    int result = call_end(&call, listener->hear(&delivery->event));
    return result == 1 ? fail(FAIL_SYSTEM, "a listener answered 1, which is no result") : result;
}

/* The job that delivers an event again: "quiz.hear-3" for quiz's fourth offer. */
static const char *retry_kind(struct arena *arena, const struct plugin_offer *offer)
{
    return arena_format(arena, "%s.hear-%zu", offer->plugin->id, offer->index);
}

static void retry_later(const struct event_delivery *delivery)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const char *sentence = arena_copy_string(&arena, fail_sentence());
    const char *payload = arena_format(&arena, PAYLOAD_BEGIN "%lld}", (long long)delivery->event.n);
    fprintf(stderr, "trappa: plugin %s: event %lld (%s) was not heard and is tried again: %s\n",
            delivery->offer->plugin->id, (long long)delivery->event.n, delivery->event.kind, sentence);
    struct records *records = delivery->site->records;
    if (records_begin(records) != 0)
        return;
    int result = job_add(records, retry_kind(&arena, delivery->offer), payload, clock_now() + 60);
    (void)records_end(records, result, &(struct event){.actor = &actor_trappa, .kind = "job.added"});
}

static bool is_inside(const struct plugin *plugin)
{
    for (struct call *call = call_current(); call; call = call->outer)
        if (call->plugin == plugin && call->is_in_listener)
            return true;
    return false;
}

static void event_deliver(struct records *records, int64_t n, const struct event *event)
{
    static int depth;
    struct plugin_offer at = {0};
    if (!site_in_use || site_in_use->records != records || depth == DEPTH_MAX || text_equal(event->kind, "job.added"))
        return;
    depth++;
    while (host_offer_next(TRAPPA_LISTENER_1, &at)) {
        const struct trappa_listener_1 *listener = at.item;
        struct event_delivery delivery = {&at,
                                          site_in_use,
                                          {n, clock_now(), event->kind, event->actor->rid,
                                           event->about ? event->about : "", event->data ? event->data : "{}"}};
        if (!wants(listener->kinds, event->kind) || is_inside(at.plugin))
            continue;
        if (records_attempt(records, deliver, &delivery) != 0)
            retry_later(&delivery);
    }
    depth--;
}

/* ---- jobs ---- */

static int run_job(const struct job_task *task)
{
    const struct plugin_offer *offer = task->context;
    const struct trappa_job_1 *job = offer->item;
    struct call call = {.plugin = offer->plugin,
                        .viewer = &actor_trappa,
                        .site = task->site,
                        .scope = job->scope == TRAPPA_SCOPE_EVERYBODY ? CALL_SEES_VIEWERS : CALL_SEES_NOBODY,
                        .may_write = true,
                        .may_send = true};
    call_begin(&call);
    int result = call_end(&call, job->run(task->payload));
    return result == 1 ? fail(FAIL_SYSTEM, "job '%s': answered 1, which is no result", job->kind) : result;
}

/* Delivers an event from the log again, to the listener that failed. */
static int run_retry(const struct job_task *task)
{
    static const struct query event_of = {"work.event", NULL,
                                          "SELECT n, at, kind, actor, about, data FROM event WHERE n = ?1"};
    CLEANUP(arena_finish) struct arena arena = {0};
    struct rows rows CLEANUP(rows_end) = {0};
    const char *payload = task->payload;
    int64_t n = 0;
    size_t digits = text_starts(payload, PAYLOAD_BEGIN) ? strcspn(payload + strlen(PAYLOAD_BEGIN), "}") : 0;
    if (!text_to_number(arena_copy_bytes(&arena, payload + (digits ? strlen(PAYLOAD_BEGIN) : 0), digits), 1, INT64_MAX,
                        &n))
        return fail(FAIL_CORRUPT, "the job names no event");
    TRY(records_select(task->records, &event_of, BIND(value_number(n)), &rows));
    if (!rows_next(&rows))
        return fail(FAIL_NOT_FOUND, "event %lld: no such event", (long long)n);
    struct event_delivery delivery = {task->context,
                                      task->site,
                                      {n, row_number(&rows, 1), row_copy(&rows, 2, &arena), row_copy(&rows, 3, &arena),
                                       row_copy(&rows, 4, &arena), row_copy(&rows, 5, &arena)}};
    rows_end(&rows);
    return deliver(&delivery);
}

static size_t offers_count(const char *kind)
{
    struct plugin_offer at = {0};
    size_t count = 0;
    while (host_offer_next(kind, &at))
        count++;
    return count;
}

static const struct plugin_offer *offer_keep(const struct plugin_offer *offer)
{
    struct plugin_offer *kept = arena_zeroed(&forever, sizeof *kept);
    *kept = *offer;
    return kept;
}

void plugin_jobs_begin(void)
{
    struct plugin_offer at = {0};
    size_t count = 0;
    struct job_kind *kinds =
        arena_zeroed(&forever, (offers_count(TRAPPA_JOB_1) + offers_count(TRAPPA_LISTENER_1) + 1) * sizeof *kinds);
    while (host_offer_next(TRAPPA_JOB_1, &at)) {
        const struct trappa_job_1 *job = at.item;
        kinds[count++] = (struct job_kind){.name = job->kind,
                                           .help = at.plugin->summary,
                                           .every_seconds = job->every_seconds,
                                           .run = run_job,
                                           .context = offer_keep(&at)};
    }
    at = (struct plugin_offer){0};
    while (host_offer_next(TRAPPA_LISTENER_1, &at))
        kinds[count++] = (struct job_kind){.name = retry_kind(&forever, &at),
                                           .help = "Hears an event again",
                                           .run = run_retry,
                                           .context = offer_keep(&at)};
    job_use_kinds(kinds, count);
    records_use_listener(event_deliver);
}

void plugin_jobs_use_site(struct site *site)
{
    site_in_use = site;
}

/* ---- service jobs/1 ---- */

static int jobs_add(const char *kind, const char *payload, int64_t due_at)
{
    struct call *call = NULL;
    TRY(call_with_site(TRAPPA_JOBS_1, &call));
    size_t length = strlen(call->plugin->id);
    if (!kind || strncmp(kind, call->plugin->id, length) != 0 || kind[length] != '.')
        return fail(FAIL_INPUT, "job '%s': does not begin with '%s.'", kind ? kind : "", call->plugin->id);
    if (!call->is_writing)
        return fail(FAIL_RULE, "plugin '%s': a job is added inside change() only", call->plugin->id);
    return job_add(call->site->records, kind, payload, due_at);
}

const struct trappa_jobs_1 service_jobs = {sizeof service_jobs, jobs_add};
