/* Converts plain Markdown into a layer; see import.h. */
#include "domain/curriculum/import.h"

#include "base/fail.h"
#include "base/json.h"
#include "domain/curriculum/check.h"
#include "domain/curriculum/curriculum.h"
#include "domain/curriculum/fetching.h"
#include "domain/curriculum/image.h"
#include "domain/curriculum/import_internal.h"
#include "io/file.h"
#include "io/git.h"
#include "io/secret.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define ID_BYTES_MAX 64
#define ROUNDS_MAX 12
#define LEFT_OUT_UNREADABLE N_("cannot be read")

void import_report_finish(struct import_report *report)
{
    memory_free(report->notes);
    arena_finish(&report->arena);
    *report = (struct import_report){0};
}

static void import_finish(struct import *import)
{
    for (size_t i = 0; i < import->phase_count; i++) {
        map_finish(&import->phases[i].images);
        map_finish(&import->phases[i].names);
    }
    map_finish(&import->step_by_path);
    map_finish(&import->step_by_output);
    map_finish(&import->step_ids);
    map_finish(&import->shown);
}

void import_note_add(struct import *import, const struct import_note *note)
{
    struct import_report *report = import->report;
    ARRAY_RESERVE(report->notes, report->note_count, import->note_capacity);
    report->notes[report->note_count++] = (struct import_note){.path = arena_copy_string(import->arena, note->path),
                                                               .line = note->line,
                                                               .what = arena_copy_string(import->arena, note->what),
                                                               .reason = note->reason,
                                                               .is_left_out = note->is_left_out};
}

void import_leave_out(struct import *import, struct import_step *step, const char *reason)
{
    if (!step->reason)
        import->is_changed = true;
    step->reason = reason;
}

/* ---- order and names ---- */

/* Natural order: "2-b" before "10-a", folder by folder, a folder's own text (README, index) first. */
static int natural_compare(const char *a, const char *b)
{
    while (*a && *b) {
        size_t a_digits = strspn(a, "0123456789"), b_digits = strspn(b, "0123456789");
        if (a_digits && b_digits) {
            while (a_digits > 1 && *a == '0')
                a++, a_digits--;
            while (b_digits > 1 && *b == '0')
                b++, b_digits--;
            int order = a_digits != b_digits ? (a_digits < b_digits ? -1 : 1) : strncmp(a, b, a_digits);
            if (order)
                return order;
            a += a_digits;
            b += b_digits;
            continue;
        }
        int left = *a == '/' ? 1 : (unsigned char)*a, right = *b == '/' ? 1 : (unsigned char)*b;
        if (left != right)
            return left - right;
        a++, b++;
    }
    return (unsigned char)*a - (unsigned char)*b;
}

static bool is_index(const char *path)
{
    const char *name = file_name(path);
    return strncasecmp(name, "readme.", 7) == 0 || strncasecmp(name, "index.", 6) == 0 ||
           strncasecmp(name, "_index.", 7) == 0;
}

static int step_compare(const void *left, const void *right)
{
    const struct import_step *a = left, *b = right;
    int order = natural_compare(a->folder, b->folder);
    if (!order && is_index(a->file->path) != is_index(b->file->path))
        return is_index(a->file->path) ? -1 : 1;
    if (!order)
        order = natural_compare(a->file->path, b->file->path);
    return order ? order : strcmp(a->file->path, b->file->path);
}

static bool is_markdown(const char *path)
{
    const char *dot = strrchr(file_name(path), '.');
    return dot && (strcasecmp(dot, ".md") == 0 || strcasecmp(dot, ".markdown") == 0);
}

static bool is_hidden(const char *path)
{
    return *path == '.' || strstr(path, "/.") != NULL;
}

