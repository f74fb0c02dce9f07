/* Variable-length numbers, seven bits a byte, the last byte below 128; see pack.h. */
#include "base/pack.h"

#include <string.h>

/* Zigzag: 0, -1, 1, -2, 2 become 0, 1, 2, 3, 4. */
static uint64_t folded(int64_t number)
{
    return number < 0 ? ~((uint64_t)number << 1) : (uint64_t)number << 1;
}

static void pack_bits(struct text *into, uint64_t bits)
{
    char bytes[10];
    size_t count = 0;
    for (; bits >= 0x80; bits >>= 7)
        bytes[count++] = (char)((bits & 0x7f) | 0x80);
    bytes[count++] = (char)bits;
    text_add_bytes(into, bytes, count);
}

static uint64_t unpack_bits(struct unpack *from)
{
    uint64_t bits = 0;
    for (unsigned reschedule = 0; from->at < from->end && reschedule < 64; reschedule += 7) {
        unsigned char byte = (unsigned char)*from->at++;
        bits |= (uint64_t)(byte & 0x7f) << reschedule;
        if (byte < 0x80)
            return bits;
    }
    *from = (struct unpack){from->end, from->end, true};
    return 0;
}

void pack_number(struct text *into, int64_t number)
{
    pack_bits(into, folded(number));
}

int64_t unpack_number(struct unpack *from)
{
    uint64_t bits = unpack_bits(from);
    return (int64_t)(bits & 1 ? ~(bits >> 1) : bits >> 1);
}

/* Length plus one, the bytes, and a NUL; 0 for NULL. */
void pack_string(struct text *into, const char *string)
{
    size_t length = string ? strlen(string) : 0;
    pack_bits(into, string ? length + 1 : 0);
    if (string)
        text_add_bytes(into, string, length + 1);
}

const char *unpack_string(struct unpack *from)
{
    uint64_t bytes = unpack_bits(from);
    const char *string = from->at;
    if (!bytes)
        return NULL;
    if (bytes > (uint64_t)(from->end - from->at) || string[bytes - 1] != '\0') {
        *from = (struct unpack){from->end, from->end, true};
        return NULL;
    }
    from->at += bytes;
    return string;
}

size_t unpack_count(struct unpack *from)
{
    int64_t count = unpack_number(from);
    if (count >= 0 && count <= from->end - from->at)
        return (size_t)count;
    *from = (struct unpack){from->end, from->end, true};
    return 0;
}
