/* Names what is on its way, and removes what was left there; see leftover.h. */
#include "io/leftover.h"

#include "base/fail.h"
#include "base/text.h"
#include "io/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define DAY_SECONDS 86400

/* ---- processes ---- */

/* The 22nd word of /proc/N/stat, in ticks since the machine started; the second is a name in brackets, with anything
 * in it. 0: no such process, or nobody can say. */
static unsigned long long started_at(long process)
{
    char path[64], words[1024];
    (void)snprintf(path, sizeof path, "/proc/%ld/stat", process);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = file < 0 ? -1 : read(file, words, sizeof words - 1);
    if (file >= 0)
        close(file);
    if (got <= 0)
        return 0;
    words[got] = '\0';
    const char *at = strrchr(words, ')');
    for (int word = 2; at && word < 22; word++)
        at = strchr(at + 1, ' ');
    return at ? strtoull(at, NULL, 10) : 0;
}

/* The space of process numbers, as Linux names it; 0 where it does not say. */
static unsigned long long space_of_numbers(void)
{
    struct stat status;
    return stat("/proc/self/ns/pid", &status) == 0 ? (unsigned long long)status.st_ino : 0;
}

struct maker {
    long process;
    unsigned long long start, space;
};

static struct maker maker_self(void)
{
    static struct maker self;
    if (self.process != (long)getpid()) /* also after a fork */
        self = (struct maker){(long)getpid(), started_at((long)getpid()), space_of_numbers()};
    return self;
}

/* Its number may have been given to another since, which was started at another moment. */
static bool is_alive(const struct maker *maker)
{
    if (kill((pid_t)maker->process, 0) != 0 && errno == ESRCH)
        return false;
    unsigned long long start = started_at(maker->process);
    return !start || !maker->start || start == maker->start;
}

/* ---- names ---- */

char *leftover_path(struct arena *arena, const char *path)
{
    static unsigned long long count;
    const struct maker self = maker_self();
    char name[128];
    (void)snprintf(name, sizeof name, LEFTOVER_MARK "%ld-%llu-%llu-%llu", self.process, self.start, self.space,
                   ++count);
    return file_join(arena, file_folder(arena, path), name);
}

static bool name_read(const char *name, struct maker *ret_maker)
{
    struct maker maker = {0};
    if (!text_starts(name, LEFTOVER_MARK))
        return false;
    char *at = NULL;
    maker.process = strtol(name + strlen(LEFTOVER_MARK), &at, 10);
    maker.start = *at == '-' ? strtoull(at + 1, &at, 10) : 0;
    maker.space = *at == '-' ? strtoull(at + 1, &at, 10) : 0;
    *ret_maker = maker;
    return *at == '-' && maker.process > 0;
}

bool leftover_is_left(const char *name)
{
    struct maker maker;
    return name_read(name, &maker) && maker.space == maker_self().space && !is_alive(&maker);
}

/* ---- sweeping ---- */

static bool is_old_stranger(const char *name, const struct stat *status)
{
    struct maker maker;
    return name_read(name, &maker) && maker.space != maker_self().space &&
           status->st_mtime < time(NULL) - (time_t)DAY_SECONDS;
}

static int entry_sweep(int folder, const char *path, const char *name, int *ret_removed)
{
    struct stat status;
    CLEANUP(memory_free_at) char *whole = memory_format("%s/%s", path, name);
    if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0 || status.st_uid != geteuid())
        return 0;
    if (!leftover_is_left(name) && !is_old_stranger(name, &status))
        return 0;
    TRY(file_remove_tree(whole));
    ++*ret_removed;
    return 0;
}

int leftover_sweep(const char *folder, int *ret_removed)
{
    const char *path = *folder ? folder : ".";
    DIR *entries = opendir(path);
    if (!entries)
        return errno == ENOENT ? 0 : fail(FAIL_SYSTEM, "%s: cannot be looked at: %s", path, strerror(errno));
    int result = 0;
    const struct dirent *entry;
    while (result == 0 && (entry = readdir(entries)))
        result = entry_sweep(dirfd(entries), path, entry->d_name, ret_removed);
    closedir(entries);
    return result;
}
