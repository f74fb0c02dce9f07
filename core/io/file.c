/* Files and folders by POSIX calls; see file.h. */
#include "io/file.h"

#include "base/fail.h"
#include "io/fault.h"
#include "io/leftover.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_BYTES 65536

static void descriptor_close_at(int *descriptor)
{
    if (*descriptor >= 0)
        close(*descriptor);
}

static int fail_of_open(const char *path)
{
    if (errno == ENOENT || errno == ENOTDIR)
        return fail(FAIL_NOT_FOUND, "%s: no such file", path);
    return fail(FAIL_SYSTEM, "%s: cannot be opened: %s", path, strerror(errno));
}

static int read_all(int descriptor, const char *path, struct text *into)
{
    char buffer[READ_BYTES];
    for (;;) {
        ssize_t got = fault_here(FAULT_UNREADABLE, "a file") ? -1 : read(descriptor, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(FAIL_SYSTEM, "%s: cannot be read: %s", path, strerror(errno));
        if (got == 0)
            return 0;
        text_add_bytes(into, buffer, (size_t)got);
        TRY(text_check(into, path));
    }
}

int file_read(const char *path, struct text *into)
{
    /* Without O_NONBLOCK, opening a pipe without a writer would block for ever. */
    int descriptor CLEANUP(descriptor_close_at) = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    struct stat status;
    if (descriptor < 0 || fstat(descriptor, &status) != 0)
        return fail_of_open(path);
    if (!S_ISREG(status.st_mode))
        return fail(FAIL_SYSTEM, "%s: not a regular file", path);
    return read_all(descriptor, path, into);
}

int file_write_all(int descriptor, const char *bytes, size_t length)
{
    while (length) {
        ssize_t written = write(descriptor, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return -1;
        bytes += written;
        length -= (size_t)written;
    }
    return 0;
}

static int write_all(int descriptor, const char *bytes, size_t length)
{
    if (fault_here(FAULT_SHORT_WRITE, "a file"))
        return write(descriptor, bytes, length / 2) < 0 ? -1 : (errno = ENOSPC, -1);
    return file_write_all(descriptor, bytes, length);
}

/* A rename reaches the disk only with its folder. */
static int folder_sync(const char *folder)
{
    int descriptor CLEANUP(descriptor_close_at) = open(*folder ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return descriptor < 0 || fault_here(FAULT_UNREADABLE, "a folder's sync") ? -1 : fsync(descriptor);
}

static int temporary_fill(int descriptor, const void *bytes, size_t length, unsigned mode)
{
    if (write_all(descriptor, bytes, length) != 0 || fchmod(descriptor, (mode_t)mode) != 0)
        return -1;
    return 0;
}

/* Writes beside the file and renames; with `is_synced` the bytes are on the disk before they have the name. */
static int replace(const char *path, const void *bytes, size_t length, unsigned mode, bool is_synced)
{
    struct arena arena CLEANUP(arena_finish) = {0};
    const char *temporary = leftover_path(&arena, path);
    int descriptor CLEANUP(descriptor_close_at) =
        fault_here(FAULT_FULL, "a new file") ? -1 : open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return fail(FAIL_SYSTEM, "%s: cannot be written: %s", path, strerror(errno));
    if (temporary_fill(descriptor, bytes, length, mode) != 0 || (is_synced && fsync(descriptor) != 0) ||
        fault_here(FAULT_FULL, "a rename") || rename(temporary, path) != 0) {
        int cause = errno;
        unlink(temporary);
        return fail(FAIL_SYSTEM, "%s: cannot be written: %s", path, strerror(cause));
    }
    return 0;
}

int file_write(const char *path, const void *bytes, size_t length, unsigned mode)
{
    struct arena arena CLEANUP(arena_finish) = {0};
    TRY(replace(path, bytes, length, mode, true));
    if (folder_sync(file_folder(&arena, path)) != 0)
        return fail(FAIL_SYSTEM, "%s: cannot be synced: %s", path, strerror(errno));
    return 0;
}

int file_sync_folder(const char *folder)
{
    if (folder_sync(folder) != 0)
        return fail(FAIL_SYSTEM, "%s: cannot be synced: %s", *folder ? folder : ".", strerror(errno));
    return 0;
}

int file_write_unsynced(const char *path, const void *bytes, size_t length, unsigned mode)
{
    return replace(path, bytes, length, mode, false);
}

int file_sync_tree(const char *folder)
{
    int descriptor CLEANUP(descriptor_close_at) = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0 || fault_here(FAULT_UNREADABLE, "a tree's sync") || syncfs(descriptor) != 0)
        return fail(FAIL_SYSTEM, "%s: cannot be synced: %s", folder, strerror(errno));
    return 0;
}

int file_copy(const char *from, const char *to, size_t most)
{
    struct text bytes CLEANUP(text_finish) = TEXT(most);
    struct stat status;
    TRY(file_read(from, &bytes));
    if (stat(from, &status) != 0)
        return fail_of_open(from);
    return file_write(to, text_string(&bytes), bytes.length, status.st_mode & 0777);
}

int file_make_folders(const char *path, unsigned mode)
{
    char *partial CLEANUP(memory_free_at) = memory_copy_string(path);
    for (char *slash = partial;;) {
        slash = strchr(slash + 1, '/');
        if (slash)
            *slash = '\0';
        if (fault_here(FAULT_FULL, "a new folder") || (mkdir(partial, (mode_t)mode) != 0 && errno != EEXIST))
            return fail(FAIL_SYSTEM, "%s: cannot be made: %s", path, strerror(errno));
        if (!slash || !slash[1])
            break;
        *slash = '/';
    }
    return file_is_folder(path) ? 0 : fail(FAIL_SYSTEM, "%s: cannot be made: something else has that name", path);
}

int file_make_temporary(const char *name, char ret_folder[FILE_TEMPORARY_BYTES])
{
    const char *said = getenv("TMPDIR");
    const char *parent = said && said[0] == '/' ? said : "/tmp";
    int length = snprintf(ret_folder, FILE_TEMPORARY_BYTES, "%s/%s-XXXXXX", parent, name);
    errno = ENAMETOOLONG;
    if (length >= FILE_TEMPORARY_BYTES || !mkdtemp(ret_folder))
        return fail(FAIL_SYSTEM, "%s: a folder for what is temporary cannot be made: %s", parent, strerror(errno));
    return 0;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status, (void)type, (void)walk;
    return remove(path) == 0 || errno == ENOENT ? 0 : -1;
}

int file_remove_tree(const char *path)
{
    if (nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0 && errno != ENOENT)
        return fail(FAIL_SYSTEM, "%s: cannot be removed: %s", path, strerror(errno));
    return 0;
}

bool file_exists(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0;
}

bool file_is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool file_is_empty_folder(const char *path)
{
    DIR *folder = opendir(path);
    int count = 0; /* with "." and ".." */
    while (folder && count < 3 && readdir(folder))
        count++;
    if (folder)
        closedir(folder);
    return folder && count == 2;
}

int file_enter_own(const char *folder)
{
    struct stat status;
    umask(0077);
    if (stat(folder, &status) != 0 || status.st_uid == geteuid())
        return 0;
    const struct passwd *owner = getpwuid(status.st_uid);
    if (owner)
        return fail(FAIL_DENIED, "%s: belongs to '%s', whose files these must stay; run: sudo -u %s trappa ...", folder,
                    owner->pw_name, owner->pw_name);
    return fail(FAIL_DENIED, "%s: belongs to user %u, whose files these must stay; run it as that user", folder,
                (unsigned)status.st_uid);
}

bool file_is_private(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode) && !(status.st_mode & 0077) &&
           (status.st_uid == geteuid() || status.st_uid == 0);
}

uint64_t file_size(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? (uint64_t)status.st_size : 0;
}

/* A walk in progress: the entries on the heap until their number is known. */
struct walk {
    struct arena *arena;
    const char *root;
    size_t most;
    struct file_entry *entries;
    size_t count, capacity;
    bool is_truncated;
};

static bool lies_within(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || !path[length] || text_equal(folder, "/"));
}

