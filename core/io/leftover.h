/* Leftover: a file or folder that is made beside its place and gets its name at the end. One that was killed on its way
 * leaves it; its name says whose it is, so that somebody else can remove it.
 *
 * The name is .trappa-new-PROCESS-START-SPACE-N: the process, when it was started, and the space in which its number
 * means it (a container has its own). What is to stay, such as data that was replaced, must never have such a name. */
#pragma once

#include "base/memory.h"

#include <stdbool.h>

#define LEFTOVER_MARK ".trappa-new-"

/* A path beside `path` that nothing else has, in the arena. The caller makes it, and renames or removes it. */
char *leftover_path(struct arena *arena, const char *path);

/* Whether a file of this name, without its folder, may be removed: it has the mark and its process is gone. What a
 * process of another space made is never said to be. */
bool leftover_is_left(const char *name);

/* Removes what is left in `folder` and is the caller's own; from another space, what nobody has changed for a day. Adds
 * to *ret_removed. A folder that is not there has nothing. FAIL_SYSTEM. */
int leftover_sweep(const char *folder, int *ret_removed);
