/* A web process: opens the data, then serves until SIGTERM; see app/worker.h. */
#include "app/worker.h"

#include "app/plugin_ui.h"
#include "app/routes.h"
#include "base/fail.h"
#include "host/plugin_install.h"
#include "ui/web/kernel/git_http.h"
#include "ui/web/plugin.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#define DRAIN_SECONDS 10

struct worker_state {
    struct web web;
    struct http_server *server;
    int signals;
};

static void on_signal(void *context)
{
    struct worker_state *state = context;
    struct signalfd_siginfo info;
    if (read(state->signals, &info, sizeof info) == (ssize_t)sizeof info && info.ssi_signo == SIGTERM)
        http_server_drain(state->server, DRAIN_SECONDS);
}

static void worker_state_finish(struct worker_state *state)
{
    http_server_free(state->server);
    site_close(state->web.site);
    if (state->signals > 0)
        close(state->signals);
}

static int watch_signals(struct worker_state *state)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT); /* Ctrl-C reaches the whole group; the supervisor decides */
    sigaddset(&signals, SIGHUP);
    state->signals = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    if (state->signals < 0)
        return fail(FAIL_SYSTEM, "signals: %s", strerror(errno));
    return http_server_watch(state->server, state->signals, on_signal, state);
}

/* After each turn of the loop. */
static void worker_rest(void *context)
{
    struct worker_state *state = context; /* `web` is its first member */
    web_idle(&state->web);
    if (state->web.is_outdated)
        http_server_drain(state->server, DRAIN_SECONDS);
}

int worker_prepare(const char *folder)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    TRY(site_open(folder, &site));
    plugin_ui_load_plugins(folder, &site->config);
    return plugin_install(site);
}

int worker_run(const struct worker *worker)
{
    CLEANUP(worker_state_finish) struct worker_state state = {0};
    TRY(site_open(worker->folder, &state.web.site));
    const char *public_address = worker->config->public_address;
    plugin_ui_load_plugins(worker->folder, &state.web.site->config);
    TRY(plugin_install(state.web.site));
    TRY(site_cache_queries(state.web.site));
    plugin_routes_gather();
    state.web.shared = worker->shared;
    state.web.routes = route_tables;
    state.web.trusted_proxy = worker->config->trusted_proxy;
    state.web.origin = public_address;
    state.web.is_secure = public_address && text_starts(public_address, "https://");
    struct http_settings settings = {.listener = worker->listener,
                                     .shares = &worker->shared->shares,
                                     .share = worker->share,
                                     .handle = web_handle,
                                     .body_most = web_body_most,
                                     .spool_most = git_http_body_most,
                                     .spool_folder = worker->folder,
                                     .rest = worker_rest,
                                     .refuse = web_refuse,
                                     .context = &state.web};
    TRY(http_server_make(&settings, &state.server));
    TRY(password_process_begin(&state.web.password_process, worker->password_process_socket, state.server));
    TRY(git_process_begin(&state.web.git_process, worker->git_process_socket, state.server));
    TRY(watch_signals(&state));
    TRY(http_server_run(state.server));
    return state.web.is_outdated ? records_check_schema(state.web.site->records) : 0;
}
