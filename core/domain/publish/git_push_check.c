/* Judges what is pushed; see git_push_check.h. */
#include "domain/publish/git_push_check.h"

#include "base/fail.h"
#include "domain/content/parse_cache_store.h"
#include "domain/publish/publish.h"
#include "io/git_incoming.h"

#include <ctype.h>
#include <string.h>

#define DEPTH_MAX 20
#define PATH_BYTES_MAX 1024
#define BRANCH_BYTES_MAX 100

/* ---- where to ---- */

static bool is_none(const char *commit)
{
    return strspn(commit, "0") == GIT_ID_BYTES - 1;
}

/* What every file system and every address can hold. */
static bool is_plain(const char *name)
{
    size_t length = strlen(name);
    for (const char *at = name; *at; at++)
        if (!isalnum((unsigned char)*at) && !strchr("-_.", *at))
            return false;
    return length && length <= BRANCH_BYTES_MAX && *name != '.' && *name != '-' && name[length - 1] != '.';
}

/* Until a layer is its own source, what it is follows from where it comes from. */
static int own_check(const struct layer_source *layer)
{
    if (layer->own_since)
        return 0;
    return fail(FAIL_RULE,
                "layer '%s': follows where it comes from, and a push would be lost at the next publishing: "
                "push to a branch proposal/...",
                layer->name);
}

/* What is published of a layer is pushed by its maintainers alone, and only where the layer is its own source. */
static int published_check(struct records *records, const struct git_push *push, const struct git_push_ref *ref)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(git_store_close_at) struct git *git = NULL;
    struct layer_source layer = {0};
    if (!push->is_maintainer)
        return fail(FAIL_DENIED, "'trappa' is what is published, and only those who maintain the layer, with a token "
                                 "for that, push to it: push to a branch proposal/...");
    if (is_none(ref->after))
        return fail(FAIL_RULE, "'trappa' is what is published, and is not taken away");
    TRY(layer_find(records, push->layer, &arena, &layer));
    TRY(layer_open(records, push->layer, &git));
    if (!git_store_goes_on(git, ref->before, ref->after))
        return fail(FAIL_RULE, "'trappa' would lose commits that others have: merge it into yours first");
    return own_check(&layer);
}

static int proposal_check(struct records *records, const struct git_push *push, const struct git_push_ref *ref)
{
    CLEANUP(git_store_close_at) struct git *git = NULL;
    if (!is_plain(ref->name + strlen(GIT_PUSH_PROPOSALS)))
        return fail(FAIL_INPUT,
                    "'%s': the name of a proposal has letters, digits, '-', '_' and '.', and at most "
                    "%d of them",
                    ref->name + strlen("refs/heads/"), BRANCH_BYTES_MAX);
    if (is_none(ref->after))
        return fail(FAIL_RULE, "a proposal stays, with what was said about it, until it is decided");
    TRY(layer_open(records, push->layer, &git));
    if (!is_none(ref->before) && !git_store_goes_on(git, ref->before, ref->after))
        return fail(FAIL_RULE,
                    "'%s' has commits that yours has not: fetch it and go on from there, or choose another "
                    "name",
                    ref->name + strlen("refs/heads/"));
    return 0;
}

int git_push_check_ref(struct records *records, const struct git_push *push, const struct git_push_ref *ref)
{
    if (text_equal(ref->name, GIT_PUSH_PUBLISHED))
        return published_check(records, push, ref);
    if (text_starts(ref->name, GIT_PUSH_PROPOSALS))
        return proposal_check(records, push, ref);
    return fail(FAIL_RULE, "'%s': nothing is pushed there: push to a branch proposal/...", ref->name);
}

int git_push_check_objects(const char *objects)
{
    static const struct git_incoming_limits limits = {.objects = 4UL * GIT_PUSH_FILES_MAX,
                                                      .commits = GIT_PUSH_COMMITS_MAX,
                                                      .folder_names = GIT_PUSH_FILES_MAX,
                                                      .file_bytes = GIT_PUSH_FILE_BYTES,
                                                      .all_bytes = 512ULL * 1024 * 1024};
    return git_store_judge_incoming(objects, &limits);
}

