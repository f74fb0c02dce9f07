/* `trappa serve`: the pages, for people; their routes, for whoever tests them. */
#include "ui/web/serve.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/site/site.h"
#include "ui/cli/commands.h"
#include "ui/cli/demo_command.h"
#include "ui/cli/work_command.h"
#include "ui/web/route.h"

#include <stdio.h>

#define ROUTES_MOST ((size_t)1024 * 1024)

static int list_routes(void)
{
    CLEANUP(text_finish) struct text text = TEXT(ROUTES_MOST);
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
    int result = demo_accounts_say(invocation);
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
