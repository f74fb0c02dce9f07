/* Parse cache: parsed files, keyed by blob id, so that the same contents are parsed only once.
 *
 * An entry depends on the contents alone, and exists only for a file without findings: one with findings is parsed, and
 * reported, every time. Entries are stored in shards, by the first two digits of the blob id, so that a change of few
 * files rewrites few shards; domain/content/parse_cache_store.h stores them. */
#pragma once

#include "base/memory.h"
#include "base/pack.h"

#define PARSE_CACHE_VERSION 6 /* increase it when an entry's bytes, or the findings of reading, change */
#define PARSE_CACHE_SHARDS 256
#define PARSE_CACHE_BYTES_MAX (1024 * 1024)

enum parse_cache_kind {
    PARSE_CACHE_STEP = 's',
    PARSE_CACHE_TRANSLATION = 't',
    PARSE_CACHE_PROGRAMME = 'p',
    PARSE_CACHE_SNAPSHOT = 'q', /* a source's snapshot is readable; no bytes */
    PARSE_CACHE_TARGETS = 'l',  /* the link and image targets of a body */
    PARSE_CACHE_RENDERED = 'r', /* content.db has the rendered body; whether any link in it is relative */
    PARSE_CACHE_EXTRA = 'x',    /* plugins have no findings about the body; the step id that they were given */
    PARSE_CACHE_IMAGE = 'i',    /* the image's type */
};

struct parse_cache_entry;

/* All entries in memory. A zeroed struct is empty. */
struct parse_cache {
    struct arena arena;
    struct parse_cache_entry *items;
    size_t count, capacity;
    uint32_t *index; /* by kind and blob: index into `items`, plus 1 */
    size_t index_size;
    bool is_changed[PARSE_CACHE_SHARDS];
};
void parse_cache_finish(struct parse_cache *parse_cache);

/* Loads the entries of a shard. Ignores bytes that are not valid entries; those files are parsed again. */
void parse_cache_take(struct parse_cache *parse_cache, const void *bytes, size_t length);

/* Writes the new contents of a changed shard: the entries recalled or added since it was loaded. */
void parse_cache_give(const struct parse_cache *parse_cache, size_t shard, struct text *into);

/* Finds an entry; false if there is none, or `parse_cache` is NULL. The bytes behind *ret_from are lent as long as the
 * cache lives. */
bool parse_cache_recall(struct parse_cache *parse_cache, enum parse_cache_kind kind, const char *blob,
                        struct unpack *ret_from);

/* Adds an entry of at most PARSE_CACHE_BYTES_MAX bytes; does nothing without a blob id, or if `parse_cache` is NULL. */
void parse_cache_keep(struct parse_cache *parse_cache, enum parse_cache_kind kind, const char *blob,
                      const struct text *bytes);
