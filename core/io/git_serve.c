/* Starts `git http-backend`; see git_serve.h. */
#include "io/git_serve.h"

#include "base/fail.h"
#include "base/memory.h"
#include "base/text.h"
#include "io/file.h"
#include "io/process.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define VARIABLES_MAX 160
#define NICENESS 10 /* pages go before it */
#define CPU_SECONDS 60
#define MEMORY_BYTES ((rlim_t)1536 * 1024 * 1024)
#define ANSWER_BYTES ((rlim_t)2048 * 1024 * 1024)
#define FILE_SLACK ((rlim_t)64 * 1024 * 1024) /* a pack is completed with what it was made from */

/* What the child is told. */
struct environment {
    struct arena arena;
    const char *variables[VARIABLES_MAX + 1];
    size_t count;
    size_t settings;
};

static void put(struct environment *environment, const char *name, const char *value)
{
    if (environment->count < VARIABLES_MAX)
        environment->variables[environment->count++] = arena_format(&environment->arena, "%s=%s", name, value);
}

/* A setting of git, as `git -c` would give it. */
static void put_setting(struct environment *environment, const char *key, const char *value)
{
    put(environment, arena_format(&environment->arena, "GIT_CONFIG_KEY_%zu", environment->settings), key);
    put(environment, arena_format(&environment->arena, "GIT_CONFIG_VALUE_%zu", environment->settings), value);
    environment->settings++;
}

/* What is the same for every repository. Nothing is packed anew behind our back, and nothing takes much memory. */
static void put_fixed_settings(struct environment *environment)
{
    static const char *const settings[][2] = {
        {"http.getanyfile", "false"},
        {"http.uploadpack", "true"},
        {"receive.fsckObjects", "true"},
        {"transfer.fsckObjects", "true"},
        {"receive.fsck.hasDotgit", "ignore"}, /* the hook says so in words of people */
        {"receive.fsck.hasDot", "ignore"},
        {"receive.fsck.hasDotdot", "ignore"},
        {"receive.fsck.zeroPaddedFilemode", "ignore"},
        {"receive.unpackLimit", "200"},
        {"receive.autogc", "false"},
        {"receive.advertisePushOptions", "false"},
        {"receive.shallowUpdate", "false"},
        {"receive.denyDeleteCurrent", "true"},
        {"receive.updateServerInfo", "false"},
        {"uploadpack.allowFilter", "true"},
        {"uploadpack.keepAlive", "0"},
        {"gc.auto", "0"},
        {"core.bigFileThreshold", "16m"},
        {"core.packedGitLimit", "256m"},
        {"core.packedGitWindowSize", "32m"},
        {"pack.threads", "1"},
        {"pack.windowMemory", "64m"},
        {"pack.deltaCacheSize", "32m"},
        {"safe.directory", "*"}, /* the files may be another user's, as in a backup that was put back */
        {"transfer.hideRefs", "refs/"},
    };
    for (size_t i = 0; i < COUNT_OF(settings); i++)
        put_setting(environment, settings[i][0], settings[i][1]);
}

static void put_settings(struct environment *environment, const struct git_serve *serve)
{
    struct arena *arena = &environment->arena;
    put_fixed_settings(environment);
    put_setting(environment, "core.hooksPath", serve->hooks);
    put_setting(environment, "http.receivepack", serve->is_push ? "true" : "false");
    put_setting(environment, "receive.maxInputSize", arena_format(arena, "%llu", (unsigned long long)serve->push_most));
    for (size_t i = 0; i < GIT_SERVE_MORE_MAX && serve->shown[i]; i++)
        put_setting(environment, "transfer.hideRefs", arena_format(arena, "!%s", serve->shown[i]));
    put(environment, "GIT_CONFIG_COUNT", arena_format(arena, "%zu", environment->settings));
}

static void put_request(struct environment *environment, const struct git_serve *serve)
{
    struct arena *arena = &environment->arena;
    const char *service = serve->is_push ? "git-receive-pack" : "git-upload-pack";
    put(environment, "GIT_PROJECT_ROOT", serve->root);
    put(environment, "PATH_INFO",
        arena_format(arena, "/%s/%s", serve->repository, serve->is_advertisement ? "info/refs" : service));
    put(environment, "REQUEST_METHOD", serve->is_advertisement ? "GET" : "POST");
    put(environment, "QUERY_STRING", serve->is_advertisement ? arena_format(arena, "service=%s", service) : "");
    put(environment, "GIT_HTTP_EXPORT_ALL", "1");
    put(environment, "REMOTE_USER", serve->user);
    put(environment, "CONTENT_TYPE", serve->type);
    if (*serve->encoding)
        put(environment, "HTTP_CONTENT_ENCODING", serve->encoding);
    if (*serve->protocol)
        put(environment, "GIT_PROTOCOL", serve->protocol);
    if (serve->input >= 0)
        put(environment, "CONTENT_LENGTH", arena_format(arena, "%llu", (unsigned long long)serve->input_length));
}

