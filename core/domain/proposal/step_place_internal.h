/* What the files of places share; only within this library. */
#pragma once

#include "domain/proposal/step_place.h"

size_t place_folder_length(const char *path); /* with its '/' */

/* The digits that a file's name begins with, "" if none, and what stands behind their hyphen. */
const char *place_digits(const char *path, struct arena *arena);
const char *place_rest(const char *path);

/* Whether the file is a step within a programme, and no translation. */
bool place_is_step(const struct git_listing *listing, const char *path);
