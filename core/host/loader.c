/* Opens plugin files; the only file that calls dlopen. See loader.h. */
#include "host/loader.h"

#include "base/fail.h"
#include "host/call.h"
#include "host/service.h"
#include "io/file.h"
#include "io/process.h"

#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES_MAX 200
#define REMEMBERED_MOST_BYTES (256UL * 1024)
#define PATH_MOST_BYTES 4096

/* ---- files ---- */

/* Beside the program, as it is built; else where `meson install` puts them. */
static const char *folder_of_program(struct arena *arena)
{
    char program[PATH_MOST_BYTES];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    program[length > 0 ? length : 0] = '\0';
    const char *beside = file_join(arena, file_folder(arena, program), "plugins");
    return file_is_folder(beside) ? beside : TRAPPA_PLUGIN_FOLDER;
}

static void remembered_read(struct loader *loader)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    loader->remembered = TEXT(REMEMBERED_MOST_BYTES);
    const char *path = loader->data_folder ? file_join(&arena, loader->data_folder, "plugins.tried") : NULL;
    if (path && file_exists(path) && file_read(path, &loader->remembered) != 0)
        text_clear(&loader->remembered);
}

static void file_add(struct loader *loader, const char *path)
{
    for (size_t i = 0; i < loader->file_count; i++)
        if (text_equal(file_name(loader->files[i]), file_name(path))) {
            loader->files[i] = path;
            return;
        }
    if (loader->file_count < FILES_MAX)
        loader->files[loader->file_count++] = path;
}

static void folder_find(struct loader *loader, const char *folder)
{
    struct file_list list = {0};
    if (!file_is_folder(folder))
        return;
    if (file_list(loader->arena, folder, 10000, &list) != 0) {
        fprintf(stderr, "trappa: plugins: %s\n", fail_sentence());
        return;
    }
    for (size_t i = 0; i < list.count; i++)
        if (text_ends(list.entries[i].path, ".so") && !strchr(list.entries[i].path, '/'))
            file_add(loader, file_join(loader->arena, folder, list.entries[i].path));
}

void loader_begin(struct loader *loader)
{
    remembered_read(loader);
    loader->files = arena_zeroed(loader->arena, FILES_MAX * sizeof *loader->files);
}

void loader_find_own(struct loader *loader)
{
    folder_find(loader, folder_of_program(loader->arena));
}

void loader_find(struct loader *loader, const char *const *folders)
{
    for (; folders && *folders; folders++)
        folder_find(loader, *folders);
}

/* ---- who may write it ---- */

/* Only root and the user who runs Trappa may be able to write code that Trappa runs. */
static int owner_check(const char *what, const struct stat *status)
{
    if (status->st_mode & (S_IWGRP | S_IWOTH))
        return fail(FAIL_DENIED, "%s can be written by others", what);
    if (status->st_uid != 0 && status->st_uid != geteuid())
        return fail(FAIL_DENIED, "%s belongs to another user", what);
    return 0;
}

static int file_check(const struct loader *loader, const char *path, struct stat *ret_status)
{
    struct stat folder;
    if (stat(file_folder(loader->arena, path), &folder) != 0 || lstat(path, ret_status) != 0)
        return fail(FAIL_SYSTEM, "cannot be looked at: %s", strerror(errno));
    if (!S_ISREG(ret_status->st_mode))
        return fail(FAIL_DENIED, "is no file of its own, but a link or something else");
    TRY(owner_check("its folder", &folder));
    return owner_check("its file", ret_status);
}

/* ---- opening ---- */

static const char *file_id(struct arena *arena, const char *path)
{
    const char *name = file_name(path);
    return arena_copy_bytes(arena, name, strlen(name) - strlen(".so"));
}

static int library_open(const char *path, const struct trappa_plugin **ret_descriptor)
{
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library)
        return fail(FAIL_SYSTEM, "cannot be loaded: %s", dlerror());
    const struct trappa_plugin *descriptor = dlsym(library, "trappa_plugin");
    if (!descriptor)
        return fail(FAIL_RULE, "does not export the symbol trappa_plugin");
    TRY(plugin_check(descriptor));
    *ret_descriptor = descriptor;
    return 0;
}

