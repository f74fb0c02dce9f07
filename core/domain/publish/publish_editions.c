/* Says what was published: editions and their commits; see publish.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/access.h"
#include "domain/publish/publish.h"
#include "domain/records/job.h"

#include <stdio.h>
#include <string.h>

static const struct query record_list = {"edition.list", NULL,
                                         "SELECT id, at, commits FROM edition ORDER BY turn DESC LIMIT ?2 OFFSET ?1"};

static const struct query record_by_id = {"edition.by_id", NULL,
                                          "SELECT id, at, commits, turn = (SELECT max(turn) FROM edition)"
                                          " FROM edition WHERE id = ?1"};

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

int publish_editions_range(struct records *records, const struct actor *actor, struct published_range range,
                           struct arena *arena, struct published_edition **ret_editions, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(access_check_site(actor, SITE_PUBLISH));
    TRY(records_select(records, &record_list, BIND(value_number(range.after), value_number(range.most)), &rows));
    return ROWS_COLLECT(&rows, edition_read, NULL, arena, ret_editions, ret_count);
}

int publish_editions(struct records *records, const struct actor *actor, struct arena *arena,
                     struct published_edition **ret_editions, size_t *ret_count)
{
    const struct published_range all = {0, -1};
    return publish_editions_range(records, actor, all, arena, ret_editions, ret_count);
}

int publish_edition_find(struct records *records, const struct actor *actor, const char *id, struct arena *arena,
                         struct published_edition *ret_edition, bool *ret_is_newest)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(access_check_site(actor, SITE_PUBLISH));
    TRY(records_select(records, &record_by_id, BIND(value_text(id)), &rows));
    if (!rows_next(&rows)) {
        TRY(rows_result(&rows));
        return fail(FAIL_NOT_FOUND, "edition '%s': was never published here", id);
    }
    *ret_is_newest = row_number(&rows, 3) != 0;
    TRY(edition_read(&rows, arena, NULL, ret_edition));
    return rows_result(&rows);
}

/* ---- the job that makes a preview ---- */

#define PAYLOAD_EDITION "{\"edition\":\""

int publish_preview_ask(struct records *records, const struct actor *actor, const char *edition)
{
    CLEANUP(text_finish) struct text payload = TEXT(256);
    TRY(access_check_site(actor, SITE_PUBLISH));
    if (!edition)
        return job_add_once(records, JOB_PUBLISH_PREVIEW);
    text_addf(&payload, PAYLOAD_EDITION "%s\"}", edition);
    TRY(records_begin(records));
    return records_end(
        records, job_add(records, JOB_PUBLISH_PREVIEW, text_string(&payload), clock_now()),
        &(struct event){.actor = actor, .kind = "job.added", .data = "{\"kind\":\"" JOB_PUBLISH_PREVIEW "\"}"});
}

int publish_preview_run(struct records *records, const char *payload)
{
    CLEANUP(publication_finish) struct publication publication = {0};
    char edition[CONTENT_EDITION_BYTES] = "";
    const char *at = strstr(payload, PAYLOAD_EDITION);
    if (at)
        snprintf(edition, sizeof edition, "%s", at + strlen(PAYLOAD_EDITION));
    edition[strcspn(edition, "\"")] = '\0';
    TRY(publish_preview_edition(records, &actor_trappa, *edition ? edition : NULL, &publication));
    if (*publication.edition)
        return 0;
    return fail_at(FAIL_RULE, REASON_CURRICULUM_ERRORS, NULL, "the check found %zu errors",
                   publication.check.findings.errors);
}
