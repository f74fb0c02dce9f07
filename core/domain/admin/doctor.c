/* The checks of a site, one function each; see doctor.h. */
#include "domain/admin/doctor.h"

#include "base/address.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/content/content.h"
#include "domain/records/audit.h"
#include "domain/records/job.h"
#include "domain/remind/digest.h"
#include "domain/remind/mail_settings.h"
#include "io/file.h"
#include "io/lock.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#define DISK_BYTES_MIN (200LL * 1024 * 1024)
#define BACKUP_DAYS_MAX 7
#define DAY_SECONDS 86400
#define HASH_MILLISECONDS_MAX 1000
#define LOCK_TRIES 20
#define LOCK_PAUSE_NANOSECONDS 100000000L

/* Something that should be mended, but the site works. */
static int warn(struct doctor *doctor, int result)
{
    doctor->is_only_warning = true;
    return result;
}

/* ---- the machine ---- */

static int check_folder(struct doctor *doctor)
{
    struct stat status;
    if (stat(doctor->folder, &status) != 0)
        return fail_at(FAIL_SYSTEM, REASON_NO_FOLDER, NULL, "%s: cannot be looked at: %s", doctor->folder,
                       strerror(errno));
    if (status.st_uid != geteuid() && geteuid() != 0)
        return fail(FAIL_SYSTEM, "%s: belongs to another user; run as its owner, or chown it", doctor->folder);
    if (access(doctor->folder, R_OK | W_OK | X_OK) != 0)
        return fail(FAIL_SYSTEM, "%s: cannot be written to: %s; chmod 700 mends it", doctor->folder, strerror(errno));
    if (status.st_mode & 0077)
        return warn(doctor, fail(FAIL_RULE, "%s: other users of this machine may look into it; chmod 700 mends it",
                                 doctor->folder));
    return 0;
}

static int check_configuration(struct doctor *doctor)
{
    TRY(site_config_read(doctor->folder, doctor->arena, &doctor->config));
    if (!*doctor->config.organisation)
        return warn(doctor,
                    fail(FAIL_RULE, "%s/trappa.yaml: 'organisation' is not said; pages show it", doctor->folder));
    if (!*doctor->config.contact)
        return warn(doctor, fail(FAIL_RULE,
                                 "%s/trappa.yaml: 'contact' is not said; the accessibility and privacy pages "
                                 "promise somebody to turn to",
                                 doctor->folder));
    return 0;
}

static int check_disk(struct doctor *doctor)
{
    struct statvfs disk;
    if (statvfs(doctor->folder, &disk) != 0)
        return fail(FAIL_SYSTEM, "%s: %s", doctor->folder, strerror(errno));
    long long left = (long long)disk.f_bavail * (long long)disk.f_frsize;
    long long need = DISK_BYTES_MIN;
    long long records = (long long)file_size(file_join(doctor->arena, doctor->folder, "records.db"));
    if (2 * records > need)
        need = 2 * records; /* a copy while a backup or a migration is made */
    if (left < need)
        return fail(FAIL_SYSTEM, "%s: its disk has %lld MB left and should have %lld; make room", doctor->folder,
                    left / 1000000, need / 1000000);
    doctor->note = arena_format(doctor->arena, "%lld MB", left / 1000000);
    return 0;
}

static int check_passwords(struct doctor *doctor)
{
    char encoded[SECRET_PASSWORD_BYTES];
    struct timespec before, after;
    clock_gettime(CLOCK_MONOTONIC, &before);
    TRY(secret_password_hash("a password to measure with", encoded));
    clock_gettime(CLOCK_MONOTONIC, &after);
    long long milliseconds = (after.tv_sec - before.tv_sec) * 1000LL + (after.tv_nsec - before.tv_nsec) / 1000000;
    if (milliseconds > HASH_MILLISECONDS_MAX)
        return warn(doctor, fail(FAIL_SYSTEM,
                                 "hashing a password took %lld ms; people wait that long to sign in: give the machine "
                                 "more memory or processor",
                                 milliseconds));
    doctor->note = arena_format(doctor->arena, "%lld ms", milliseconds);
    return 0;
}

static int check_clock(struct doctor *doctor)
{
    static const struct query newest = {"doctor.newest", NULL, "SELECT max(at) FROM event WHERE clock = 0"};
    char now[INSTANT_TEXT_BYTES];
    instant_format(clock_now(), now);
    if (clock_is_set())
        return warn(doctor, fail(FAIL_RULE, "TRAPPA_NOW shows %s instead of the time it is; unset it", now));
    if (clock_today() < day_from_date(2025, 1, 1))
        return fail(FAIL_SYSTEM, "the machine's clock shows %s; set it", now);
    int64_t at = 0;
    if (doctor->site)
        TRY(records_number(doctor->site->records, &newest, BIND_NOTHING, 0, &at));
    if (at > clock_now() + 60)
        return fail(FAIL_SYSTEM, "the machine's clock shows %s, which is before the newest event; set it", now);
    doctor->note = arena_copy_string(doctor->arena, now);
    return 0;
}

