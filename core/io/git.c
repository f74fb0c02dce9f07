/* Repositories by libgit2; see git.h. */
#include "io/git_internal.h"

#include "base/clock.h"
#include "base/fail.h"
#include "io/fault.h"
#include "io/file.h"
#include "io/git_incoming.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#if __has_include(<git2/sys/errors.h>) /* libgit2 has it since 1.8: git_error_set_str() */
#include <git2/sys/errors.h>
#endif

#define DEPTH_MAX 64
#define ID_LETTERS_MIN 7 /* of an abbreviated commit id */
#define FILE_BYTES_MAX (16 * 1024 * 1024)

GIT_FREE_AT(commit)
GIT_FREE_AT(index)
GIT_FREE_AT(object)
GIT_FREE_AT(odb_object)
GIT_FREE_AT(reference)
GIT_FREE_AT(repository)
GIT_FREE_AT(signature)
GIT_FREE_AT(tree)

/* Turns off hash verification at every read, which took half of the time; zlib and `git fsck` find a damaged pack.
 * Turns off the check of the files' owner too: we run no hooks and no filters. No configuration of the machine or of
 * whoever runs us: it could rewrite addresses and change what is committed. */
void git_library_begin(void)
{
    static const git_config_level_t levels[] = {GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM,
                                                GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL};
    static bool is_done;
    if (is_done)
        return;
    git_libgit2_init();
    for (size_t i = 0; i < COUNT_OF(levels); i++)
        git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], "");
    git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    is_done = true;
}

const char *git_library_words(void)
{
    const git_error *error = git_error_last();
    return error && error->message ? error->message : "no reason given";
}

/* Leaves the same state as libgit2 after a disk error. */
bool git_library_fault(enum fault_kind kind, const char *what)
{
    if (!fault_here(kind, what))
        return false;
    git_error_set_str(GIT_ERROR_OS, strerror(errno));
    return true;
}

static int fail_of_library(const struct git *git, const char *doing)
{
    return fail(FAIL_SYSTEM, "repository '%s': %s: %s", git->path, doing, git_library_words());
}

void git_id_format(const git_oid *id, char ret_id[GIT_ID_BYTES])
{
    git_oid_tostr(ret_id, GIT_ID_BYTES, id);
}

/* ---- opening ---- */

int git_store_init(const char *path)
{
    git_library_begin();
    git_repository *repository CLEANUP(repository_free_at) = NULL;
    if (git_repository_open_bare(&repository, path) == 0)
        return 0;
    git_repository_init_options options;
    git_repository_init_options_init(&options, GIT_REPOSITORY_INIT_OPTIONS_VERSION);
    options.flags = GIT_REPOSITORY_INIT_BARE | GIT_REPOSITORY_INIT_MKPATH;
    options.initial_head = "main";
    if (git_library_fault(FAULT_FULL, "a repository") || git_repository_init_ext(&repository, path, &options) != 0)
        return fail(FAIL_SYSTEM, "repository '%s': cannot be made: %s", path, git_library_words());
    return 0;
}

static const char *incoming;

void git_store_see_incoming(const char *objects)
{
    incoming = objects;
}

/* Owns the repository. */
static int opened(git_repository *repository, const char *path, struct git **ret_git)
{
    struct git *git = memory_zeroed(sizeof *git);
    git->repository = repository;
    git->path = memory_copy_string(path);
    if (git_library_fault(FAULT_UNREADABLE, "a repository") || git_repository_odb(&git->objects, repository) != 0) {
        int result = fail_of_library(git, "its objects cannot be read");
        git_store_close(git);
        return result;
    }
    if (incoming && git_odb_add_disk_alternate(git->objects, incoming) != 0) {
        int result = fail_of_library(git, "what was pushed cannot be read");
        git_store_close(git);
        return result;
    }
    *ret_git = git;
    return 0;
}

int git_store_open(const char *path, struct git **ret_git)
{
    git_library_begin();
    git_repository *repository = NULL;
    int result = git_repository_open_bare(&repository, path);
    if (result == GIT_ENOTFOUND)
        return fail(FAIL_NOT_FOUND, "repository '%s': there is none", path);
    if (result != 0)
        return fail(FAIL_SYSTEM, "repository '%s': cannot be opened: %s", path, git_library_words());
    return opened(repository, path, ret_git);
}

