/* Fetches from other repositories; see git.h. */
#include "base/fail.h"
#include "io/file.h"
#include "io/git_internal.h"

#include <stdlib.h>
#include <string.h>

#define INCOMING "refs/trappa/incoming"
#define EVERYTHING INCOMING "/" /* below it, all branches and tags, while a commit is looked for among them */

GIT_FREE_AT(object)
GIT_FREE_AT(reference)
GIT_FREE_AT(reference_iterator)
GIT_FREE_AT(remote)
GIT_FREE_AT(repository)
GIT_FREE_AT(config)

/* A fetch in progress, and why it was given up. */
struct transfer {
    const struct git_fetch *fetch;
    struct arena *arena;
    git_remote *remote;
    bool is_too_large;
    int logins; /* how often the server asked for one */
};

static const char *source_name(const struct git_fetch *fetch)
{
    return fetch->said ? fetch->said : fetch->from;
}

/* Stops a transfer that is too large for a curriculum. */
static int on_progress(const git_indexer_progress *progress, void *payload)
{
    struct transfer *transfer = payload;
    transfer->is_too_large = progress->received_bytes > GIT_FETCH_BYTES_MAX;
    return transfer->is_too_large ? -1 : 0;
}

/* Gives the login once; a server that asks again has refused it. */
static int on_credentials(git_credential **ret_credential, const char *url, const char *user, unsigned int kinds,
                          void *payload)
{
    (void)url, (void)user;
    struct transfer *transfer = payload;
    const struct git_login *login = transfer->fetch->login;
    if (!login || transfer->logins++ || !(kinds & GIT_CREDENTIAL_USERPASS_PLAINTEXT)) {
        transfer->logins += !login;
        return GIT_EAUTH;
    }
    return git_credential_userpass_plaintext_new(ret_credential, login->user, login->password);
}

static bool is_out_of_memory(void)
{
    const git_error *error = git_error_last();
    return error && error->klass == GIT_ERROR_NOMEMORY;
}

static int fail_of_fetch(const struct transfer *transfer)
{
    const char *name = source_name(transfer->fetch);
    if (is_out_of_memory())
        return fail(FAIL_LIMIT, "repository '%s': a file in it needs more memory than a fetch may take", name);
    if (transfer->is_too_large)
        return fail(FAIL_LIMIT, "repository '%s': larger than %llu bytes", name, GIT_FETCH_BYTES_MAX);
    if (transfer->logins && !transfer->fetch->login)
        return fail_at(FAIL_SYSTEM, REASON_LOGIN_WANTED, NULL,
                       "repository '%s': its server asks for a user and a password", name);
    if (transfer->logins > 1)
        return fail(FAIL_SYSTEM, "repository '%s': its server refuses the user and the password", name);
    return fail(FAIL_SYSTEM, "repository '%s': cannot be fetched: %s", name, git_library_words());
}

static int fail_of_name(const struct transfer *transfer, const char *ref)
{
    const char *name = source_name(transfer->fetch);
    if (text_equal(ref, "HEAD"))
        return fail(FAIL_NOT_FOUND, "repository '%s': has no commits yet", name);
    return fail(FAIL_NOT_FOUND, "repository '%s': no branch, tag or commit '%s'", name, ref);
}

/* ---- where from ---- */

/* A clone that was told to leave objects out has no history to fetch, and perhaps no files. */
static int clone_check(const struct git_fetch *fetch, const char *folder)
{
    git_repository *repository CLEANUP(repository_free_at) = NULL;
    git_config *config CLEANUP(config_free_at) = NULL;
    int is_promised = 0;
    if (git_repository_open_ext(&repository, folder, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL) != 0)
        return fail(FAIL_SYSTEM, "repository '%s': cannot be opened: %s", source_name(fetch), git_library_words());
    if (git_repository_is_shallow(repository) == 1)
        return fail(FAIL_RULE,
                    "repository '%s': is a shallow clone, which lacks its history; fetch all of it there first",
                    source_name(fetch));
    if (git_repository_config_snapshot(&config, repository) == 0 &&
        git_config_get_bool(&is_promised, config, "remote.origin.promisor") == 0 && is_promised)
        return fail(FAIL_RULE,
                    "repository '%s': is a partial clone, which lacks files; clone it again without a filter",
                    source_name(fetch));
    return 0;
}

/* The address for libgit2: an https URL as it is, a folder as an absolute path. */
static int fetch_address(const struct git_fetch *fetch, struct arena *arena, const char **ret_address)
{
    const char *folder = text_starts(fetch->from, "file://") ? fetch->from + 7 : fetch->from;
    bool is_root = false;
    if (text_starts(fetch->from, "https://")) {
        *ret_address = fetch->from;
        return 0;
    }
    if (strstr(folder, "://"))
        return fail(FAIL_INPUT, "repository '%s': only https addresses and folders can be fetched", source_name(fetch));
    TRY(git_store_look(folder, &is_root));
    if (!is_root)
        return fail(FAIL_NOT_FOUND, "repository '%s': there is none", source_name(fetch));
    TRY(clone_check(fetch, folder));
    char *whole CLEANUP(memory_free_at) = realpath(folder, NULL);
    *ret_address = arena_copy_string(arena, whole ? whole : folder);
    return 0;
}

/* ---- what ---- */

