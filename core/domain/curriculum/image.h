/* Image: recognises the image formats that a layer may contain. */
#pragma once

#include <stddef.h>

#define IMAGE_BYTES_MAX (4 * 1024 * 1024)

/* "image/png", "image/jpeg" or "image/webp", by the first bytes; NULL for anything else. */
const char *image_type_of_bytes(const char *bytes, size_t length);

/* The same by a path's extension, in any case; NULL for anything else. */
const char *image_type_of_path(const char *path);
