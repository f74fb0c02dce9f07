/* Runs jobs, once or until SIGTERM; see work.h. */
#include "app/work.h"

#include "app/plugin_ui.h"
#include "app/supervisor.h"
#include "base/clock.h"
#include "base/fail.h"
#include "domain/site/job_run.h"
#include "host/host.h"
#include "host/plugin_install.h"
#include "host/plugin_lack.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"

#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define PAUSE_SECONDS 5

static void log_failure(const char *kind, const char *sentence)
{
    fprintf(stderr, "trappa: job %s: %s\n", kind, sentence);
}

/* Once, by one process of serve. */
static void plugins_log(struct site *site)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const char **lacking = NULL;
    size_t count = 0;
    for (struct plugin *plugin = NULL; (plugin = host_plugin_next(plugin));)
        if (plugin->why)
            fprintf(stderr, "trappa: plugin %s: refused: %s\n", plugin->id, plugin->why);
    (void)plugins_lacking(site, &arena, &lacking, &count);
    for (size_t i = 0; i < count; i++)
        fprintf(stderr, "trappa: plugin %s: is not loaded, and this site has used it\n", lacking[i]);
}

static int work_site_open(const char *folder, struct site **ret_site)
{
    TRY(site_open(folder, ret_site));
    plugin_ui_load_plugins(folder, &(*ret_site)->config);
    TRY(plugin_install(*ret_site));
    plugins_log(*ret_site);
    return 0;
}

bool work_in_folder(const char *folder)
{
    static struct site *site;
    int run = 0;
    int result = site ? 0 : work_site_open(folder, &site);
    if (result == 0)
        result = records_check_schema(site->records);
    if (result == 0)
        result = job_run_due(site, log_failure, &run);
    if (result == 0)
        (void)plugin_install(site); /* a job may have opened the data anew */
    if (fail_is(result, REASON_RECORDS_NEWER))
        _exit(SUPERVISOR_OUTDATED);
    if (result == 0)
        return run > 0;
    fprintf(stderr, "trappa: jobs: %s\n", fail_sentence());
    site_close(site);
    site = NULL;
    return false;
}

static int work_until_told(const struct invocation *invocation, struct site *site)
{
    sigset_t signals;
    int run = 0;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    do {
        TRY(job_run_due(site, log_failure, &run));
    } while (!invocation_has(invocation, "once") &&
             sigtimedwait(&signals, NULL, &(struct timespec){.tv_sec = run ? 0 : PAUSE_SECONDS}) < 0);
    return 0;
}

static int command_work(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    TRY(clock_begin(true));
    TRY(command_open_site(invocation, &site, &actor));
    return work_until_told(invocation, site);
}

static const struct command commands[] = {
    {"work", "[--once]", N_("Does the jobs that serve would do"), command_work},
};
const struct command_table work_commands = COMMAND_TABLE_AFTER(commands, "report show");
