/* `trappa serve`: serves the pages, or lists their routes for tests. */
#include "app/routes.h"
#include "app/supervisor.h"
#include "app/work.h"
#include "app/worker.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/admin/copies.h"
#include "domain/site/site.h"
#include "ui/cli/command.h"
#include "ui/cli/demo.h"

#include <stdio.h>

#define ROUTES_MAX ((size_t)1024 * 1024)

static int list_routes(void)
{
    CLEANUP(text_finish) struct text text = TEXT(ROUTES_MAX);
    route_list_json(route_tables, &text);
    TRY(text_check(&text, "the list of routes"));
    fputs(text_string(&text), stdout);
    return 0;
}

/* Migrates the records, or reports once what is wrong, before any process starts. */
static int site_look_at(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    TRY(site_open(invocation->data, &site));    /* each worker loads its own plugins, so that SIGHUP reloads them */
    (void)copies_sweep(invocation->data, NULL); /* doctor tells of what stays */
    if (!site->config.is_demo)
        return 0;
    int result = demo_accounts_print(invocation);
    return result == FAIL_NOT_FOUND ? 0 : result; /* a backup does not contain them */
}

static int command_serve(const struct invocation *invocation)
{
    if (invocation_has(invocation, "routes"))
        return list_routes();
    TRY(clock_begin(true));
    TRY(site_look_at(invocation));
    return supervisor_run(&(struct supervisor_options){.folder = invocation->data,
                                                       .listen = invocation_option(invocation, "listen"),
                                                       .is_insecure = invocation_has(invocation, "insecure"),
                                                       .workers = (int)invocation_number(invocation, "workers", 0),
                                                       .work = work_in_folder,
                                                       .prepare = worker_prepare});
}

static const struct command commands[] = {
    {"serve", "[--listen ADDRESS] [--workers 1..32] [--insecure] [--routes]",
     N_("Serves the pages; with --routes lists them instead"), command_serve},
};
const struct command_table serve_commands = COMMAND_TABLE_AFTER(commands, "aspirant funnel");
