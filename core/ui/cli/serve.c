/* `trappa serve`: the pages, for people; their routes, for whoever tests them. */
#include "ui/web/kernel/serve.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/site/site.h"
#include "ui/cli/commands.h"
#include "ui/cli/demo.h"
#include "ui/cli/work.h"
#include "ui/web/kernel/route.h"

#include <stdio.h>

#define ROUTES_MAX ((size_t)1024 * 1024)

static int list_routes(void)
{
    CLEANUP(text_finish) struct text text = TEXT(ROUTES_MAX);
    route_list_json(&text);
    TRY(text_check(&text, "the list of routes"));
    fputs(text_string(&text), stdout);
    return 0;
}

/* Brings the records up to date, or says once what is wrong, before any process is started. */
static int site_look_at(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    TRY(site_open(invocation->data, &site)); /* without plugins: each worker loads its own, so that SIGHUP loads anew */
    if (!site->config.is_demo)
        return 0;
    int result = demo_accounts_print(invocation);
    return result == FAIL_NOT_FOUND ? 0 : result; /* a backup does not hold them */
}

int command_serve(const struct invocation *invocation)
{
    if (invocation_has(invocation, "routes"))
        return list_routes();
    TRY(clock_begin(true));
    TRY(site_look_at(invocation));
    return serve_run(&(struct serve_options){.folder = invocation->data,
                                             .listen = invocation_option(invocation, "listen"),
                                             .workers = (int)invocation_number(invocation, "workers", 0),
                                             .work = work_in_folder});
}