static const char *without_number(const char *part, size_t *length)
{
    size_t digits = 0;
    while (digits < *length && part[digits] >= '0' && part[digits] <= '9')
        digits++;
    bool has_more = digits && digits + 1 < *length && strchr("-_. ", part[digits]);
    size_t cut = has_more ? digits + 1 : 0;
    *length -= cut;
    return part + cut;
}

/* Makes an id of at most 64 bytes from the parts of a path without their numbers; a longer one ends in a hash of the
 * path. */
static const char *id_of_path(struct arena *arena, const char *path, const char *otherwise)
{
    CLEANUP(text_finish) struct text id = TEXT(64 * 1024);
    for (const char *at = path; *at;) {
        size_t length = strcspn(at, "/"), kept = length;
        const char *part = without_number(at, &kept);
        CLEANUP(text_finish) struct text word = TEXT(256);
        CLEANUP(memory_free_at) char *copy = memory_copy_bytes(part, kept);
        text_add_id_from(&word, copy);
        if (word.length)
            text_addf(&id, "%s%s", id.length ? "-" : "", text_string(&word));
        at += length + (at[length] == '/');
    }
    if (!id.length)
        text_add(&id, otherwise);
    if (id.length <= ID_BYTES_MAX)
        return arena_copy_string(arena, text_string(&id));
    unsigned char digest[SECRET_HASH_BYTES];
    char hex[9];
    secret_hash_of(path, strlen(path), digest);
    secret_to_hex(digest, 4, hex);
    size_t keep = ID_BYTES_MAX - 9;
    while (keep && id.bytes[keep - 1] == '-')
        keep--;
    return arena_format(arena, "%.*s-%s", (int)keep, text_string(&id), hex);
}

/* The id, with a number if it is in use. */
static const char *id_unique(struct import *import, struct map *taken, const char *id)
{
    const char *unique = id;
    for (int n = 2; map_get(taken, unique); n++) {
        CLEANUP(memory_free_at) char *number = memory_format("-%d", n);
        size_t keep = ID_BYTES_MAX - strlen(number);
        unique = arena_format(import->arena, "%.*s%s", (int)(strlen(id) < keep ? strlen(id) : keep), id, number);
    }
    map_put(taken, unique, import);
    return unique;
}

static const char *without_ending(struct arena *arena, const char *path)
{
    const char *dot = strrchr(file_name(path), '.');
    return dot ? arena_copy_bytes(arena, path, (size_t)(dot - path)) : path;
}

/* ---- reading the tree ---- */

static int step_read(struct import *import, struct import_step *step)
{
    CLEANUP(text_finish) struct text text = TEXT(CURRICULUM_FILE_BYTES_MAX);
    int result = source_tree_read(&import->tree, step->file, &text);
    if (result == FAIL_LIMIT) {
        import_leave_out(import, step, N_("larger than 128 KiB"));
        return 0;
    }
    if (result != 0) {
        import_leave_out(import, step, LEFT_OUT_UNREADABLE);
        return 0;
    }
    if (source_is_lfs_pointer(text_string(&text), text.length)) {
        import_leave_out(import, step, LEFT_OUT_LFS_POINTER);
        return 0;
    }
    return import_text_read(import, step, arena_copy_bytes(import->arena, text_string(&text), text.length),
                            text.length);
}

static void steps_find(struct import *import)
{
    import->steps = arena_zeroed(import->arena, (import->tree.count + 1) * sizeof *import->steps);
    for (size_t i = 0; i < import->tree.count; i++) {
        struct source_file *file = &import->tree.files[i];
        if (file->kind == SOURCE_FILE && is_markdown(file->path) && !is_hidden(file->path))
            import->steps[import->step_count++] =
                (struct import_step){.file = file, .folder = file_folder(import->arena, file->path)};
    }
    if (import->step_count)
        qsort(import->steps, import->step_count, sizeof *import->steps, step_compare);
}

