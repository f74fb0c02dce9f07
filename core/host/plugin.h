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

/* The part of it that asks whether anything is offered twice: two rows of one kind with one name (two routes of one
 * method and path), one item twice, or one code of findings twice. Every offer must have been checked. FAIL_RULE
 * "offers command/1 'quiz' twice". */
int plugin_check_unique(const struct trappa_plugin *told);

/* The first row for a code of findings among the checks that are offered; NULL if there is none. */
struct trappa_check_code_1;
const struct trappa_check_code_1 *plugin_code_find(const struct trappa_plugin *told, const char *code);

/* One kind of offer: its id, the size of its struct, what its fields must be, and where in the struct the name stands
 * that no other offer of the kind may have (0: it has none). */
struct offer_kind {
    const char *id;
    size_t size;
    int (*check)(const struct trappa_plugin *told, const void *item);
    size_t name_offset;
};
extern const struct offer_kind offer_kinds[];             /* a row with id NULL after the last */
const struct offer_kind *offer_kind_find(const char *id); /* NULL: no such kind */

/* "mentor,manager" or "signed-in" to bits of enum role; signed-in is all of them. FAIL_INPUT. */
int plugin_roles(const char *words, unsigned *ret_roles);
#define PLUGIN_SIGNED_IN 0xffffu
