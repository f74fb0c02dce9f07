/* Lists what was published; see publish.h. */
#include "base/fail.h"
#include "domain/people/access.h"
#include "domain/publish/publish.h"

static const struct query record_list = {"edition.list", NULL,
                                         "SELECT id, at, commits FROM edition ORDER BY turn DESC"};

static int edition_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    *(struct published_edition *)ret_item = (struct published_edition){
        .id = row_copy(rows, 0, arena), .at = row_number(rows, 1), .commits = row_copy(rows, 2, arena)};
    return 0;
}

int publish_editions(struct records *records, const struct actor *actor, struct arena *arena,
                     struct published_edition **ret_editions, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(access_check_site(actor, SITE_PUBLISH));
    TRY(records_select(records, &record_list, BIND_NOTHING, &rows));
    return ROWS_COLLECT(&rows, edition_read, NULL, arena, ret_editions, ret_count);
}
