/* Process: runs work in a forked child under limits, so that untrusted text can cost only so much.
 *
 * The child sends bytes while it works, and the answer has all that it sent before it ended, in whatever way. So one
 * child can do many pieces: if it is killed at the seventh, the answer has six and the caller continues from there. */
#pragma once

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct process_limits {
    int cpu_seconds; /* 0: no limit; so for all four */
    int wall_seconds;
    size_t memory_bytes; /* of address space beyond the parent's */
    size_t file_bytes;   /* the largest file it may write */
};

enum process_access { PROCESS_NOTHING, PROCESS_READS, PROCESS_WRITES };

/* What a process needs to access. A description of the code, which nothing enforces yet: process_enter() is the place
 * to set up Landlock and seccomp from it. */
struct process_view {
    enum process_access records, content, layers;
    bool listens;     /* accepts connections */
    bool calls_out;   /* makes connections */
    bool has_secrets; /* of the configuration: for mail and plugins */
};

/* One kind of process of the program. The code that starts it defines it; core/app/processes.c lists all. */
struct process_kind {
    const char *name; /* in logs: "a worker" */
    struct process_view view;
    struct process_limits limits;
    int parent_death;   /* the signal that it gets when its parent ends; 0: none */
    bool is_other_user; /* runs as another user than it was started as; none does yet */
};

/* Turns a process that has just been started into one of this kind. */
void process_enter(const struct process_kind *kind);

bool process_keeps_memory_limit(void); /* false under a sanitizer, which reserves terabytes of addresses */

struct process_channel; /* the child's end of the pipe */

/* The work of a child. */
struct process_work {
    /* Runs in the child. A failure (code, reason, field, sentence) becomes that of process_run(). */
    int (*run)(struct process_channel *channel, void *context);
    void *context;

    /* Runs in the parent whenever more of the answer arrives, with all of it so far, so that the parent can use the
     * first pieces while the child makes the next. A failure ends the child and is returned. May be NULL. */
    int (*on_output)(const struct text *answer, void *context);
    void *output_context;
};

/* Forks a process of this kind, runs the work, waits and reaps. The ceiling of `answer` limits what the child may send.
 * FAIL_LIMIT names the limit that was exceeded; FAIL_SYSTEM if the child crashed. The child shares the parent's open
 * files, runs no atexit handlers, and must not use database connections or locks opened earlier. */
int process_run(const struct process_kind *kind, const struct process_work *work, struct text *answer);

/* In the child: sends bytes to the parent, waiting while it is slow. */
void process_send(struct process_channel *channel, const void *bytes, size_t length);

/* In the child, between two pieces: allows `cpu_seconds` more from now, to the next whole second. */
void process_renew(struct process_channel *channel, int cpu_seconds);
