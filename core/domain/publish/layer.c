/* Lists layers and gets their newest state; see layer.h. */
#include "domain/publish/layer.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/curriculum/fetching.h"
#include "domain/publish/fetch_note.h"

#define LAYER_BRANCH_BEFORE "refs/heads/trappa" /* the same branch in repositories of earlier versions */

static const struct query layers_all = {"layer.all", NULL,
                                        "SELECT name, source, kind, ref, own_since FROM layer ORDER BY position"};

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
                                                .ref = row_copy(&rows, 3, arena),
                                                .own_since = row_number(&rows, 4)};
    }
    *ret_layers = layers;
    *ret_count = count;
    return rows_result(&rows);
}

/* ---- getting the newest state ---- */

static layer_login_finder *login_find;

void layer_use_logins(layer_login_finder *find)
{
    login_find = find;
}

static char *store_path(struct records *records, const char *name)
{
    return memory_format("%s/layers/%s.git", records_folder(records), name);
}

int layer_open(struct records *records, const char *name, struct git **ret_git)
{
    CLEANUP(memory_free_at) char *path = store_path(records, name);
    return git_store_open(path, ret_git);
}

int layer_recall(struct records *records, const char *name, struct git **ret_git, char ret_commit[GIT_ID_BYTES])
{
    CLEANUP(git_store_close_at) struct git *git = NULL;
    TRY(layer_open(records, name, &git));
    TRY(git_store_resolve(git, LAYER_BRANCH, ret_commit));
    *ret_git = TAKE(git);
    return 0;
}

/* A repository on this machine: its present commit, without fetching what is already here. */
static int repository_bring(const char *path, const struct git_fetch *fetch, const struct git *git,
                            char ret_commit[GIT_ID_BYTES])
{
    CLEANUP(git_store_close_at) struct git *source = NULL;
    TRY(git_store_open_folder(fetch->from, &source));
    TRY(git_store_resolve(source, fetch->ref, ret_commit));
    if (git_store_commit_time(git, ret_commit) != 0)
        return 0;
    return repository_fetch(path, fetch, ret_commit);
}

/* Layers from before addresses were checked may hold a login, which nothing must show. */
static int remote_bring(struct records *records, const char *path, struct git_fetch *fetch,
                        char ret_commit[GIT_ID_BYTES])
{
    CLEANUP(arena_finish) struct arena arena = {0};
    TRY(layer_address_check(fetch->said, fetch->from));
    if (login_find)
        TRY(login_find(records_folder(records), fetch->said, &arena, &fetch->login));
    return repository_fetch(path, fetch, ret_commit);
}

static int bring(struct records *records, const struct layer_source *layer, struct git **ret_git,
                 char ret_commit[GIT_ID_BYTES])
{
    CLEANUP(memory_free_at) char *path = store_path(records, layer->name);
    CLEANUP(git_store_close_at) struct git *git = NULL;
    struct git_fetch fetch = {.from = layer->source, .said = layer->name, .ref = layer->ref, .branch = LAYER_BRANCH};
    const struct git_folder_commit folder = {
        .folder = layer->source, .branch = LAYER_BRANCH, .message = "What the folder held when it was published"};
    TRY(git_store_init(path));
    TRY(git_store_open(path, &git));
    TRY(git_store_rename_branch(git, LAYER_BRANCH_BEFORE, LAYER_BRANCH));
    if (text_equal(layer->kind, "folder"))
        TRY(git_store_commit_folder(git, &folder, ret_commit));
    else if (text_equal(layer->kind, "repository"))
        TRY(repository_bring(path, &fetch, git, ret_commit));
    else
        TRY(remote_bring(records, path, &fetch, ret_commit));
    git_store_close(TAKE(git)); /* opened anew, it sees the objects that a child brought */
    TRY(git_store_open(path, &git));
    *ret_git = TAKE(git);
    return 0;
}

int layer_bring(struct records *records, const struct layer_source *layer, struct git **ret_git,
                char ret_commit[GIT_ID_BYTES])
{
    if (layer->own_since)
        return layer_recall(records, layer->name, ret_git, ret_commit);
    int result = bring(records, layer, ret_git, ret_commit);
    fetch_note_write(records, layer->name, result == 0 ? NULL : fail_sentence());
    return result;
}
