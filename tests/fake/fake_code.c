/* Which lines are code; see fake_code_mark() in fake.h. */
#include "fake.h"

#include <string.h>
#include <trappa/block.h>

/* How many ` or ~ begin a line, if they are a fence. */
static size_t fence_length(const char *line)
{
    size_t white = strspn(line, " ");
    const char *fence = line + white;
    size_t length = fence[0] == '`' ? strspn(fence, "`") : strspn(fence, "~");
    return white < 4 && length >= 3 ? length : 0;
}

void fake_code_mark(const char *const *lines, size_t count, uint8_t *is_code)
{
    size_t open = 0;
    for (size_t i = 0; i < count; i++) {
        size_t fence = fence_length(lines[i]);
        bool is_after = i == 0 || !lines[i - 1][0] || is_code[i - 1] == TRAPPA_CODE_INDENTED;
        bool is_indented = is_after && strncmp(lines[i], "    ", 4) == 0;
        is_code[i] = open || fence ? TRAPPA_CODE_FENCED : is_indented ? TRAPPA_CODE_INDENTED : 0;
        open = !open ? fence : fence >= open ? 0 : open;
    }
}
