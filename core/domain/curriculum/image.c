/* Image formats by their first bytes (PNG 5.2, JFIF, RIFF/WebP); see image.h. */
#include "domain/curriculum/image.h"

#include "base/memory.h"

#include <string.h>
#include <strings.h>

const char *image_type_of_bytes(const char *bytes, size_t length)
{
    if (length >= 8 && memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) == 0)
        return "image/png";
    if (length >= 3 && memcmp(bytes, "\xff\xd8\xff", 3) == 0)
        return "image/jpeg";
    if (length >= 12 && memcmp(bytes, "RIFF", 4) == 0 && memcmp(bytes + 8, "WEBP", 4) == 0)
        return "image/webp";
    return NULL;
}

const char *image_type_of_path(const char *path)
{
    static const struct {
        const char *end, *type;
    } types[] = {{".png", "image/png"}, {".jpg", "image/jpeg"}, {".jpeg", "image/jpeg"}, {".webp", "image/webp"}};
    size_t length = strlen(path);
    for (size_t i = 0; i < COUNT_OF(types); i++) {
        size_t tail = strlen(types[i].end);
        if (length > tail && strcasecmp(path + length - tail, types[i].end) == 0)
            return types[i].type;
    }
    return NULL;
}
