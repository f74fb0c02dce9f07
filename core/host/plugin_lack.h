/* Plugin lack: plugins that a site has used and that are not loaded, so that nobody misses their pages and questions in
 * silence. */
#pragma once

#include "base/memory.h"

struct site;

/* Their ids, in the arena: those that have tables in the records, or blocks in published texts. A plugin that is
 * there and was refused is not among them. */
int plugins_lacking(struct site *site, struct arena *arena, const char ***ret_ids, size_t *ret_count);
