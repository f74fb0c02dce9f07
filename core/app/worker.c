/* A web process: opens the data, then serves until it is told to stop; see app/worker.h. */
#include "app/worker.h"

#include "app/plugin_ui.h"
#include "app/routes.h"
#include "base/fail.h"
#include "host/plugin_install.h"
#include "ui/web/plugin.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#define DRAIN_SECONDS 10

struct running {
    struct web web;
    struct http_server *server;
    int signals;
};

static void on_signal(void *context)
{
    struct running *running = context;
    struct signalfd_siginfo info;
    if (read(running->signals, &info, sizeof info) == (ssize_t)sizeof info && info.ssi_signo == SIGTERM)
        http_server_drain(running->server, DRAIN_SECONDS);
}

static void running_finish(struct running *running)
{
    http_server_free(running->server);
    site_close(running->web.site);
    if (running->signals > 0)
        close(running->signals);
}

static int watch_signals(struct running *running)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT); /* Ctrl-C reaches the whole group; the supervisor says what to do */
    sigaddset(&signals, SIGHUP);
    running->signals = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    if (running->signals < 0)
        return fail(FAIL_SYSTEM, "signals: %s", strerror(errno));
    return http_server_watch(running->server, running->signals, on_signal, running);
}

int worker_run(const struct worker *worker)
{
    CLEANUP(running_finish) struct running running = {0};
    TRY(site_open(worker->folder, &running.web.site));
    const char *public_address = worker->config->public_address;
    plugin_ui_load_plugins(worker->folder, &running.web.site->config);
    plugin_install(running.web.site);
    TRY(site_cache_queries(running.web.site));
    plugin_routes_gather();
    running.web.shared = worker->shared;
    running.web.routes = route_tables;
    running.web.trusted_proxy = worker->config->trusted_proxy;
    running.web.origin = public_address;
    running.web.is_secure = public_address && text_starts(public_address, "https://");
    struct http_settings settings = {.listener = worker->listener,
                                     .shares = &worker->shared->shares,
                                     .share = worker->share,
                                     .handle = web_handle,
                                     .body_most = web_body_most,
                                     .rest = web_idle,
                                     .refuse = web_refuse,
                                     .context = &running.web};
    TRY(http_server_make(&settings, &running.server));
    TRY(password_process_begin(&running.web.password_process, worker->password_process_socket, running.server));
    TRY(watch_signals(&running));
    return http_server_run(running.server);
}
