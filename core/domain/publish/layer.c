/* Adds and lists layers and gets their newest state; see layer.h. */
#include "domain/publish/layer.h"

#include "base/fail.h"
#include "base/json.h"
#include "domain/people/access.h"
#include "io/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define LAYER_BRANCH "refs/heads/trappa"

static const struct query layers_all = {"layer.all", NULL,
                                        "SELECT name, source, kind, ref FROM layer ORDER BY position"};
static const struct query layer_count = {"layer.count", NULL, "SELECT count(*) FROM layer"};
static const struct query layer_named = {"layer.named", NULL, "SELECT count(*) FROM layer WHERE name = ?1"};
static const struct query layer_insert = {"layer.insert", "layer",
                                          "INSERT INTO layer (name, position, source, kind, ref) VALUES (?1, (SELECT "
                                          "coalesce(max(position), 0) + 1 FROM layer), ?2, ?3, ?4) RETURNING *"};

/* ---- adding ---- */

static int folder_describe(const struct layer_new *new, struct arena *arena, struct layer_source *ret_layer)
{
    bool is_root = false;
    if (!file_is_folder(new->where))
        return fail(FAIL_NOT_FOUND, "layer '%s': '%s' is no folder and no https address", new->name, new->where);
    char *absolute = realpath(new->where, NULL);
    if (!absolute)
        return fail(FAIL_SYSTEM, "layer '%s': %s: %s", new->name, new->where, strerror(errno));
    ret_layer->source = arena_copy_string(arena, absolute);
    memory_free(absolute);
    TRY(git_store_look(ret_layer->source, &is_root));
    ret_layer->kind = is_root ? "repository" : "folder";
    if (new->ref && text_equal(ret_layer->kind, "folder"))
        return fail_at(FAIL_RULE, REASON_NO_BRANCHES, "ref",
                       "layer '%s': '%s' is a plain folder, which has no branches", new->name, new->where);
    return 0;
}

static int layer_describe(const struct layer_new *new, struct arena *arena, struct layer_source *ret_layer)
{
    *ret_layer = (struct layer_source){.name = new->name, .source = new->where, .kind = "remote", .ref = new->ref};
    if (!text_is_id(new->name))
        return fail(FAIL_INPUT, "layer '%s': a name has 1 to 64 of a-z, 0-9 and '-'", new->name);
    if (text_starts(new->where, "https://"))
        return 0;
    if (strstr(new->where, "://"))
        return fail(FAIL_INPUT, "layer '%s': '%s' is no https address", new->name, new->where);
    return folder_describe(new, arena, ret_layer);
}

static int layer_write(struct records *records, const struct layer_source *layer)
{
    int64_t taken = 0, count = 0;
    TRY(records_number(records, &layer_named, BIND(value_text(layer->name)), 0, &taken));
    TRY(records_number(records, &layer_count, BIND_NOTHING, 0, &count));
    if (taken)
        return fail(FAIL_RULE, "layer '%s': there is a layer of that name", layer->name);
    if (count >= LAYERS_MAX)
        return fail(FAIL_RULE, "layer '%s': there are %d layers already, which is the most", layer->name, LAYERS_MAX);
    return records_write(
        records, &layer_insert,
        BIND(value_text(layer->name), value_text(layer->source), value_text(layer->kind), value_text(layer->ref)),
        NULL);
}

int layer_add(struct records *records, const struct actor *actor, const struct layer_new *new)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(text_finish) struct text data = TEXT(16 * 1024);
    struct layer_source layer;
    struct json json = JSON(&data);
    TRY(access_check_site(actor, SITE_RUN));
    TRY(layer_describe(new, &arena, &layer));
    json_object(&json);
    json_put_string(&json, "layer", layer.name);
    json_put_string(&json, "kind", layer.kind);
    json_end(&json);
    TRY(records_begin(records));
    return records_end(records, layer_write(records, &layer),
                       &(struct event){.actor = actor, .kind = "layer.added", .data = text_string(&data)});
}

int layer_list(struct records *records, struct arena *arena, struct layer_source **ret_layers, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct layer_source *layers = arena_zeroed(arena, LAYERS_MAX * sizeof *layers);
    size_t count = 0;
    TRY(records_select(records, &layers_all, BIND_NOTHING, &rows));
    while (count < LAYERS_MAX && rows_next(&rows)) {
        layers[count++] = (struct layer_source){.name = row_copy(&rows, 0, arena),
                                                .source = row_copy(&rows, 1, arena),
                                                .kind = row_copy(&rows, 2, arena),
                                                .ref = row_copy(&rows, 3, arena)};
    }
    *ret_layers = layers;
    *ret_count = count;
    return rows_result(&rows);
}

/* ---- getting the newest state ---- */

static char *store_path(struct records *records, const char *name)
{
    return memory_format("%s/layers/%s.git", records_folder(records), name);
}

int layer_open(struct records *records, const char *name, struct git **ret_git)
{
    CLEANUP(memory_free_at) char *path = store_path(records, name);
    return git_store_open(path, ret_git);
}

/* A repository on this machine: its present commit, without fetching what is already here. */
static int repository_bring(const struct layer_source *layer, struct git *git, char ret_commit[GIT_ID_BYTES])
{
    CLEANUP(git_store_close_at) struct git *source = NULL;
    TRY(git_store_open_folder(layer->source, &source));
    TRY(git_store_resolve(source, layer->ref, ret_commit));
    if (git_store_commit_time(git, ret_commit) != 0)
        return 0;
    const struct git_fetch fetch = {.from = layer->source, .ref = layer->ref, .branch = LAYER_BRANCH};
    return git_store_fetch(git, &fetch, ret_commit);
}

int layer_bring(struct records *records, const struct layer_source *layer, struct git **ret_git,
                char ret_commit[GIT_ID_BYTES])
{
    CLEANUP(memory_free_at) char *path = store_path(records, layer->name);
    CLEANUP(git_store_close_at) struct git *git = NULL;
    const struct git_fetch fetch = {.from = layer->source, .ref = layer->ref, .branch = LAYER_BRANCH};
    const struct git_folder_commit folder = {
        .folder = layer->source, .branch = LAYER_BRANCH, .message = "What the folder held when it was published"};
    TRY(git_store_init(path));
    TRY(git_store_open(path, &git));
    if (text_equal(layer->kind, "folder"))
        TRY(git_store_commit_folder(git, &folder, ret_commit));
    else if (text_equal(layer->kind, "repository"))
        TRY(repository_bring(layer, git, ret_commit));
    else
        TRY(git_store_fetch(git, &fetch, ret_commit));
    *ret_git = TAKE(git);
    return 0;
}
