/* Resolves the layers, checks them and compiles them; see publish.h. */
#include "domain/publish/publish.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"
#include "domain/content/compile.h"
#include "domain/content/content_schema.h"
#include "domain/content/content_seal.h"
#include "domain/content/parse_cache_store.h"
#include "domain/people/access.h"
#include "domain/publish/layer.h"
#include "domain/publish/publish_state.h"
#include "io/file.h"
#include "io/lock.h"
#include "io/markdown.h"
#include "io/secret.h"
#include "io/stem.h"

#include <stdio.h>
#include <string.h>

#define LOCK_SECONDS 5

static const struct query published_newest = {"publish.newest", NULL,
                                              "SELECT id, renderer, finders FROM edition ORDER BY turn DESC LIMIT 1"};
static const struct query published_known = {"publish.known", NULL, "SELECT key FROM edition WHERE id = ?1"};
static const struct query record_newest = {"edition.newest", NULL, "SELECT id FROM edition ORDER BY turn DESC LIMIT 1"};
static const struct query record_all = {"edition.all", NULL, "SELECT id, commits FROM edition ORDER BY turn"};
static const struct query record_write = {
    "edition.write", "edition",
    "INSERT INTO edition (id, at, commits, turn)"
    " VALUES (?1, ?2, ?3, (SELECT coalesce(max(turn), 0) + 1 FROM edition))"
    " ON CONFLICT (id) DO UPDATE SET at = excluded.at, turn = excluded.turn RETURNING *"};

void publication_finish(struct publication *publication)
{
    arena_finish(&publication->arena);
    check_finish(&publication->check);
    parse_cache_finish(&publication->parse_cache);
}

/* ---- whether anything changed ---- */

static int is_published(struct database *database, struct records *records, const char *edition, bool *ret_is)
{
    struct rows in_content CLEANUP(rows_end) = {0};
    struct rows in_records CLEANUP(rows_end) = {0};
    TRY(database_select(database, &published_newest, BIND_NOTHING, &in_content));
    *ret_is = rows_next(&in_content) && text_equal(row_text(&in_content, 0), edition) &&
              row_number(&in_content, 1) == MARKDOWN_RENDERER_VERSION &&
              text_equal(row_text(&in_content, 2), blocks_version());
    TRY(rows_result(&in_content));
    TRY(records_select(records, &record_newest, BIND_NOTHING, &in_records));
    *ret_is = rows_next(&in_records) && *ret_is && text_equal(row_text(&in_records, 0), edition);
    return rows_result(&in_records);
}

static int steps_count(struct database *database, size_t *ret_count)
{
    static const struct query count = {"publish.steps", NULL,
                                       "SELECT count(*) FROM entry WHERE is_hidden = 0 AND is_retired = 0"};
    int64_t steps = 0;
    TRY(database_number(database, &count, BIND_NOTHING, 0, &steps));
    *ret_count = (size_t)steps;
    return 0;
}

/* ---- writing ---- */

static int record_edition(struct records *records, const struct actor *actor, const struct publish_state *state)
{
    CLEANUP(text_finish) struct text data = TEXT(2 * COMMITS_BYTES_MAX);
    struct json json = JSON(&data);
    json_object(&json);
    json_put_string(&json, "edition", state->edition);
    json_end(&json);
    TRY(records_begin(records));
    int result = records_write(
        records, &record_write,
        BIND(value_text(state->edition), value_number(clock_now()), value_text(text_string(&state->lines))), NULL);
    return records_end(records, result,
                       &(struct event){.actor = actor, .kind = "edition.published", .data = text_string(&data)});
}

