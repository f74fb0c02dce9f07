/* Image: which of the picture formats that a layer may hold some bytes are. */
#pragma once

#include <stddef.h>

#define IMAGE_BYTES_MAX (4 * 1024 * 1024)

/* "image/png", "image/jpeg" or "image/webp" by the first bytes of the contents; NULL for anything else. */
const char *image_type_of_bytes(const char *bytes, size_t length);

/* The same by the end of a path, in either case; NULL for anything else. */
const char *image_type_of_path(const char *path);
