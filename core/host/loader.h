/* Loader: finds plugin files, checks who may write them, tries each in a separate process, and opens it. */
#pragma once

#include "base/text.h"
#include "host/plugin.h"

struct loader {
    struct arena *arena;
    const char *data_folder; /* stores which files were tried; may be NULL */

    const char **files; /* paths, sorted */
    size_t file_count;
    struct text remembered; /* a line 'IDENTITY ok' or 'IDENTITY sentence' for each tried file */
    bool is_changed;
};

extern const struct process_kind loader_process; /* the child in which a plugin is tried */

void loader_begin(struct loader *loader); /* first, with arena and data folder set */

/* Adds to `files` those of the program's own folder, `plugins` beside it or else where it was installed; and those of
 * `folders` (a NULL after the last; NULL: none). Of files with the same name the one in the later folder counts. No
 * files is not a failure. */
void loader_find_own(struct loader *loader);
void loader_find(struct loader *loader, const char *const *folders);

/* Opens the file at `plugin->path` and fills in the plugin's descriptor, without calling start(). A crash in the trial,
 * in loading or in start(), is a failure too. The sentence continues after the plugin's name. */
int loader_open(struct loader *loader, struct plugin *plugin);

/* Saves which files were tried, and frees. */
void loader_finish(struct loader *loader);