/* Tries the plugin in a child process, with start() and stop(), so that a crash is detected. */
static int probe_run(struct process_channel *channel, void *context)
{
    struct plugin *plugin = context;
    (void)channel;
    TRY(library_open(plugin->path, &plugin->descriptor));
    struct call call = {.plugin = plugin};
    plugin->id = plugin->descriptor->id;
    call_begin(&call);
    TRY(call_end(&call, plugin->descriptor->start(&service_host)));
    if (plugin->descriptor->stop)
        plugin->descriptor->stop();
    return 0;
}

const struct process_kind loader_process = {
    .name = "a child in which a plugin is tried",
    .view = {.has_secrets = true}, /* its settings, which its start may ask for */
    .limits = {.cpu_seconds = 5, .wall_seconds = 10},
    .parent_death = SIGKILL,
};

static int probe(const char *path)
{
    struct plugin plugin = {.path = path, .id = ""};
    CLEANUP(text_finish) struct text answer = TEXT(1024);
    fflush(stdout);
    return process_run(&loader_process, &(struct process_work){.run = probe_run, .context = &plugin}, &answer);
}

/* ---- earlier trials ---- */

static const char *identity(struct arena *arena, const struct stat *status)
{
    return arena_format(arena, "%llx-%llx-%llx-%llx.%lx-%llx.%lx-%u", (unsigned long long)status->st_dev,
                        (unsigned long long)status->st_ino, (unsigned long long)status->st_size,
                        (unsigned long long)status->st_mtim.tv_sec, (unsigned long)status->st_mtim.tv_nsec,
                        (unsigned long long)status->st_ctim.tv_sec, (unsigned long)status->st_ctim.tv_nsec, TRAPPA_ABI);
}

/* The result of a file's earlier trial: "ok" or a sentence; NULL for a new file. */
static const char *recall(const struct loader *loader, const char *identity)
{
    const char *line = loader->remembered.length ? strstr(text_string(&loader->remembered), identity) : NULL;
    if (!line)
        return NULL;
    line += strlen(identity) + 1;
    return arena_copy_bytes(loader->arena, line, strcspn(line, "\n"));
}

static void remember(struct loader *loader, const char *identity, const char *outcome)
{
    text_addf(&loader->remembered, "%s %.*s\n", identity, (int)strcspn(outcome, "\n"), outcome);
    loader->is_changed = true;
}

/* A failed start() may succeed after a change of configuration, so it is tried again; a crash is not. */
static int try_first(struct loader *loader, const char *path, const struct stat *status)
{
    const char *key = identity(loader->arena, status);
    const char *known = recall(loader, key);
    if (known)
        return text_equal(known, "ok") ? 0 : fail(FAIL_SYSTEM, "%s", known);
    int result = probe(path);
    if (result == 0) {
        remember(loader, key, "ok");
        return 0;
    }
    const char *outcome = arena_copy_string(loader->arena, fail_sentence());
    if (!strstr(outcome, "child process") && !text_starts(outcome, "the work "))
        return fail((enum fail_code)result, "%s", outcome);
    outcome = arena_format(loader->arena, "did not survive being started: %s", outcome);
    remember(loader, key, outcome);
    return fail(FAIL_SYSTEM, "%s", outcome);
}

int loader_open(struct loader *loader, struct plugin *plugin)
{
    struct stat status;
    plugin->id = file_id(loader->arena, plugin->path);
    TRY(file_check(loader, plugin->path, &status));
    TRY(try_first(loader, plugin->path, &status));
    TRY(library_open(plugin->path, &plugin->descriptor));
    plugin->id = plugin->descriptor->id;
    plugin->version = plugin->descriptor->version;
    plugin->summary = plugin->descriptor->summary;
    char *prefix = arena_format(loader->arena, "%s_", plugin->id);
    for (char *at = prefix; *at; at++)
        if (*at == '-')
            *at = '_';
    plugin->table_prefix = prefix;
    return 0;
}

void loader_finish(struct loader *loader)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    if (loader->is_changed && loader->data_folder && file_is_folder(loader->data_folder) && !loader->remembered.is_over)
        (void)file_write(file_join(&arena, loader->data_folder, "plugins.tried"), text_string(&loader->remembered),
                         loader->remembered.length, 0600); /* on failure they are only tried again */
    text_finish(&loader->remembered);
}
