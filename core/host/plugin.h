/* Plugin: one plugin file, loaded, or refused with a sentence; and the check of its descriptor. */
#pragma once

#include "base/memory.h"

#include <stdbool.h>
#include <trappa/plugin.h>

struct plugin {
    const char *path;
    const char *id;                /* if unknown, the file's name without .so */
    const char *version, *summary; /* "" if unknown */
    const char *why;               /* why it was refused, in English; NULL: it is loaded */
    const struct trappa_plugin *descriptor;
    const char *table_prefix; /* "quiz_": its id with _ for -, and a final _ */
    size_t index;             /* position among all plugins */
};

/* One offer of a loaded plugin. */
struct plugin_offer {
    struct plugin *plugin;
    const void *item; /* the struct of its kind */
    size_t index;     /* position among the plugin's offers */
};

/* Checks a descriptor without calling any of its functions: ABI, size, id, needs, offers and their fields. FAIL_RULE or
 * FAIL_INPUT, with a sentence that continues after the plugin's name: "built for plugin ABI 7, this Trappa has 1". */
int plugin_check(const struct trappa_plugin *descriptor);

/* The part of plugin_check() that refuses duplicates: two offers of one kind with one name (two routes of one method
 * and path), one item twice, or one finding code twice. Every offer must have been checked. FAIL_RULE "offers command/1
 * 'quiz' twice". */
int plugin_check_unique(const struct trappa_plugin *descriptor);

/* The first row for a finding code among the offered checks; NULL if there is none. */
struct trappa_check_code_1;
const struct trappa_check_code_1 *plugin_code_find(const struct trappa_plugin *descriptor, const char *code);

/* One kind of offer: its id, the size of its struct, the check of its fields, and the offset of the name that no other
 * offer of the kind may have (0: it has none). */
struct offer_kind {
    const char *id;
    size_t size;
    int (*check)(const struct trappa_plugin *descriptor, const void *item);
    size_t name_offset;
};
extern const struct offer_kind offer_kinds[];             /* a row with id NULL after the last */
const struct offer_kind *offer_kind_find(const char *id); /* NULL: no such kind */

/* Parses "mentor,manager" or "signed-in" (all roles) into bits of enum role. FAIL_INPUT. */
int plugin_roles(const char *words, unsigned *ret_roles);
#define PLUGIN_SIGNED_IN 0xffffu
