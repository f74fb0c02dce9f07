/* Fuzzes the stripping of images: the result is never longer, and stripping it again changes nothing. */
#include "base/memory.h"
#include "domain/curriculum/image.h"
#include "domain/curriculum/image_strip.h"

#include <assert.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(text_finish) struct text once = TEXT(IMAGE_BYTES_MAX);
    CLEANUP(text_finish) struct text twice = TEXT(IMAGE_BYTES_MAX);
    if (size > IMAGE_BYTES_MAX || !image_type_of_bytes((const char *)data, size))
        return 0;
    image_strip((const char *)data, size, &once);
    assert(!once.is_over && once.length <= size);
    if (image_type_of_bytes(text_string(&once), once.length))
        assert(!image_strip(text_string(&once), once.length, &twice));
    return 0;
}
