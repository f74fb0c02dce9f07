/* What an installation brings to the program: content.db is made again where it is lost, and the doctor asks for the
 * settings, the address and the edition. */
#include "base/address.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/content/content_seal.h"
#include "domain/people/sign_in_refusal.h"
#include "domain/publish/layer_drift.h"
#include "domain/publish/publish.h"
#include "domain/records/doctor_check.h"
#include "domain/records/job.h"
#include "domain/records/module.h"
#include "domain/site/site.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int run_content_rebuild(const struct job_task *task)
{
    TRY(content_edition_mend(task->records));
    return site_refresh(task->site);
}

static int content_is_old(struct site *site, bool *ret_is_old)
{
    bool is_newest = true;
    int result = site_content_is_newest(site, &is_newest);
    *ret_is_old = !is_newest || result == FAIL_CORRUPT;
    return result == FAIL_CORRUPT ? 0 : result;
}

static int run_content_seal(const struct job_task *task)
{
    return content_edition_seal(task->records);
}

static int content_is_unsealed(struct site *site, bool *ret_is_unsealed)
{
    TRY(content_read_begin(site->content));
    int result = content_seal_is_missing(content_database(site->content), ret_is_unsealed);
    content_read_end(site->content);
    return result;
}

static int refusals_wait(struct site *site, bool *ret_is_needed)
{
    return sign_in_refusals_wait(site->records, ret_is_needed);
}

static int run_refusals_record(const struct job_task *task)
{
    return sign_in_refusals_record(task->records);
}

static int run_layers_drift(const struct job_task *task)
{
    return layer_drift_run(task->records);
}

static int drift_is_old(struct site *site, bool *ret_is_old)
{
    return layer_drift_is_old(site->records, ret_is_old);
}

static const struct job_kind site_jobs[] = {
    {.name = "content.rebuild",
     .help = "Makes content.db again from the layers where it lacks an edition",
     .run = run_content_rebuild,
     .is_needed = content_is_old},
    {.name = "content.seal",
     .help = "Notes what a large content.db holds, so that the doctor sees damage",
     .run = run_content_seal,
     .is_needed = content_is_unsealed},
    {.name = "refusals.record",
     .help = "Records how many sign-ins were refused in a quarter of an hour that has ended",
     .run = run_refusals_record,
     .is_needed = refusals_wait},
    {.name = JOB_LAYERS_DRIFT,
     .help = "Works out which replacements of steps are based on a revision that the base has left behind",
     .run = run_layers_drift,
     .is_needed = drift_is_old},
    {0},
};

/* ---- what the doctor asks ---- */

static int check_configuration(struct doctor *doctor)
{
    TRY(site_config_read(doctor->folder, doctor->arena, doctor->config));
    if (!*doctor->config->organisation)
        return doctor_warn(
            doctor, fail(FAIL_RULE, "%s/trappa.yaml: 'organisation' is not said; pages show it", doctor->folder));
    if (!*doctor->config->contact)
        return doctor_warn(doctor, fail(FAIL_RULE,
                                        "%s/trappa.yaml: 'contact' is not said; the accessibility and privacy pages "
                                        "promise somebody to turn to",
                                        doctor->folder));
    return 0;
}

/* The edition that people see is the one that was published last, and as it was published. */
static int check_content(struct doctor *doctor)
{
    static const struct query editions = {"doctor.editions", NULL, "SELECT count(*) FROM edition"};
    bool is_newest = false;
    int64_t count = 0;
    TRY(records_number(doctor->records, &editions, BIND_NOTHING, 0, &count));
    if (!count)
        return doctor_warn(doctor, fail_at(FAIL_NOT_FOUND, REASON_NOT_PUBLISHED, NULL, "nothing is published yet"));
    TRY(content_seal_check(content_database(doctor->site->content)));
    TRY(site_content_is_newest(doctor->site, &is_newest));
    if (!is_newest)
        return fail_at(FAIL_CORRUPT, REASON_CONTENT_BEHIND, NULL, "%s/content.db: lacks the newest edition",
                       doctor->folder);
    doctor->note = arena_format(doctor->arena, "%lld", (long long)count);
    return 0;
}

static int try_listen(const struct address *address)
{
    struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons((uint16_t)address->port)};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)address->port)};
    inet_pton(AF_INET, address->host, &four.sin_addr);
    inet_pton(AF_INET6, address->host, &six.sin6_addr);
    int on = 1, end = socket(address->is_v6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (end < 0)
        return errno;
    setsockopt(end, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    const struct sockaddr *name = address->is_v6 ? (const struct sockaddr *)&six : (const struct sockaddr *)&four;
    int cause = bind(end, name, address->is_v6 ? sizeof six : sizeof four) == 0 ? 0 : errno;
    close(end);
    return cause;
}

static const char *listen_of(const struct doctor *doctor)
{
    return doctor->listen ? doctor->listen : doctor->config->listen ? doctor->config->listen : SITE_LISTEN_DEFAULT;
}

static int check_address(struct doctor *doctor)
{
    struct address address;
    TRY(address_parse(listen_of(doctor), &address));
    int cause = try_listen(&address);
    if (cause == EADDRINUSE) {
        doctor->note = arena_format(doctor->arena, "%s is in use, by this server if it runs", listen_of(doctor));
        return 0;
    }
    if (cause != 0)
        return fail(FAIL_SYSTEM, "%s: the server could not listen there: %s; change 'listen' in trappa.yaml",
                    listen_of(doctor), strerror(cause));
    doctor->note = listen_of(doctor);
    return 0;
}

static int check_public(struct doctor *doctor)
{
    struct address address;
    TRY(address_parse(listen_of(doctor), &address));
    const struct site_config *config = doctor->config;
    if (config->is_demo && !address.is_loopback)
        return fail(FAIL_RULE, "%s: a demonstration is served on this machine only; set 'listen' to 127.0.0.1:8420",
                    listen_of(doctor));
    if (!address.is_loopback && !config->public_address)
        return fail(FAIL_RULE,
                    "%s is reached from other machines: put a proxy with TLS before it, and say its "
                    "'public-address' in trappa.yaml",
                    listen_of(doctor));
    if (config->public_address && !text_starts(config->public_address, "https://"))
        return fail(FAIL_RULE, "'public-address' is %s: passwords would travel in the clear; use https",
                    config->public_address);
    if (config->public_address && !config->trusted_proxy)
        return doctor_warn(
            doctor, fail(FAIL_RULE, "'trusted-proxy' is not said in trappa.yaml: everybody behind the proxy looks like "
                                    "one visitor, and shares one limit for signing in"));
    if (!config->public_address && !config->is_demo)
        return doctor_warn(doctor,
                           fail(FAIL_RULE, "'public-address' is not said in trappa.yaml: links in invitations lead "
                                           "to this machine only"));
    return 0;
}

static const struct doctor_check site_checks[] = {
    {{"configuration", 20}, false, check_configuration},
    {{"content", 80}, true, check_content},
    {{"address", 140}, false, check_address},
    {{"public", 150}, false, check_public},
    {.row = {0}},
};

const struct module site_module = {.name = "site", .jobs = site_jobs, .checks = site_checks};
