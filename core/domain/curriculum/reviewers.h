/* Reviewers: who accepts changes of which folders of a layer, from `reviewers:` of its curriculum.yaml. */
#pragma once

#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>

struct reviewers_row {
    const char *folder;     /* "programmes/introduktion", or one file; "." is the whole layer */
    const char *const *ids; /* short ids of people */
    size_t count;
};

struct reviewers {
    struct reviewers_row *rows;
    size_t count;
};

/* Reads them from the text of a curriculum.yaml, in the arena; a text that cannot be read, and one without the key, has
 * none. What is wrong in it the check says. */
int reviewers_parse(const char *bytes, size_t length, struct arena *arena, struct reviewers *ret_reviewers);

/* The row of the longest folder that the path is in; NULL if none names it. */
const struct reviewers_row *reviewers_find(const struct reviewers *reviewers, const char *path);

bool reviewers_has(const struct reviewers_row *row, const char *id);
