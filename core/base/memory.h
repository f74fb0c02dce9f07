/* Memory: allocation that aborts when memory runs out, scoped clean-up, and arrays that grow.
 *
 * Nothing here returns NULL, so callers check for nothing. In return, every size from outside is checked by its reader
 * before it reaches this file. */
#pragma once

#include <stddef.h>

/* Runs `function(&variable)` when the variable leaves its scope; the compiler counts that as a use. */
#define CLEANUP(function) __attribute__((cleanup(function), unused))

/* Transfers ownership: gives the pointer and sets the variable to NULL, so that its CLEANUP does nothing. */
#define TAKE(pointer) memory_take(&(pointer))

/* Returns the failure of `call` from the calling function, if it failed. */
#define TRY(call)                                                                                                      \
    do {                                                                                                               \
        int try_result = (call);                                                                                       \
        if (try_result != 0)                                                                                           \
            return try_result;                                                                                         \
    } while (0)

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* Makes room for one more element at the end of a heap array: `items`, `count` and `capacity` are lvalues. */
#define ARRAY_RESERVE(items, count, capacity)                                                                          \
    do {                                                                                                               \
        if ((count) == (capacity)) {                                                                                   \
            (capacity) = (capacity) ? 2 * (capacity) : 8;                                                              \
            (items) = memory_resize((items), (size_t)(capacity) * sizeof *(items));                                    \
        }                                                                                                              \
    } while (0)

/* `size` zeroed bytes; yours. A size of 0 gives a pointer that can be freed. */
void *memory_zeroed(size_t size);

/* Resizes a block, perhaps moving it; bytes beyond the old size are undefined. */
void *memory_resize(void *pointer, size_t size);

/* A copy of `string`; yours. NULL gives NULL. */
char *memory_copy_string(const char *string);

/* A copy of `length` bytes with a NUL after them; yours. */
char *memory_copy_bytes(const void *bytes, size_t length);

/* printf into a new string; yours. */
char *memory_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

void memory_free(void *pointer);

/* For CLEANUP on any pointer from this file: `CLEANUP(memory_free_at) char *path = ...`. */
void memory_free_at(void *pointer_to_pointer);

/* For TAKE() only. */
void *memory_take(void *pointer_to_pointer);

/* An arena: many small allocations, freed together. A request, a check and a query result each have one. */
struct arena_block;
struct arena {
    struct arena_block *newest;
    size_t used;
};

void arena_finish(struct arena *arena); /* frees everything; the arena is empty and usable again */
void *arena_zeroed(struct arena *arena, size_t size);
char *arena_copy_string(struct arena *arena, const char *string); /* NULL gives NULL */
char *arena_copy_bytes(struct arena *arena, const void *bytes, size_t length);
char *arena_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
