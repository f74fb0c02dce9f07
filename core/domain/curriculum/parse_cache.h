/* Lesson: what was learned from the contents of a file, kept by blob id, so that the same contents are read only once.
 *
 * Only what depends on the contents alone is a lesson, and only where there was nothing to complain about: a file with
 * findings is read again each time and says them again. Lessons lie in drawers, by the first two digits of the blob id,
 * so that a change of few files rewrites few drawers; who keeps the drawers is domain/content/parse_cache_store.h. */
#pragma once

#include "base/memory.h"
#include "base/pack.h"

#define PARSE_CACHE_VERSION 4 /* rises when a lesson's bytes, or what reading finds wrong, change */
#define PARSE_CACHE_SHARDS 256
#define PARSE_CACHE_BYTES_MAX (1024 * 1024)

enum parse_cache_kind {
    PARSE_CACHE_STEP = 's',
    PARSE_CACHE_TRANSLATION = 't',
    PARSE_CACHE_PROGRAMME = 'p',
    PARSE_CACHE_SNAPSHOT = 'q', /* a source's text: it can be read; no bytes */
    PARSE_CACHE_TARGETS = 'l',  /* where the links and images of a body lead */
    PARSE_CACHE_RENDERED = 'r', /* content.db has the rendered body: whether any of its links are relative */
    PARSE_CACHE_EXTRA = 'x',    /* plugins had nothing to say about the body: the id of the step they were told */
    PARSE_CACHE_IMAGE = 'i',    /* the image's type */
};

struct parse_cache_entry;

/* All that is known. Zero is empty. */
struct parse_cache {
    struct arena arena;
    struct parse_cache_entry *items;
    size_t count, capacity;
    uint32_t *index; /* by kind and blob: the number of the item and 1 */
    size_t index_size;
    bool is_changed[PARSE_CACHE_SHARDS];
};
void parse_cache_finish(struct parse_cache *parse_cache);

/* Takes what lies in a drawer. Bytes that are no lessons are left where they are: what they said is learned anew. */
void parse_cache_take(struct parse_cache *parse_cache, const void *bytes, size_t length);

/* What a changed drawer shall hold: what was recalled or kept since it was taken. */
void parse_cache_give(const struct parse_cache *parse_cache, size_t shard, struct text *into);

/* False if nothing of that kind is known of the blob, or `lessons` is NULL. What *ret_from reads from is lent as long
 * as the lessons live. */
bool parse_cache_recall(struct parse_cache *parse_cache, enum parse_cache_kind kind, const char *blob,
                        struct unpack *ret_from);

/* Keeps bytes of at most PARSE_CACHE_BYTES_MAX; does nothing for a file without a blob id, or if `lessons` is NULL. */
void parse_cache_keep(struct parse_cache *parse_cache, enum parse_cache_kind kind, const char *blob,
                      const struct text *bytes);