static int steps_read(struct import *import)
{
    steps_find(import);
    for (size_t i = 0; i < import->step_count; i++) {
        struct import_step *step = &import->steps[i];
        TRY(step_read(import, step));
        if (step->reason)
            continue;
        step->id = id_unique(import, &import->step_ids,
                             id_of_path(import->arena, without_ending(import->arena, step->file->path), "moment"));
        map_put(&import->step_by_path, step->file->path, step);
    }
    return 0;
}

/* Finds a file, with or without extension, or a folder's README or index. `below` is "" or a folder with a final
 * slash. */
static struct import_step *step_below(const struct import *import, const char *below, const char *path)
{
    static const char *const endings[] = {"", ".md", "/README.md", "/index.md", "/_index.md", "/readme.md"};
    size_t length = strlen(path);
    while (length && path[length - 1] == '/')
        length--;
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        CLEANUP(memory_free_at) char *whole = memory_format("%s%.*s%s", below, (int)length, path, endings[i]);
        struct import_step *step = map_get(&import->step_by_path, whole + (*whole == '/'));
        if (step && !step->reason)
            return step;
    }
    return NULL;
}

struct import_step *import_find_step(const struct import *import, const char *path, bool is_from_root)
{
    struct import_step *found = step_below(import, "", path);
    if (found || !is_from_root)
        return found;
    for (size_t i = 0; i < import->top_folder_count; i++) {
        struct import_step *step = step_below(import, import->top_folders[i], path);
        if (step && found)
            return NULL; /* ambiguous */
        found = step ? step : found;
    }
    return found;
}

/* "docs/", "content/": folders that a web site may use as its root. */
static void top_folders_find(struct import *import)
{
    const char *last = "";
    import->top_folders = arena_zeroed(import->arena, (import->step_count + 1) * sizeof *import->top_folders);
    for (size_t i = 0; i < import->step_count; i++) {
        const char *path = import->steps[i].file->path;
        size_t length = strcspn(path, "/");
        const char *folder = path[length] ? arena_copy_bytes(import->arena, path, length + 1) : "";
        if (*folder && !text_equal(folder, last))
            import->top_folders[import->top_folder_count++] = last = folder;
    }
}

/* ---- phases ---- */

static const char *title_of_folder(struct import *import, const char *folder)
{
    size_t length = strlen(file_name(folder));
    char *name = arena_copy_string(import->arena, without_number(file_name(folder), &length));
    for (char *at = name; *at; at++)
        if (*at == '-' || *at == '_')
            *at = ' ';
    if (*name >= 'a' && *name <= 'z')
        *name = (char)(*name - 'a' + 'A');
    const char *title = import_title_from(import->arena, name);
    return title ? title : "-";
}

static struct import_phase *phase_add(struct import *import, struct map *taken, const char *folder)
{
    struct import_phase *phase = &import->phases[import->phase_count++];
    const char *name = *folder ? folder : import->request->programme;
    map_finish(&phase->images);
    map_finish(&phase->names);
    *phase = (struct import_phase){.folder = folder, .title = title_of_folder(import, name)};
    phase->id = id_unique(import, taken, id_of_path(import->arena, *folder ? folder : "start", "del"));
    return phase;
}

static int digits_of(size_t count)
{
    int digits = 1;
    for (; count >= 10; count /= 10)
        digits++;
    return digits < 2 ? 2 : digits;
}

/* Makes a phase for each folder with remaining steps, in the order of the steps. */
static void phases_make(struct import *import)
{
    struct map taken = {0};
    for (size_t i = 0; i < import->phase_count; i++) {
        map_finish(&import->phases[i].images);
        map_finish(&import->phases[i].names);
    }
    import->phase_count = 0;
    struct import_phase *phase = NULL;
    for (size_t i = 0; i < import->step_count; i++) {
        struct import_step *step = &import->steps[i];
        if (step->reason)
            continue;
        if (!phase || !text_equal(phase->folder, step->folder))
            phase = phase_add(import, &taken, step->folder);
        step->phase = import->phase_count - 1;
        step->number = ++phase->step_count;
    }
    map_finish(&taken);
    for (size_t i = 0; i < import->phase_count; i++)
        import->phases[i].folder_name =
            arena_format(import->arena, "%0*zu-%s", digits_of(import->phase_count), i + 1, import->phases[i].id);
}

