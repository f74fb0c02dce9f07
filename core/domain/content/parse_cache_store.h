/* Lesson store: what was learned from files, kept in content.db beside the texts that were rendered from them. */
#pragma once

#include "domain/curriculum/parse_cache.h"
#include "io/sqlite/database.h"

/* What is kept by this program with these plugins; nothing of what others kept. */
int parse_cache_store_load(struct database *database, struct parse_cache *parse_cache);

/* Writes the drawers that changed; within an open write transaction, and only for a stack without errors whose texts
 * are all rendered: a text that is known is not looked at again. */
int parse_cache_store_save(struct database *database, const struct parse_cache *parse_cache);