/* What to ask for: the ref by its full name; of a commit's id, all branches and tags. */
static int refspecs_find(struct transfer *transfer, const char *ref, char *ret_refspecs[2], size_t *ret_count)
{
    const git_remote_head **heads = NULL;
    const char *meanings[GIT_MEANINGS];
    size_t count = 0;
    if (git_remote_ls(&heads, &count, transfer->remote) != 0)
        return fail_of_fetch(transfer);
    git_name_meanings(transfer->arena, ref, meanings);
    for (size_t i = 0; i < GIT_MEANINGS; i++)
        for (size_t j = 0; j < count; j++)
            if (text_equal(heads[j]->name, meanings[i])) {
                ret_refspecs[0] = arena_format(transfer->arena, "+%s:" INCOMING, meanings[i]);
                *ret_count = 1;
                return 0;
            }
    if (!git_is_commit_id(ref))
        return fail_of_name(transfer, ref);
    ret_refspecs[0] = arena_copy_string(transfer->arena, "+refs/heads/*:" EVERYTHING "heads/*");
    ret_refspecs[1] = arena_copy_string(transfer->arena, "+refs/tags/*:" EVERYTHING "tags/*");
    *ret_count = 2;
    return 0;
}

static git_remote_callbacks callbacks_of(struct transfer *transfer)
{
    git_remote_callbacks callbacks;
    git_remote_init_callbacks(&callbacks, GIT_REMOTE_CALLBACKS_VERSION);
    callbacks.transfer_progress = on_progress;
    callbacks.credentials = on_credentials;
    callbacks.payload = transfer;
    return callbacks;
}

/* A login goes to the server that was named, not where that one sends us. */
static git_remote_redirect_t redirects_of(const struct transfer *transfer)
{
    return transfer->fetch->login ? GIT_REMOTE_REDIRECT_NONE : GIT_REMOTE_REDIRECT_INITIAL;
}

static int remote_open(struct git *git, struct transfer *transfer, const char *address)
{
    git_remote_connect_options options;
    git_remote_create_options creation;
    git_remote_create_options_init(&creation, GIT_REMOTE_CREATE_OPTIONS_VERSION);
    creation.repository = git->repository;
    creation.flags = GIT_REMOTE_CREATE_SKIP_INSTEADOF; /* use the checked address, not a rewritten one */
    git_remote_connect_options_init(&options, GIT_REMOTE_CONNECT_OPTIONS_VERSION);
    options.callbacks = callbacks_of(transfer);
    options.follow_redirects = redirects_of(transfer);
    if (git_remote_create_with_opts(&transfer->remote, address, &creation) != 0 ||
        git_remote_connect_ext(transfer->remote, GIT_DIRECTION_FETCH, &options) != 0)
        return fail_of_fetch(transfer);
    return 0;
}

static int objects_fetch(struct transfer *transfer, char **refspecs, size_t count)
{
    git_fetch_options options;
    git_fetch_options_init(&options, GIT_FETCH_OPTIONS_VERSION);
    options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE;
    options.update_fetchhead = 0;
    options.callbacks = callbacks_of(transfer);
    options.follow_redirects = redirects_of(transfer);
    transfer->logins = 0; /* asked for anew, on a connection of its own */
    if (git_remote_fetch(transfer->remote, &(git_strarray){refspecs, count}, &options, NULL) != 0)
        return fail_of_fetch(transfer);
    return 0;
}

/* Fetches to INCOMING, or everything below it. */
static int incoming_fetch(struct git *git, struct transfer *transfer, const char *ref)
{
    const char *address = NULL;
    char *refspecs[2];
    size_t count = 0;
    TRY(fetch_address(transfer->fetch, transfer->arena, &address));
    TRY(remote_open(git, transfer, address));
    TRY(refspecs_find(transfer, ref, refspecs, &count));
    git_remote_disconnect(transfer->remote);
    return objects_fetch(transfer, refspecs, count);
}

/* The commit that came, and whether any did. */
static bool incoming_find(const struct git *git, const char *ref, git_oid *ret_commit)
{
    git_object *commit CLEANUP(object_free_at) = NULL;
    git_reference *reference CLEANUP(reference_free_at) = NULL;
    int result = git_reference_lookup(&reference, git->repository, INCOMING);
    result =
        result == 0 ? git_reference_peel(&commit, reference, GIT_OBJECT_COMMIT) : git_commit_of_id(git, ref, &commit);
    if (result == 0)
        git_oid_cpy(ret_commit, git_object_id(commit));
    return result == 0;
}

static void incoming_remove(const struct git *git)
{
    git_reference_iterator *iterator CLEANUP(reference_iterator_free_at) = NULL;
    const char *name = NULL;
    git_reference_remove(git->repository, INCOMING);
    if (git_reference_iterator_glob_new(&iterator, git->repository, EVERYTHING "*") != 0)
        return;
    while (git_reference_next_name(&name, iterator) == 0)
        git_reference_remove(git->repository, name);
}

int git_store_fetch(struct git *git, const struct git_fetch *fetch, char ret_commit[GIT_ID_BYTES])
{
    struct arena arena CLEANUP(arena_finish) = {0};
    git_remote *remote CLEANUP(remote_free_at) = NULL;
    struct transfer transfer = {.fetch = fetch, .arena = &arena};
    const char *ref = fetch->ref && *fetch->ref ? fetch->ref : "HEAD";
    git_oid id;
    incoming_remove(git); /* what a fetch left that was ended */
    int result = incoming_fetch(git, &transfer, ref);
    remote = transfer.remote;
    TRY(result);
    bool is_found = incoming_find(git, ref, &id);
    incoming_remove(git);
    if (!is_found)
        return fail_of_name(&transfer, ref);
    TRY(git_branch_set(git, fetch->branch, &id));
    git_id_format(&id, ret_commit);
    return 0;
}
