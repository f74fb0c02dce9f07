/* Tests of memory: copies, hand-over, growing arrays, arenas. */
#include "base/memory.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

Test(memory, copies_strings_and_bytes)
{
    CLEANUP(memory_free_at) char *string = memory_copy_string("hej");
    CLEANUP(memory_free_at) char *bytes = memory_copy_bytes("a\0b", 3);
    CLEANUP(memory_free_at) char *empty = memory_copy_bytes(NULL, 0);
    CLEANUP(memory_free_at) char *made = memory_format("%s-%d", "x", 3);
    cr_assert_str_eq(string, "hej");
    cr_assert_arr_eq(bytes, "a\0b", 4);
    cr_assert_str_eq(empty, "");
    cr_assert_str_eq(made, "x-3");
    cr_assert_null(memory_copy_string(NULL));
}

Test(memory, hands_a_pointer_over_once)
{
    CLEANUP(memory_free_at) char *mine = memory_copy_string("x");
    CLEANUP(memory_free_at) char *yours = TAKE(mine);
    cr_assert_null(mine);
    cr_assert_str_eq(yours, "x");
}

Test(memory, gives_zeroed_room_even_of_no_size)
{
    CLEANUP(memory_free_at) char *room = memory_zeroed(100);
    CLEANUP(memory_free_at) char *none = memory_zeroed(0);
    for (int i = 0; i < 100; i++)
        cr_assert_eq(room[i], 0);
    cr_assert_not_null(none);
}

Test(memory, grows_an_array_one_by_one)
{
    CLEANUP(memory_free_at) int *items = NULL;
    size_t count = 0, capacity = 0;
    for (int i = 0; i < 1000; i++) {
        ARRAY_RESERVE(items, count, capacity);
        items[count++] = i;
    }
    for (int i = 0; i < 1000; i++)
        cr_assert_eq(items[i], i);
    cr_assert_geq(capacity, count);
}

static int passes_up(int result)
{
    TRY(result);
    return 1;
}

Test(memory, try_returns_what_failed_and_goes_on_otherwise)
{
    cr_assert_eq(passes_up(-3), -3);
    cr_assert_eq(passes_up(0), 1);
}

Test(arena, gives_aligned_zeroed_room_of_every_size)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    for (size_t size = 0; size < 20000; size += size < 40 ? 1 : 997) {
        unsigned char *room = arena_zeroed(&arena, size);
        cr_assert_eq((uintptr_t)room % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            cr_assert_eq(room[i], 0);
        memset(room, 0xff, size);
    }
}

Test(arena, keeps_what_was_copied_into_it)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const char *first = arena_copy_string(&arena, "first");
    const char *bytes = arena_copy_bytes(&arena, "a\0b", 3);
    for (int i = 0; i < 5000; i++)
        arena_format(&arena, "filler %d", i);
    cr_assert_str_eq(first, "first");
    cr_assert_arr_eq(bytes, "a\0b", 4);
    cr_assert_str_eq(arena_format(&arena, "%s/%d", "x", 12), "x/12");
    cr_assert_str_eq(arena_copy_bytes(&arena, NULL, 0), "");
    cr_assert_null(arena_copy_string(&arena, NULL));
}

Test(arena, is_usable_again_after_its_end)
{
    struct arena arena = {0};
    arena_finish(&arena);
    arena_copy_string(&arena, "x");
    arena_finish(&arena);
    cr_assert_str_eq(arena_copy_string(&arena, "y"), "y");
    arena_finish(&arena);
}
