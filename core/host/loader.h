/* Loader: finds plugin files, checks who may write them, tries each in a separate process, and opens it. */
#pragma once

#include "base/text.h"
#include "host/plugin.h"

struct loader {
    struct arena *arena;
    const char *data_folder; /* stores which files were tried; may be NULL */

    const char *folder;
    const char **files; /* paths, sorted */
    size_t file_count;
    struct text remembered; /* a line 'IDENTITY ok' or 'IDENTITY sentence' for each tried file */
    bool is_changed;
};

extern const struct process_kind loader_process; /* the child in which a plugin is tried */

/* Fills `files` from `folder`; if NULL, from `plugins` beside the program. No files is not a failure. */
void loader_find(struct loader *loader, const char *folder);

/* Opens the file at `plugin->path` and fills in the plugin's descriptor, without calling start(). A crash in the trial,
 * in loading or in start(), is a failure too. The sentence continues after the plugin's name. */
int loader_open(struct loader *loader, struct plugin *plugin);

/* Saves which files were tried, and frees. */
void loader_finish(struct loader *loader);
