/* Lock: the write lock, through which writers pass one at a time, and single locks; by flock.
 *
 * The write lock has two files: the holder of `queue` is next, the holder of `work` writes. It shares turns evenly and
 * keeps the longest wait short, where a busy timeout starves most writers (docs/decisions/0002-write-lock.md). Open it
 * after fork: an flock belongs to the open file. */
#pragma once

struct write_lock {
    int queue, work; /* file descriptors, -1 when closed */
};

/* Opens FOLDER/NAME.queue and FOLDER/NAME.work, creating them if absent. FAIL_SYSTEM names the path. */
int write_lock_open(const char *folder, const char *name, struct write_lock *ret_write_lock);
int write_lock_enter(struct write_lock *write_lock); /* waits for its turn */
void write_lock_leave(struct write_lock *write_lock);
void write_lock_close(struct write_lock *write_lock);

/* Takes a single lock, such as "one publish at a time", without waiting: FAIL_BUSY "`what`: somebody else is at it
 * (process 123) ..." if it is taken; the file names its holder. *ret_file is the descriptor for lock_give(); the end of
 * the process releases the lock too. */
int lock_take(const char *path, const char *what, int *ret_file);

/* The same for somebody who waits for the answer: tries for at most so many seconds. */
int lock_take_within(const char *path, const char *what, int seconds, int *ret_file);
void lock_give(int *file);
