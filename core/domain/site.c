/* Opens a data directory with all that is in it; see site.h. */
#include "domain/site.h"

#include "base/fail.h"
#include "domain/content.h"
#include "domain/publish.h"
#include "io/file.h"
#include "io/stem.h"

static int site_start(struct site *site)
{
    const char *records = file_join(&site->arena, site->folder, "records.db");
    if (!file_exists(records))
        return fail(FAIL_NOT_FOUND, "%s: no Trappa site here; 'trappa init' makes one", site->folder);
    database_use_stemmer(stem_swedish);
    TRY(secret_begin());
    TRY(site_config_read(site->folder, &site->arena, &site->config));
    TRY(records_open(site->folder, &site->records));
    (void)content_edition_rebuild(site->records); /* without a layer's repository the newest that can be had is shown */
    return content_open(file_join(&site->arena, site->folder, "content.db"), &site->content);
}

int site_open(const char *folder, struct site **ret_site)
{
    CLEANUP(site_close_at) struct site *site = memory_zeroed(sizeof *site);
    site->folder = memory_copy_string(folder);
    TRY(site_start(site));
    *ret_site = TAKE(site);
    return 0;
}

void site_close(struct site *site)
{
    if (!site)
        return;
    content_close(site->content);
    records_close(site->records);
    arena_finish(&site->arena);
    memory_free(site->folder);
    memory_free(site);
}

void site_close_at(struct site **site)
{
    site_close(*site);
}

int site_refresh(struct site **site)
{
    struct site *fresh = NULL;
    if (records_is_current((*site)->records))
        return 0;
    TRY(site_open((*site)->folder, &fresh));
    site_close(*site);
    *site = fresh;
    return 0;
}
