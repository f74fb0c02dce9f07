/* Staircase file: reads an unpublished staircase, such as a draft, as if it were published, and writes one; within the
 * domain only. */
#pragma once

#include "domain/content/content.h"

struct staircase_draft {
    const char *bytes;
    size_t length;
};

/* Reads a draft. *ret_staircase is NULL if `findings` has errors: those of `trappa check`, competences that neither it
 * nor a published staircase has, and unpublished programmes. */
int staircase_draft_read(struct content *content, const struct staircase_draft *draft, struct arena *arena,
                         struct findings *findings, struct content_staircase **ret_staircase);

/* Reads a file. FAIL_INPUT with the first finding, "FILE:LINE:COLUMN: ...". */
int staircase_file_read(struct content *content, const char *path, struct arena *arena,
                        struct content_staircase **ret_staircase);

/* Appends a published staircase as a file, without `anchors:` of competences. */
void staircase_write(const struct content_staircase *staircase, struct text *into);
