/* Normalisation and classes of characters by libunistring; see unicode.h. */
#include "io/unicode.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#define COMPOSED_TIMES_MOST 3 /* so many times longer can UTF-8 become (Unicode Standard Annex 15) */
#define FOLDED_TIMES_MOST 9   /* folding, and then composing */
#define LEAST_LEAD_BYTE 0xcc  /* of U+0300, the first character that may be composed with another */

static bool is_surely_composed(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)bytes[i] >= LEAST_LEAD_BYTE)
            return false;
    return true;
}

bool unicode_compose_bytes(struct arena *arena, const char *bytes, size_t length, const char **ret_bytes,
                           size_t *ret_length)
{
    if (is_surely_composed(bytes, length) || !text_is_utf8(bytes, length, NULL))
        return false;
    CLEANUP(memory_free_at) char *room = memory_zeroed(COMPOSED_TIMES_MOST * length + 1);
    size_t composed_length = COMPOSED_TIMES_MOST * length + 1;
    const uint8_t *composed =
        u8_normalize(UNINORM_NFC, (const uint8_t *)bytes, length, (uint8_t *)room, &composed_length);
    assert(composed == (const uint8_t *)room); /* or memory ran out */
    if (composed_length == length && memcmp(room, bytes, length) == 0)
        return false;
    *ret_bytes = arena_copy_bytes(arena, room, composed_length);
    *ret_length = composed_length;
    return true;
}

const char *unicode_compose(struct arena *arena, const char *string)
{
    const char *composed = string;
    size_t length = 0;
    return string && unicode_compose_bytes(arena, string, strlen(string), &composed, &length) ? composed : string;
}

char *unicode_fold(struct arena *arena, const char *string)
{
    size_t length = strlen(string), room = FOLDED_TIMES_MOST * length + 1;
    if (!text_is_utf8(string, length, NULL))
        return arena_copy_string(arena, string);
    CLEANUP(memory_free_at) char *folded = memory_zeroed(room);
    size_t folded_length = room;
    const uint8_t *result =
        u8_casefold((const uint8_t *)string, length, NULL, UNINORM_NFC, (uint8_t *)folded, &folded_length);
    assert(result == (const uint8_t *)folded);
    return arena_copy_bytes(arena, folded, folded_length);
}

bool unicode_runs_leftwards(const char *string, size_t length)
{
    uint32_t point = 0;
    if (is_surely_composed(string, length)) /* the letters that run leftwards are all beyond U+0300 */
        return false;
    for (const char *at = string; at < string + length && *at;) {
        at += text_point(at, &point);
        int direction = uc_bidi_category(point);
        if (direction == UC_BIDI_R || direction == UC_BIDI_AL)
            return true;
    }
    return false;
}
