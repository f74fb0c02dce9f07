/* Opens a data directory; see site.h. */
#include "domain/site/site.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/content/content.h"
#include "domain/publish/publish.h"
#include "domain/site/layer_login.h"
#include "io/file.h"
#include "io/stem.h"

#include <sys/stat.h>

static uint64_t content_inode(const char *folder)
{
    struct stat status;
    CLEANUP(memory_free_at) char *path = memory_format("%s/content.db", folder);
    return stat(path, &status) == 0 ? (uint64_t)status.st_ino : 0;
}

static uint64_t opening_next(void)
{
    static uint64_t openings;
    return ++openings;
}

static int site_start(struct site *site)
{
    TRY(file_enter_own(site->folder));
    const char *records = file_join(&site->arena, site->folder, "records.db");
    if (!file_exists(records))
        return fail_at(FAIL_NOT_FOUND, REASON_NO_SITE, NULL, "%s: no Trappa site here", site->folder);
    if (!file_size(records)) /* to the database that is a new one, and to an audit a log that is whole */
        return fail_at(FAIL_INPUT, REASON_RECORDS_EMPTY, NULL, "%s: is empty", records);
    database_use_stemmer(stem_swedish);
    layer_use_logins(layer_login_find);
    TRY(secret_begin());
    TRY(site_config_read(site->folder, &site->arena, &site->config));
    TRY(records_open(site->folder, &site->records));
    (void)content_edition_rebuild(
        site->records); /* without a layer's repository, the newest available edition is used */
    TRY(content_open(file_join(&site->arena, site->folder, "content.db"), &site->content));
    site->content_inode = content_inode(site->folder);
    site->opening = opening_next();
    return 0;
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

/* For each of both databases: the results of about ten different pages. */
#define ANSWERS_MOST_BYTES ((size_t)96 * 1024)

static int answers_keep(struct site *site)
{
    if (!site->caches_queries)
        return 0;
    TRY(database_cache_queries(records_database(site->records), ANSWERS_MOST_BYTES));
    return database_cache_queries(content_database(site->content), ANSWERS_MOST_BYTES);
}

int site_cache_queries(struct site *site)
{
    site->caches_queries = true;
    return answers_keep(site);
}

void site_idle(struct site *site)
{
    database_idle(records_database(site->records));
    database_idle(content_database(site->content));
}

struct site_state site_state(const struct site *site)
{
    return (struct site_state){.records = database_state(records_database(site->records)),
                               .content = database_state(content_database(site->content)),
                               .reading = database_reading(records_database(site->records))};
}

int site_refresh(struct site *site)
{
    struct records *records = NULL;
    struct content *content = NULL;
    if (records_is_current(site->records) && site->content_inode == content_inode(site->folder))
        return 0;
    TRY(records_open(site->folder, &records));
    CLEANUP(memory_free_at) char *path = memory_format("%s/content.db", site->folder);
    int result = content_open(path, &content);
    if (result != 0) {
        records_close(records);
        return result;
    }
    records_close(site->records);
    content_close(site->content);
    site->records = records;
    site->content = content;
    site->content_inode = content_inode(site->folder);
    site->opening = opening_next();
    return answers_keep(site);
}

int site_content_is_newest(struct site *site, bool *ret_is_newest)
{
    static const struct query newest = {"site.edition", NULL, "SELECT id FROM edition ORDER BY turn DESC LIMIT 1"};
    struct rows rows CLEANUP(rows_end) = {0};
    const char *edition = NULL;
    TRY(records_select(site->records, &newest, BIND_NOTHING, &rows));
    bool is_published = rows_next(&rows);
    TRY(rows_result(&rows));
    if (!is_published) {
        *ret_is_newest = true;
        return 0;
    }
    TRY(content_read_begin(site->content));
    int result = content_edition(site->content, &edition);
    *ret_is_newest = result == 0 && text_equal(edition, row_text(&rows, 0));
    content_read_end(site->content);
    return fail_is(result, REASON_NOT_PUBLISHED) ? 0 : result;
}