int git_store_open_folder(const char *folder, struct git **ret_git)
{
    git_library_begin();
    git_repository *repository = NULL;
    if (git_repository_open_ext(&repository, folder, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL) != 0)
        return fail(FAIL_NOT_FOUND, "folder '%s': not the root of a repository", folder);
    return opened(repository, folder, ret_git);
}

bool git_store_is_root(const char *folder)
{
    git_library_begin();
    git_repository *repository CLEANUP(repository_free_at) = NULL;
    return git_repository_open_ext(&repository, folder, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL) == 0;
}

/* What git itself goes by: a .git, or the parts of a bare repository. */
static bool looks_like_root(const char *folder)
{
    struct arena arena CLEANUP(arena_finish) = {0};
    return file_exists(file_join(&arena, folder, ".git")) ||
           (file_exists(file_join(&arena, folder, "HEAD")) && file_is_folder(file_join(&arena, folder, "objects")) &&
            file_is_folder(file_join(&arena, folder, "refs")));
}

int git_store_look(const char *folder, bool *ret_is_root)
{
    *ret_is_root = git_store_is_root(folder);
    if (*ret_is_root || !looks_like_root(folder))
        return 0;
    return fail(FAIL_RULE, "folder '%s': is a repository that cannot be read: %s", folder, git_library_words());
}

int git_store_look_bare(const char *folder, bool *ret_is_bare)
{
    struct arena arena CLEANUP(arena_finish) = {0};
    bool is_root = false;
    *ret_is_bare = false;
    if (file_exists(file_join(&arena, folder, ".git")))
        return 0;
    TRY(git_store_look(folder, &is_root));
    *ret_is_bare = is_root;
    return 0;
}

void git_store_close(struct git *git)
{
    if (!git)
        return;
    git_odb_free(git->objects);
    git_repository_free(git->repository);
    memory_free(git->path);
    memory_free(git);
}

void git_store_close_at(struct git **git)
{
    git_store_close(*git);
}

const char *git_store_path(const struct git *git)
{
    return git->path;
}

/* ---- reading ---- */

static int fail_of_ref(const struct git *git, const char *ref)
{
    if (text_equal(ref, "HEAD"))
        return fail(FAIL_NOT_FOUND, "repository '%s': has no commits yet", git->path);
    return fail(FAIL_NOT_FOUND, "repository '%s': no branch, tag or commit '%s'", git->path, ref);
}

bool git_is_commit_id(const char *word)
{
    size_t length = strspn(word, "0123456789abcdefABCDEF");
    return length >= ID_LETTERS_MIN && length < GIT_ID_BYTES && !word[length];
}

int git_commit_of_id(const struct git *git, const char *id, git_object **ret_commit)
{
    git_oid oid;
    size_t length = strlen(id);
    if (!git_is_commit_id(id) || git_oid_fromstrn(&oid, id, length) != 0)
        return GIT_ENOTFOUND;
    return git_object_lookup_prefix(ret_commit, git->repository, &oid, length, GIT_OBJECT_COMMIT);
}

void git_name_meanings(struct arena *arena, const char *name, const char *ret_names[GIT_MEANINGS])
{
    ret_names[0] = name;
    ret_names[1] = arena_format(arena, "refs/heads/%s", name);
    ret_names[2] = arena_format(arena, "refs/tags/%s", name);
}

/* Not by git_revparse, which leaks memory of a regular expression for every name that does not exist; nor by
 * git_reference_dwim, to which a tag goes before a branch. */
static int object_named(const struct git *git, const char *name, git_object **ret_object)
{
    struct arena arena CLEANUP(arena_finish) = {0};
    const char *meanings[GIT_MEANINGS];
    git_name_meanings(&arena, name, meanings);
    for (size_t i = 0; i < GIT_MEANINGS; i++) {
        git_reference *reference CLEANUP(reference_free_at) = NULL;
        if (git_reference_lookup(&reference, git->repository, meanings[i]) == 0)
            return git_reference_peel(ret_object, reference, GIT_OBJECT_COMMIT);
    }
    return git_commit_of_id(git, name, ret_object);
}

int git_store_resolve(const struct git *git, const char *ref, char ret_commit[GIT_ID_BYTES])
{
    git_object *commit CLEANUP(object_free_at) = NULL;
    const char *name = ref && *ref ? ref : "HEAD";
    if (object_named(git, name, &commit) != 0)
        return fail_of_ref(git, name);
    git_id_format(git_object_id(commit), ret_commit);
    return 0;
}