/* ---- the network ---- */

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
    return doctor->listen ? doctor->listen : doctor->config.listen ? doctor->config.listen : SITE_LISTEN_DEFAULT;
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
    const struct site_config *config = &doctor->config;
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
        return warn(doctor,
                    fail(FAIL_RULE, "'trusted-proxy' is not said in trappa.yaml: everybody behind the proxy looks like "
                                    "one visitor, and shares one limit for signing in"));
    if (!config->public_address && !config->is_demo)
        return warn(doctor, fail(FAIL_RULE, "'public-address' is not said in trappa.yaml: links in invitations lead "
                                            "to this machine only"));
    return 0;
}

/* ---- the data ---- */

static int check_records(struct doctor *doctor)
{
    static const struct query schema = {"doctor.schema", NULL, "SELECT max(n) FROM migration"};
    int64_t newest = 0;
    TRY(database_check(records_database(doctor->site->records)));
    TRY(records_number(doctor->site->records, &schema, BIND_NOTHING, 0, &newest));
    doctor->note =
        arena_format(doctor->arena, "schema %d, %llu kB", (int)newest,
                     (unsigned long long)file_size(file_join(doctor->arena, doctor->folder, "records.db")) / 1000);
    return 0;
}

static int check_log(struct doctor *doctor)
{
    struct audit audit;
    TRY(audit_verify(doctor->site->records, NULL, doctor->arena, &audit));
    if (!audit.is_ok)
        return fail(FAIL_CORRUPT,
                    "the event log does not hold at event %lld: %s; keep the data directory as it is and "
                    "compare with a backup",
                    (long long)audit.first_bad, audit.problem);
    doctor->note = arena_format(doctor->arena, "%lld events", (long long)audit.events);
    return 0;
}

/* The edition that people see is the one that was published last. */
static int check_content(struct doctor *doctor)
{
    static const struct query editions = {"doctor.editions", NULL, "SELECT count(*) FROM edition"};
    bool is_newest = false;
    int64_t count = 0;
    TRY(records_number(doctor->site->records, &editions, BIND_NOTHING, 0, &count));
    if (!count)
        return warn(doctor, fail_at(FAIL_NOT_FOUND, REASON_NOT_PUBLISHED, NULL, "nothing is published yet"));
    TRY(site_content_is_newest(doctor->site, &is_newest));
    if (!is_newest)
        return fail_at(FAIL_CORRUPT, REASON_CONTENT_BEHIND, NULL, "%s/content.db: lacks the newest edition",
                       doctor->folder);
    doctor->note = arena_format(doctor->arena, "%lld", (long long)count);
    return 0;
}

static int check_layers(struct doctor *doctor)
{
    static const struct query layers = {"doctor.layers", NULL,
                                        "SELECT name, source, kind FROM layer ORDER BY position"};
    struct rows rows CLEANUP(rows_end) = {0};
    int count = 0;
    TRY(records_select(doctor->site->records, &layers, BIND_NOTHING, &rows));
    for (; rows_next(&rows); count++) {
        const char *name = row_text(&rows, 0), *source = row_text(&rows, 1);
        const char *own = arena_format(doctor->arena, "%s/layers/%s.git/HEAD", doctor->folder, name);
        if (!file_exists(own))
            return warn(doctor, fail_at(FAIL_NOT_FOUND, REASON_LAYER_WITHOUT_REPOSITORY, NULL,
                                        "layer '%s': has no repository yet", name));
        if (!text_equal(row_text(&rows, 2), "remote") && !file_is_folder(source))
            return warn(doctor, fail(FAIL_NOT_FOUND,
                                     "layer '%s': its folder %s is gone; what is published stays, but "
                                     "nothing new can be published",
                                     name, source));
    }
    TRY(rows_result(&rows));
    if (!count)
        return warn(doctor, fail_at(FAIL_RULE, REASON_NO_CURRICULUM, NULL, "there is no curriculum yet"));
    doctor->note = arena_format(doctor->arena, "%d", count);
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
    TRY(job_list(doctor->site->records, doctor->arena, &jobs, &count));
    for (size_t i = 0; i < count; i++) {
        if (text_equal(jobs[i].state, "failed"))
            return warn(doctor, fail(FAIL_RULE, "job '%s' was given up: %s", jobs[i].kind, jobs[i].last_error));
        if (jobs[i].due_at < clock_now() - 3600)
            return warn(doctor, fail_at(FAIL_RULE, REASON_JOB_WAITS, NULL, "job '%s' has waited for more than an hour",
                                        jobs[i].kind));
    }
    return 0;
}

