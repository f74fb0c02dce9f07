/* Parse cache store: saves the parse cache in content.db, beside the rendered texts. */
#pragma once

#include "domain/curriculum/parse_cache.h"
#include "io/sqlite/database.h"

/* Loads the entries written by this program version with these plugins; ignores all others. */
int parse_cache_store_load(struct database *database, struct parse_cache *parse_cache);

/* Writes the changed shards, in an open write transaction. Only for a stack without errors whose texts are all
 * rendered, since a cached text is not checked again. */
int parse_cache_store_save(struct database *database, const struct parse_cache *parse_cache);
