/* Goes through the checks of all modules, and has those of the machine; see doctor.h. */
#include "domain/admin/doctor.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/admin/copies.h"
#include "io/file.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define DISK_BYTES_MIN (200LL * 1024 * 1024)
#define BACKUP_DAYS_MAX 7
#define DAY_SECONDS 86400

/* ---- the machine ---- */

/* The folder's own mode keeps others out; these count where it is copied or loosened. */
static const char *loose_find(const struct doctor *doctor)
{
    static const char *const kept[] = {"records.db", "records.db-wal", "content.db", "content.db-wal",
                                       "backups",    "layers",         "locks",      "uploads"};
    struct stat status;
    for (size_t i = 0; i < COUNT_OF(kept); i++) {
        const char *path = file_join(doctor->arena, doctor->folder, kept[i]);
        if (stat(path, &status) == 0 && status.st_mode & 0077)
            return path;
    }
    return NULL;
}

static int check_folder(struct doctor *doctor)
{
    struct stat status;
    const char *loose = loose_find(doctor);
    if (stat(doctor->folder, &status) != 0)
        return fail_at(FAIL_SYSTEM, REASON_NO_FOLDER, NULL, "%s: cannot be looked at: %s", doctor->folder,
                       strerror(errno));
    if (status.st_uid != geteuid() && geteuid() != 0)
        return fail(FAIL_SYSTEM, "%s: belongs to another user; run as its owner, or chown it", doctor->folder);
    if (access(doctor->folder, R_OK | W_OK | X_OK) != 0)
        return fail(FAIL_SYSTEM, "%s: cannot be written to: %s; chmod 700 mends it", doctor->folder, strerror(errno));
    if (status.st_mode & 0077)
        return doctor_warn(
            doctor,
            fail(FAIL_RULE, "%s: other users of this machine may look into it; chmod 700 mends it", doctor->folder));
    if (loose)
        return doctor_warn(doctor, fail(FAIL_RULE, "%s: its mode lets others read it; 'chmod -R go= %s' mends it",
                                        loose, doctor->folder));
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

static int check_clock(struct doctor *doctor)
{
    static const struct query newest = {"doctor.newest", NULL, "SELECT max(at) FROM event WHERE clock = 0"};
    char now[INSTANT_TEXT_BYTES];
    instant_format(clock_now(), now);
    if (clock_is_set())
        return doctor_warn(doctor, fail(FAIL_RULE, "TRAPPA_NOW shows %s instead of the time it is; unset it", now));
    if (clock_today() < day_from_date(2025, 1, 1))
        return fail(FAIL_SYSTEM, "the machine's clock shows %s; set it", now);
    int64_t at = 0;
    if (doctor->records)
        TRY(records_number(doctor->records, &newest, BIND_NOTHING, 0, &at));
    if (at > clock_now() + 60)
        return fail(FAIL_SYSTEM, "the machine's clock shows %s, which is before the newest event; set it", now);
    doctor->note = arena_copy_string(doctor->arena, now);
    return 0;
}

static int check_backup(struct doctor *doctor)
{
    static const struct query newest = {"doctor.backup", NULL, "SELECT max(at) FROM event WHERE kind = 'backup.made'"};
    int64_t at = 0;
    TRY(records_number(doctor->records, &newest, BIND_NOTHING, 0, &at));
    int days = (int)((clock_now() - at) / DAY_SECONDS);
    if (doctor->config->is_demo)
        return 0;
    if (!at)
        return doctor_warn(doctor, fail_at(FAIL_RULE, REASON_NO_BACKUP, NULL, "no backup was ever made"));
    if (days > BACKUP_DAYS_MAX)
        return doctor_warn(doctor,
                           fail_at(FAIL_RULE, REASON_BACKUP_OLD, NULL, "the newest backup is %d days old", days));
    char day[DAY_TEXT_BYTES];
    doctor->note = arena_copy_string(doctor->arena, day_format(instant_day(at), day));
    return 0;
}

/* Copies of everybody's data that nobody else looks after. */
static int check_copies(struct doctor *doctor)
{
    struct copy *copies = NULL;
    size_t count = 0;
    TRY(copies_list(doctor->folder, doctor->arena, &copies, &count));
    CLEANUP(text_finish) struct text names = TEXT(64UL * 1024);
    size_t old = 0;
    for (size_t i = 0; i < count; i++)
        if (copies[i].days > COPIES_DAYS_MAX || copies[i].is_left)
            text_addf(&names, "%s%s", old++ ? ", " : "", copies[i].path);
    doctor->note = arena_format(doctor->arena, "%zu", count);
    if (!old)
        return 0;
    return doctor_warn(doctor,
                       fail(FAIL_RULE,
                            "copies of the records, older than %d days or left by a process that was killed, may "
                            "name whoever was erased since; remove what is not needed: %s",
                            COPIES_DAYS_MAX, text_string(&names)));
}

const struct doctor_check machine_checks[] = {
    {{"folder", 10}, false, check_folder}, {{"disk", 30}, false, check_disk},      {{"clock", 40}, false, check_clock},
    {{"backup", 130}, true, check_backup}, {{"copies", 135}, false, check_copies}, {.row = {0}},
};

/* ---- looking ---- */

void doctor_begin(struct doctor *doctor)
{
    doctor->checks = modules_rows(offsetof(struct module, checks), sizeof(struct doctor_check), doctor->arena);
    doctor->config = arena_zeroed(doctor->arena, sizeof *doctor->config);
    *doctor->config = (struct site_config){.organisation = "", .contact = "", .listen = SITE_LISTEN_DEFAULT};
    (void)secret_begin();
    if (site_open(doctor->folder, &doctor->site) != 0)
        doctor->problem =
            (struct doctor_problem){arena_copy_string(doctor->arena, fail_sentence()), {fail_last_reason()}};
    else
        doctor->records = doctor->site->records;
}

const struct doctor_check *doctor_check_at(const struct doctor *doctor, size_t index)
{
    return (const void *)doctor->checks[index];
}

void doctor_end(struct doctor *doctor)
{
    site_close(doctor->site);
    doctor->site = NULL;
    doctor->records = NULL;
}

int doctor_check_run(struct doctor *doctor, const struct doctor_check *check)
{
    doctor->is_only_warning = false;
    doctor->note = NULL;
    if (check->needs_site && !doctor->site)
        return fail_at(FAIL_SYSTEM, &doctor->problem.reason, NULL, "cannot be looked at: %s", doctor->problem.sentence);
    return check->run(doctor);
}
