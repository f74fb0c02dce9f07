/* Query cache; see io/sqlite/query_cache.h. */
#include "io/sqlite/query_cache.h"

#include "base/text.h"

#include <inttypes.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define BUCKETS 256
#define ENTRY_BYTES_MAX ((size_t)64 * 1024)

/* 16 bytes for each column of each row. */
struct cell {
    union {
        int64_t number;
        double decimal;
        const char *bytes; /* during recording: an offset, in `number` */
    };
    uint32_t length;
    uint32_t kind; /* enum value_kind */
};

/* One block of memory: this, the parameters, the cells, the bytes. */
struct query_cache_entry {
    struct query_cache_entry *next;
    const struct query *query;
    void *statement;
    uint64_t hash;
    size_t columns, rows, value_count;
    const struct cell *cells, *values;
    struct query_cache *cache;
    const char **digits; /* one for each cell; NULL until a number is read as text */
};

struct recording {
    struct query_cache *cache;
    const struct query *query;
    void *statement;
    uint64_t hash;
    struct cell *cells; /* the parameters, then the rows */
    size_t count, capacity, value_count, columns, rows;
    struct text bytes;
};

/* ---- keys ---- */

static uint64_t hash_more(uint64_t hash, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ at[i]) * 0x100000001b3u;
    return hash;
}

static uint64_t hash_of(const struct query *query, struct binding binding)
{
    uint64_t hash = ((uintptr_t)query >> 3) * 0x9e3779b97f4a7c15u;
    for (int i = 0; i < binding.count; i++) {
        const struct value *value = &binding.values[i];
        if (value->kind == VALUE_TEXT || value->kind == VALUE_BYTES)
            hash = hash_more(hash, value->bytes, value->length);
        else
            hash = (hash ^ (uint64_t)value->number) * 0x9e3779b97f4a7c15u;
        hash ^= hash >> 29;
    }
    return hash;
}

static bool is_same_value(const struct cell *cell, const struct value *value)
{
    if (cell->kind != (uint32_t)value->kind)
        return false;
    switch (value->kind) {
    case VALUE_NUMBER:
        return cell->number == value->number;
    case VALUE_DECIMAL:
        return memcmp(&cell->decimal, &value->decimal, sizeof value->decimal) == 0;
    case VALUE_TEXT:
    case VALUE_BYTES:
        return cell->length == value->length && memcmp(cell->bytes, value->bytes, value->length) == 0;
    case VALUE_NULL:
        break;
    }
    return true;
}

static bool is_of(const struct query_cache_entry *entry, const struct query *query, struct binding binding)
{
    if (entry->query != query || entry->value_count != (size_t)binding.count)
        return false;
    for (int i = 0; i < binding.count; i++)
        if (!is_same_value(&entry->values[i], &binding.values[i]))
            return false;
    return true;
}

/* ---- the cache ---- */

static void empty(struct query_cache *cache)
{
    for (size_t i = 0; cache->buckets && i < BUCKETS; i++)
        while (cache->buckets[i]) {
            struct query_cache_entry *entry = cache->buckets[i];
            cache->buckets[i] = entry->next;
            memory_free(entry);
        }
    arena_finish(&cache->digits);
    cache->bytes = 0;
}

void query_cache_finish(struct query_cache *cache)
{
    empty(cache);
    memory_free(cache->buckets);
    *cache = (struct query_cache){0};
}

void query_cache_begin(struct query_cache *cache, const struct query_cache_mark *mark)
{
    static uint64_t states;
    bool is_same = mark->is_known && cache->mark.is_known && cache->state &&
                   memcmp(mark->words, cache->mark.words, sizeof mark->words) == 0;
    if (is_same && !cache->is_over)
        return;
    empty(cache);
    cache->is_over = false;
    cache->mark = *mark;
    if (!is_same)
        cache->state = mark->is_known ? ++states : 0;
    if (!cache->buckets)
        cache->buckets = memory_zeroed(BUCKETS * sizeof(struct query_cache_entry *));
}

void query_cache_invalidate(struct query_cache *cache)
{
    cache->is_over = true;
    cache->state = 0;
}

