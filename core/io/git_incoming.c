/* Judges pushed objects; see git_incoming.h. */
#include "io/git_incoming.h"

#include "base/fail.h"
#include "base/text.h"
#include "io/git_internal.h"
#include "io/unicode.h"

#include <stdlib.h>
#include <string.h>

#define NAME_BYTES_MAX 255

GIT_FREE_AT(odb)
GIT_FREE_AT(odb_object)

struct judging {
    git_odb *objects;
    const struct git_incoming_limits *limits;
    size_t count, commits;
    uint64_t bytes;
    int result;
};

/* ---- names in a folder ---- */

/* One entry as it stands in a tree object: "MODE NAME\0" and 20 bytes. */
struct entry {
    const char *mode, *name;
    size_t name_length;
};

static bool entry_next(const char **at, const char *end, struct entry *ret_entry)
{
    const char *space = memchr(*at, ' ', (size_t)(end - *at));
    const char *zero = space ? memchr(space, '\0', (size_t)(end - space)) : NULL;
    if (!zero || end - zero < 1 + GIT_OID_RAWSZ)
        return false;
    *ret_entry = (struct entry){*at, space + 1, (size_t)(zero - space - 1)};
    *at = zero + 1 + GIT_OID_RAWSZ;
    return true;
}

/* ".git" also as file systems of others write it: in capitals, with dots or blanks after it, as "git~1". */
static bool is_of_git(const char *folded)
{
    if (text_starts(folded, "git~"))
        return true;
    if (!text_starts(folded, ".git"))
        return false;
    const char *rest = folded + 4;
    return rest[strspn(rest, " .")] == '\0' || *rest == ':';
}

static int name_judge(const struct entry *entry, const char *name, struct arena *arena)
{
    if (!text_is_utf8(entry->name, entry->name_length, NULL))
        return fail(FAIL_RULE, "the name of a file or folder is not UTF-8: rename it");
    if (entry->name_length > NAME_BYTES_MAX)
        return fail(FAIL_LIMIT, "a name is longer than %d bytes: '%s'", NAME_BYTES_MAX, name);
    if (!*name || text_equal(name, ".") || text_equal(name, "..") || strchr(name, '/') || strchr(name, '\\'))
        return fail(FAIL_RULE, "a file or folder is called '%s', which means another one", name);
    for (const unsigned char *at = (const unsigned char *)name; *at; at++)
        if (*at < ' ' || *at == 0x7f)
            return fail(FAIL_RULE, "the name of a file or folder has a control character in it: rename it");
    if (is_of_git(unicode_fold(arena, name)))
        return fail(FAIL_RULE, "a file or folder is called '%s', which belongs to git itself", name);
    return 0;
}

static int mode_judge(const struct entry *entry, const char *name)
{
    unsigned long mode = strtoul(entry->mode, NULL, 8);
    if (mode == GIT_FILEMODE_LINK)
        return fail(FAIL_RULE, "'%s' is a symbolic link: put the file itself there", name);
    if (mode == GIT_FILEMODE_COMMIT)
        return fail(FAIL_RULE, "'%s' is a submodule, another repository: put the files themselves there", name);
    if (mode == GIT_FILEMODE_BLOB_EXECUTABLE)
        return fail(FAIL_RULE, "'%s' can be run as a program: take that right from it, and commit it again", name);
    if (mode != GIT_FILEMODE_TREE && mode != GIT_FILEMODE_BLOB && mode != 0100664)
        return fail(FAIL_RULE, "'%s' is of a kind that a curriculum has not", name);
    return 0;
}

static int fold_compare(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

/* Two names that some machines take for one. */
static int cases_judge(const char **folded, size_t count)
{
    if (count)
        qsort(folded, count, sizeof *folded, fold_compare);
    for (size_t i = 1; i < count; i++)
        if (text_equal(folded[i - 1], folded[i]))
            return fail(FAIL_RULE, "two names in one folder differ only in case: '%s'", folded[i]);
    return 0;
}

static int folder_judge(const struct judging *judging, const char *bytes, size_t length)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const char *at = bytes, *end = bytes + length;
    size_t count = 0, most = judging->limits->folder_names;
    struct entry entry;
    for (; entry_next(&at, end, &entry); count++)
        ;
    if (at != end)
        return fail(FAIL_CORRUPT, "a folder cannot be read");
    if (count > most)
        return fail(FAIL_LIMIT, "a folder has %zu files, and %zu is the most", count, most);
    const char **folded = arena_zeroed(&arena, (count + 1) * sizeof *folded);
    at = bytes;
    for (size_t i = 0; i < count && entry_next(&at, end, &entry); i++) {
        const char *name = arena_copy_bytes(&arena, entry.name, entry.name_length);
        TRY(name_judge(&entry, name, &arena));
        TRY(mode_judge(&entry, name));
        folded[i] = unicode_fold(&arena, name);
    }
    return cases_judge(folded, count);
}