/* ---- the check ---- */

void git_push_checked_finish(struct git_push_checked *checked)
{
    check_finish(&checked->check);
    for (size_t i = 0; i < checked->count; i++)
        git_store_close(checked->gits[i]);
    parse_cache_finish(&checked->parse_cache);
    arena_finish(&checked->arena);
}

/* A layer as it was published last, else as it was brought last. */
static int kept_open(struct records *records, const char *name, struct git_push_checked *checked,
                     char ret_commit[GIT_ID_BYTES])
{
    const char *lines = NULL;
    TRY(publish_commits(records, &checked->arena, &lines));
    if (publish_commit_in(lines, name, ret_commit))
        return layer_open(records, name, &checked->gits[checked->count]);
    return layer_recall(records, name, &checked->gits[checked->count], ret_commit);
}

static int pushed_open(struct records *records, const char *name, struct git_push_checked *checked)
{
    char tip[GIT_ID_BYTES];
    struct git **git = &checked->gits[checked->count];
    TRY(layer_open(records, name, git));
    checked->pushed = checked->count;
    checked->has_before = git_store_resolve(*git, "trappa", tip) == 0 &&
                          source_tree_open_commit(&checked->arena, *git, tip, &checked->before) == 0;
    fail_forget();
    return 0;
}

static int trees_open(struct records *records, const struct git_push *push, const char *commit,
                      struct git_push_checked *checked)
{
    struct layer_source *layers = NULL;
    size_t count = 0;
    TRY(layer_list(records, &checked->arena, &layers, &count));
    for (size_t i = 0; i < count; i++) {
        bool is_pushed = text_equal(layers[i].name, push->layer);
        char kept[GIT_ID_BYTES];
        if (is_pushed)
            TRY(pushed_open(records, layers[i].name, checked));
        else if (kept_open(records, layers[i].name, checked, kept) != 0)
            continue; /* nothing was ever had of it */
        struct source_tree *tree = &checked->trees[checked->count];
        checked->count++;
        TRY(source_tree_open_commit(&checked->arena, checked->gits[checked->count - 1], is_pushed ? commit : kept,
                                    tree));
        tree->name = layers[i].name;
        tree->parse_cache = &checked->parse_cache;
    }
    return 0;
}

int git_push_check(struct records *records, struct database *content, const struct git_push *push, const char *commit,
                   struct git_push_checked *ret_checked)
{
    const struct source_tree *previous[LAYERS_MAX] = {NULL};
    TRY(trees_open(records, push, commit, ret_checked));
    TRY(git_store_judge_paths(ret_checked->gits[ret_checked->pushed], commit, GIT_PUSH_FILES_MAX, DEPTH_MAX,
                              PATH_BYTES_MAX));
    TRY(parse_cache_store_load(content, &ret_checked->parse_cache));
    if (ret_checked->has_before)
        previous[ret_checked->pushed] = &ret_checked->before;
    const struct check_request request = {
        .trees = ret_checked->trees, .tree_count = ret_checked->count, .is_about_all = true, .previous = previous};
    return check_run(&request, &ret_checked->check);
}

bool git_push_is_about(const struct git_push_checked *checked, const struct place *place, const char **ret_path)
{
    const struct source_tree *tree = &checked->trees[checked->pushed];
    size_t length = strlen(tree->name);
    if (!text_starts(place->path, tree->name) || place->path[length] != '/')
        return false;
    *ret_path = place->path + length + 1;
    const struct source_file *after = source_tree_find(tree, *ret_path);
    const struct source_file *before = checked->has_before ? source_tree_find(&checked->before, *ret_path) : NULL;
    return !after || !before || !text_equal(after->blob, before->blob);
}
