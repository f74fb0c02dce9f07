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
#include "io/file.h"
#include "io/lock.h"
#include "io/markdown.h"
#include "io/secret.h"
#include "io/stem.h"

#include <stdio.h>
#include <string.h>

#define COMMITS_BYTES_MAX (LAYERS_MAX * 256)

static const struct query published_newest = {"publish.newest", NULL,
                                              "SELECT id, renderer, finders FROM edition ORDER BY turn DESC LIMIT 1"};
static const struct query published_commits = {"publish.commits", NULL,
                                               "SELECT commits FROM edition ORDER BY turn DESC LIMIT 1 OFFSET ?1"};
static const struct query published_known = {"publish.known", NULL, "SELECT key FROM edition WHERE id = ?1"};
static const struct query record_newest = {"edition.newest", NULL, "SELECT id FROM edition ORDER BY turn DESC LIMIT 1"};
static const struct query record_commits = {"edition.commits", NULL,
                                            "SELECT commits FROM edition ORDER BY turn DESC LIMIT 1"};
static const struct query record_all = {"edition.all", NULL, "SELECT id, commits FROM edition ORDER BY turn"};
static const struct query record_like = {"edition.like", NULL,
                                         "SELECT commits FROM edition WHERE substr(id, 1, length(?1)) = ?1 LIMIT 2"};
static const struct query record_write = {
    "edition.write", "edition",
    "INSERT INTO edition (id, at, commits, turn)"
    " VALUES (?1, ?2, ?3, (SELECT coalesce(max(turn), 0) + 1 FROM edition))"
    " ON CONFLICT (id) DO UPDATE SET at = excluded.at, turn = excluded.turn RETURNING *"};

/* One state of all layers: their repositories, open, and the commits. */
struct state {
    struct git *gits[LAYERS_MAX];
    char commits[LAYERS_MAX][GIT_ID_BYTES];
    const char *names[LAYERS_MAX];
    const struct source_tree *previous[LAYERS_MAX]; /* the published state; NULL for a new layer */
    size_t count;
    struct arena arena; /* names and trees */
    char edition[CONTENT_EDITION_BYTES];
    struct text lines; /* 'layer commit' */
};

static void state_finish(struct state *state)
{
    for (size_t i = 0; i < state->count; i++)
        git_store_close(state->gits[i]);
    text_finish(&state->lines);
    arena_finish(&state->arena);
}

void publication_finish(struct publication *publication)
{
    arena_finish(&publication->arena);
    check_finish(&publication->check);
    parse_cache_finish(&publication->parse_cache);
}

/* ---- which state ---- */

static void state_name(struct state *state)
{
    unsigned char digest[SECRET_HASH_BYTES];
    struct secret_hash hash;
    secret_hash_begin(&hash);
    text_clear(&state->lines);
    for (size_t i = 0; i < state->count; i++) {
        secret_hash_add_string(&hash, state->names[i]);
        secret_hash_add_string(&hash, state->commits[i]);
        text_addf(&state->lines, "%s%s %s", i ? "\n" : "", state->names[i], state->commits[i]);
    }
    secret_hash_end(&hash, digest);
    secret_to_hex(digest, (CONTENT_EDITION_BYTES - 1) / 2, state->edition);
}

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

/* Opens a layer as it was published last, else as it was brought last. */
static int layer_keep(struct records *records, const char *name, struct state *state, bool *ret_was_published)
{
    const char *lines = NULL;
    TRY(publish_commits(records, &state->arena, &lines));
    *ret_was_published = publish_commit_in(lines, name, state->commits[state->count]);
    if (*ret_was_published)
        return layer_open(records, name, &state->gits[state->count]);
    return layer_recall(records, name, &state->gits[state->count], state->commits[state->count]);
}

static void state_add(struct state *state, const char *name)
{
    state->names[state->count++] = name;
}

static void unreached_add(struct publication *publication, struct publication_unreached unreached)
{
    unreached.layer = arena_copy_string(&publication->arena, unreached.layer);
    publication->unreached[publication->unreached_count++] = unreached;
}

/* After a failure to bring a layer. What was published of it stays; a layer of which nothing was ever had is left out;
 * neither stops the others. */
static int layer_do_without(struct records *records, const char *name, struct state *state,
                            struct publication *publication)
{
    bool was_published = false;
    const char *sentence = arena_copy_string(&publication->arena, fail_sentence());
    int result = layer_keep(records, name, state, &was_published);
    if (result != 0 && was_published)
        return result;
    if (result == 0)
        state_add(state, name);
    unreached_add(publication, (struct publication_unreached){name, sentence, result != 0});
    fail_forget();
    return 0;
}

