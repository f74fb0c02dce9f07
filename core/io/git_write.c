/* Commits, merges and branches by libgit2; see git_write.h. */
#include "io/git_write.h"

#include "base/clock.h"
#include "base/fail.h"
#include "io/git_internal.h"

#include <string.h>

#define MARKER_SIZE 71 /* letters of a conflict's marks, more than anybody writes by hand */

GIT_FREE_AT(commit)
GIT_FREE_AT(diff)
GIT_FREE_AT(index)
GIT_FREE_AT(reference)
GIT_FREE_AT(signature)
GIT_FREE_AT(tree)
GIT_FREE_AT(tree_entry)

static int fail_of_writing(const struct git *git, const char *doing)
{
    return fail(FAIL_SYSTEM, "repository '%s': %s: %s", git->path, doing, git_library_words());
}

static int commit_of(const struct git *git, const char *id, git_commit **ret_commit)
{
    git_oid oid;
    if (git_oid_fromstr(&oid, id) != 0 || git_commit_lookup(ret_commit, git->repository, &oid) != 0)
        return fail(FAIL_NOT_FOUND, "repository '%s': no commit %s", git->path, id);
    return 0;
}

static int tree_of(const struct git *git, const char *id, git_tree **ret_tree)
{
    git_commit *commit CLEANUP(commit_free_at) = NULL;
    TRY(commit_of(git, id, &commit));
    if (git_library_fault(FAULT_UNREADABLE, "a commit's tree") || git_commit_tree(ret_tree, commit) != 0)
        return fail(FAIL_CORRUPT, "repository '%s': commit %s has no tree", git->path, id);
    return 0;
}

/* ---- commits ---- */

static int author_make(const struct git *git, const char *name, git_signature **ret_author)
{
    if (git_signature_new(ret_author, name && *name ? name : "Trappa", "trappa@localhost", clock_now(), 0) != 0)
        return fail(FAIL_INPUT, "'%s': is no name for an author: %s", name, git_library_words());
    return fault_here(FAULT_FULL, "an author") ? fail_of_writing(git, "nothing could be committed") : 0;
}

/* Adds a file to the index of a commit to be; an index refuses what git would, such as `.git/hooks`, but for empty
 * names of folders. */
static int change_stage(struct git *git, git_index *index, const struct git_file_change *change)
{
    git_index_entry entry = {.path = change->path, .mode = GIT_FILEMODE_BLOB};
    if (*change->path == '/' || strstr(change->path, "//"))
        return fail(FAIL_INPUT, "file '%s': is no path for a file", change->path);
    if (change->is_removed) {
        if (git_index_remove(index, change->path, 0) != 0)
            return fail(FAIL_NOT_FOUND, "file '%s': cannot be removed, since there is none", change->path);
        return 0;
    }
    if (git_library_fault(FAULT_FULL, "a file") ||
        git_blob_create_from_buffer(&entry.id, git->repository, change->length ? change->bytes : "", change->length) !=
            0)
        return fail(FAIL_SYSTEM, "repository '%s': '%s' cannot be stored: %s", git->path, change->path,
                    git_library_words());
    if (git_index_add(index, &entry) != 0)
        return fail(FAIL_INPUT, "file '%s': is no path for a file: %s", change->path, git_library_words());
    return 0;
}

static int changes_store(struct git *git, git_index *index, const struct git_file_change *changes, size_t count,
                         git_tree **ret_tree)
{
    git_oid id;
    for (size_t i = 0; i < count; i++)
        TRY(change_stage(git, index, &changes[i]));
    if (git_library_fault(FAULT_FULL, "the files of a commit") ||
        git_index_write_tree_to(&id, index, git->repository) != 0 ||
        git_tree_lookup(ret_tree, git->repository, &id) != 0)
        return fail_of_writing(git, "nothing could be committed");
    return 0;
}

struct commit_parts {
    const git_commit *parents[2];
    size_t count;
    const git_tree *tree;
    const char *author, *message;
};

static int commit_write(struct git *git, const struct commit_parts *parts, char ret_commit[GIT_ID_BYTES])
{
    git_oid id;
    git_signature *author CLEANUP(signature_free_at) = NULL;
    const git_commit *parents[2] = {parts->parents[0], parts->parents[1]};
    TRY(author_make(git, parts->author, &author));
    if (git_library_fault(FAULT_FULL, "a commit of changes") ||
        git_commit_create(&id, git->repository, NULL, author, author, "UTF-8", parts->message, parts->tree,
                          parts->count, parents) != 0)
        return fail_of_writing(git, "nothing could be committed");
    git_id_format(&id, ret_commit);
    return 0;
}

