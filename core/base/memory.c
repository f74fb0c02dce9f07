/* Allocation: the only file that calls malloc and its kin; see memory.h. */
#include "base/memory.h"

#include "base/format.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARENA_BLOCK_BYTES 8192

static void *or_abort(void *pointer)
{
    if (!pointer) {
        fputs("trappa: out of memory\n", stderr);
        abort();
    }
    return pointer;
}

void *memory_zeroed(size_t size)
{
    return or_abort(calloc(1, size ? size : 1));
}

void *memory_resize(void *pointer, size_t size)
{
    return or_abort(realloc(pointer, size ? size : 1));
}

char *memory_copy_bytes(const void *bytes, size_t length)
{
    char *copy = or_abort(malloc(length + 1));
    if (length)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

char *memory_copy_string(const char *string)
{
    return string ? memory_copy_bytes(string, strlen(string)) : NULL;
}

char *memory_format(const char *format, ...)
{
    char *string = NULL;
    va_list arguments;
    va_start(arguments, format);
    int length = vasprintf(&string, format, arguments);
    va_end(arguments);
    return or_abort(length < 0 ? NULL : string);
}

void memory_free(void *pointer)
{
    free(pointer);
}

void *memory_take(void *pointer_to_pointer)
{
    void *pointer;
    memcpy(&pointer, pointer_to_pointer, sizeof pointer);
    memset(pointer_to_pointer, 0, sizeof pointer);
    return pointer;
}

void memory_free_at(void *pointer_to_pointer)
{
    free(memory_take(pointer_to_pointer));
}

struct arena_block {
    struct arena_block *older;
    size_t size;
    max_align_t bytes[];
};

/* Free blocks of the usual size for the next arenas, since every request has one. None under sanitizers, which must see
 * use after free. */
#ifdef TRAPPA_FAULTS
#define SPARE_MAX 0
#else
#define SPARE_MAX 8
#endif
static struct arena_block *spare;
static int spare_count;

static struct arena_block *block_make(size_t size)
{
    struct arena_block *block = spare;
    if (!block || size != ARENA_BLOCK_BYTES)
        return or_abort(malloc(sizeof *block + size));
    spare = block->older;
    spare_count--;
    return block;
}

static void block_free(struct arena_block *block)
{
    if (block->size != ARENA_BLOCK_BYTES || spare_count >= SPARE_MAX) {
        free(block);
        return;
    }
    block->older = spare;
    spare = block;
    spare_count++;
}

static struct arena_block *arena_add_block(struct arena *arena, size_t size)
{
    struct arena_block *block = block_make(size);
    block->older = arena->newest;
    block->size = size;
    arena->newest = block;
    arena->used = 0;
    return block;
}

/* Uninitialised. */
static void *arena_room(struct arena *arena, size_t size)
{
    size_t rounded = (size + sizeof(max_align_t) - 1) & ~(sizeof(max_align_t) - 1);
    struct arena_block *block = arena->newest;
    if (!block || block->size - arena->used < rounded)
        block = arena_add_block(arena, rounded > ARENA_BLOCK_BYTES ? rounded : ARENA_BLOCK_BYTES);
    void *room = (char *)block->bytes + arena->used;
    arena->used += rounded;
    return room;
}

void *arena_zeroed(struct arena *arena, size_t size)
{
    return memset(arena_room(arena, size), 0, size);
}

char *arena_copy_bytes(struct arena *arena, const void *bytes, size_t length)
{
    char *copy = arena_room(arena, length + 1);
    if (length)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

char *arena_copy_string(struct arena *arena, const char *string)
{
    return string ? arena_copy_bytes(arena, string, strlen(string)) : NULL;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    char most[256];
    va_list arguments, second;
    va_start(arguments, format);
    va_copy(second, arguments);
    size_t length = format_into(most, sizeof most, format, arguments);
    char *string = arena_room(arena, length + 1);
    if (length < sizeof most)
        memcpy(string, most, length + 1);
    else
        format_into(string, length + 1, format, second);
    va_end(second);
    va_end(arguments);
    return string;
}

void arena_finish(struct arena *arena)
{
    while (arena->newest) {
        struct arena_block *block = arena->newest;
        arena->newest = block->older;
        block_free(block);
    }
    arena->used = 0;
}