bool query_cache_find(const struct query_cache *cache, const struct query *query, struct binding binding,
                      struct rows *rows)
{
    if (!cache->state)
        return false;
    uint64_t hash = hash_of(query, binding);
    struct query_cache_entry *entry = cache->buckets[hash % BUCKETS];
    while (entry && (entry->hash != hash || !is_of(entry, query, binding)))
        entry = entry->next;
    *rows = (struct rows){.cached = entry};
    return entry != NULL;
}

/* ---- recording ---- */

static struct cell *cell_new(struct recording *recording)
{
    ARRAY_RESERVE(recording->cells, recording->count, recording->capacity);
    return &recording->cells[recording->count++];
}

static void cell_fill(struct recording *recording, struct cell *cell, const void *bytes, size_t length)
{
    cell->number = (int64_t)recording->bytes.length;
    cell->length = (uint32_t)length;
    text_add_bytes(&recording->bytes, bytes, length);
    text_add_char(&recording->bytes, '\0');
}

static void value_record(struct recording *recording, const struct value *value)
{
    struct cell *cell = cell_new(recording);
    *cell = (struct cell){.number = value->number, .kind = (uint32_t)value->kind};
    if (value->kind == VALUE_DECIMAL)
        cell->decimal = value->decimal;
    else if (value->kind == VALUE_TEXT || value->kind == VALUE_BYTES)
        cell_fill(recording, cell, value->bytes, value->length);
}

struct recording *recording_begin(struct query_cache *cache, const struct query *query, struct binding binding,
                                  void *statement)
{
    if (!cache->state || cache->is_over)
        return NULL;
    struct recording *recording = memory_zeroed(sizeof *recording);
    recording->cache = cache;
    recording->query = query;
    recording->statement = statement;
    recording->hash = hash_of(query, binding);
    recording->value_count = (size_t)binding.count;
    recording->bytes = TEXT(ENTRY_BYTES_MAX);
    for (int i = 0; i < binding.count; i++)
        value_record(recording, &binding.values[i]);
    return recording;
}

void recording_drop(struct recording **recording)
{
    if (!*recording)
        return;
    memory_free((*recording)->cells);
    text_finish(&(*recording)->bytes);
    memory_free(*recording);
    *recording = NULL;
}

static bool is_too_large(const struct recording *recording)
{
    return recording->bytes.is_over || recording->count * sizeof(struct cell) > ENTRY_BYTES_MAX;
}

void recording_add_row(struct recording **recording, const struct rows *rows)
{
    if (!*recording)
        return;
    int columns = row_columns(rows);
    (*recording)->columns = (size_t)columns;
    (*recording)->rows++;
    for (int column = 0; column < columns; column++) {
        struct cell *cell = cell_new(*recording);
        *cell = (struct cell){.kind = (uint32_t)row_kind(rows, column)};
        size_t length = 0;
        if (cell->kind == VALUE_NUMBER)
            cell->number = row_number(rows, column);
        else if (cell->kind == VALUE_DECIMAL)
            cell->decimal = row_decimal(rows, column);
        else if (cell->kind != VALUE_NULL) {
            const void *bytes = row_bytes(rows, column, &length);
            cell_fill(*recording, cell, bytes, length);
        }
    }
    if (is_too_large(*recording))
        recording_drop(recording);
}

/* Copies a recording into one block and turns offsets into addresses. */
static struct query_cache_entry *entry_make(const struct recording *recording, size_t size)
{
    struct query_cache_entry *entry = memory_zeroed(size);
    struct cell *cells = (struct cell *)(entry + 1);
    char *bytes = (char *)(cells + recording->count);
    if (recording->bytes.length)
        memcpy(bytes, recording->bytes.bytes, recording->bytes.length);
    for (size_t i = 0; i < recording->count; i++) {
        cells[i] = recording->cells[i];
        if (cells[i].kind == VALUE_TEXT || cells[i].kind == VALUE_BYTES)
            cells[i].bytes = bytes + cells[i].number;
    }
    entry->cache = recording->cache;
    entry->query = recording->query;
    entry->statement = recording->statement;
    entry->hash = recording->hash;
    entry->value_count = recording->value_count;
    entry->columns = recording->columns;
    entry->rows = recording->rows;
    entry->values = cells;
    entry->cells = cells + recording->value_count;
    return entry;
}

