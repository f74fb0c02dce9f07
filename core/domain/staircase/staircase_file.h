/* Staircase file: one that is not published, such as a draft, read as if it were; within the domain only. */
#pragma once

#include "domain/content/content.h"

struct staircase_draft {
    const char *bytes;
    size_t length;
};

/* *ret_staircase is NULL where `findings` has errors: what `trappa check` would say of the file, and of competences
 * that neither it nor another published staircase has, and of programmes that are not published. */
int staircase_draft_read(struct content *content, const struct staircase_draft *draft, struct arena *arena,
                         struct findings *findings, struct content_staircase **ret_staircase);

/* A file; FAIL_INPUT with the first finding, "FILE:LINE:COLUMN: ...", if it is no staircase. */
int staircase_file_read(struct content *content, const char *path, struct arena *arena,
                        struct content_staircase **ret_staircase);

/* The other way: a published staircase as a file, without its anchors. */
void staircase_write(const struct content_staircase *staircase, struct text *into);
