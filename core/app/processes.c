/* The list of process kinds; see app/processes.h.
 *
 *     trappa COMMAND
 *     trappa serve, the supervisor
 *         the preparing process: migrates the records, before others open them
 *         a worker: pages
 *         the password process: hashes passwords, accesses nothing else
 *         the git process: runs git's own program for those who clone and push
 *         the job process: publishing, fetching layers, mail, backups, whatever waits in the table of jobs
 *     within any of them, for foreign texts, programs and repositories:
 *         a fetching child, a rendering child, a child in which plugins check texts, a child in which a plugin is tried
 *
 * All run as the user that trappa was started as. */
#include "app/processes.h"

#include "domain/content/rendering.h"
#include "domain/curriculum/check.h"
#include "domain/curriculum/fetching.h"
#include "host/loader.h"

#include <signal.h>

const struct process_kind process_command = {
    .name = "a command",
    .view = {.records = PROCESS_WRITES,
             .content = PROCESS_WRITES,
             .layers = PROCESS_WRITES,
             .calls_out = true,
             .has_secrets = true},
};

/* The command migrates the records before it becomes this; then it only forks and waits. */
const struct process_kind process_supervisor = {
    .name = "the supervisor",
    .view = {.listens = true},
};

const struct process_kind process_preparation = {
    .name = "the preparing process",
    .view = {.records = PROCESS_WRITES, .content = PROCESS_WRITES, .layers = PROCESS_READS, .has_secrets = true},
    .parent_death = SIGTERM,
};

const struct process_kind process_worker = {
    .name = "a worker",
    .view = {.records = PROCESS_WRITES, .content = PROCESS_READS, .listens = true, .has_secrets = true},
    .parent_death = SIGTERM,
};

const struct process_kind process_jobs = {
    .name = "the job process",
    .view = {.records = PROCESS_WRITES,
             .content = PROCESS_WRITES,
             .layers = PROCESS_WRITES,
             .calls_out = true,
             .has_secrets = true},
    .parent_death = SIGTERM,
};

const struct process_kind process_password = {
    .name = "the password helper",
    .parent_death = SIGTERM,
};

/* What it runs has limits of its own (core/io/git_serve.c). */
const struct process_kind process_git = {
    .name = "the git process",
    .view = {.records = PROCESS_READS, .content = PROCESS_READS, .layers = PROCESS_WRITES},
    .parent_death = SIGTERM,
};

const struct process_kind *const processes[] = {
    &process_command,   &process_preparation, &process_supervisor, &process_worker,
    &process_jobs,      &process_password,    &process_git,        &fetching_process,
    &rendering_process, &check_extra_process, &loader_process,     NULL,
};
