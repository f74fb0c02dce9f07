/* Content internals, shared by the readers of content.db (content.c, content_detail.c, content_search.c). */
#pragma once

#include "domain/content/content.h"
#include "io/sqlite/database.h"

struct content {
    struct database *database;
    int depth;           /* number of open content_read_begin() */
    int64_t edition_key; /* of the newest edition; 0 if there is none; valid while depth > 0 */
    char edition[CONTENT_EDITION_BYTES];
};

/* Only the blob of a step in the newest edition; fails as content_step(). */
int content_step_blob(struct content *content, const char *id, struct arena *arena, const char **ret_blob);

/* The newest edition's key; fails as content_edition(). */
int content_edition_key(struct content *content, int64_t *ret_key);