/* ---- writing ---- */

static const char *quoted(struct arena *arena, const char *words)
{
    CLEANUP(text_finish) struct text text = TEXT(64 * 1024);
    struct json json = JSON(&text);
    json_string(&json, words); /* a JSON string is a double-quoted YAML string */
    return arena_copy_string(arena, text_string(&text));
}

static int put(struct import *import, const char *path, const void *bytes, size_t length)
{
    const char *whole = file_join(import->arena, import->request->into, path);
    TRY(file_make_folders(file_folder(import->arena, whole), 0755));
    return file_write_unsynced(whole, bytes, length, 0644);
}

static const char *phase_path(struct import *import, const struct import_phase *phase)
{
    return arena_format(import->arena, "programmes/%s/%s", import->request->programme, phase->folder_name);
}

int import_image(struct import *import, struct import_phase *phase, const char *path, const char **ret_name)
{
    CLEANUP(text_finish) struct text bytes = TEXT(IMAGE_BYTES_MAX);
    CLEANUP(text_finish) struct text slug = TEXT(128);
    struct source_file *file = source_tree_find(&import->tree, path);
    *ret_name = map_get(&phase->images, path);
    if (*ret_name || !file || file->kind != SOURCE_FILE || is_markdown(path) || file->size > IMAGE_BYTES_MAX)
        return 0;
    if (source_tree_read(&import->tree, file, &bytes) != 0)
        return 0; /* reported as missing */
    const char *type = image_type_of_bytes(text_string(&bytes), bytes.length);
    if (!type)
        return 0;
    text_add_id_from(&slug, file_name(without_ending(import->arena, path)));
    const char *name = arena_format(import->arena, "%s.%s",
                                    id_unique(import, &phase->names, slug.length ? text_string(&slug) : "bild"),
                                    text_equal(type, "image/jpeg") ? "jpg" : type + strlen("image/"));
    map_put(&phase->images, path, (void *)(uintptr_t)name);
    map_put(&import->shown, path, import);
    import->report->images++;
    *ret_name = name;
    return put(import, file_join(import->arena, phase_path(import, phase), name), bytes.bytes, bytes.length);
}

static int step_write(struct import *import, struct import_step *step)
{
    CLEANUP(text_finish) struct text text = TEXT(CURRICULUM_FILE_BYTES_MAX);
    CLEANUP(text_finish) struct text slug = TEXT(128);
    const struct import_phase *phase = &import->phases[step->phase];
    text_addf(&text, "---\nid: %s\ntitle: %s\n---\n\n", quoted(import->arena, step->id),
              quoted(import->arena, step->title));
    if (step->front.reason)
        import_note_add(import, &step->front);
    TRY(import_links_rewrite(import, step, &text));
    if (!step->reason && text.is_over)
        import_leave_out(import, step, N_("larger than 128 KiB"));
    if (step->reason)
        return 0;
    if (text.bytes[text.length - 1] != '\n')
        text_add_char(&text, '\n');
    const char *name = file_name(without_ending(import->arena, step->file->path));
    size_t length = strlen(name);
    name = without_number(name, &length);
    text_add_id_from(&slug, name);
    const char *path =
        arena_format(import->arena, "%s/%0*zu-%s.md", phase_path(import, phase), digits_of(phase->step_count),
                     step->number, slug.length ? text_string(&slug) : "moment");
    map_put(&import->step_by_output, path, step);
    import->report->steps++;
    return put(import, path, text.bytes, text.length);
}

