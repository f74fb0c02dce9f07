/* Detection and conversion of encodings; see encoding.h. */
#include "base/encoding.h"

#include <string.h>

#define MARK_BYTES 3

/* 0x80 to 0x9f, as browsers read them (WHATWG Encoding); everything else is what it is in Latin-1. */
static const unsigned short windows_1252[32] = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

enum encoding encoding_of(const char *bytes, size_t length)
{
    if (length >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0))
        return ENCODING_UTF_16;
    if (!text_is_utf8(bytes, length, NULL))
        return ENCODING_WINDOWS_1252;
    return length >= MARK_BYTES && memcmp(bytes, "\xef\xbb\xbf", MARK_BYTES) == 0 ? ENCODING_UTF_8_MARKED
                                                                                  : ENCODING_UTF_8;
}

const char *encoding_name(enum encoding encoding)
{
    static const char *const names[] = {"UTF-8", "UTF-8 with BOM", "Windows-1252", "UTF-16"};
    return names[encoding];
}

static void add_character(struct text *into, unsigned code)
{
    if (code >= 0x800)
        text_add_bytes(
            into,
            (const char[]){(char)(0xe0 | code >> 12), (char)(0x80 | (code >> 6 & 0x3f)), (char)(0x80 | (code & 0x3f))},
            3);
    else
        text_add_bytes(into, (const char[]){(char)(0xc0 | code >> 6), (char)(0x80 | (code & 0x3f))}, 2);
}

static void add_windows_1252(struct text *into, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length;) {
        size_t plain = i;
        while (plain < length && (unsigned char)bytes[plain] < 0x80)
            plain++;
        text_add_bytes(into, bytes + i, plain - i);
        i = plain;
        if (i == length)
            return;
        unsigned char c = (unsigned char)bytes[i++];
        add_character(into, c < 0xa0 ? windows_1252[c - 0x80] : c);
    }
}

void encoding_add_as_utf_8(struct text *into, enum encoding encoding, const char *bytes, size_t length)
{
    if (encoding == ENCODING_WINDOWS_1252)
        add_windows_1252(into, bytes, length);
    else if (encoding == ENCODING_UTF_8_MARKED)
        text_add_bytes(into, bytes + MARK_BYTES, length - MARK_BYTES);
    else if (encoding == ENCODING_UTF_8)
        text_add_bytes(into, bytes, length);
}
