/* An index over shards; see parse_cache.h. An entry in a shard is its kind, blob id, length and bytes. */
#include "domain/curriculum/parse_cache.h"

#include <string.h>

#define BLOB_DIGITS 40

struct parse_cache_entry {
    const char *blob; /* BLOB_DIGITS, no NUL */
    const char *bytes;
    size_t length;
    char kind;
    bool is_used;
};

void parse_cache_finish(struct parse_cache *parse_cache)
{
    memory_free(parse_cache->items);
    memory_free(parse_cache->index);
    arena_finish(&parse_cache->arena);
    *parse_cache = (struct parse_cache){0};
}

/* ---- lookup ---- */

/* Blob ids are already random. */
static size_t hash_of(char kind, const char *blob)
{
    uint64_t hash;
    memcpy(&hash, blob, sizeof hash);
    hash = (hash ^ (unsigned char)kind) * 0x9e3779b97f4a7c15U;
    return (size_t)(hash >> 20);
}

/* The slot of an entry, or the empty slot for it. */
static uint32_t *slot_of(const struct parse_cache *parse_cache, char kind, const char *blob)
{
    size_t at = hash_of(kind, blob) & (parse_cache->index_size - 1);
    for (; parse_cache->index[at]; at = (at + 1) & (parse_cache->index_size - 1)) {
        const struct parse_cache_entry *entry = &parse_cache->items[parse_cache->index[at] - 1];
        if (entry->kind == kind && memcmp(entry->blob, blob, BLOB_DIGITS) == 0)
            break;
    }
    return &parse_cache->index[at];
}

static void index_grow(struct parse_cache *parse_cache)
{
    memory_free(parse_cache->index);
    parse_cache->index_size = parse_cache->index_size ? 2 * parse_cache->index_size : 1024;
    parse_cache->index = memory_zeroed(parse_cache->index_size * sizeof *parse_cache->index);
    for (size_t i = 0; i < parse_cache->count; i++)
        *slot_of(parse_cache, parse_cache->items[i].kind, parse_cache->items[i].blob) = (uint32_t)i + 1;
}

/* Adds or replaces an entry. */
static void parse_cache_add(struct parse_cache *parse_cache, struct parse_cache_entry entry)
{
    if (2 * (parse_cache->count + 1) > parse_cache->index_size)
        index_grow(parse_cache);
    uint32_t *slot = slot_of(parse_cache, entry.kind, entry.blob);
    if (!*slot) {
        ARRAY_RESERVE(parse_cache->items, parse_cache->count, parse_cache->capacity);
        *slot = (uint32_t)++parse_cache->count;
    }
    parse_cache->items[*slot - 1] = entry;
}

bool parse_cache_recall(struct parse_cache *parse_cache, enum parse_cache_kind kind, const char *blob,
                        struct unpack *ret_from)
{
    if (!parse_cache || !parse_cache->count || strlen(blob) != BLOB_DIGITS)
        return false;
    uint32_t at = *slot_of(parse_cache, (char)kind, blob);
    if (!at)
        return false;
    struct parse_cache_entry *entry = &parse_cache->items[at - 1];
    entry->is_used = true;
    *ret_from = (struct unpack){entry->bytes, entry->bytes + entry->length, false};
    return true;
}

/* ---- shards ---- */

static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 0;
}

static size_t shard_of(const char *blob)
{
    return (size_t)(16 * digit(blob[0]) + digit(blob[1]));
}

void parse_cache_keep(struct parse_cache *parse_cache, enum parse_cache_kind kind, const char *blob,
                      const struct text *bytes)
{
    if (!parse_cache || strlen(blob) != BLOB_DIGITS || bytes->is_over || bytes->length > PARSE_CACHE_BYTES_MAX)
        return;
    parse_cache_add(parse_cache, (struct parse_cache_entry){
                                     .blob = arena_copy_bytes(&parse_cache->arena, blob, BLOB_DIGITS),
                                     .bytes = arena_copy_bytes(&parse_cache->arena, bytes->bytes, bytes->length),
                                     .length = bytes->length,
                                     .kind = (char)kind,
                                     .is_used = true});
    parse_cache->is_changed[shard_of(blob)] = true;
}

void parse_cache_take(struct parse_cache *parse_cache, const void *bytes, size_t length)
{
    const char *copy = arena_copy_bytes(&parse_cache->arena, bytes, length);
    struct unpack from = {copy, copy + length, false};
    while (from.end - from.at > BLOB_DIGITS + 1) {
        struct parse_cache_entry entry = {.kind = from.at[0], .blob = from.at + 1};
        from.at += BLOB_DIGITS + 1;
        entry.length = unpack_count(&from);
        entry.bytes = from.at;
        from.at += entry.length;
        if (!from.is_bad)
            parse_cache_add(parse_cache, entry);
    }
}

void parse_cache_give(const struct parse_cache *parse_cache, size_t shard, struct text *into)
{
    for (size_t i = 0; i < parse_cache->count; i++) {
        const struct parse_cache_entry *entry = &parse_cache->items[i];
        if (!entry->is_used || shard_of(entry->blob) != shard)
            continue;
        text_add_char(into, entry->kind);
        text_add_bytes(into, entry->blob, BLOB_DIGITS);
        pack_number(into, (int64_t)entry->length);
        text_add_bytes(into, entry->bytes, entry->length);
    }
}
