/* Memory: allocation that aborts when memory ends, scoped clean-up, and arrays that grow.
 *
 * Every size that comes from outside is checked by whoever reads it, before it reaches this file; that is why nothing
 * here returns NULL and no caller checks for it. */
#pragma once

#include <stddef.h>

/* Runs `function(&variable)` when the variable leaves its scope; that alone is use enough of it. */
#define CLEANUP(function) __attribute__((cleanup(function), unused))

/* Hands the pointer over and leaves NULL behind, so that a CLEANUP on it does nothing. */
#define TAKE(pointer) memory_take(&(pointer))

/* Returns from the calling function with the failure of `call`, if it failed. */
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

/* `size` bytes set to zero; yours. A size of 0 gives a pointer that can be freed. */
void *memory_zeroed(size_t size);

/* `pointer` moved to a block of `size` bytes; what is beyond the old size is undefined. */
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

/* Use TAKE. */
void *memory_take(void *pointer_to_pointer);

/* An arena: many small allocations with one end. What a request, a check or a query result needs lives in one. */
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
