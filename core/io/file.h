/* File: reads, writes, copies, lists and removes files and folders, and resolves paths. */
#pragma once

#include "base/memory.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FILE_DEPTH_MAX 64 /* nested folders that can be listed or removed */

/* Appends the whole file, limited by the ceiling of `into`. FAIL_NOT_FOUND, FAIL_LIMIT or FAIL_SYSTEM (also for a
 * folder or a device), each naming the path; `into` may then hold a part. */
int file_read(const char *path, struct text *into);

/* Writes all bytes to an open file, pipe or terminal; -1 with errno if it cannot. */
int file_write_all(int descriptor, const char *bytes, size_t length);

/* Replaces the contents of `path` atomically: writes a file beside it, syncs, renames, syncs the folder. The file gets
 * `mode` (such as 0600) whatever the umask. FAIL_SYSTEM leaves the old file. */
int file_write(const char *path, const void *bytes, size_t length, unsigned mode);

/* The same for one of thousands that are made anew: file_sync_tree() puts them on the disk, once, at the end. */
int file_write_unsynced(const char *path, const void *bytes, size_t length, unsigned mode);
int file_sync_tree(const char *folder);

/* Puts on the disk which files a folder has, after a rename; "" is the current folder. FAIL_SYSTEM. */
int file_sync_folder(const char *folder);

/* Copies a regular file with its permissions, atomically as file_write(). FAIL_LIMIT above `most` bytes. */
int file_copy(const char *from, const char *to, size_t most);

/* Creates the folder and its missing parents, with `mode`. Existing folders keep their mode. FAIL_SYSTEM. */
int file_make_folders(const char *path, unsigned mode);

#define FILE_TEMPORARY_BYTES 128

/* Makes a fresh folder for what shall not stay, `name` and a random end, in $TMPDIR or else /tmp; only its owner may
 * enter it. The caller removes it (file_remove_tree). FAIL_SYSTEM. */
int file_make_temporary(const char *name, char ret_folder[FILE_TEMPORARY_BYTES]);

/* Before anything of an own folder is read or made: what is made from now on is its owner's only. FAIL_DENIED, with
 * what to run instead, if the folder is another user's, as files of two users would lock one of them out; this holds
 * for root too. A folder that is not there is nobody's. */
int file_enter_own(const char *folder);

/* Removes a file, a link (not its target) or a whole folder; absence is not a failure. FAIL_SYSTEM. */
int file_remove_tree(const char *path);

bool file_exists(const char *path);    /* of any kind, also a dangling link */
bool file_is_folder(const char *path); /* follows a link */
bool file_is_empty_folder(const char *path);
bool file_is_private(const char *path); /* a regular file that only its owner may read: us, or root */
uint64_t file_size(const char *path);   /* 0 if there is none */

enum file_kind {
    FILE_REGULAR,
    FILE_LINK,
    FILE_SPECIAL,   /* device, socket, pipe */
    FILE_REPOSITORY /* a folder below the root that is a repository of its own */
};

struct file_entry {
    const char *path; /* relative to the root, with '/' between folders */
    uint64_t size;    /* of a regular file; of a link, the length of its target */
    enum file_kind kind;
    bool leads_out; /* a link that is absolute or leads outside the root */
};

struct file_list {
    struct file_entry *entries; /* in the arena, sorted by path, byte by byte, as git does */
    size_t count;
    bool is_truncated; /* there are more than `most`; which are missing is undefined */
};

/* Lists everything below `root` except folders, without following links. Skips anything named `.git`, at any depth,
 * with its contents; a folder that is a repository of its own is one entry, as in git. FAIL_NOT_FOUND if `root` is
 * not a folder, FAIL_LIMIT below FILE_DEPTH_MAX folders, FAIL_SYSTEM. */
int file_list(struct arena *arena, const char *root, size_t most, struct file_list *ret_list);

/* "folder/name" in the arena; `name` alone if `folder` is NULL, "" or ".". */
char *file_join(struct arena *arena, const char *folder, const char *name);

const char *file_name(const char *path);                  /* what follows the last '/'; lent */
char *file_folder(struct arena *arena, const char *path); /* what precedes it; "" if there is none */

/* Resolves the relative path `written` in the file `from`; both the result and `from` are relative to the root:
 * "a/b.md" and "../c.md" give "c.md". A leading '/' starts at the root. NULL if it leaves the root. Does not access the
 * disk. */
char *file_resolve(struct arena *arena, const char *from, const char *written);
