/* Staircase file: one that is not published, such as a draft, read as if it were; within the domain only. */
#pragma once

#include "domain/content/content.h"

/* FAIL_INPUT with the first finding, "FILE:LINE:COLUMN: ...", if it is no staircase. */
int staircase_file_read(const char *path, struct arena *arena, struct content_staircase **ret_staircase);