int git_store_commit_changes(struct git *git, const struct git_commit_new *new, char ret_commit[GIT_ID_BYTES])
{
    git_commit *parent CLEANUP(commit_free_at) = NULL;
    git_tree *before CLEANUP(tree_free_at) = NULL, *after CLEANUP(tree_free_at) = NULL;
    git_index *index CLEANUP(index_free_at) = NULL;
    if (git_index_new(&index) != 0)
        return fail_of_writing(git, "nothing could be committed");
    if (new->parent) {
        TRY(commit_of(git, new->parent, &parent));
        TRY(tree_of(git, new->parent, &before));
        if (git_index_read_tree(index, before) != 0)
            return fail_of_writing(git, "nothing could be committed");
    }
    TRY(changes_store(git, index, new->changes, new->count, &after));
    const struct commit_parts parts = {
        .parents = {parent}, .count = parent != NULL, .tree = after, .author = new->author, .message = new->message};
    return commit_write(git, &parts, ret_commit);
}

/* ---- merges ---- */

static void side_note(const git_index_entry *entry, char ret_blob[GIT_ID_BYTES])
{
    ret_blob[0] = '\0';
    if (entry)
        git_id_format(&entry->id, ret_blob);
}

static bool is_resolved(const struct git_merge_new *new, const char *path)
{
    for (size_t i = 0; i < new->count; i++)
        if (strcmp(new->resolutions[i].path, path) == 0)
            return true;
    return false;
}

static int conflicts_read(const struct git *git, git_index *index, const struct git_merge_new *new, struct arena *arena,
                          struct git_merge *merge)
{
    git_index_conflict_iterator *each = NULL;
    const git_index_entry *base, *ours, *theirs;
    if (git_index_conflict_iterator_new(&each, index) != 0)
        return fail_of_writing(git, "its conflicts cannot be read");
    merge->conflicts = arena_zeroed(arena, (git_index_entrycount(index) + 1) * sizeof *merge->conflicts);
    while (git_index_conflict_next(&base, &ours, &theirs, each) == 0) {
        const git_index_entry *any = ours ? ours : theirs ? theirs : base;
        struct git_conflict *conflict = &merge->conflicts[merge->count];
        if (is_resolved(new, any->path))
            continue;
        conflict->path = arena_copy_string(arena, any->path);
        side_note(base, conflict->base);
        side_note(ours, conflict->ours);
        side_note(theirs, conflict->theirs);
        merge->count++;
    }
    git_index_conflict_iterator_free(each);
    return 0;
}

/* Neither side needs a commit of its own where one only goes on from the other. */
static bool is_one_line(const struct git *git, const git_commit *ours, const git_commit *theirs,
                        const struct git_merge_new *new, struct git_merge *merge)
{
    const git_oid *one = git_commit_id(ours), *other = git_commit_id(theirs);
    if (git_oid_equal(one, other) || git_graph_descendant_of(git->repository, one, other) == 1)
        git_id_format(one, merge->commit);
    else if (!new->count && git_graph_descendant_of(git->repository, other, one) == 1)
        git_id_format(other, merge->commit);
    return *merge->commit;
}

static int merged_write(struct git *git, git_index *index, const struct git_merge_new *new,
                        const git_commit *const parents[2], struct git_merge *merge)
{
    git_tree *tree CLEANUP(tree_free_at) = NULL;
    for (size_t i = 0; i < new->count; i++)
        git_index_conflict_remove(index, new->resolutions[i].path);
    TRY(changes_store(git, index, new->resolutions, new->count, &tree));
    const struct commit_parts parts = {
        .parents = {parents[0], parents[1]}, .count = 2, .tree = tree, .author = new->author, .message = new->message};
    return commit_write(git, &parts, merge->commit);
}

int git_store_merge(struct git *git, const struct git_merge_new *new, struct arena *arena, struct git_merge *ret_merge)
{
    git_commit *ours CLEANUP(commit_free_at) = NULL, *theirs CLEANUP(commit_free_at) = NULL;
    git_index *index CLEANUP(index_free_at) = NULL;
    git_merge_options options;
    *ret_merge = (struct git_merge){0};
    TRY(commit_of(git, new->ours, &ours));
    TRY(commit_of(git, new->theirs, &theirs));
    if (is_one_line(git, ours, theirs, new, ret_merge))
        return 0;
    git_merge_options_init(&options, GIT_MERGE_OPTIONS_VERSION);
    if (git_library_fault(FAULT_UNREADABLE, "a merge") ||
        git_merge_commits(&index, git->repository, ours, theirs, &options) != 0)
        return fail_of_writing(git, "two states of it cannot be merged");
    TRY(conflicts_read(git, index, new, arena, ret_merge));
    if (ret_merge->count)
        return 0;
    return merged_write(git, index, new, (const git_commit *const[]){ours, theirs}, ret_merge);
}

