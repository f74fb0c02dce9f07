/* An index over drawers; see lesson.h. A lesson lies there as its kind, the blob id, its length and its bytes. */
#include "domain/curriculum/lesson.h"

#include <string.h>

#define BLOB_DIGITS 40

struct lesson {
    const char *blob; /* BLOB_DIGITS, no NUL */
    const char *bytes;
    size_t length;
    char kind;
    bool is_used;
};

void lessons_finish(struct lessons *lessons)
{
    memory_free(lessons->items);
    memory_free(lessons->index);
    arena_finish(&lessons->arena);
    *lessons = (struct lessons){0};
}

/* ---- finding ---- */

/* Blob ids are random already. */
static size_t hash_of(char kind, const char *blob)
{
    uint64_t hash;
    memcpy(&hash, blob, sizeof hash);
    hash = (hash ^ (unsigned char)kind) * 0x9e3779b97f4a7c15U;
    return (size_t)(hash >> 20);
}

/* The slot of a lesson, or the empty one where it belongs. */
static uint32_t *slot_of(const struct lessons *lessons, char kind, const char *blob)
{
    size_t at = hash_of(kind, blob) & (lessons->index_size - 1);
    for (; lessons->index[at]; at = (at + 1) & (lessons->index_size - 1)) {
        const struct lesson *lesson = &lessons->items[lessons->index[at] - 1];
        if (lesson->kind == kind && memcmp(lesson->blob, blob, BLOB_DIGITS) == 0)
            break;
    }
    return &lessons->index[at];
}

static void index_grow(struct lessons *lessons)
{
    memory_free(lessons->index);
    lessons->index_size = lessons->index_size ? 2 * lessons->index_size : 1024;
    lessons->index = memory_zeroed(lessons->index_size * sizeof *lessons->index);
    for (size_t i = 0; i < lessons->count; i++)
        *slot_of(lessons, lessons->items[i].kind, lessons->items[i].blob) = (uint32_t)i + 1;
}

/* Adds a lesson, or puts it in the place of the one there was. */
static void lesson_add(struct lessons *lessons, struct lesson lesson)
{
    if (2 * (lessons->count + 1) > lessons->index_size)
        index_grow(lessons);
    uint32_t *slot = slot_of(lessons, lesson.kind, lesson.blob);
    if (!*slot) {
        ARRAY_RESERVE(lessons->items, lessons->count, lessons->capacity);
        *slot = (uint32_t)++lessons->count;
    }
    lessons->items[*slot - 1] = lesson;
}

bool lesson_recall(struct lessons *lessons, enum lesson_kind kind, const char *blob, struct unpack *ret_from)
{
    if (!lessons || !lessons->count || strlen(blob) != BLOB_DIGITS)
        return false;
    uint32_t at = *slot_of(lessons, (char)kind, blob);
    if (!at)
        return false;
    struct lesson *lesson = &lessons->items[at - 1];
    lesson->is_used = true;
    *ret_from = (struct unpack){lesson->bytes, lesson->bytes + lesson->length, false};
    return true;
}

/* ---- drawers ---- */

static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 0;
}

static size_t drawer_of(const char *blob)
{
    return (size_t)(16 * digit(blob[0]) + digit(blob[1]));
}

void lesson_keep(struct lessons *lessons, enum lesson_kind kind, const char *blob, const struct text *bytes)
{
    if (!lessons || strlen(blob) != BLOB_DIGITS || bytes->is_over || bytes->length > LESSON_BYTES_MOST)
        return;
    lesson_add(lessons, (struct lesson){.blob = arena_copy_bytes(&lessons->arena, blob, BLOB_DIGITS),
                                        .bytes = arena_copy_bytes(&lessons->arena, bytes->bytes, bytes->length),
                                        .length = bytes->length,
                                        .kind = (char)kind,
                                        .is_used = true});
    lessons->is_changed[drawer_of(blob)] = true;
}

void lessons_take(struct lessons *lessons, const void *bytes, size_t length)
{
    const char *copy = arena_copy_bytes(&lessons->arena, bytes, length);
    struct unpack from = {copy, copy + length, false};
    while (from.end - from.at > BLOB_DIGITS + 1) {
        struct lesson lesson = {.kind = from.at[0], .blob = from.at + 1};
        from.at += BLOB_DIGITS + 1;
        lesson.length = unpack_count(&from);
        lesson.bytes = from.at;
        from.at += lesson.length;
        if (!from.is_bad)
            lesson_add(lessons, lesson);
    }
}

void lessons_give(const struct lessons *lessons, size_t drawer, struct text *into)
{
    for (size_t i = 0; i < lessons->count; i++) {
        const struct lesson *lesson = &lessons->items[i];
        if (!lesson->is_used || drawer_of(lesson->blob) != drawer)
            continue;
        text_add_char(into, lesson->kind);
        text_add_bytes(into, lesson->blob, BLOB_DIGITS);
        pack_number(into, (int64_t)lesson->length);
        text_add_bytes(into, lesson->bytes, lesson->length);
    }
}