static void put_all(struct environment *environment, const struct git_serve *serve)
{
    const char *path = getenv("PATH");
    put(environment, "PATH", path ? path : "/usr/local/bin:/usr/bin:/bin");
    put(environment, "HOME", "/nonexistent");
    put(environment, "GIT_CONFIG_NOSYSTEM", "1");
    put(environment, "GIT_CONFIG_GLOBAL", "/dev/null");
    put(environment, "GIT_TERMINAL_PROMPT", "0");
    put(environment, "LC_ALL", "C.UTF-8");
    put_request(environment, serve);
    put_settings(environment, serve);
    for (size_t i = 0; i < GIT_SERVE_MORE_MAX && serve->environment[i]; i++)
        if (environment->count < VARIABLES_MAX)
            environment->variables[environment->count++] = serve->environment[i];
}

/* ---- the child ---- */

static void limit(__rlimit_resource_t resource, rlim_t most)
{
    setrlimit(resource, &(struct rlimit){.rlim_cur = most, .rlim_max = most});
}

static void child_limit(const struct git_serve *serve)
{
    sigset_t none;
    static const int signals[] = {SIGTERM, SIGINT, SIGHUP, SIGCHLD, SIGPIPE};
    for (size_t i = 0; i < COUNT_OF(signals); i++)
        signal(signals[i], SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, CPU_SECONDS);
    limit(RLIMIT_FSIZE, serve->is_push ? serve->push_most + FILE_SLACK : ANSWER_BYTES);
    if (process_keeps_memory_limit())
        limit(RLIMIT_AS, MEMORY_BYTES);
    if (nice(NICENESS) < 0)
        errno = 0; /* then it competes with pages */
}

static void child_run(const struct git_serve *serve, const char *const *variables)
{
    static const char *const arguments[] = {"git", "http-backend", NULL};
    /* The call only reads them; its parameters lack const. */
    union {
        const char *const *from;
        char *const *to;
    } words = {.from = arguments}, told = {.from = variables};
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (serve->input >= 0)
        lseek(serve->input, 0, SEEK_SET);
    if (nothing < 0 || dup2(serve->input >= 0 ? serve->input : nothing, 0) < 0 || dup2(serve->output, 1) < 0 ||
        dup2(nothing, 2) < 0 || chdir("/") != 0)
        _exit(126);
    child_limit(serve);
    execvpe("git", words.to, told.to);
    _exit(127);
}

int git_serve_start(const struct git_serve *serve, pid_t *ret_process)
{
    struct environment environment = {0};
    put_all(&environment, serve);
    pid_t parent = getpid(), process = fork();
    if (process == 0) {
        child_run(serve, environment.variables);
        _exit(getppid() == parent ? 127 : 0);
    }
    int cause = errno;
    arena_finish(&environment.arena);
    if (process < 0)
        return fail(FAIL_SYSTEM, "no child process: %s", strerror(cause));
    setpgid(process, process); /* whoever of the two comes first */
    *ret_process = process;
    return 0;
}

/* ---- afterwards ---- */

/* git keeps what is pushed in objects/tmp_objdir-... or incoming-... until it is accepted, in files tmp_... */
static bool is_left_over(const char *name)
{
    return text_starts(name, "tmp_objdir-") || text_starts(name, "incoming-") || text_starts(name, "tmp_obj_") ||
           text_starts(name, "tmp_pack_") || text_starts(name, "tmp_idx_");
}

void git_serve_tidy(const char *repository)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const char *folder = file_join(&arena, repository, "objects");
    DIR *entries = opendir(folder);
    for (const struct dirent *entry = NULL; entries && (entry = readdir(entries));)
        if (is_left_over(entry->d_name))
            (void)file_remove_tree(file_join(&arena, folder, entry->d_name));
    if (entries)
        closedir(entries);
}
