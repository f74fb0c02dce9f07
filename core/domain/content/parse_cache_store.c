/* One row for each shard; see parse_cache_store.h. */
#include "domain/content/parse_cache_store.h"

#include "domain/curriculum/block.h"
#include "domain/curriculum/check.h"
#include "io/markdown.h"

#define VERSION_BYTES_MAX (64 * 1024)
#define SHARD_BYTES_MAX (64UL * 1024 * 1024)

static const struct query drawers_all = {"lesson.all", NULL, "SELECT bytes FROM lesson WHERE version = ?1"};
static const struct query shard_write = {
    "lesson.write", NULL,
    "INSERT INTO lesson (drawer, version, bytes) VALUES (?1, ?2, ?3)"
    " ON CONFLICT (drawer) DO UPDATE SET version = excluded.version, bytes = excluded.bytes"};

/* Entries made by other rules do not count. */
static const char *version_words(struct text *words)
{
    text_addf(words, "%d %d\n%s\n%s", PARSE_CACHE_VERSION, MARKDOWN_RENDERER_VERSION, check_extra_version(),
              blocks_version());
    return text_string(words);
}

int parse_cache_store_load(struct database *database, struct parse_cache *parse_cache)
{
    CLEANUP(text_finish) struct text words = TEXT(VERSION_BYTES_MAX);
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(database, &drawers_all, BIND(value_text(version_words(&words))), &rows));
    while (rows_next(&rows)) {
        size_t length = 0;
        const void *bytes = row_bytes(&rows, 0, &length);
        parse_cache_take(parse_cache, bytes, length);
    }
    return rows_result(&rows);
}

int parse_cache_store_save(struct database *database, const struct parse_cache *parse_cache)
{
    CLEANUP(text_finish) struct text words = TEXT(VERSION_BYTES_MAX);
    CLEANUP(text_finish) struct text shard = TEXT(SHARD_BYTES_MAX);
    const char *version = version_words(&words);
    for (size_t i = 0; i < PARSE_CACHE_SHARDS; i++) {
        if (!parse_cache->is_changed[i])
            continue;
        text_clear(&shard);
        parse_cache_give(parse_cache, i, &shard);
        TRY(text_check(&shard, "what was learned from files"));
        TRY(database_execute(
            database, &shard_write,
            BIND(value_number((int64_t)i), value_text(version), value_bytes(shard.bytes, shard.length))));
    }
    return 0;
}