/* Compiles inside the open transaction. New errors in the findings are not a failure, but the caller must roll back. */
static int state_compile(struct database *database, const struct publish_state *state, struct publication *publication)
{
    struct compilation compilation = {.database = database,
                                      .stack = &publication->check.stack,
                                      .parse_cache = &publication->parse_cache,
                                      .edition = state->edition,
                                      .commits = text_string(&state->lines),
                                      .findings = &publication->check.findings};
    int result = compile_edition(&compilation);
    if (result == 0 && !publication->check.findings.errors)
        result = parse_cache_store_save(database, &publication->parse_cache);
    if (result == 0)
        result = content_seal_renew(database);
    findings_sort(&publication->check.findings);
    publication->steps = compilation.steps;
    publication->rendered = compilation.rendered;
    publication->stripped = compilation.stripped;
    return result;
}

/* Commits the records first: after a crash between the two, the next publish finds an edition in the records that
 * content.db lacks, and compiles it. */
static int state_publish(struct database *database, struct records *records, const struct actor *actor,
                         const struct publish_state *state, struct publication *publication)
{
    TRY(database_begin_write(database));
    int result = state_compile(database, state, publication);
    bool is_good = publication->check.findings.errors == 0;
    if (result == 0 && is_good && !publication->is_preview)
        result = record_edition(records, actor, state);
    if (result == 0 && is_good)
        result = database_commit(database);
    if (result == 0 && is_good) {
        memcpy(publication->edition, state->edition, sizeof publication->edition);
        publication->is_new = true;
    }
    database_rollback(database); /* if it was not committed */
    return result;
}

static char *content_file(struct records *records)
{
    return memory_format("%s/content.db", records_folder(records));
}

/* Opens content.db for writing, under the lock of publishing. One that `check` finds damaged is replaced by an empty
 * one: all that it held is in the layers. */
static int database_of_checked(struct records *records, int (*check)(struct database *database),
                               struct database **ret_database)
{
    CLEANUP(memory_free_at) char *path = content_file(records);
    CLEANUP(database_close_at) struct database *database = NULL;
    database_use_stemmer(stem_swedish);
    TRY(content_schema_open(path, &database));
    int result = check(database);
    if (result == FAIL_CORRUPT) {
        database_close(TAKE(database));
        result = content_schema_replace(path, &database);
    }
    if (result == 0)
        *ret_database = TAKE(database);
    return result;
}

static int database_of(struct records *records, struct database **ret_database)
{
    return database_of_checked(records, content_seal_check_small, ret_database);
}

int publish_lock(struct records *records, int *ret_lock)
{
    CLEANUP(memory_free_at) char *path = memory_format("%s/locks/publish", records_folder(records));
    return lock_take(path, "publishing", ret_lock);
}

int publish_lock_wait(struct records *records, int *ret_lock)
{
    CLEANUP(memory_free_at) char *path = memory_format("%s/locks/publish", records_folder(records));
    return lock_take_within(path, "publishing", LOCK_SECONDS, ret_lock);
}

/* ---- rebuilding ---- */

/* Compiles an earlier edition whatever today's check finds: it had no errors by the rules of its time, and people have
 * done its steps. */
static int edition_restore(struct database *database, struct records *records, const char *lines)
{
    CLEANUP(publish_state_finish) struct publish_state state = PUBLISH_STATE;
    CLEANUP(publication_finish) struct publication publication = {0};
    TRY(publish_state_recall(records, lines, &state));
    TRY(publish_state_check(database, &state, &publication));
    TRY(database_begin_write(database));
    int result = state_compile(database, &state, &publication);
    if (result == 0)
        result = database_commit(database);
    database_rollback(database);
    return result;
}

static int is_missing(struct database *database, const char *edition, bool *ret_is_missing)
{
    int64_t key = 0;
    TRY(database_number(database, &published_known, BIND(value_text(edition)), 0, &key));
    *ret_is_missing = key == 0;
    return 0;
}

struct missing_editions {
    struct database *database;
    bool is_any;
    struct arena arena;
    const char **lines; /* the commits of each edition */
    size_t count;
};

static void missing_editions_finish(struct missing_editions *missing)
{
    arena_finish(&missing->arena);
}

static int missing_edition_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    struct missing_editions *missing = context;
    if (!missing->is_any)
        TRY(is_missing(missing->database, row_text(rows, 0), &missing->is_any));
    *(const char **)ret_item = row_copy(rows, 1, arena);
    return missing->is_any ? 0 : ROW_SKIP;
}

