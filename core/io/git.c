/* Repositories by libgit2; see git.h. */
#include "io/git.h"

#include "base/clock.h"
#include "base/fail.h"
#include "io/fault.h"
#include "io/file.h"

#include <errno.h>
#include <fcntl.h>
#include <git2.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEPTH_MAX 64
#define ID_LETTERS_MIN 7 /* of an abbreviated commit id */
#define FILE_BYTES_MAX (16 * 1024 * 1024)
#define INCOMING "refs/trappa/incoming"

struct git {
    git_repository *repository;
    git_odb *objects;
    char *path;
};

/* Objects of libgit2 that must be freed. */
#define FREE_AT(type)                                                                                                  \
    static void type##_free_at(git_##type **pointer)                                                                   \
    {                                                                                                                  \
        git_##type##_free(*pointer);                                                                                   \
    }
FREE_AT(commit)
FREE_AT(index)
FREE_AT(object)
FREE_AT(odb_object)
FREE_AT(reference)
FREE_AT(remote)
FREE_AT(repository)
FREE_AT(signature)
FREE_AT(tree)

/* Turns off hash verification at every read, which took half of the time; zlib and `git fsck` find a damaged pack.
 * Turns off the check of the files' owner too: we run no hooks and no filters. */
static void library_begin(void)
{
    static bool is_done;
    if (is_done)
        return;
    git_libgit2_init();
    git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    is_done = true;
}

static const char *library_words(void)
{
    const git_error *error = git_error_last();
    return error && error->message ? error->message : "no reason given";
}

/* Leaves the same state as libgit2 after a disk error. */
static bool fault_in_library(enum fault_kind kind, const char *what)
{
    if (!fault_here(kind, what))
        return false;
    git_error_set_str(GIT_ERROR_OS, strerror(errno));
    return true;
}

static int fail_of_library(const struct git *git, const char *doing)
{
    return fail(FAIL_SYSTEM, "repository '%s': %s: %s", git->path, doing, library_words());
}

static void id_format(const git_oid *id, char ret_id[GIT_ID_BYTES])
{
    git_oid_tostr(ret_id, GIT_ID_BYTES, id);
}

/* ---- opening ---- */

int git_store_init(const char *path)
{
    library_begin();
    git_repository *repository CLEANUP(repository_free_at) = NULL;
    if (git_repository_open_bare(&repository, path) == 0)
        return 0;
    git_repository_init_options options;
    git_repository_init_options_init(&options, GIT_REPOSITORY_INIT_OPTIONS_VERSION);
    options.flags = GIT_REPOSITORY_INIT_BARE | GIT_REPOSITORY_INIT_MKPATH;
    options.initial_head = "main";
    if (fault_in_library(FAULT_FULL, "a repository") || git_repository_init_ext(&repository, path, &options) != 0)
        return fail(FAIL_SYSTEM, "repository '%s': cannot be made: %s", path, library_words());
    return 0;
}

/* Owns the repository. */
static int opened(git_repository *repository, const char *path, struct git **ret_git)
{
    struct git *git = memory_zeroed(sizeof *git);
    git->repository = repository;
    git->path = memory_copy_string(path);
    if (fault_in_library(FAULT_UNREADABLE, "a repository") || git_repository_odb(&git->objects, repository) != 0) {
        int result = fail_of_library(git, "its objects cannot be read");
        git_store_close(git);
        return result;
    }
    *ret_git = git;
    return 0;
}

int git_store_open(const char *path, struct git **ret_git)
{
    library_begin();
    git_repository *repository = NULL;
    int result = git_repository_open_bare(&repository, path);
    if (result == GIT_ENOTFOUND)
        return fail(FAIL_NOT_FOUND, "repository '%s': there is none", path);
    if (result != 0)
        return fail(FAIL_SYSTEM, "repository '%s': cannot be opened: %s", path, library_words());
    return opened(repository, path, ret_git);
}

