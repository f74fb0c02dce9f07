/* Host: the plugins of this process, and what they offer. Loaded once; a plugin is never unloaded, since sentences and
 * rows that it lent may still be in use. */
#pragma once

#include "host/plugin.h"

/* The plugin after this one, the first for NULL; NULL after the last. By file name. */
struct plugin *host_plugin_next(struct plugin *after);

/* Goes through what loaded plugins offer of a kind: `struct offered at = {0}; while (host_offer_next(ID, &at))`. */
bool host_offer_next(const char *kind, struct offered *at);

/* Takes a plugin out of use with a sentence: nothing it offers is found any more. */
void host_refuse(struct plugin *plugin, const char *why);

/* What trappa.yaml says for a plugin; NULL if it is silent. */
const char *host_setting(const char *plugin_id, const char *key);

/* What people read for a kind of steps that a plugin offers, a message id; NULL for others. */
const char *host_step_kind_title(const char *word);

/* The text of a plugin's catalogue: for translate_use(). */
const char *host_translate(const char *language, const char *message_id, size_t *ret_length);
