/* Image strip: leaves out of an image what does not show: where and with what it was taken, by whom, small copies of it
 * from before it was cut. The picture itself, its colours and its movement stay byte for byte. */
#pragma once

#include "base/text.h"

/* Appends the image, a PNG, JPEG or WebP, without EXIF, XMP, IPTC, comments, other data of programs and what stands
 * behind its end; of EXIF, how the picture is turned is kept. What cannot be followed ends the image. True if anything
 * was left out. The result is never longer than the image. */
bool image_strip(const char *bytes, size_t length, struct text *into);