static int commit_find(const struct git *git, const char *id, git_commit **ret_commit)
{
    git_oid oid;
    if (git_oid_fromstr(&oid, id) != 0 || git_commit_lookup(ret_commit, git->repository, &oid) != 0)
        return fail_of_ref(git, id);
    return 0;
}

int64_t git_store_commit_time(const struct git *git, const char *commit)
{
    git_oid oid;
    git_commit *found CLEANUP(commit_free_at) = NULL;
    if (git_oid_fromstr(&oid, commit) != 0 || git_commit_lookup(&found, git->repository, &oid) != 0)
        return 0;
    return git_commit_time(found);
}

/* A listing in progress. */
struct listing {
    const struct git *git;
    struct arena *arena;
    struct git_file *files;
    size_t count, capacity;
    bool is_truncated;
    int result;
};

static void listing_finish(struct listing *listing)
{
    memory_free(listing->files);
}

/* Foreign trees may contain names that git itself would never write. */
static int entry_check(const struct listing *listing, const char *folder, const char *name)
{
    int depth = 0;
    for (const char *at = folder; *at; at++)
        depth += *at == '/';
    if (depth > DEPTH_MAX)
        return fail(FAIL_LIMIT, "repository '%s': more than %d folders within each other", listing->git->path,
                    DEPTH_MAX);
    if (!*name || text_equal(name, ".") || text_equal(name, "..") || strchr(name, '/'))
        return fail(FAIL_CORRUPT, "repository '%s': holds a file called '%s'", listing->git->path, name);
    return 0;
}

static int listing_add(struct listing *listing, const char *path, const git_tree_entry *entry)
{
    struct git_file file = {.path = path, .is_link = git_tree_entry_filemode(entry) == GIT_FILEMODE_LINK};
    size_t size;
    git_object_t type;
    if (listing->count && strcmp(listing->files[listing->count - 1].path, path) >= 0)
        return fail(FAIL_CORRUPT, "repository '%s': '%s' stands twice or out of order", listing->git->path, path);
    file.is_submodule = git_tree_entry_type(entry) == GIT_OBJECT_COMMIT;
    if (file.is_submodule)
        size = 0;
    else if (git_library_fault(FAULT_UNREADABLE, "a blob's size") ||
             git_odb_read_header(&size, &type, listing->git->objects, git_tree_entry_id(entry)) != 0)
        return fail(FAIL_CORRUPT, "repository '%s': the contents of '%s' are missing", listing->git->path, path);
    file.size = size;
    git_id_format(git_tree_entry_id(entry), file.blob);
    ARRAY_RESERVE(listing->files, listing->count, listing->capacity);
    listing->files[listing->count++] = file;
    return 0;
}

/* A negative result stops the walk. */
static int on_entry(const char *folder, const git_tree_entry *entry, void *payload)
{
    struct listing *listing = payload;
    const char *name = git_tree_entry_name(entry);
    listing->is_truncated = listing->count == GIT_FILES_MAX;
    if (listing->is_truncated)
        return -1;
    listing->result = entry_check(listing, folder, name);
    if (listing->result == 0 && git_tree_entry_type(entry) != GIT_OBJECT_TREE)
        listing->result = listing_add(listing, arena_format(listing->arena, "%s%s", folder, name), entry);
    return listing->result == 0 ? 0 : -1;
}

int git_store_list(const struct git *git, const char *commit, struct arena *arena, struct git_listing *ret_listing)
{
    struct listing listing CLEANUP(listing_finish) = {.git = git, .arena = arena};
    git_commit *found CLEANUP(commit_free_at) = NULL;
    git_tree *tree CLEANUP(tree_free_at) = NULL;
    TRY(commit_find(git, commit, &found));
    if (git_library_fault(FAULT_UNREADABLE, "a tree") || git_commit_tree(&tree, found) != 0)
        return fail(FAIL_CORRUPT, "repository '%s': commit %s has no tree", git->path, commit);
    int walked = git_tree_walk(tree, GIT_TREEWALK_PRE, on_entry, &listing);
    TRY(listing.result);
    if (walked != 0 && !listing.is_truncated)
        return fail(FAIL_CORRUPT, "repository '%s': commit %s cannot be read: %s", git->path, commit,
                    git_library_words());
    *ret_listing = (struct git_listing){.count = listing.count, .is_truncated = listing.is_truncated};
    ret_listing->files = arena_zeroed(arena, listing.count * sizeof *listing.files);
    if (listing.count)
        memcpy(ret_listing->files, listing.files, listing.count * sizeof *listing.files);
    return 0;
}

