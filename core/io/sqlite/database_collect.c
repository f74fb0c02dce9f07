/* Rows as an array in an arena; see database.h. */
#include "base/fail.h"
#include "io/sqlite/database.h"

#include <string.h>

int rows_collect(struct rows *rows, size_t size, row_reader *read, void *context, struct arena *arena, void *ret_items,
                 size_t *ret_count)
{
    CLEANUP(memory_free_at) unsigned char *items = NULL; /* they grow on the heap: `read` uses the arena meanwhile */
    size_t count = 0, capacity = 0;
    while (rows_next(rows)) {
        if (count == ROWS_COLLECT_MAX)
            return fail(FAIL_LIMIT, "a list in the database has more than %d rows", ROWS_COLLECT_MAX);
        if (count == capacity) {
            capacity = capacity ? 2 * capacity : 8;
            items = memory_resize(items, capacity * size);
        }
        int result = read(rows, arena, context, memset(items + count * size, 0, size));
        if (result < 0)
            return result;
        count += result != ROW_SKIP;
    }
    TRY(rows_result(rows));
    void *kept = arena_copy_bytes(arena, items, count * size);
    memcpy(ret_items, &kept, sizeof kept);
    *ret_count = count;
    return 0;
}

int row_read_text(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    *(const char **)ret_item = row_copy(rows, 0, arena);
    return 0;
}

int row_read_number(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)arena;
    (void)context;
    *(int64_t *)ret_item = row_number(rows, 0);
    return 0;
}
