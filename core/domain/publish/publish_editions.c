/* Says what was published: editions and their commits; see publish.h. */
#include "base/fail.h"
#include "domain/people/access.h"
#include "domain/publish/publish.h"

#include <stdio.h>
#include <string.h>

static const struct query record_list = {"edition.list", NULL,
                                         "SELECT id, at, commits FROM edition ORDER BY turn DESC"};

static const struct query record_commits = {"edition.commits", NULL,
                                            "SELECT commits FROM edition ORDER BY turn DESC LIMIT 1"};

bool publish_commit_in(const char *lines, const char *layer, char ret_commit[GIT_ID_BYTES])
{
    size_t length = strlen(layer);
    for (const char *line = lines; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, layer, length) != 0 || line[length] != ' ')
            continue;
        snprintf(ret_commit, GIT_ID_BYTES, "%s", line + length + 1);
        return true;
    }
    return false;
}

int publish_commits(struct records *records, struct arena *arena, const char **ret_lines)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &record_commits, BIND_NOTHING, &rows));
    *ret_lines = rows_next(&rows) ? row_copy(&rows, 0, arena) : "";
    return rows_result(&rows);
}

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
