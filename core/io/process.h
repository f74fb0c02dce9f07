/* Process: work done in a forked child under limits, so that text from outside can cost only so much.
 *
 * The child sends bytes while it works; what it sent before it ended, however it ended, is in the answer. So one child
 * can do many pieces, and when it is killed at the seventh, the answer holds six and the caller goes on from there. */
#pragma once

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct process_limits {
    int cpu_seconds; /* 0: no limit, as for all of these */
    int wall_seconds;
    size_t memory_bytes; /* of address space beyond what the parent has; see below */
    size_t file_bytes;   /* the largest file it may write */
};

enum process_access { PROCESS_NOTHING, PROCESS_READS, PROCESS_WRITES };

/* What a process needs to see. It says what is true of the code; nothing holds a process to it yet: Landlock and
 * seccomp are to be set up from it, in process_enter(). */
struct process_view {
    enum process_access records, content, layers;
    bool listens;     /* takes connections */
    bool calls_out;   /* makes connections */
    bool has_secrets; /* of the configuration: how mail is sent, what plugins are told */
};

/* One kind of process of the program. Whoever starts it defines it; core/app/processes.c lists all. */
struct process_kind {
    const char *name; /* in logs: "a worker" */
    struct process_view view;
    struct process_limits limits;
    int parent_death;   /* the signal that it gets when its parent ends; 0: none */
    bool is_other_user; /* gives up the user that it was started as; none does yet */
};

/* In a process that has just been started: from here on it is one of this kind. */
void process_enter(const struct process_kind *kind);

bool process_keeps_memory_limit(void); /* false under a sanitizer, which maps terabytes */

struct process_channel; /* the child's end */

/* Runs in the child. 0, or a failure, which becomes the parent's failure: code, reason, field and sentence. */
struct process_work {
    int (*run)(struct process_channel *channel, void *context);
    void *context;

    /* In the parent, whenever more of the answer has come, with all of it so far; so it can work on the first while the
     * child makes the next. A failure ends the child and is process_run()'s. NULL: nobody is told. */
    int (*heard)(const struct text *answer, void *context);
    void *heard_context;
};

/* Forks a process of this kind, runs, waits and reaps. The ceiling of `answer` bounds what may be sent. FAIL_LIMIT when
 * a limit was met, with a sentence that says which; FAIL_SYSTEM when the child crashed. The child shares the parent's
 * open files, runs no atexit handlers, and must not use database connections or locks opened before. */
int process_run(const struct process_kind *kind, const struct process_work *work, struct text *answer);

/* In the child: sends bytes to the parent, waiting if it is slow. */
void process_send(struct process_channel *channel, const void *bytes, size_t length);

/* In the child, between two pieces: from now it may use `cpu_seconds` more (rounded up to whole seconds). */
void process_renew(struct process_channel *channel, int cpu_seconds);
