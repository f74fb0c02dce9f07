/* Lesson store: what was learned from files, kept in content.db beside the texts that were rendered from them. */
#pragma once

#include "domain/curriculum/lesson.h"
#include "io/database.h"

/* What is kept by this program with these plugins; nothing of what others kept. */
int lesson_store_load(struct database *database, struct lessons *lessons);

/* Writes the drawers that changed; within an open write transaction, and only for a stack without errors whose texts
 * are all rendered: a text that is known is not looked at again. */
int lesson_store_save(struct database *database, const struct lessons *lessons);