static int programme_write(struct import *import)
{
    CLEANUP(text_finish) struct text text = TEXT(CURRICULUM_FILE_BYTES_MAX);
    const char *id = quoted(import->arena, import->request->programme);
    const char *title = quoted(import->arena, title_of_folder(import, import->request->programme));
    text_addf(&text, "id: %s\ntitle: %s\nlanguage: %s\n", id, title, quoted(import->arena, import->request->language));
    TRY(put(import, "curriculum.yaml", text_string(&text), text.length));
    text_clear(&text);
    text_addf(&text, "id: %s\ntitle: %s\nphases:\n", id, title);
    for (size_t i = 0; i < import->phase_count; i++)
        text_addf(&text, "  - {id: %s, title: %s}\n", quoted(import->arena, import->phases[i].id),
                  quoted(import->arena, import->phases[i].title));
    TRY(text_check(&text, "programme.yaml"));
    return put(import, arena_format(import->arena, "programmes/%s/programme.yaml", import->request->programme),
               text_string(&text), text.length);
}

/* Writes the layer with the remaining steps; may leave out more of them. */
static int layer_write(struct import *import)
{
    struct import_report *report = import->report;
    TRY(file_remove_tree(file_join(import->arena, import->request->into, "programmes")));
    map_finish(&import->step_by_output);
    map_finish(&import->shown);
    report->note_count = report->steps = report->images = 0;
    phases_make(import);
    if (!import->phase_count)
        return fail(FAIL_NOT_FOUND, "%s: no Markdown that can be imported", import->request->from);
    TRY(programme_write(import));
    for (size_t i = 0; i < import->step_count; i++)
        if (!import->steps[i].reason)
            TRY(step_write(import, &import->steps[i]));
    return 0;
}

/* Runs the check, and leaves out steps with errors. */
static int layer_check(struct import *import)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(check_finish) struct check check = {0};
    struct source_tree tree;
    TRY(source_tree_open_folder(&arena, import->request->into, &tree));
    TRY(check_run(&(struct check_request){.trees = &tree, .tree_count = 1}, &check));
    for (size_t i = 0; i < check.findings.count; i++) {
        const struct finding *finding = &check.findings.items[i];
        if (finding->kind->severity != FINDING_ERROR)
            continue;
        struct import_step *step = map_get(&import->step_by_output, finding->place.path);
        CLEANUP(text_finish) struct text sentence = TEXT(4096);
        finding_add_sentence(&sentence, finding, NULL);
        if (!step)
            return fail(FAIL_RULE, "%s: the layer would have an error: %s", finding->place.path,
                        text_string(&sentence));
        import_leave_out(import, step, arena_copy_string(import->arena, text_string(&sentence)));
    }
    return 0;
}

/* Links may lead to a step that was left out, so everything is written again until nothing changes. */
static int layer_make(struct import *import)
{
    for (int i = 0; i < ROUNDS_MAX; i++) {
        import->is_changed = false;
        TRY(layer_write(import));
        if (!import->is_changed)
            TRY(layer_check(import));
        if (!import->is_changed)
            return 0;
    }
    return fail(FAIL_RULE, "%s: still not without errors after %d attempts", import->request->from, ROUNDS_MAX);
}

/* ---- the report ---- */

static int note_compare(const void *left, const void *right)
{
    const struct import_note *a = left, *b = right;
    int order = strcmp(a->path, b->path);
    return order ? order : a->line < b->line ? -1 : a->line > b->line;
}

static const char *reason_of_file(const struct import *import, const struct source_file *file)
{
    if (file->kind == SOURCE_LINK)
        return N_("a symbolic link");
    if (file->kind == SOURCE_SPECIAL)
        return N_("no regular file");
    if (file->kind == SOURCE_SUBMODULE)
        return N_("a submodule, which is another repository");
    if (is_hidden(file->path))
        return N_("its name, or its folder's, begins with a dot");
    if (is_markdown(file->path) || map_get(&import->shown, file->path))
        return NULL;
    if (import_is_lfs_pointer(import, file->path))
        return LEFT_OUT_LFS_POINTER;
    return image_type_of_path(file->path) ? N_("no text that was imported shows it") : N_("no Markdown");
}

