/* Plugin: one file of the plugin folder, loaded, or refused with a sentence. */
#pragma once

#include "base/memory.h"

#include <stdbool.h>
#include <trappa/plugin.h>

struct plugin {
    const char *path;
    const char *id;                /* of a plugin that did not get so far: its file's name without .so */
    const char *version, *summary; /* "" where they are not known */
    const char *why;               /* why it was refused, in English; NULL while it is loaded */
    const struct trappa_plugin *told;
    const char *table_prefix; /* "quiz_": its id with _ for -, and one more */
    size_t index;             /* place among all plugins */
};

/* One thing that a loaded plugin offers. */
struct offered {
    struct plugin *plugin;
    const void *item; /* the struct of its kind */
    size_t index;     /* among all that the plugin offers */
};

/* Is the description one that this Trappa can use? Reads it and calls nothing of it: ABI, size, id, needs, offers and
 * what they hold. FAIL_RULE or FAIL_INPUT with a sentence that goes on from the plugin's name: "built for plugin ABI 7,
 * this Trappa has 1". */
int plugin_check(const struct trappa_plugin *told);

/* One kind of offer: its id, the size of its struct, and what its fields must be. */
struct offer_kind {
    const char *id;
    size_t size;
    int (*check)(const struct trappa_plugin *told, const void *item);
};
extern const struct offer_kind offer_kinds[]; /* a row with id NULL after the last */

/* "mentor,manager" or "signed-in" to bits of enum role; signed-in is all of them. FAIL_INPUT. */
int plugin_roles(const char *words, unsigned *ret_roles);
#define PLUGIN_SIGNED_IN 0xffffu
