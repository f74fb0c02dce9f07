/* Packs and unpacks structs by the rows of a schema; see schema_pack.h. */
#include "domain/curriculum/schema_pack.h"

#include <string.h>

static const void *field_of(const void *struct_at, size_t at)
{
    return (const char *)struct_at + at;
}

static void *field(void *struct_at, size_t at)
{
    return (char *)struct_at + at;
}

/* ---- writing ---- */

static void mark_pack(const struct mark *mark, struct text *into)
{
    pack_number(into, mark->line);
    pack_number(into, mark->column);
}

static void word_pack(const struct word *word, struct text *into)
{
    pack_string(into, word->value);
    if (word->value)
        mark_pack(&word->mark, into);
}

static void words_pack(const struct words *words, struct text *into)
{
    pack_number(into, (int64_t)words->count);
    for (size_t i = 0; i < words->count; i++)
        word_pack(&words->items[i], into);
}

static void list_pack(const struct schema_row *row, const void *from, struct text *into)
{
    const char *items = *(const char *const *)field_of(from, row->at);
    size_t count = *(const size_t *)field_of(from, row->count_at);
    pack_number(into, (int64_t)count);
    for (size_t i = 0; i < count; i++) {
        const char *item = items + i * row->of->size;
        schema_pack(row->of, item, into);
        if (row->type == SCHEMA_KEYED)
            word_pack(field_of(item, row->of->key_at), into);
    }
}

static void aims_pack(const struct schema_row *row, const void *from, struct text *into)
{
    const struct aim *aims = *(struct aim *const *)field_of(from, row->at);
    size_t count = *(const size_t *)field_of(from, row->count_at);
    pack_number(into, (int64_t)count);
    for (size_t i = 0; i < count; i++) {
        word_pack(&aims[i].competence, into);
        pack_number(into, aims[i].autonomy);
    }
}

static void due_pack(const struct due *due, struct text *into)
{
    pack_number(into, due->unit);
    pack_number(into, due->number);
}

static void row_pack(const struct schema_row *row, const void *from, struct text *into)
{
    const void *at = field_of(from, row->at);
    switch (row->type) {
    case SCHEMA_WORD:
    case SCHEMA_ID:
    case SCHEMA_LANGUAGE:
        word_pack(at, into);
        break;
    case SCHEMA_LINE:
        pack_string(into, *(const char *const *)at);
        break;
    case SCHEMA_NUMBER:
    case SCHEMA_DATE:
    case SCHEMA_DATE_NEVER:
    case SCHEMA_CHOICE:
        pack_number(into, *(const int *)at);
        break;
    case SCHEMA_DUE:
        due_pack(at, into);
        break;
    case SCHEMA_WORDS:
    case SCHEMA_IDS:
        words_pack(at, into);
        break;
    case SCHEMA_LIST:
    case SCHEMA_KEYED:
        list_pack(row, from, into);
        break;
    case SCHEMA_AIMS:
        aims_pack(row, from, into);
        break;
    case SCHEMA_WITHIN:
        schema_pack(row->of, from, into);
        break;
    case SCHEMA_LISTS_UNREAD:
        break;
    }
    if (row->mark_at)
        mark_pack(field_of(from, row->mark_at), into);
}

void schema_pack(const struct schema *schema, const void *from, struct text *into)
{
    for (size_t i = 0; i < schema->row_count; i++)
        row_pack(&schema->rows[i], from, into);
    if (schema->mark_at)
        mark_pack(field_of(from, schema->mark_at), into);
}

/* ---- reading ---- */

static struct mark mark_unpack(struct unpack *from)
{
    int line = (int)unpack_number(from);
    return (struct mark){line, (int)unpack_number(from)};
}

static struct word word_unpack(struct unpack *from)
{
    struct word word = {.value = unpack_string(from)};
    if (word.value)
        word.mark = mark_unpack(from);
    return word;
}

static struct words words_unpack(struct arena *arena, struct unpack *from)
{
    struct words words = {.count = unpack_count(from)};
    words.items = words.count ? arena_zeroed(arena, words.count * sizeof *words.items) : NULL;
    for (size_t i = 0; i < words.count; i++)
        words.items[i] = word_unpack(from);
    return words;
}

static void list_unpack(struct arena *arena, const struct schema_row *row, struct unpack *from, void *into)
{
    size_t count = unpack_count(from);
    char *items = count ? arena_zeroed(arena, count * row->of->size) : NULL;
    for (size_t i = 0; i < count; i++) {
        char *item = items + i * row->of->size;
        schema_unpack(arena, row->of, from, item);
        if (row->type == SCHEMA_KEYED)
            *(struct word *)field(item, row->of->key_at) = word_unpack(from);
    }
    memcpy(field(into, row->at), &items, sizeof items);
    *(size_t *)field(into, row->count_at) = count;
}

static void aims_unpack(struct arena *arena, const struct schema_row *row, struct unpack *from, void *into)
{
    size_t count = unpack_count(from);
    struct aim *aims = count ? arena_zeroed(arena, count * sizeof *aims) : NULL;
    for (size_t i = 0; i < count; i++) {
        aims[i].competence = word_unpack(from);
        aims[i].autonomy = (int)unpack_number(from);
    }
    *(struct aim **)field(into, row->at) = aims;
    *(size_t *)field(into, row->count_at) = count;
}

static struct due due_unpack(struct unpack *from)
{
    enum due_unit unit = (enum due_unit)unpack_number(from);
    return (struct due){unit, (int)unpack_number(from)};
}

static void row_unpack(struct arena *arena, const struct schema_row *row, struct unpack *from, void *into)
{
    void *at = field(into, row->at);
    switch (row->type) {
    case SCHEMA_WORD:
    case SCHEMA_ID:
    case SCHEMA_LANGUAGE:
        *(struct word *)at = word_unpack(from);
        break;
    case SCHEMA_LINE:
        *(const char **)at = unpack_string(from);
        break;
    case SCHEMA_NUMBER:
    case SCHEMA_DATE:
    case SCHEMA_DATE_NEVER:
    case SCHEMA_CHOICE:
        *(int *)at = (int)unpack_number(from);
        break;
    case SCHEMA_DUE:
        *(struct due *)at = due_unpack(from);
        break;
    case SCHEMA_WORDS:
    case SCHEMA_IDS:
        *(struct words *)at = words_unpack(arena, from);
        break;
    case SCHEMA_LIST:
    case SCHEMA_KEYED:
        list_unpack(arena, row, from, into);
        break;
    case SCHEMA_AIMS:
        aims_unpack(arena, row, from, into);
        break;
    case SCHEMA_WITHIN:
        schema_unpack(arena, row->of, from, into);
        break;
    case SCHEMA_LISTS_UNREAD:
        break;
    }
    if (row->mark_at)
        *(struct mark *)field(into, row->mark_at) = mark_unpack(from);
}

void schema_unpack(struct arena *arena, const struct schema *schema, struct unpack *from, void *into)
{
    for (size_t i = 0; i < schema->row_count; i++)
        row_unpack(arena, &schema->rows[i], from, into);
    if (schema->mark_at)
        *(struct mark *)field(into, schema->mark_at) = mark_unpack(from);
}