/* The first missing edition and all later ones, so that the newest is compiled last. */
static int missing_editions_find(struct records *records, struct missing_editions *missing)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &record_all, BIND_NOTHING, &rows));
    return ROWS_COLLECT(&rows, missing_edition_read, missing, &missing->arena, &missing->lines, &missing->count);
}

static int rebuild_locked(struct database *database, struct records *records)
{
    CLEANUP(missing_editions_finish) struct missing_editions missing = {.database = database};
    TRY(missing_editions_find(records, &missing));
    for (size_t i = 0; i < missing.count; i++)
        TRY(edition_restore(database, records, missing.lines[i]));
    return 0;
}

static int is_any_missing(struct records *records, bool *ret_is_any)
{
    CLEANUP(memory_free_at) char *path = memory_format("%s/content.db", records_folder(records));
    CLEANUP(database_close_at) struct database *database = NULL;
    CLEANUP(missing_editions_finish) struct missing_editions missing = {0};
    TRY(content_schema_ensure(path));
    TRY(database_open(path, DATABASE_READ, &database));
    missing.database = database;
    TRY(missing_editions_find(records, &missing));
    *ret_is_any = missing.is_any;
    return 0;
}

int content_edition_mend(struct records *records)
{
    CLEANUP(lock_give) int lock = -1;
    CLEANUP(database_close_at) struct database *database = NULL;
    TRY(publish_lock(records, &lock));
    TRY(database_of_checked(records, content_seal_check, &database));
    return rebuild_locked(database, records);
}

int content_edition_seal(struct records *records)
{
    CLEANUP(lock_give) int lock = -1;
    CLEANUP(database_close_at) struct database *database = NULL;
    CLEANUP(memory_free_at) char *path = content_file(records);
    TRY(publish_lock(records, &lock));
    TRY(content_schema_open(path, &database));
    TRY(database_begin_write(database));
    int result = content_seal_write(database);
    if (result == 0)
        result = database_commit(database);
    database_rollback(database);
    return result;
}

int content_edition_rebuild(struct records *records)
{
    bool is_any = false;
    int result = is_any_missing(records, &is_any);
    if (result != 0 && result != FAIL_CORRUPT)
        return result;
    return is_any || result == FAIL_CORRUPT ? content_edition_mend(records) : 0;
}

/* ---- publishing ---- */

/* `edition`: an earlier one again; NULL: the newest state of the layers. */
static int publish_locked(struct database *database, struct records *records, const struct actor *actor,
                          const char *edition, struct publication *publication)
{
    CLEANUP(publish_state_finish) struct publish_state state = PUBLISH_STATE;
    bool is_done = false;
    if (!publication->is_preview) /* an edition that cannot be had any more must not stop a new one */
        (void)rebuild_locked(database, records);
    TRY(edition ? publish_state_recall_edition(records, edition, &state)
                : publish_state_bring(records, &state, publication));
    TRY(is_published(database, records, state.edition, &is_done));
    if (!edition) /* an earlier edition goes back by intention: what was published since is no history of it */
        TRY(publish_state_open_previous(database, &state, is_done));
    TRY(publish_state_check(database, &state, publication));
    if (is_done) {
        memcpy(publication->edition, state.edition, sizeof publication->edition);
        return steps_count(database, &publication->steps);
    }
    if (publication->check.findings.errors)
        return 0;
    return state_publish(database, records, actor, &state, publication);
}

int publish_edition(struct records *records, const struct actor *actor, const char *edition,
                    struct publication *ret_publication)
{
    CLEANUP(lock_give) int lock = -1;
    CLEANUP(database_close_at) struct database *database = NULL;
    *ret_publication = (struct publication){0};
    TRY(access_check_site(actor, SITE_PUBLISH));
    TRY(publish_lock(records, &lock));
    TRY(database_of(records, &database));
    int result = publish_locked(database, records, actor, edition, ret_publication);
    if (result != FAIL_CORRUPT)
        return result;
    database_close(TAKE(database)); /* a large file, in which the damage was met on the way */
    publication_finish(ret_publication);
    *ret_publication = (struct publication){0};
    TRY(database_of_checked(records, content_seal_check, &database));
    return publish_locked(database, records, actor, edition, ret_publication);
}