/* The newest state of every layer. A fault of our own disk is none of a layer. */
static int state_bring(struct records *records, struct state *state, struct publication *publication)
{
    struct layer_source *layers = NULL;
    size_t count = 0;
    TRY(layer_list(records, &state->arena, &layers, &count));
    if (!count)
        return fail_at(FAIL_RULE, REASON_NO_LAYER, NULL, "there is no layer to publish");
    for (size_t i = 0; i < count; i++) {
        const struct layer_source *layer = &layers[i];
        int result = layer_bring(records, layer, &state->gits[state->count], state->commits[state->count]);
        bool is_of_source = !text_equal(layer->kind, "folder") || !file_is_folder(layer->source);
        if (result == 0)
            state_add(state, layer->name);
        else if (is_of_source)
            TRY(layer_do_without(records, layer->name, state, publication));
        else
            return result;
    }
    if (!state->count)
        return fail(FAIL_SYSTEM, "%s", publication->unreached[0].sentence);
    state_name(state);
    return 0;
}

/* The layers of these names as they were last, in this order. */
static int state_keep(struct records *records, const char *const *names, size_t count, struct state *state)
{
    bool was_published = false;
    for (size_t i = 0; i < count; i++)
        if (layer_keep(records, names[i], state, &was_published) == 0)
            state_add(state, arena_copy_string(&state->arena, names[i]));
    fail_forget();
    return 0;
}

/* All layers as they were last, and `layer` as it is now, in its place or on top. */
static int state_bring_one(struct records *records, const struct layer_source *layer, struct state *state)
{
    struct layer_source *layers = NULL;
    size_t count = 0;
    bool is_brought = false, was_published = false;
    TRY(layer_list(records, &state->arena, &layers, &count));
    for (size_t i = 0; i <= count; i++) {
        bool is_this = i == count ? !is_brought : text_equal(layers[i].name, layer->name);
        if (is_this) {
            TRY(layer_bring(records, layer, &state->gits[state->count], state->commits[state->count]));
            state_add(state, layer->name);
            is_brought = true;
        } else if (i < count && layer_keep(records, layers[i].name, state, &was_published) == 0)
            state_add(state, layers[i].name);
    }
    fail_forget();
    return 0;
}

/* An earlier published state, from its lines 'layer commit'. */
static int state_recall(struct records *records, const char *lines, struct state *state)
{
    char *at = arena_copy_string(&state->arena, lines);
    while (at && *at && state->count < LAYERS_MAX) {
        char *line = at, *end = strchr(at, '\n');
        at = end ? end + 1 : NULL;
        if (end)
            *end = '\0';
        char *space = strchr(line, ' ');
        if (!space || strlen(space + 1) != GIT_ID_BYTES - 1)
            return fail(FAIL_CORRUPT, "records: '%s' names no layer and commit of an edition", line);
        *space = '\0';
        TRY(layer_open(records, line, &state->gits[state->count]));
        memcpy(state->commits[state->count], space + 1, GIT_ID_BYTES);
        state->names[state->count++] = line;
    }
    state_name(state);
    return 0;
}

/* The state of an earlier edition, by its id or the beginning of it. */
static int state_recall_edition(struct records *records, const char *edition, struct state *state)
{
    struct rows rows CLEANUP(rows_end) = {0};
    const char *lines = NULL;
    size_t count = 0;
    TRY(records_select(records, &record_like, BIND(value_text(edition)), &rows));
    for (; rows_next(&rows); count++)
        lines = row_copy(&rows, 0, &state->arena);
    TRY(rows_result(&rows));
    if (!count)
        return fail(FAIL_NOT_FOUND, "edition '%s': was never published here", edition);
    if (count > 1)
        return fail(FAIL_INPUT, "edition '%s': begins like several; say more of it", edition);
    return state_recall(records, lines, state);
}

static int trees_open(struct state *state, struct parse_cache *parse_cache, struct source_tree **ret_trees)
{
    struct source_tree *trees = arena_zeroed(&state->arena, (state->count + 1) * sizeof *trees);
    for (size_t i = 0; i < state->count; i++) {
        TRY(source_tree_open_commit(&state->arena, state->gits[i], state->commits[i], &trees[i]));
        trees[i].name = state->names[i];
        trees[i].parse_cache = parse_cache;
    }
    *ret_trees = trees;
    return 0;
}

static int state_check(struct database *database, struct state *state, struct publication *publication)
{
    struct check_request request = {.tree_count = state->count, .is_about_all = true, .previous = state->previous};
    TRY(parse_cache_store_load(database, &publication->parse_cache));
    TRY(trees_open(state, &publication->parse_cache, &request.trees));
    return check_run(&request, &publication->check);
}

/* ---- the published state, to compare with ---- */

/* The edition before this one: the newest, or the one before it if this is the newest itself, so that publishing again
 * says the same. A new layer, or one whose earlier state no longer exists, is compared with nothing. */
