/* Relink: the links of a text when a file of the layer gets another name. */
#pragma once

#include "base/memory.h"
#include "base/text.h"

struct file_move {
    const char *from, *to; /* paths within the layer */
};

/* The path of `to` as it is written in a link of the file at `from`, in the arena. */
const char *relink_path(struct arena *arena, const char *from, const char *to);

/* Appends the text of the file at `path` (its old path, if it is one that moves) with the links to and from moved files
 * leading where they led; everything else byte for byte. True if anything differs. */
bool relink(const char *path, const char *bytes, const struct file_move *moves, size_t count, struct arena *arena,
            struct text *into);