/* A chain of links is resolved on disk; a dangling link by its text. */
static bool link_leads_out(const struct walk *walk, int folder, const char *path)
{
    char target[4096];
    ssize_t length = readlinkat(folder, file_name(path), target, sizeof target - 1);
    if (length < 0)
        return true;
    target[length] = '\0';
    char *root CLEANUP(memory_free_at) = realpath(walk->root, NULL);
    char *end CLEANUP(memory_free_at) = realpath(file_join(walk->arena, walk->root, path), NULL);
    if (target[0] == '/')
        return true;
    return root && end ? !lies_within(end, root) : !file_resolve(walk->arena, path, target);
}

static void walk_add(struct walk *walk, int folder, const char *path, const struct stat *status)
{
    if (walk->count >= walk->most) {
        walk->is_truncated = true;
        return;
    }
    struct file_entry entry = {.path = path, .kind = FILE_SPECIAL};
    if (S_ISREG(status->st_mode))
        entry.kind = FILE_REGULAR;
    if (S_ISLNK(status->st_mode)) {
        entry.kind = FILE_LINK;
        entry.leads_out = link_leads_out(walk, folder, path);
    }
    if (S_ISDIR(status->st_mode))
        entry.kind = FILE_REPOSITORY;
    else if (entry.kind != FILE_SPECIAL)
        entry.size = (uint64_t)status->st_size;
    ARRAY_RESERVE(walk->entries, walk->count, walk->capacity);
    walk->entries[walk->count++] = entry;
}

static void folder_close_at(DIR **folder)
{
    if (*folder)
        closedir(*folder);
}