static int previous_open(struct database *database, struct state *state, bool is_published)
{
    struct rows rows CLEANUP(rows_end) = {0};
    char commit[GIT_ID_BYTES];
    TRY(database_select(database, &published_commits, BIND(value_number(is_published)), &rows));
    if (!rows_next(&rows))
        return rows_result(&rows);
    for (size_t i = 0; i < state->count; i++) {
        struct source_tree *tree = arena_zeroed(&state->arena, sizeof *tree);
        bool is_known = publish_commit_in(row_text(&rows, 0), state->names[i], commit);
        if (is_known && source_tree_open_commit(&state->arena, state->gits[i], commit, tree) == 0)
            state->previous[i] = tree;
        fail_forget();
    }
    return 0;
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

static int record_edition(struct records *records, const struct actor *actor, const struct state *state)
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
static int state_compile(struct database *database, const struct state *state, struct publication *publication)
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
        result = content_seal_write(database);
    findings_sort(&publication->check.findings);
    publication->steps = compilation.steps;
    publication->rendered = compilation.rendered;
    publication->stripped = compilation.stripped;
    return result;
}

/* Commits the records first: after a crash between the two, the next publish finds an edition in the records that
 * content.db lacks, and compiles it. */
static int state_publish(struct database *database, struct records *records, const struct actor *actor,
                         const struct state *state, struct publication *publication)
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

/* Opens content.db for writing, under the lock of publishing. A damaged one is replaced by an empty one: all that it
 * held is in the layers. */
static int database_of(struct records *records, struct database **ret_database)
{
    CLEANUP(memory_free_at) char *path = memory_format("%s/content.db", records_folder(records));
    CLEANUP(database_close_at) struct database *database = NULL;
    database_use_stemmer(stem_swedish);
    TRY(content_schema_open(path, &database));
    int result = content_seal_check(database);
    if (result == FAIL_CORRUPT) {
        database_close(TAKE(database));
        result = content_schema_replace(path, &database);
    }
    if (result == 0)
        *ret_database = TAKE(database);
    return result;
}

int publish_lock(struct records *records, int *ret_lock)
{
    CLEANUP(memory_free_at) char *path = memory_format("%s/locks/publish", records_folder(records));
    return lock_take(path, "publishing", ret_lock);
}

/* ---- rebuilding ---- */

/* Compiles an earlier edition whatever today's check finds: it had no errors by the rules of its time, and people have
 * done its steps. */
static int edition_restore(struct database *database, struct records *records, const char *lines)
{
    CLEANUP(state_finish) struct state state = {.lines = TEXT(COMMITS_BYTES_MAX)};
    CLEANUP(publication_finish) struct publication publication = {0};
    TRY(state_recall(records, lines, &state));
    TRY(state_check(database, &state, &publication));
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
    TRY(database_of(records, &database));
    return rebuild_locked(database, records);
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
    CLEANUP(state_finish) struct state state = {.lines = TEXT(COMMITS_BYTES_MAX)};
    bool is_done = false;
    if (!publication->is_preview) /* an edition that cannot be had any more must not stop a new one */
        (void)rebuild_locked(database, records);
    TRY(edition ? state_recall_edition(records, edition, &state) : state_bring(records, &state, publication));
    TRY(is_published(database, records, state.edition, &is_done));
    if (!edition) /* an earlier edition goes back by intention: what was published since is no history of it */
        TRY(previous_open(database, &state, is_done));
    TRY(state_check(database, &state, publication));
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
    CLEANUP(state_finish) struct state state = {.lines = TEXT(COMMITS_BYTES_MAX)};
    *ret_publication = (struct publication){.is_preview = true};
    TRY(publish_lock(records, &lock));
    TRY(state_keep(records, names, count, &state));
    TRY(database_of(records, &database));
    return state_check(database, &state, ret_publication);
}

int publish_check_layer(struct records *records, const struct layer_source *layer, struct publication *ret_publication)
{
    CLEANUP(lock_give) int lock = -1;
    CLEANUP(database_close_at) struct database *database = NULL;
    CLEANUP(state_finish) struct state state = {.lines = TEXT(COMMITS_BYTES_MAX)};
    *ret_publication = (struct publication){.is_preview = true};
    TRY(publish_lock(records, &lock));
    TRY(state_bring_one(records, layer, &state));
    TRY(database_of(records, &database));
    return state_check(database, &state, ret_publication);
}

/* ---- preview ---- */

char *publish_preview_path(const char *folder)
{
    return memory_format("%s/content-trial.db", folder);
}

static int trial_make(struct records *records, struct database **ret_preview)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    CLEANUP(memory_free_at) char *path = publish_preview_path(records_folder(records));
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
    *ret_publication = (struct publication){.is_preview = true};
    TRY(access_check_site(actor, SITE_PUBLISH));
    TRY(publish_lock(records, &lock));
    TRY(trial_make(records, &preview));
    return publish_locked(preview, records, actor, edition, ret_publication);
}

int publish_preview(struct records *records, const struct actor *actor, struct publication *ret_publication)
{
    return publish_preview_edition(records, actor, NULL, ret_publication);
}
