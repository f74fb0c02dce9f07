/* Fetches in a child process; see fetching.h. */
#include "domain/curriculum/fetching.h"

#include "base/fail.h"
#include "base/text.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

const struct process_kind fetching_process = {
    .name = "a fetching child",
    .view = {.layers = PROCESS_WRITES, .calls_out = true, .has_secrets = true},
    .limits = {.cpu_seconds = 120, .wall_seconds = 600, .memory_bytes = 768UL * 1024 * 1024},
    .parent_death = SIGKILL,
};

struct fetch {
    const char *path; /* of our repository */
    const struct git_fetch *fetch;
};

static int fetch_run(struct process_channel *channel, void *context)
{
    const struct fetch *fetch = context;
    CLEANUP(git_store_close_at) struct git *git = NULL;
    char commit[GIT_ID_BYTES];
    TRY(git_store_open(fetch->path, &git));
    TRY(git_store_fetch(git, fetch->fetch, commit));
    process_send(channel, commit, sizeof commit - 1);
    return 0;
}

int repository_fetch(const char *path, const struct git_fetch *fetch, char ret_commit[GIT_ID_BYTES])
{
    CLEANUP(text_finish) struct text answer = TEXT(1024);
    struct fetch work = {.path = path, .fetch = fetch};
    fflush(stdout);
    int result = process_run(&fetching_process, &(struct process_work){.run = fetch_run, .context = &work}, &answer);
    if (result != 0 && !text_starts(fail_sentence(), "repository ")) {
        CLEANUP(memory_free_at) char *cause = memory_copy_string(fail_sentence());
        return fail((enum fail_code)result, "repository '%s': cannot be fetched: %s", fetch->said, cause);
    }
    TRY(result);
    if (answer.length != GIT_ID_BYTES - 1)
        return fail(FAIL_SYSTEM, "repository '%s': cannot be fetched: %s", fetch->said, "no answer");
    memcpy(ret_commit, text_string(&answer), GIT_ID_BYTES);
    return 0;
}
