/* flock in two files; see lock.h. */
#include "io/lock.h"

#include "base/fail.h"
#include "base/memory.h"
#include "io/fault.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static int file_open(const char *path, int *ret_file)
{
    int file = fault_here(FAULT_FULL, "a lock file") ? -1 : open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0)
        return fail(FAIL_SYSTEM, "%s: cannot be opened: %s", path, strerror(errno));
    *ret_file = file;
    return 0;
}

int turnstile_open(const char *folder, const char *name, struct turnstile *ret_turnstile)
{
    CLEANUP(memory_free_at) char *queue = memory_format("%s/%s.queue", folder, name);
    CLEANUP(memory_free_at) char *work = memory_format("%s/%s.work", folder, name);
    struct turnstile turnstile = {-1, -1};
    TRY(file_open(queue, &turnstile.queue));
    int result = file_open(work, &turnstile.work);
    if (result != 0)
        turnstile_close(&turnstile);
    else
        *ret_turnstile = turnstile;
    return result;
}

static int wait_for(int file)
{
    while (flock(file, LOCK_EX) != 0)
        if (errno != EINTR)
            return fail(FAIL_SYSTEM, "the writers' lock: %s", strerror(errno));
    return 0;
}

int turnstile_enter(struct turnstile *turnstile)
{
    TRY(wait_for(turnstile->queue));
    int result = wait_for(turnstile->work);
    flock(turnstile->queue, LOCK_UN);
    return result;
}

void turnstile_leave(struct turnstile *turnstile)
{
    flock(turnstile->work, LOCK_UN);
}

void turnstile_close(struct turnstile *turnstile)
{
    if (turnstile->queue >= 0)
        close(turnstile->queue);
    if (turnstile->work >= 0)
        close(turnstile->work);
    *turnstile = (struct turnstile){-1, -1};
}

int lock_take(const char *path, const char *what, int *ret_file)
{
    int file = -1;
    TRY(file_open(path, &file));
    if (fault_here(FAULT_BUSY, "a lock") || flock(file, LOCK_EX | LOCK_NB) != 0) {
        close(file);
        return fail(FAIL_BUSY, "%s: somebody else is at it, try again when they are done", what);
    }
    *ret_file = file;
    return 0;
}

void lock_give(int *file)
{
    if (*file >= 0)
        close(*file);
    *file = -1;
}