static int walk_folder(struct walk *walk, int descriptor, const char *path, int depth);

/* By what git goes by: a file .git that points elsewhere, or a folder .git with a HEAD in it. */
static bool is_repository(int folder)
{
    struct stat status;
    return (fstatat(folder, ".git", &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(status.st_mode)) ||
           fstatat(folder, ".git/HEAD", &status, AT_SYMLINK_NOFOLLOW) == 0;
}

static int walk_entry(struct walk *walk, int folder, const char *path, int depth)
{
    struct stat status;
    if (fstatat(folder, file_name(path), &status, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? 0 : fail(FAIL_SYSTEM, "%s: cannot be read: %s", path, strerror(errno));
    if (!S_ISDIR(status.st_mode)) {
        walk_add(walk, folder, path, &status);
        return 0;
    }
    int inner = openat(folder, file_name(path), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (inner < 0)
        return fail(FAIL_SYSTEM, "%s: cannot be opened: %s", path, strerror(errno));
    if (!is_repository(inner))
        return walk_folder(walk, inner, path, depth + 1);
    walk_add(walk, folder, path, &status);
    close(inner);
    return 0;
}

/* Owns the descriptor. */
static int walk_folder(struct walk *walk, int descriptor, const char *path, int depth)
{
    DIR *folder CLEANUP(folder_close_at) = fdopendir(descriptor);
    if (!folder) {
        close(descriptor);
        return fail(FAIL_SYSTEM, "%s: cannot be read: %s", path, strerror(errno));
    }
    if (depth > FILE_DEPTH_MAX)
        return fail(FAIL_LIMIT, "%s: more than %d folders within each other", path, FILE_DEPTH_MAX);
    const struct dirent *entry;
    while (!walk->is_truncated && (entry = readdir(folder))) {
        if (text_equal(entry->d_name, ".") || text_equal(entry->d_name, "..") || text_equal(entry->d_name, ".git"))
            continue;
        TRY(walk_entry(walk, descriptor, file_join(walk->arena, path, entry->d_name), depth));
    }
    return 0;
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(((const struct file_entry *)a)->path, ((const struct file_entry *)b)->path);
}

static void walk_finish(struct walk *walk)
{
    memory_free(walk->entries);
}

int file_list(struct arena *arena, const char *root, size_t most, struct file_list *ret_list)
{
    struct walk walk CLEANUP(walk_finish) = {.arena = arena, .root = root, .most = most};
    int descriptor = fault_here(FAULT_UNREADABLE, "a folder") ? -1 : open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0 && (errno == ENOENT || errno == ENOTDIR))
        return fail(FAIL_NOT_FOUND, "%s: no such folder", root);
    if (descriptor < 0)
        return fail_of_open(root);
    TRY(walk_folder(&walk, descriptor, "", 0));
    *ret_list = (struct file_list){.count = walk.count, .is_truncated = walk.is_truncated};
    ret_list->entries = arena_zeroed(arena, walk.count * sizeof *walk.entries);
    if (walk.count) {
        memcpy(ret_list->entries, walk.entries, walk.count * sizeof *walk.entries);
        qsort(ret_list->entries, walk.count, sizeof *walk.entries, compare_paths);
    }
    return 0;
}

char *file_join(struct arena *arena, const char *folder, const char *name)
{
    if (!folder || !*folder || text_equal(folder, "."))
        return arena_copy_string(arena, name);
    return arena_format(arena, text_ends(folder, "/") ? "%s%s" : "%s/%s", folder, name);
}

const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

char *file_folder(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return arena_copy_string(arena, "");
    return arena_copy_bytes(arena, path, slash == path ? 1 : (size_t)(slash - path));
}

/* Applies one part of a path to the part resolved so far; false if it leaves the root. */
static bool resolve_part(struct text *resolved, const char *part, size_t length)
{
    if (length == 0 || (length == 1 && part[0] == '.'))
        return true;
    if (length != 2 || part[0] != '.' || part[1] != '.') {
        if (resolved->length)
            text_add_char(resolved, '/');
        text_add_bytes(resolved, part, length);
        return true;
    }
    if (!resolved->length)
        return false;
    const char *slash = strrchr(resolved->bytes, '/');
    resolved->length = slash ? (size_t)(slash - resolved->bytes) : 0;
    resolved->bytes[resolved->length] = '\0';
    return true;
}

char *file_resolve(struct arena *arena, const char *from, const char *written)
{
    struct text resolved CLEANUP(text_finish) = TEXT(strlen(from) + strlen(written) + 2);
    if (written[0] != '/')
        text_add(&resolved, file_folder(arena, from));
    for (const char *part = written;; part++) {
        size_t length = strcspn(part, "/");
        if (!resolve_part(&resolved, part, length))
            return NULL;
        part += length;
        if (!*part)
            break;
    }
    return arena_copy_string(arena, text_string(&resolved));
}