/* ---- sections of a conflict ---- */

enum side { SIDE_BOTH, SIDE_OURS, SIDE_BASE, SIDE_THEIRS };

/* The marks that git_merge_file() writes. */
static bool is_mark(const char *line, size_t length, char letter)
{
    if (length < MARKER_SIZE || (line[MARKER_SIZE] != '\n' && line[MARKER_SIZE] != ' ' && line[MARKER_SIZE] != '\0'))
        return false;
    for (size_t i = 0; i < MARKER_SIZE; i++)
        if (line[i] != letter)
            return false;
    return true;
}

static enum side side_after(const char *line, size_t length, enum side side)
{
    static const struct {
        enum side from, to;
        char letter;
    } moves[] = {{SIDE_BOTH, SIDE_OURS, '<'},
                 {SIDE_OURS, SIDE_BASE, '|'},
                 {SIDE_OURS, SIDE_THEIRS, '='},
                 {SIDE_BASE, SIDE_THEIRS, '='},
                 {SIDE_THEIRS, SIDE_BOTH, '>'}};
    for (size_t i = 0; i < COUNT_OF(moves); i++)
        if (moves[i].from == side && is_mark(line, length, moves[i].letter))
            return moves[i].to;
    return side;
}

struct section_reader {
    struct arena *arena;
    struct git_section *sections;
    size_t count;
    const char *begins[4]; /* of each side in the text at hand */
    size_t lengths[4];
};

static const char *side_text(struct section_reader *reader, enum side side)
{
    return reader->lengths[side] ? arena_copy_bytes(reader->arena, reader->begins[side], reader->lengths[side]) : "";
}

static void section_end(struct section_reader *reader, bool is_conflict)
{
    struct git_section *section = &reader->sections[reader->count];
    *section = (struct git_section){.is_conflict = is_conflict};
    if (is_conflict) {
        section->ours = side_text(reader, SIDE_OURS);
        section->base = side_text(reader, SIDE_BASE);
        section->theirs = side_text(reader, SIDE_THEIRS);
    } else
        section->text = side_text(reader, SIDE_BOTH);
    reader->count += is_conflict || reader->lengths[SIDE_BOTH];
    memset(reader->begins, 0, sizeof reader->begins);
    memset(reader->lengths, 0, sizeof reader->lengths);
}

static size_t marks_count(const char *text)
{
    size_t count = 0;
    for (const char *line = text; *line; count++)
        line = strchrnul(line, '\n') + (*strchrnul(line, '\n') != '\0');
    return count;
}

static void sections_read(struct section_reader *reader, const char *text)
{
    enum side side = SIDE_BOTH;
    reader->sections = arena_zeroed(reader->arena, (marks_count(text) + 2) * sizeof *reader->sections);
    while (*text) {
        const char *end = strchrnul(text, '\n');
        size_t length = (size_t)(end - text) + (*end == '\n');
        enum side next = side_after(text, length, side);
        if (next == side) {
            reader->begins[side] = reader->begins[side] ? reader->begins[side] : text;
            reader->lengths[side] += length;
        } else if (side == SIDE_BOTH || next == SIDE_BOTH)
            section_end(reader, next == SIDE_BOTH);
        side = next;
        text += length;
    }
    section_end(reader, false);
}

int git_store_merge_texts(const char *base, const char *ours, const char *theirs, struct arena *arena,
                          struct git_section **ret_sections, size_t *ret_count)
{
    git_merge_file_input inputs[3];
    git_merge_file_options options;
    git_merge_file_result result = {0};
    const char *texts[3] = {base, ours, theirs};
    struct section_reader reader = {.arena = arena};
    git_library_begin();
    for (size_t i = 0; i < COUNT_OF(inputs); i++) {
        git_merge_file_input_init(&inputs[i], GIT_MERGE_FILE_INPUT_VERSION);
        inputs[i].ptr = texts[i];
        inputs[i].size = strlen(texts[i]);
    }
    git_merge_file_options_init(&options, GIT_MERGE_FILE_OPTIONS_VERSION);
    options.flags = GIT_MERGE_FILE_STYLE_DIFF3;
    options.marker_size = MARKER_SIZE;
    if (git_merge_file(&result, &inputs[0], &inputs[1], &inputs[2], &options) != 0)
        return fail(FAIL_SYSTEM, "two texts cannot be merged: %s", git_library_words());
    sections_read(&reader, arena_copy_bytes(arena, result.ptr, result.len));
    git_merge_file_result_free(&result);
    *ret_sections = reader.sections;
    *ret_count = reader.count;
    return 0;
}