int publish(struct records *records, const struct actor *actor, struct publication *ret_publication)
{
    return publish_edition(records, actor, NULL, ret_publication);
}

int publish_check_order(struct records *records, const char *const *names, size_t count,
                        struct publication *ret_publication)
{
    CLEANUP(lock_give) int lock = -1;
    CLEANUP(database_close_at) struct database *database = NULL;
    CLEANUP(publish_state_finish) struct publish_state state = PUBLISH_STATE;
    *ret_publication = (struct publication){.is_preview = true};
    TRY(publish_lock(records, &lock));
    TRY(publish_state_keep(records, names, count, &state));
    TRY(database_of(records, &database));
    return publish_state_check(database, &state, ret_publication);
}

int publish_check_layer(struct records *records, const struct layer_source *layer, struct publication *ret_publication)
{
    CLEANUP(lock_give) int lock = -1;
    CLEANUP(database_close_at) struct database *database = NULL;
    CLEANUP(publish_state_finish) struct publish_state state = PUBLISH_STATE;
    *ret_publication = (struct publication){.is_preview = true};
    TRY(publish_lock(records, &lock));
    TRY(publish_state_bring_one(records, layer, &state));
    TRY(database_of(records, &database));
    return publish_state_check(database, &state, ret_publication);
}

/* ---- preview ---- */

char *publish_preview_path(const char *folder)
{
    return memory_format("%s/content-trial.db", folder);
}

static int trial_make(struct records *records, const char *path, struct database **ret_preview)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    CLEANUP(database_close_at) struct database *database = NULL;
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        CLEANUP(memory_free_at) char *name = memory_format("%s%s", path, endings[i]);
        TRY(file_remove_tree(name));
    }
    TRY(database_of(records, &database));
    TRY(database_backup(database, path));
    return content_schema_open(path, ret_preview);
}

int publish_preview_edition(struct records *records, const struct actor *actor, const char *edition,
                            struct publication *ret_publication)
{
    CLEANUP(lock_give) int lock = -1;
    CLEANUP(database_close_at) struct database *preview = NULL;
    CLEANUP(memory_free_at) char *path = publish_preview_path(records_folder(records));
    *ret_publication = (struct publication){.is_preview = true};
    TRY(access_check_site(actor, SITE_PUBLISH));
    TRY(publish_lock(records, &lock));
    TRY(trial_make(records, path, &preview));
    return publish_locked(preview, records, actor, edition, ret_publication);
}

int publish_preview(struct records *records, const struct actor *actor, struct publication *ret_publication)
{
    return publish_preview_edition(records, actor, NULL, ret_publication);
}

/* ---- one layer at another commit ---- */

/* Others publish again while the copy is compiled. */
static int copy_make(struct records *records, const char *path, struct database **ret_copy)
{
    CLEANUP(lock_give) int lock = -1;
    TRY(publish_lock_wait(records, &lock));
    return trial_make(records, path, ret_copy);
}

int publish_try(struct records *records, const struct layer_at *at, struct publication *ret_publication)
{
    CLEANUP(database_close_at) struct database *database = NULL;
    CLEANUP(publish_state_finish) struct publish_state state = PUBLISH_STATE;
    *ret_publication = (struct publication){.is_preview = true};
    TRY(publish_state_put(records, at->layer, at->commit, &state));
    TRY(at->path ? copy_make(records, at->path, &database) : database_of(records, &database));
    TRY(publish_state_open_previous(database, &state, false));
    TRY(publish_state_check(database, &state, ret_publication));
    if (!at->path || ret_publication->check.findings.errors)
        return 0;
    return state_publish(database, records, &actor_trappa, &state, ret_publication);
}