void git_store_submodules(const char *folder, struct arena *arena, const char *const **ret_paths, size_t *ret_count)
{
    git_library_begin();
    git_repository *repository CLEANUP(repository_free_at) = NULL;
    git_index *index CLEANUP(index_free_at) = NULL;
    *ret_count = 0;
    if (git_repository_open_ext(&repository, folder, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL) != 0 ||
        git_repository_index(&index, repository) != 0)
        return;
    size_t count = git_index_entrycount(index);
    const char **paths = arena_zeroed(arena, (count + 1) * sizeof *paths);
    for (size_t i = 0; i < count; i++) {
        const git_index_entry *entry = git_index_get_byindex(index, i);
        if (entry->mode == GIT_FILEMODE_COMMIT)
            paths[(*ret_count)++] = arena_copy_string(arena, entry->path);
    }
    *ret_paths = paths;
}

int git_store_read(const struct git *git, const char *blob, struct text *into)
{
    git_oid id;
    size_t size;
    git_object_t type;
    git_odb_object *object CLEANUP(odb_object_free_at) = NULL;
    if (git_oid_fromstr(&id, blob) != 0 || git_odb_read_header(&size, &type, git->objects, &id) != 0 ||
        type != GIT_OBJECT_BLOB)
        return fail(FAIL_NOT_FOUND, "repository '%s': no blob %s", git->path, blob);
    if (size > into->ceiling - into->length)
        return fail(FAIL_LIMIT, "repository '%s': blob %s is larger than %zu bytes", git->path, blob, into->ceiling);
    if (git_library_fault(FAULT_UNREADABLE, "a blob") || git_odb_read(&object, git->objects, &id) != 0)
        return fail(FAIL_CORRUPT, "repository '%s': blob %s cannot be unpacked: %s", git->path, blob,
                    git_library_words());
    text_add_bytes(into, git_odb_object_data(object), git_odb_object_size(object));
    return 0;
}

void git_store_blob_id(const void *bytes, size_t length, char ret_blob[GIT_ID_BYTES])
{
    git_oid id;
    git_library_begin();
    git_odb_hash(&id, length ? bytes : "", length, GIT_OBJECT_BLOB);
    git_id_format(&id, ret_blob);
}

/* ---- writing ---- */

