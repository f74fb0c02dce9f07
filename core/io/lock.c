/* Locks by flock; see lock.h. */
#include "io/lock.h"

#include "base/fail.h"
#include "base/memory.h"
#include "base/text.h"
#include "io/fault.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#define NAPS_PER_SECOND 20

static int file_open(const char *path, int *ret_file)
{
    int file = fault_here(FAULT_FULL, "a lock file") ? -1 : open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0)
        return fail(FAIL_SYSTEM, "%s: cannot be opened: %s", path, strerror(errno));
    *ret_file = file;
    return 0;
}

int write_lock_open(const char *folder, const char *name, struct write_lock *ret_write_lock)
{
    CLEANUP(memory_free_at) char *queue = memory_format("%s/%s.queue", folder, name);
    CLEANUP(memory_free_at) char *work = memory_format("%s/%s.work", folder, name);
    struct write_lock write_lock = {-1, -1};
    TRY(file_open(queue, &write_lock.queue));
    int result = file_open(work, &write_lock.work);
    if (result != 0)
        write_lock_close(&write_lock);
    else
        *ret_write_lock = write_lock;
    return result;
}

static int wait_for(int file)
{
    while (flock(file, LOCK_EX) != 0)
        if (errno != EINTR)
            return fail(FAIL_SYSTEM, "the writers' lock: %s", strerror(errno));
    return 0;
}

int write_lock_enter(struct write_lock *write_lock)
{
    TRY(wait_for(write_lock->queue));
    int result = wait_for(write_lock->work);
    flock(write_lock->queue, LOCK_UN);
    return result;
}

void write_lock_leave(struct write_lock *write_lock)
{
    flock(write_lock->work, LOCK_UN);
}

void write_lock_close(struct write_lock *write_lock)
{
    if (write_lock->queue >= 0)
        close(write_lock->queue);
    if (write_lock->work >= 0)
        close(write_lock->work);
    *write_lock = (struct write_lock){-1, -1};
}

/* Names the process that wrote itself into the file, for whoever looks for it. */
static int fail_taken(int file, const char *what)
{
    char words[24] = "";
    int64_t process = 0;
    ssize_t length = pread(file, words, sizeof words - 1, 0);
    if (length <= 0 || !text_to_number(words, 1, INT32_MAX, &process))
        return fail(FAIL_BUSY, "%s: somebody else is at it, try again when they are done", what);
    return fail(FAIL_BUSY, "%s: somebody else is at it (process %lld), try again when they are done", what,
                (long long)process);
}

/* A full disk takes no more than the name of the holder. */
static void holder_write(int file)
{
    char words[24];
    int length = snprintf(words, sizeof words, "%ld", (long)getpid());
    if (ftruncate(file, 0) == 0)
        (void)!pwrite(file, words, (size_t)length, 0);
}

int lock_take(const char *path, const char *what, int *ret_file)
{
    int file = -1;
    TRY(file_open(path, &file));
    if (fault_here(FAULT_BUSY, "a lock") || flock(file, LOCK_EX | LOCK_NB) != 0) {
        int taken = fail_taken(file, what);
        close(file);
        return taken;
    }
    holder_write(file);
    *ret_file = file;
    return 0;
}

int lock_take_within(const char *path, const char *what, int seconds, int *ret_file)
{
    int result = lock_take(path, what, ret_file);
    for (int naps = seconds * NAPS_PER_SECOND; result == FAIL_BUSY && naps > 0; naps--) {
        fail_forget();
        nanosleep(&(struct timespec){.tv_nsec = 1000000000 / NAPS_PER_SECOND}, NULL);
        result = lock_take(path, what, ret_file);
    }
    return result;
}

void lock_give(int *file)
{
    if (*file >= 0)
        close(*file);
    *file = -1;
}
