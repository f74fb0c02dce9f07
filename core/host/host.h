/* Host: the plugins of this process and their offers.
 *
 * Plugins are loaded once and never unloaded, since strings and rows of theirs may still be in use. */
#pragma once

#include "host/plugin.h"

/* The plugin after `after`, by file name; the first for NULL; NULL after the last. */
struct plugin *host_plugin_next(struct plugin *after);

/* Iterates over loaded plugins' offers of a kind: `struct plugin_offer at = {0}; while (host_offer_next(ID, &at))`. */
bool host_offer_next(const char *kind, struct plugin_offer *at);

/* Disables a plugin, with the reason: its offers are no longer found. */
void host_refuse(struct plugin *plugin, const char *why);

/* A plugin's setting in trappa.yaml; NULL if absent. */
const char *host_setting(const char *plugin_id, const char *key);

/* The title of a plugin's step kind, a message id; NULL for other words. */
const char *host_step_kind_title(const char *word);

/* A translation from plugins' catalogues; for translate_use(). */
const char *host_translate(const char *language, const char *message_id, size_t *ret_length);
