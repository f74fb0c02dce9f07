/* Git push: what may be pushed to a layer's repository by git, and how the hooks of git come to ask.
 *
 * The git process (ui/web/kernel/git_process.h) runs git's own program; git runs our hook, a script in a folder of the
 * data directory, before it accepts anything; the hook runs this program again, with what the git process told it in
 * its environment. */
#pragma once

#include "base/memory.h"

#include <stdbool.h>

struct git_push {
    const char *folder;   /* the data directory */
    const char *layer;    /* its name */
    const char *person;   /* random id of who pushes */
    const char *language; /* in which the answer is said */
    bool is_maintainer;   /* by token and role, may push what is published */
};

/* Makes the hooks, in place of those of an earlier process. FAIL_SYSTEM. */
int git_push_hooks_make(const char *folder);

/* The folder of the hooks; whether they can be run: without them git would ask nobody. */
const char *git_push_hooks_path(const char *folder, struct arena *arena);
bool git_push_hooks_are_there(const char *folder);

/* The push as "NAME=VALUE", NULL after the last; and back, from our environment: false if we are no hook. */
const char *const *git_push_environment(const struct git_push *push, struct arena *arena);
bool git_push_read(struct git_push *ret_push);
