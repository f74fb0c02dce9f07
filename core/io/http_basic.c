/* Basic authentication; see http_basic.h. */
#include "io/http_basic.h"

#include "base/text.h"

#include <string.h>
#include <strings.h>

#define SCHEME "Basic "

static int value_of(char c)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *found = c ? strchr(letters, c) : NULL;
    return found ? (int)(found - letters) : -1;
}

/* Decodes in place; false for what is no base64. */
static bool decode(char *string, size_t *ret_length)
{
    unsigned bits = 0, count = 0;
    char *to = string;
    size_t letters = strcspn(string, "=");
    if (strlen(string) % 4 != 0 || strspn(string + letters, "=") != strlen(string + letters) ||
        strlen(string + letters) > 2)
        return false;
    for (size_t i = 0; i < letters; i++) {
        int value = value_of(string[i]);
        if (value < 0)
            return false;
        bits = bits << 6 | (unsigned)value;
        count += 6;
        if (count < 8)
            continue;
        count -= 8;
        *to++ = (char)(bits >> count & 0xff);
    }
    *to = '\0';
    *ret_length = (size_t)(to - string);
    return true;
}

bool http_basic_read(const char *header, struct arena *arena, const char **ret_user, const char **ret_password)
{
    size_t length = 0;
    if (!header || strncasecmp(header, SCHEME, strlen(SCHEME)) != 0)
        return false;
    char *both = arena_copy_string(arena, header + strlen(SCHEME));
    if (!decode(both, &length) || strlen(both) != length || !text_is_utf8(both, length, NULL))
        return false;
    char *colon = strchr(both, ':');
    if (!colon)
        return false;
    *colon = '\0';
    *ret_user = both;
    *ret_password = colon + 1;
    return true;
}
