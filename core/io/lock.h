/* Lock: the turnstile through which writers go one at a time, and single locks, by flock.
 *
 * A turnstile has two files: who holds `queue` is next, who holds `work` writes. It gives even shares and a short
 * longest wait where a busy timeout starves most (docs/decisions/0002-write-lock.md). Open after fork: an flock belongs
 * to the open file. */
#pragma once

struct write_lock {
    int queue, work; /* file descriptors, -1 when closed */
};

/* Opens (makes) FOLDER/NAME.queue and FOLDER/NAME.work; FAIL_SYSTEM names the path. */
int write_lock_open(const char *folder, const char *name, struct write_lock *ret_write_lock);
int write_lock_enter(struct write_lock *write_lock); /* waits its turn */
void write_lock_leave(struct write_lock *write_lock);
void write_lock_close(struct write_lock *write_lock);

/* One lock that is held or not, such as "one publish at a time": *ret_file is the descriptor to close; it ends with the
 * process too. FAIL_BUSY "`what`: somebody else ..." at once if another holds it. */
int lock_take(const char *path, const char *what, int *ret_file);
void lock_give(int *file);