static int check_mail(struct doctor *doctor)
{
    struct mail_settings settings;
    struct digest_trouble *troubles = NULL;
    size_t count = 0;
    char day[DAY_TEXT_BYTES];
    if (!mail_is_configured(&doctor->config))
        return 0;
    TRY(mail_settings_read(&doctor->config, doctor->arena, &settings));
    TRY(digest_troubles(doctor->site->records, &actor_operator, doctor->arena, &troubles, &count));
    doctor->note = settings.server.url;
    if (!count)
        return 0;
    const struct digest_trouble *newest = &troubles[count - 1];
    day_format(newest->day, day);
    if (text_equal(newest->state, "unsure"))
        return warn(doctor, fail(FAIL_RULE,
                                 "%zu mails of the last week did not arrive for sure; the newest, to '%s' on %s, was "
                                 "handed over without an answer",
                                 count, newest->person_id, day));
    return warn(doctor, fail(FAIL_RULE,
                             "%zu mails of the last week did not arrive for sure; the newest, to '%s' on %s: %s; is "
                             "the address right?",
                             count, newest->person_id, day, newest->last_error));
}

static int check_backup(struct doctor *doctor)
{
    static const struct query newest = {"doctor.backup", NULL, "SELECT max(at) FROM event WHERE kind = 'backup.made'"};
    int64_t at = 0;
    TRY(records_number(doctor->site->records, &newest, BIND_NOTHING, 0, &at));
    int days = (int)((clock_now() - at) / DAY_SECONDS);
    if (doctor->config.is_demo)
        return 0;
    if (!at)
        return warn(doctor, fail_at(FAIL_RULE, REASON_NO_BACKUP, NULL, "no backup was ever made"));
    if (days > BACKUP_DAYS_MAX)
        return warn(doctor, fail_at(FAIL_RULE, REASON_BACKUP_OLD, NULL, "the newest backup is %d days old", days));
    char day[DAY_TEXT_BYTES];
    doctor->note = arena_copy_string(doctor->arena, day_format(instant_day(at), day));
    return 0;
}

static int check_administrator(struct doctor *doctor)
{
    static const struct query administrators = {
        "doctor.administrators", NULL,
        "SELECT count(*) FROM person JOIN role ON role.person_key = person.key AND role.role = 'admin' "
        "JOIN credential ON credential.person_key = person.key WHERE person.status = 'active'"};
    int64_t count = 0;
    TRY(records_number(doctor->site->records, &administrators, BIND_NOTHING, 0, &count));
    if (!count)
        return fail_at(FAIL_RULE, REASON_NO_ADMINISTRATOR, NULL, "nobody who can sign in is an administrator");
    doctor->note = arena_format(doctor->arena, "%lld", (long long)count);
    return 0;
}

const struct doctor_check doctor_checks[] = {
    {"folder", false, check_folder},
    {"configuration", false, check_configuration},
    {"disk", false, check_disk},
    {"clock", false, check_clock},
    {"passwords", false, check_passwords},
    {"records", true, check_records},
    {"log", true, check_log},
    {"content", true, check_content},
    {"layers", true, check_layers},
    {"locks", true, check_locks},
    {"jobs", true, check_jobs},
    {"mail", true, check_mail},
    {"backup", true, check_backup},
    {"address", false, check_address},
    {"public", false, check_public},
    {"administrator", true, check_administrator},
};
const int doctor_checks_count = (int)COUNT_OF(doctor_checks);

void doctor_begin(struct doctor *doctor)
{
    doctor->config = (struct site_config){.organisation = "", .contact = "", .listen = SITE_LISTEN_DEFAULT};
    (void)secret_begin();
    if (site_open(doctor->folder, &doctor->site) != 0)
        doctor->problem =
            (struct doctor_problem){arena_copy_string(doctor->arena, fail_sentence()), {fail_last_reason()}};
}

void doctor_end(struct doctor *doctor)
{
    site_close(doctor->site);
    doctor->site = NULL;
}

int doctor_look(struct doctor *doctor, const struct doctor_check *check)
{
    doctor->is_only_warning = false;
    doctor->note = NULL;
    if (check->needs_site && !doctor->site)
        return fail_at(FAIL_SYSTEM, &doctor->problem.reason, NULL, "cannot be looked at: %s", doctor->problem.sentence);
    return check->run(doctor);
}