void recording_store(struct recording **recording)
{
    if (!*recording)
        return;
    struct query_cache *cache = (*recording)->cache;
    size_t size =
        sizeof(struct query_cache_entry) + (*recording)->count * sizeof(struct cell) + (*recording)->bytes.length;
    if (cache->bytes + size > cache->most_bytes)
        cache->is_over = true; /* existing entries stay: rows may still be read from them */
    if (!cache->is_over && !is_too_large(*recording)) {
        struct query_cache_entry *entry = entry_make(*recording, size);
        struct query_cache_entry **bucket = &cache->buckets[entry->hash % BUCKETS];
        entry->next = *bucket;
        *bucket = entry;
        cache->bytes += size;
    }
    recording_drop(recording);
}

/* ---- reading cached rows ---- */

bool cached_next(struct rows *rows)
{
    if (rows->row >= rows->cached->rows)
        return false;
    rows->row++;
    return true;
}

void *cached_statement(const struct rows *rows)
{
    return rows->cached->statement;
}

static const struct cell *cell_at(const struct rows *rows, int column)
{
    return &rows->cached->cells[(rows->row - 1) * rows->cached->columns + (size_t)column];
}

enum value_kind cached_kind(const struct rows *rows, int column)
{
    return (enum value_kind)cell_at(rows, column)->kind;
}

int64_t cached_number(const struct rows *rows, int column)
{
    const struct cell *cell = cell_at(rows, column);
    switch ((enum value_kind)cell->kind) {
    case VALUE_NUMBER:
        return cell->number;
    case VALUE_DECIMAL:
        return (int64_t)cell->decimal;
    case VALUE_TEXT:
    case VALUE_BYTES:
        return strtoll(cell->bytes, NULL, 10);
    case VALUE_NULL:
        break;
    }
    return 0;
}

double cached_decimal(const struct rows *rows, int column)
{
    const struct cell *cell = cell_at(rows, column);
    switch ((enum value_kind)cell->kind) {
    case VALUE_NUMBER:
        return (double)cell->number;
    case VALUE_DECIMAL:
        return cell->decimal;
    case VALUE_TEXT:
    case VALUE_BYTES:
        return strtod(cell->bytes, NULL);
    case VALUE_NULL:
        break;
    }
    return 0;
}

/* With SQLite's own format, so that 2.0 is "2.0". */
static const char *number_as_text(const struct cell *cell, struct arena *arena)
{
    char digits[40];
    if (cell->kind == VALUE_NUMBER)
        return arena_format(arena, "%" PRId64, cell->number);
    return arena_copy_string(arena, sqlite3_snprintf(sizeof digits, digits, "%!.15g", cell->decimal));
}

/* A number as text, as long-lived as the entry: reading another number must not overwrite it. */
static const char *digits_of(struct query_cache_entry *entry, const struct cell *cell)
{
    struct query_cache *cache = entry->cache;
    size_t count = entry->rows * entry->columns;
    if (!entry->digits) {
        entry->digits = arena_zeroed(&cache->digits, count * sizeof *entry->digits);
        cache->bytes += count * sizeof *entry->digits;
    }
    const char **digits = &entry->digits[cell - entry->cells];
    if (!*digits) {
        *digits = number_as_text(cell, &cache->digits);
        cache->bytes += strlen(*digits) + 1;
    }
    return *digits;
}

const char *cached_bytes(const struct rows *rows, int column, size_t *ret_length)
{
    const struct cell *cell = cell_at(rows, column);
    *ret_length = cell->length;
    if (cell->kind == VALUE_TEXT || cell->kind == VALUE_BYTES)
        return cell->bytes;
    if (cell->kind == VALUE_NULL)
        return NULL;
    const char *digits = digits_of(rows->cached, cell);
    *ret_length = strlen(digits);
    return digits;
}
