/* File: reading, writing and listing files and folders, and what paths mean. */
#pragma once

#include "base/memory.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FILE_DEPTH_MAX 64 /* folders within folders that are listed or removed */

/* Appends the whole file to `into`, whose ceiling is the limit. FAIL_NOT_FOUND, FAIL_LIMIT or FAIL_SYSTEM, each naming
 * the path; then `into` may hold a part. A folder or a device is FAIL_SYSTEM. */
int file_read(const char *path, struct text *into);

/* Makes `path` hold exactly these bytes, or leaves it as it was: written beside, synced, renamed, folder synced. The
 * file gets `mode` (such as 0600) whatever the umask says. FAIL_SYSTEM. */
int file_write(const char *path, const void *bytes, size_t length, unsigned mode);

/* A regular file's bytes and permissions, written like file_write; FAIL_LIMIT above `most` bytes. */
int file_copy(const char *from, const char *to, size_t most);

/* Makes the folder and those above it, with `mode` where they are new. Existing ones stay as they are. FAIL_SYSTEM. */
int file_make_folders(const char *path, unsigned mode);

/* Removes a file, a link (not what it points to) or a whole folder. It being absent is no failure. FAIL_SYSTEM. */
int file_remove_tree(const char *path);

bool file_exists(const char *path);    /* anything at all, also a dangling link */
bool file_is_folder(const char *path); /* follows a link */
bool file_is_empty_folder(const char *path);
bool file_is_private(const char *path); /* a regular file that only its owner may read: us, or root */
uint64_t file_size(const char *path);   /* 0 if there is none */

enum file_kind { FILE_REGULAR, FILE_LINK, FILE_SPECIAL /* device, socket, pipe */ };

struct file_entry {
    const char *path; /* relative to the root, with '/' between folders */
    uint64_t size;    /* of a regular file; of a link, the length of its target */
    enum file_kind kind;
    bool leads_out; /* a link that is absolute, or ends outside the root */
};

struct file_list {
    struct file_entry *entries; /* in the arena, sorted by path, byte by byte: the order of git too */
    size_t count;
    bool is_truncated; /* there are more than were asked for; which ones are left out is not defined */
};

/* Lists everything below `root` that is no folder, without following links. What is called `.git`, at any depth, is
 * left out with all that is in it. FAIL_NOT_FOUND if `root` is no folder, FAIL_LIMIT when folders lie deeper than
 * FILE_DEPTH_MAX, FAIL_SYSTEM. */
int file_list(struct arena *arena, const char *root, size_t most, struct file_list *ret_list);

/* "folder/name" in the arena; `name` alone if `folder` is NULL, "" or ".". */
char *file_join(struct arena *arena, const char *folder, const char *name);

const char *file_name(const char *path);                  /* what follows the last '/'; lent */
char *file_folder(struct arena *arena, const char *path); /* what precedes it; "" if there is none */

/* What a relative path written in the file `from` means, seen from the root that `from` is relative to: "a/b.md" and
 * "../c.md" give "c.md"; a leading '/' counts from the root. NULL if it leaves the root. Looks at no disk. */
char *file_resolve(struct arena *arena, const char *from, const char *written);