int git_store_open_folder(const char *folder, struct git **ret_git)
{
    library_begin();
    git_repository *repository = NULL;
    if (git_repository_open_ext(&repository, folder, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL) != 0)
        return fail(FAIL_NOT_FOUND, "folder '%s': not the root of a repository", folder);
    return opened(repository, folder, ret_git);
}

bool git_store_is_root(const char *folder)
{
    library_begin();
    git_repository *repository CLEANUP(repository_free_at) = NULL;
    return git_repository_open_ext(&repository, folder, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL) == 0;
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

/* Not by git_revparse, which leaks memory of a regular expression for every name that does not exist. */
static int object_named(const struct git *git, const char *name, git_object **ret_object)
{
    git_reference *reference CLEANUP(reference_free_at) = NULL;
    git_oid id;
    size_t length = strlen(name);
    if (git_reference_dwim(&reference, git->repository, name) == 0)
        return git_reference_peel(ret_object, reference, GIT_OBJECT_COMMIT);
    if (length < ID_LETTERS_MIN || length >= GIT_ID_BYTES || git_oid_fromstrn(&id, name, length) != 0)
        return GIT_ENOTFOUND;
    return git_object_lookup_prefix(ret_object, git->repository, &id, length, GIT_OBJECT_COMMIT);
}

int git_store_resolve(const struct git *git, const char *ref, char ret_commit[GIT_ID_BYTES])
{
    git_object *commit CLEANUP(object_free_at) = NULL;
    const char *name = ref && *ref ? ref : "HEAD";
    if (object_named(git, name, &commit) != 0)
        return fail_of_ref(git, name);
    id_format(git_object_id(commit), ret_commit);
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
    if (fault_in_library(FAULT_UNREADABLE, "a blob's size") ||
        git_odb_read_header(&size, &type, listing->git->objects, git_tree_entry_id(entry)) != 0)
        return fail(FAIL_CORRUPT, "repository '%s': the contents of '%s' are missing", listing->git->path, path);
    file.size = size;
    id_format(git_tree_entry_id(entry), file.blob);
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
    if (listing->result == 0 && git_tree_entry_type(entry) == GIT_OBJECT_BLOB)
        listing->result = listing_add(listing, arena_format(listing->arena, "%s%s", folder, name), entry);
    return listing->result == 0 ? 0 : -1;
}

int git_store_list(const struct git *git, const char *commit, struct arena *arena, struct git_listing *ret_listing)
{
    struct listing listing CLEANUP(listing_finish) = {.git = git, .arena = arena};
    git_commit *found CLEANUP(commit_free_at) = NULL;
    git_tree *tree CLEANUP(tree_free_at) = NULL;
    TRY(commit_find(git, commit, &found));
    if (fault_in_library(FAULT_UNREADABLE, "a tree") || git_commit_tree(&tree, found) != 0)
        return fail(FAIL_CORRUPT, "repository '%s': commit %s has no tree", git->path, commit);
    int walked = git_tree_walk(tree, GIT_TREEWALK_PRE, on_entry, &listing);
    TRY(listing.result);
    if (walked != 0 && !listing.is_truncated)
        return fail(FAIL_CORRUPT, "repository '%s': commit %s cannot be read: %s", git->path, commit, library_words());
    *ret_listing = (struct git_listing){.count = listing.count, .is_truncated = listing.is_truncated};
    ret_listing->files = arena_zeroed(arena, listing.count * sizeof *listing.files);
    if (listing.count)
        memcpy(ret_listing->files, listing.files, listing.count * sizeof *listing.files);
    return 0;
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
    if (fault_in_library(FAULT_UNREADABLE, "a blob") || git_odb_read(&object, git->objects, &id) != 0)
        return fail(FAIL_CORRUPT, "repository '%s': blob %s cannot be unpacked: %s", git->path, blob, library_words());
    text_add_bytes(into, git_odb_object_data(object), git_odb_object_size(object));
    return 0;
}

void git_store_blob_id(const void *bytes, size_t length, char ret_blob[GIT_ID_BYTES])
{
    git_oid id;
    library_begin();
    git_odb_hash(&id, length ? bytes : "", length, GIT_OBJECT_BLOB);
    id_format(&id, ret_blob);
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

/* Sets a branch to a commit, and HEAD to the branch if HEAD has no commit yet. */
static int branch_set(struct git *git, const char *branch, const git_oid *commit)
{
    struct arena arena CLEANUP(arena_finish) = {0};
    git_reference *reference CLEANUP(reference_free_at) = NULL;
    const char *name = arena_format(&arena, "refs/heads/%s", branch);
    sync_all(git);
    if (fault_in_library(FAULT_FULL, "a branch") ||
        git_reference_create(&reference, git->repository, name, commit, 1, NULL) != 0)
        return fail(FAIL_SYSTEM, "repository '%s': branch '%s' cannot be set: %s", git->path, branch, library_words());
    if (git_repository_head_unborn(git->repository) == 1)
        git_repository_set_head(git->repository, name);
    sync_all(git);
    return 0;
}

/* Stops a transfer that is too large for a curriculum. */
static int on_progress(const git_indexer_progress *progress, void *payload)
{
    bool *is_too_large = payload;
    *is_too_large = progress->received_bytes > GIT_FETCH_BYTES_MAX;
    return *is_too_large ? -1 : 0;
}

static int fail_of_fetch(const struct git_fetch *fetch, bool is_too_large)
{
    if (is_too_large)
        return fail(FAIL_LIMIT, "repository '%s': larger than %llu bytes", fetch->from, GIT_FETCH_BYTES_MAX);
    return fail(FAIL_SYSTEM, "repository '%s': cannot be fetched: %s", fetch->from, library_words());
}

/* The remote's full name of a branch or a tag, in the arena. */
static int remote_name(git_remote *remote, const struct git_fetch *fetch, struct arena *arena, const char **ret_name)
{
    const git_remote_head **heads = NULL;
    size_t count = 0;
    const char *ref = fetch->ref && *fetch->ref ? fetch->ref : "HEAD";
    if (git_remote_ls(&heads, &count, remote) != 0)
        return fail_of_fetch(fetch, false);
    const char *wanted[] = {ref, arena_format(arena, "refs/heads/%s", ref), arena_format(arena, "refs/tags/%s", ref)};
    for (size_t i = 0; i < COUNT_OF(wanted); i++)
        for (size_t j = 0; j < count; j++)
            if (text_equal(heads[j]->name, wanted[i])) {
                *ret_name = wanted[i];
                return 0;
            }
    if (text_equal(ref, "HEAD"))
        return fail(FAIL_NOT_FOUND, "repository '%s': has no commits yet", fetch->from);
    return fail(FAIL_NOT_FOUND, "repository '%s': no branch or tag '%s'", fetch->from, ref);
}

/* The address for libgit2: an https URL as it is, a folder as an absolute path. */
static int fetch_address(const struct git_fetch *fetch, struct arena *arena, const char **ret_address)
{
    const char *folder = text_starts(fetch->from, "file://") ? fetch->from + 7 : fetch->from;
    if (text_starts(fetch->from, "https://")) {
        *ret_address = fetch->from;
        return 0;
    }
    if (strstr(folder, "://"))
        return fail(FAIL_INPUT, "repository '%s': only https addresses and folders can be fetched", fetch->from);
    if (!git_store_is_root(folder))
        return fail(FAIL_NOT_FOUND, "repository '%s': there is none", fetch->from);
    char *whole CLEANUP(memory_free_at) = realpath(folder, NULL);
    *ret_address = arena_copy_string(arena, whole ? whole : folder);
    return 0;
}

/* Fetches the ref to INCOMING. */
static int fetch_incoming(struct git *git, const struct git_fetch *fetch)
{
    struct arena arena CLEANUP(arena_finish) = {0};
    git_remote *remote CLEANUP(remote_free_at) = NULL;
    const char *address = NULL, *name = NULL;
    bool is_too_large = false;
    TRY(fetch_address(fetch, &arena, &address));
    git_remote_create_options creation;
    git_remote_create_options_init(&creation, GIT_REMOTE_CREATE_OPTIONS_VERSION);
    creation.repository = git->repository;
    creation.flags = GIT_REMOTE_CREATE_SKIP_INSTEADOF; /* use the checked address, not a rewritten one */
    if (git_remote_create_with_opts(&remote, address, &creation) != 0 ||
        git_remote_connect(remote, GIT_DIRECTION_FETCH, NULL, NULL, NULL) != 0)
        return fail_of_fetch(fetch, false);
    TRY(remote_name(remote, fetch, &arena, &name));
    git_remote_disconnect(remote);
    git_fetch_options options;
    git_fetch_options_init(&options, GIT_FETCH_OPTIONS_VERSION);
    options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE;
    options.update_fetchhead = 0;
    options.callbacks.transfer_progress = on_progress;
    options.callbacks.payload = &is_too_large;
    char *refspec = arena_format(&arena, "+%s:" INCOMING, name);
    if (git_remote_fetch(remote, &(git_strarray){&refspec, 1}, &options, NULL) != 0)
        return fail_of_fetch(fetch, is_too_large);
    return 0;
}

int git_store_fetch(struct git *git, const struct git_fetch *fetch, char ret_commit[GIT_ID_BYTES])
{
    git_oid id;
    char commit[GIT_ID_BYTES];
    TRY(fetch_incoming(git, fetch));
    TRY(git_store_resolve(git, INCOMING, commit));
    git_reference_remove(git->repository, INCOMING);
    git_oid_fromstr(&id, commit);
    TRY(branch_set(git, fetch->branch, &id));
    memcpy(ret_commit, commit, GIT_ID_BYTES);
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

static int entry_stage(struct git *git, git_index *index, const struct git_folder_commit *commit,
                       const struct file_entry *entry)
{
    struct text bytes CLEANUP(text_finish) = TEXT(commit->file_bytes_most ? commit->file_bytes_most : FILE_BYTES_MAX);
    git_index_entry staged = {.path = entry->path};
    if (entry->kind == FILE_SPECIAL)
        return 0;
    TRY(entry_read(commit, entry, &bytes));
    staged.mode = entry->kind == FILE_LINK ? GIT_FILEMODE_LINK : GIT_FILEMODE_BLOB;
    if (fault_in_library(FAULT_FULL, "a blob") ||
        git_blob_create_from_buffer(&staged.id, git->repository, text_string(&bytes), bytes.length) != 0 ||
        git_index_add(index, &staged) != 0)
        return fail(FAIL_SYSTEM, "repository '%s': '%s' cannot be stored: %s", git->path, entry->path, library_words());
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
    if (fault_in_library(FAULT_FULL, "a tree") || git_index_write_tree_to(ret_tree, index, git->repository) != 0)
        return fail_of_library(git, "cannot be written");
    return 0;
}

static int commit_make(struct git *git, const struct git_folder_commit *commit, const git_oid *tree_id,
                       git_commit *parent, git_oid *ret_id)
{
    git_tree *tree CLEANUP(tree_free_at) = NULL;
    git_signature *author CLEANUP(signature_free_at) = NULL;
    const git_commit *parents[] = {parent};
    if (fault_in_library(FAULT_FULL, "a commit") || git_tree_lookup(&tree, git->repository, tree_id) != 0 ||
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
        id_format(&id, tip_id);
        TRY(commit_find(git, tip_id, &tip));
    }
    if (!tip || !git_oid_equal(git_commit_tree_id(tip), &tree)) {
        TRY(commit_make(git, commit, &tree, tip, &id));
        TRY(branch_set(git, commit->branch, &id));
    }
    id_format(&id, ret_commit);
    return 0;
}
