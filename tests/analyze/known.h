/* Known: what the analysis (run) is told of functions in other files, since it reads one file at a time. Included
 * before every file of core. (That memory_free() frees it is not told: clang 14 knows nothing of CLEANUP, and would
 * find leaks everywhere.) */
#pragma once

#include "base/fail.h"
#include "base/memory.h"

/* fail() returns what it was given, and that is never 0. */
#define fail(code, ...) ((void)(fail)(code, __VA_ARGS__), (int)(code))

/* Never NULL. */
void *memory_zeroed(size_t size) __attribute__((returns_nonnull));
void *memory_resize(void *pointer, size_t size) __attribute__((returns_nonnull));
char *memory_copy_bytes(const void *bytes, size_t length) __attribute__((returns_nonnull));
char *memory_format(const char *format, ...) __attribute__((returns_nonnull));
void *arena_zeroed(struct arena *arena, size_t size) __attribute__((returns_nonnull));
char *arena_copy_bytes(struct arena *arena, const void *bytes, size_t length) __attribute__((returns_nonnull));
char *arena_format(struct arena *arena, const char *format, ...) __attribute__((returns_nonnull));