static void left_out_report(struct import *import)
{
    struct import_report *report = import->report;
    size_t before = report->note_count;
    for (size_t i = 0; i < import->step_count; i++)
        if (import->steps[i].reason)
            import_note_add(import, &(struct import_note){.path = import->steps[i].file->path,
                                                          .reason = import->steps[i].reason,
                                                          .is_left_out = true});
    for (size_t i = 0; i < import->tree.count; i++) {
        const char *reason = reason_of_file(import, &import->tree.files[i]);
        if (reason)
            import_note_add(import, &(struct import_note){
                                        .path = import->tree.files[i].path, .reason = reason, .is_left_out = true});
    }
    report->left_out = report->note_count - before;
    report->phases = import->phase_count;
    if (report->note_count)
        qsort(report->notes, report->note_count, sizeof *report->notes, note_compare);
}

/* ---- source and target ---- */

/* *ret_is_made: the folder did not exist before. */
static int target_check(const struct import_request *request, struct arena *arena, bool *ret_is_made)
{
    struct file_list list;
    *ret_is_made = !file_exists(request->into);
    if (!text_is_id(request->programme))
        return fail(FAIL_INPUT, "programme '%s': an id has 1 to 64 of a-z, 0-9 and '-'", request->programme);
    if (*ret_is_made)
        return file_make_folders(request->into, 0755);
    if (!file_is_folder(request->into))
        return fail(FAIL_RULE, "%s: no folder", request->into);
    TRY(file_list(arena, request->into, 1, &list));
    if (list.count)
        return fail(FAIL_RULE, "%s: holds something already, nothing was written", request->into);
    return 0;
}

/* Removes what was written, so that the next attempt finds the target as this one did. */
static void target_restore(struct import *import, bool is_made)
{
    const char *into = import->request->into;
    (void)file_remove_tree(is_made ? into : file_join(import->arena, into, "programmes"));
    if (!is_made)
        (void)file_remove_tree(file_join(import->arena, into, "curriculum.yaml"));
}

static int tree_import(struct import *import)
{
    bool is_made = false;
    TRY(target_check(import->request, import->arena, &is_made));
    TRY(steps_read(import));
    top_folders_find(import);
    import->phases = arena_zeroed(import->arena, (import->step_count + 1) * sizeof *import->phases);
    int result = layer_make(import);
    if (result == 0)
        result = file_sync_tree(import->request->into);
    left_out_report(import);
    if (result != 0)
        target_restore(import, is_made);
    return result;
}

/* Fetches a remote repository into a temporary folder. */
static int address_import(struct import *import)
{
    char folder[FILE_TEMPORARY_BYTES];
    char commit[GIT_ID_BYTES];
    CLEANUP(git_store_close_at) struct git *git = NULL;
    const char *from = import->request->from;
    const struct git_fetch fetch = {.from = from, .said = from, .branch = "refs/heads/import"};
    TRY(file_make_temporary("trappa-import", folder));
    int result = git_store_init(folder);
    if (result == 0)
        result = repository_fetch(folder, &fetch, commit);
    if (result == 0)
        result = git_store_open(folder, &git);
    if (result == 0)
        result = source_tree_open_commit(import->arena, git, commit, &import->tree);
    if (result == 0)
        result = tree_import(import);
    (void)file_remove_tree(folder);
    return result;
}

int import_run(const struct import_request *request, struct import_report *ret_report)
{
    *ret_report = (struct import_report){0};
    CLEANUP(import_finish)
    struct import import = {.request = request, .report = ret_report, .arena = &ret_report->arena};
    if (text_starts(request->from, "https://"))
        return address_import(&import);
    TRY(source_tree_open_folder(import.arena, request->from, &import.tree));
    return tree_import(&import);
}