/* ---- branches ---- */

static int branch_check(const struct git *git, const char *branch, const char *expected)
{
    char now[GIT_ID_BYTES] = "";
    git_reference *reference CLEANUP(reference_free_at) = NULL;
    int found = git_branch_lookup(&reference, git->repository, branch, GIT_BRANCH_LOCAL);
    if (found == 0 && git_reference_target(reference))
        git_id_format(git_reference_target(reference), now);
    if (strcmp(now, expected) != 0)
        return fail(FAIL_BUSY, "repository '%s': branch '%s' has changed meanwhile", git->path, branch);
    return 0;
}

int git_store_set_branch(struct git *git, const char *branch, const char *commit, const char *expected)
{
    git_oid id;
    git_commit *found CLEANUP(commit_free_at) = NULL;
    TRY(commit_of(git, commit, &found));
    TRY(branch_check(git, branch, expected));
    git_oid_cpy(&id, git_commit_id(found));
    return git_branch_set(git, branch, &id);
}

int git_store_delete_branch(struct git *git, const char *branch)
{
    git_reference *reference CLEANUP(reference_free_at) = NULL;
    if (git_branch_lookup(&reference, git->repository, branch, GIT_BRANCH_LOCAL) != 0)
        return 0;
    if (git_branch_delete(reference) != 0)
        return fail_of_writing(git, "a branch cannot be removed");
    return 0;
}

/* ---- what differs ---- */

int git_store_merge_base(const struct git *git, const char *one, const char *other, char ret_commit[GIT_ID_BYTES])
{
    git_oid ids[2], base;
    if (git_oid_fromstr(&ids[0], one) != 0 || git_oid_fromstr(&ids[1], other) != 0 ||
        git_merge_base(&base, git->repository, &ids[0], &ids[1]) != 0)
        return fail(FAIL_NOT_FOUND, "repository '%s': %s and %s have no commit in common", git->path, one, other);
    git_id_format(&base, ret_commit);
    return 0;
}

static void delta_side(const git_diff_file *file, char ret_blob[GIT_ID_BYTES])
{
    ret_blob[0] = '\0';
    if (!git_oid_is_zero(&file->id))
        git_id_format(&file->id, ret_blob);
}

int git_store_changes(const struct git *git, const char *from, const char *to, struct arena *arena,
                      struct git_change **ret_changes, size_t *ret_count)
{
    git_tree *before CLEANUP(tree_free_at) = NULL, *after CLEANUP(tree_free_at) = NULL;
    git_diff *diff CLEANUP(diff_free_at) = NULL;
    TRY(tree_of(git, from, &before));
    TRY(tree_of(git, to, &after));
    if (git_diff_tree_to_tree(&diff, git->repository, before, after, NULL) != 0)
        return fail_of_writing(git, "two states of it cannot be compared");
    *ret_count = git_diff_num_deltas(diff);
    *ret_changes = arena_zeroed(arena, (*ret_count + 1) * sizeof **ret_changes);
    for (size_t i = 0; i < *ret_count; i++) {
        const git_diff_delta *delta = git_diff_get_delta(diff, i);
        struct git_change *change = &(*ret_changes)[i];
        change->path = arena_copy_string(arena, delta->new_file.path);
        delta_side(&delta->old_file, change->before);
        delta_side(&delta->new_file, change->after);
    }
    return 0;
}

int git_store_find(const struct git *git, const char *commit, const char *path, char ret_blob[GIT_ID_BYTES])
{
    git_tree *tree CLEANUP(tree_free_at) = NULL;
    git_tree_entry *entry CLEANUP(tree_entry_free_at) = NULL;
    TRY(tree_of(git, commit, &tree));
    if (git_tree_entry_bypath(&entry, tree, path) != 0 || git_tree_entry_type(entry) != GIT_OBJECT_BLOB)
        return fail(FAIL_NOT_FOUND, "file '%s': there is none in this version", path);
    git_id_format(git_tree_entry_id(entry), ret_blob);
    return 0;
}

int git_store_message(const struct git *git, const char *id, struct text *into)
{
    git_commit *commit CLEANUP(commit_free_at) = NULL;
    TRY(commit_of(git, id, &commit));
    text_add(into, git_commit_message(commit));
    return text_check(into, "what a commit says");
}