/* Syncs all objects, in one call, before the branch that names them. */
static void sync_all(const struct git *git)
{
    int folder = open(git_repository_path(git->repository), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    syncfs(folder);
    close(folder);
}

int git_branch_set(struct git *git, const char *branch, const git_oid *commit)
{
    struct arena arena CLEANUP(arena_finish) = {0};
    git_reference *reference CLEANUP(reference_free_at) = NULL;
    const char *name = arena_format(&arena, "refs/heads/%s", branch);
    sync_all(git);
    if (git_library_fault(FAULT_FULL, "a branch") ||
        git_reference_create(&reference, git->repository, name, commit, 1, NULL) != 0)
        return fail(FAIL_SYSTEM, "repository '%s': branch '%s' cannot be set: %s", git->path, branch,
                    git_library_words());
    if (git_repository_head_unborn(git->repository) == 1)
        git_repository_set_head(git->repository, name);
    sync_all(git);
    return 0;
}

int git_store_rename_branch(struct git *git, const char *from, const char *to)
{
    git_reference *reference CLEANUP(reference_free_at) = NULL, *renamed CLEANUP(reference_free_at) = NULL;
    if (git_branch_lookup(&renamed, git->repository, to, GIT_BRANCH_LOCAL) == 0 ||
        git_branch_lookup(&reference, git->repository, from, GIT_BRANCH_LOCAL) != 0)
        return 0;
    if (git_branch_move(&renamed, reference, to, 0) != 0)
        return fail_of_library(git, "a branch cannot be renamed");
    return 0;
}

static int entry_read(const struct git_folder_commit *commit, const struct file_entry *entry, struct text *into)
{
    struct arena arena CLEANUP(arena_finish) = {0};
    const char *path = file_join(&arena, commit->folder, entry->path);
    char target[4096];
    if (entry->kind == FILE_REGULAR)
        return file_read(path, into);
    ssize_t length = readlink(path, target, sizeof target);
    if (length < 0)
        return fail(FAIL_SYSTEM, "%s: cannot be read", path);
    text_add_bytes(into, target, (size_t)length);
    return 0;
}

/* Which commit of it is told by nothing here: its path stands for it. */
static int submodule_stage(const struct git *git, git_index *index, const char *path)
{
    git_index_entry staged = {.path = path, .mode = GIT_FILEMODE_COMMIT};
    git_odb_hash(&staged.id, path, strlen(path), GIT_OBJECT_BLOB);
    if (git_index_add(index, &staged) != 0)
        return fail(FAIL_SYSTEM, "repository '%s': '%s' cannot be stored: %s", git->path, path, git_library_words());
    return 0;
}

static int entry_stage(struct git *git, git_index *index, const struct git_folder_commit *commit,
                       const struct file_entry *entry)
{
    struct text bytes CLEANUP(text_finish) = TEXT(commit->file_bytes_most ? commit->file_bytes_most : FILE_BYTES_MAX);
    git_index_entry staged = {.path = entry->path};
    if (entry->kind == FILE_SPECIAL)
        return 0;
    if (entry->kind == FILE_REPOSITORY)
        return submodule_stage(git, index, entry->path);
    TRY(entry_read(commit, entry, &bytes));
    staged.mode = entry->kind == FILE_LINK ? GIT_FILEMODE_LINK : GIT_FILEMODE_BLOB;
    if (git_library_fault(FAULT_FULL, "a blob") ||
        git_blob_create_from_buffer(&staged.id, git->repository, text_string(&bytes), bytes.length) != 0 ||
        git_index_add(index, &staged) != 0)
        return fail(FAIL_SYSTEM, "repository '%s': '%s' cannot be stored: %s", git->path, entry->path,
                    git_library_words());
    return 0;
}

/* Writes the folder's files as blobs and trees. */
static int folder_store(struct git *git, const struct git_folder_commit *commit, git_oid *ret_tree)
{
    struct arena arena CLEANUP(arena_finish) = {0};
    git_index *index CLEANUP(index_free_at) = NULL;
    struct file_list list;
    TRY(file_list(&arena, commit->folder, GIT_FILES_MAX, &list));
    if (list.is_truncated)
        return fail(FAIL_LIMIT, "folder '%s': more than %d files", commit->folder, GIT_FILES_MAX);
    if (git_index_new(&index) != 0)
        return fail_of_library(git, "cannot be written");
    for (size_t i = 0; i < list.count; i++)
        TRY(entry_stage(git, index, commit, &list.entries[i]));
    if (git_library_fault(FAULT_FULL, "a tree") || git_index_write_tree_to(ret_tree, index, git->repository) != 0)
        return fail_of_library(git, "cannot be written");
    return 0;
}

static int commit_make(struct git *git, const struct git_folder_commit *commit, const git_oid *tree_id,
                       git_commit *parent, git_oid *ret_id)
{
    git_tree *tree CLEANUP(tree_free_at) = NULL;
    git_signature *author CLEANUP(signature_free_at) = NULL;
    const git_commit *parents[] = {parent};
    if (git_library_fault(FAULT_FULL, "a commit") || git_tree_lookup(&tree, git->repository, tree_id) != 0 ||
        git_signature_new(&author, "Trappa", "trappa@localhost", clock_now(), 0) != 0 ||
        git_commit_create(ret_id, git->repository, NULL, author, author, "UTF-8", commit->message, tree, parent ? 1 : 0,
                          parents) != 0)
        return fail_of_library(git, "nothing could be committed");
    return 0;
}

int git_store_commit_folder(struct git *git, const struct git_folder_commit *commit, char ret_commit[GIT_ID_BYTES])
{
    struct arena arena CLEANUP(arena_finish) = {0};
    git_commit *tip CLEANUP(commit_free_at) = NULL;
    git_oid tree, id;
    char tip_id[GIT_ID_BYTES];
    TRY(folder_store(git, commit, &tree));
    const char *name = arena_format(&arena, "refs/heads/%s", commit->branch);
    if (git_reference_name_to_id(&id, git->repository, name) == 0) {
        git_id_format(&id, tip_id);
        TRY(commit_find(git, tip_id, &tip));
    }
    if (!tip || !git_oid_equal(git_commit_tree_id(tip), &tree)) {
        TRY(commit_make(git, commit, &tree, tip, &id));
        TRY(git_branch_set(git, commit->branch, &id));
    }
    git_id_format(&id, ret_commit);
    return 0;
}