/* ---- each object ---- */

static int size_judge(struct judging *judging, size_t size, git_object_t type)
{
    const struct git_incoming_limits *limits = judging->limits;
    judging->bytes += size;
    judging->commits += type == GIT_OBJECT_COMMIT;
    if (++judging->count > limits->objects)
        return fail(FAIL_LIMIT, "more than %zu new objects in one push", limits->objects);
    if (judging->commits > limits->commits)
        return fail(FAIL_LIMIT, "more than %zu new commits in one push", limits->commits);
    if (size > limits->file_bytes)
        return fail(FAIL_LIMIT, "a file has %zu bytes, and %llu is the most", size,
                    (unsigned long long)limits->file_bytes);
    if (judging->bytes > limits->all_bytes)
        return fail(FAIL_LIMIT, "more than %llu bytes in one push, unpacked", (unsigned long long)limits->all_bytes);
    return 0;
}

static int object_judge(struct judging *judging, const git_oid *id)
{
    git_odb_object *object CLEANUP(odb_object_free_at) = NULL;
    size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    if (git_odb_read_header(&size, &type, judging->objects, id) != 0)
        return fail(FAIL_CORRUPT, "an object cannot be read");
    TRY(size_judge(judging, size, type));
    if (type != GIT_OBJECT_TREE)
        return 0;
    if (git_odb_read(&object, judging->objects, id) != 0)
        return fail(FAIL_CORRUPT, "a folder cannot be read");
    return folder_judge(judging, git_odb_object_data(object), git_odb_object_size(object));
}

static int on_object(const git_oid *id, void *context)
{
    struct judging *judging = context;
    judging->result = object_judge(judging, id);
    return judging->result == 0 ? 0 : -1;
}

int git_store_judge_incoming(const char *objects, const struct git_incoming_limits *limits)
{
    git_odb *found CLEANUP(odb_free_at) = NULL;
    struct judging judging = {.limits = limits};
    git_library_begin();
    if (git_odb_open(&found, objects) != 0)
        return fail(FAIL_CORRUPT, "what was pushed cannot be read: %s", git_library_words());
    judging.objects = found;
    int walked = git_odb_foreach(found, on_object, &judging);
    if (judging.result != 0)
        return judging.result;
    return walked == 0 ? 0 : fail(FAIL_CORRUPT, "what was pushed cannot be read: %s", git_library_words());
}

/* ---- a commit ---- */

bool git_store_goes_on(const struct git *git, const char *before, const char *commit)
{
    git_oid old, new;
    if (git_oid_fromstr(&old, before) != 0 || git_oid_fromstr(&new, commit) != 0)
        return false;
    return git_oid_equal(&old, &new) || git_graph_descendant_of(git->repository, &new, &old) == 1;
}

int git_store_judge_paths(const struct git *git, const char *commit, size_t files_most, size_t depth_most,
                          size_t path_bytes_most)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct git_listing listing;
    TRY(git_store_list(git, commit, &arena, &listing));
    if (listing.count > files_most || listing.is_truncated)
        return fail(FAIL_LIMIT, "more than %zu files", files_most);
    for (size_t i = 0; i < listing.count; i++) {
        size_t depth = 0;
        for (const char *at = listing.files[i].path; *at; at++)
            depth += *at == '/';
        if (depth > depth_most)
            return fail(FAIL_LIMIT, "more than %zu folders within each other: '%s'", depth_most, listing.files[i].path);
        if (strlen(listing.files[i].path) > path_bytes_most)
            return fail(FAIL_LIMIT, "a path is longer than %zu bytes: '%s'", path_bytes_most, listing.files[i].path);
    }
    return 0;
}
