/* The list of modules, and what is asked of all of them; see module.h. */
#include "domain/records/module.h"

#include "base/fail.h"

#include <string.h>

static const struct module *const none[] = {NULL};
static const struct module *const *installed = none;

void modules_use(const struct module *const *modules)
{
    installed = modules;
}

const struct module *const *modules_all(void)
{
    return installed;
}

int modules_person_leaves(struct records *records, const struct departure *departure)
{
    for (const struct module *const *module = installed; *module; module++)
        if ((*module)->person_leaves)
            TRY((*module)->person_leaves(records, departure));
    return 0;
}

static const char *list_of(const struct module *module, size_t list)
{
    const char *rows;
    memcpy(&rows, (const char *)module + list, sizeof rows);
    return rows;
}

static size_t rows_count(const char *rows, size_t size)
{
    size_t count = 0;
    while (rows && ((const struct module_row *)(const void *)(rows + count * size))->name)
        count++;
    return count;
}

const struct module_row *const *modules_rows(size_t list, size_t size, struct arena *arena)
{
    size_t count = 0, room = 1;
    for (const struct module *const *module = installed; *module; module++)
        room += rows_count(list_of(*module, list), size);
    const struct module_row **sorted = arena_zeroed(arena, room * sizeof *sorted);
    for (const struct module *const *module = installed; *module; module++) {
        const char *rows = list_of(*module, list);
        for (size_t i = 0, n = rows_count(rows, size); i < n; i++) {
            const struct module_row *row = (const void *)(rows + i * size);
            size_t at = count++;
            for (; at > 0 && row->place < sorted[at - 1]->place; at--)
                sorted[at] = sorted[at - 1];
            sorted[at] = row;
        }
    }
    return sorted;
}
