/* What a worker looks up anew before it answers; see web.h. */
#include "ui/web/kernel/web.h"

#include "base/fail.h"
#include "domain/site/site.h"
#include "host/plugin_install.h"

#include <stdio.h>

void web_refresh(struct web *web)
{
    if (web->is_refreshed)
        return;
    int result = site_refresh(web->site);
    web->is_outdated |= fail_is(result, REASON_RECORDS_NEWER);
    if (result != 0) /* then the old data is shown, and records_begin() refuses to change it */
        fprintf(stderr, "trappa: restored data cannot be opened: %s\n", fail_sentence());
    (void)plugin_install(web->site);
    web->is_refreshed = true;
}
