/* Loader: finds the plugin files, looks who may write them, tries each in a process of its own, and opens it. */
#pragma once

#include "base/text.h"
#include "host/plugin.h"

struct loader {
    struct arena *arena;
    const char *data_folder; /* where it is remembered what was tried; NULL: nowhere */

    const char *folder;
    const char **files; /* paths, sorted */
    size_t file_count;
    struct text remembered; /* a line 'IDENTITY ok' or 'IDENTITY sentence' for each file that was tried */
    bool is_changed;
};

extern const struct process_kind loader_process; /* the child in which a plugin is tried */

/* Fills `files` from `folder`, or, where that is NULL, from `plugins` beside the program. None is no failure. */
void loader_find(struct loader *loader, const char *folder);

/* Opens the plugin of `plugin->path` and fills in what it says of itself; its start has not been called. A crash, in
 * loading as in start, is a failure like others. The sentence goes on from the plugin's name. */
int loader_open(struct loader *loader, struct plugin *plugin);

/* Writes down what was tried, and frees. */
void loader_finish(struct loader *loader);
