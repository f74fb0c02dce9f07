/* Content read: what the readers of content.db share (content.c, content_detail.c, content_search.c). */
#pragma once

#include "domain/content/content.h"
#include "io/sqlite/database.h"

struct content {
    struct database *database;
    int depth;           /* of content_read_begin */
    int64_t edition_key; /* the newest edition's; 0 if there is none; valid while depth > 0 */
    char edition[CONTENT_EDITION_BYTES];
};

/* The text of a step in the newest edition, and nothing else of its entry; fails as content_step(). */
int content_step_blob(struct content *content, const char *id, struct arena *arena, const char **ret_blob);

/* The newest edition's key; fails as content_edition(). */
int content_edition_key(struct content *content, int64_t *ret_key);
