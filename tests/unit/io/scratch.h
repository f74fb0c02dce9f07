/* Scratch: a fresh folder for one test, gone when the test leaves its scope.
 *
 *     CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
 *     scratch_put(&scratch, "a/b.md", "text");
 */
#pragma once

#include "base/memory.h"
#include "io/file.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

struct scratch {
    char root[FILE_TEMPORARY_BYTES];
    struct arena arena;
};

static inline struct scratch scratch_make(void)
{
    struct scratch scratch = {0};
    cr_assert_eq(file_make_temporary("trappa-test", scratch.root), 0);
    return scratch;
}

static inline void scratch_finish(struct scratch *scratch)
{
    file_remove_tree(scratch->root);
    arena_finish(&scratch->arena);
}

/* The path of `name` in the folder; lives as long as the scratch. */
static inline const char *scratch_path(struct scratch *scratch, const char *name)
{
    return file_join(&scratch->arena, scratch->root, name);
}

static inline void scratch_put(struct scratch *scratch, const char *name, const char *contents)
{
    const char *path = scratch_path(scratch, name);
    cr_assert_eq(file_make_folders(file_folder(&scratch->arena, path), 0755), 0);
    cr_assert_eq(file_write(path, contents, strlen(contents), 0644), 0);
}
