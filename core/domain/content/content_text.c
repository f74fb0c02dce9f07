/* Reads rendered texts with the blocks in them; see content.h. */
#include "base/fail.h"
#include "domain/content/content_internal.h"

static const struct query text_own = {"content.text_own", NULL,
                                      "SELECT html, NULL, language, blob FROM rendering WHERE blob = ?1"};
static const struct query text_translated = {
    "content.text_translated", NULL,
    "SELECT html, title, translation.language, translation FROM translation"
    " JOIN rendering ON rendering.blob = translation WHERE translation.blob = ?1 AND translation.language = ?2"};
static const struct query blocks_of = {
    "content.blocks", NULL,
    "SELECT plugin, kind, id, offset, words, compiled FROM block WHERE blob = ?1 ORDER BY position"};

static int text_read(struct content *content, const struct query *query, struct binding binding, struct arena *arena,
                     struct content_text *ret_text)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(content->database, query, binding, &rows));
    *ret_text = (struct content_text){0};
    if (rows_next(&rows)) {
        ret_text->html = row_copy(&rows, 0, arena);
        ret_text->title = row_copy(&rows, 1, arena);
        ret_text->language = row_copy(&rows, 2, arena);
        ret_text->blob = row_copy(&rows, 3, arena);
    }
    return rows_result(&rows);
}

static int block_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    struct block *block = ret_item;
    const void *bytes;
    (void)context;
    block->plugin = row_copy(rows, 0, arena);
    block->kind = row_copy(rows, 1, arena);
    block->id = row_copy(rows, 2, arena);
    block->offset = (size_t)row_number(rows, 3);
    block->words = row_copy(rows, 4, arena);
    bytes = row_bytes(rows, 5, &block->compiled_length);
    block->compiled = arena_copy_bytes(arena, block->compiled_length ? bytes : "", block->compiled_length);
    return 0;
}

int content_blocks(struct content *content, const char *blob, struct arena *arena, struct blocks *ret_blocks)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(content->database, &blocks_of, BIND(value_text(blob)), &rows));
    return ROWS_COLLECT(&rows, block_read, NULL, arena, &ret_blocks->items, &ret_blocks->count);
}

/* Gives a translation's blocks the ids of the original's, in order, so that an answer counts in both languages. False
 * if the blocks differ. */
static bool ids_take(const struct blocks *from, struct blocks *into)
{
    if (from->count != into->count)
        return false;
    for (size_t i = 0; i < from->count; i++) {
        if (!text_equal(from->items[i].plugin, into->items[i].plugin))
            return false;
        into->items[i].id = from->items[i].id;
    }
    return true;
}

static int text_read_translated(struct content *content, const char *blob, const char *language, struct arena *arena,
                                struct content_text *ret_text)
{
    struct blocks original;
    TRY(text_read(content, &text_translated, BIND(value_text(blob), value_text(language)), arena, ret_text));
    if (!ret_text->html)
        return 0;
    TRY(content_blocks(content, blob, arena, &original));
    TRY(content_blocks(content, ret_text->blob, arena, &ret_text->blocks));
    if (!ids_take(&original, &ret_text->blocks))
        ret_text->html = NULL; /* use the layer's own language */
    return 0;
}

int content_text(struct content *content, const char *step, const char *blob, const char *language, struct arena *arena,
                 struct content_text *ret_text)
{
    *ret_text = (struct content_text){0};
    if (language)
        TRY(text_read_translated(content, blob, language, arena, ret_text));
    if (ret_text->html)
        return 0;
    TRY(text_read(content, &text_own, BIND(value_text(blob)), arena, ret_text));
    if (!ret_text->html)
        return fail(FAIL_NOT_FOUND, "step '%s': its text '%s' was never published here", step, blob);
    return content_blocks(content, blob, arena, &ret_text->blocks);
}
