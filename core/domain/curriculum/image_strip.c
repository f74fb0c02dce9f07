/* Goes through segments of JPEG (ITU T.81, B.1), chunks of PNG (5.3) and of WebP (RIFF); see image_strip.h. */
#include "domain/curriculum/image_strip.h"

#include "base/memory.h"
#include "domain/curriculum/image.h"

#include <stdint.h>
#include <string.h>

#define TURN_BYTES 26 /* the smallest EXIF that says how a picture is turned */
#define TURN_TAG 0x0112
#define ENTRY_BYTES 12
#define CHUNK_BYTES 12 /* of PNG: length, type and checksum */
#define RIFF_BYTES 8   /* type and length */
#define WEBP_HEAD_BYTES 12
#define WEBP_HAS_EXIF 0x08
#define WEBP_HAS_XMP 0x04

/* A part of the image; what is taken from it never exceeds it. */
struct piece {
    const unsigned char *at;
    size_t left;
};

static uint32_t number_big(const unsigned char *at, size_t bytes)
{
    uint32_t number = 0;
    for (size_t i = 0; i < bytes; i++)
        number = number << 8 | at[i];
    return number;
}

static uint32_t number_little(const unsigned char *at, size_t bytes)
{
    uint32_t number = 0;
    for (size_t i = bytes; i-- > 0;)
        number = number << 8 | at[i];
    return number;
}

static struct piece piece_take(struct piece *from, size_t length)
{
    struct piece taken = {from->at, length < from->left ? length : from->left};
    from->at += taken.left;
    from->left -= taken.left;
    return taken;
}

static bool piece_begins(const struct piece *piece, const char *with, size_t length)
{
    return piece->left >= length && memcmp(piece->at, with, length) == 0;
}

static void piece_add(const struct piece *piece, struct text *into)
{
    text_add_bytes(into, (const char *)piece->at, piece->left);
}

/* ---- how the picture is turned ---- */

/* 2 to 8 by EXIF's Orientation in the first directory; 0: it is not turned, or nothing says so. */
static unsigned turn_of(struct piece exif)
{
    if (piece_begins(&exif, "Exif\0\0", 6))
        piece_take(&exif, 6);
    bool is_big = piece_begins(&exif, "MM\0*", 4);
    if (!is_big && !piece_begins(&exif, "II*\0", 4))
        return 0;
    uint32_t (*number)(const unsigned char *, size_t) = is_big ? number_big : number_little;
    struct piece directory = exif;
    if (exif.left < TURN_BYTES)
        return 0;
    piece_take(&directory, number(exif.at + 4, 4));
    if (directory.left < 2)
        return 0;
    uint32_t entries = number(directory.at, 2);
    piece_take(&directory, 2);
    for (; entries-- && directory.left >= ENTRY_BYTES; piece_take(&directory, ENTRY_BYTES)) {
        uint32_t turn = number(directory.at + 8, 2);
        if (number(directory.at, 2) == TURN_TAG)
            return turn >= 2 && turn <= 8 ? turn : 0;
    }
    return 0;
}

static void turn_add(unsigned turn, struct text *into)
{
    unsigned char exif[TURN_BYTES] = {'M', 'M', 0, '*', 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1};
    exif[19] = (unsigned char)turn;
    text_add_bytes(into, (const char *)exif, sizeof exif);
}

/* ---- JPEG ---- */

/* JFIF, a profile of colours, and how Adobe's colours are coded: without them a picture looks another. */
static bool segment_shows(unsigned marker, const struct piece *body)
{
    if (marker == 0xe2)
        return piece_begins(body, "ICC_PROFILE", 12);
    if (marker == 0xee)
        return piece_begins(body, "Adobe", 5);
    return marker != 0xfe && (marker < 0xe1 || marker > 0xef);
}

static bool segment_has_body(unsigned marker)
{
    return marker != 0x01 && (marker < 0xd0 || marker > 0xd8);
}

/* What is coded after a scan's head ends before the next marker; FF 00 and RST are within it. */
static struct piece scan_take(struct piece *from)
{
    size_t length = 0;
    while (length + 1 < from->left && (from->at[length] != 0xff || from->at[length + 1] == 0 ||
                                       (from->at[length + 1] >= 0xd0 && from->at[length + 1] <= 0xd7)))
        length++;
    return piece_take(from, length + 1 < from->left ? length : from->left);
}

static void segment_add(unsigned marker, struct piece whole, struct piece body, struct text *into)
{
    unsigned turn = marker == 0xe1 && piece_begins(&body, "Exif\0\0", 6) ? turn_of(body) : 0;
    if (segment_shows(marker, &body))
        piece_add(&whole, into);
    else if (turn) {
        text_add_bytes(into,
                       "\xff\xe1\0\x22"
                       "Exif\0\0",
                       10);
        turn_add(turn, into);
    }
}

static void jpeg_strip(struct piece from, struct text *into)
{
    while (from.left >= 2) {
        if (from.at[0] != 0xff || from.at[1] == 0xff || from.at[1] == 0) {
            piece_take(&from, 1); /* decoders look for the next marker too */
            continue;
        }
        unsigned marker = from.at[1];
        bool has_body = segment_has_body(marker) && marker != 0xd9;
        if (has_body && (from.left < 4 || number_big(from.at + 2, 2) < 2))
            return;
        struct piece whole = piece_take(&from, has_body ? 2 + number_big(from.at + 2, 2) : 2), body = whole;
        piece_take(&body, 4);
        segment_add(marker, whole, body, into);
        if (marker == 0xd9)
            return;
        if (marker == 0xda) {
            struct piece scan = scan_take(&from);
            piece_add(&scan, into);
        }
    }
}

/* ---- PNG ---- */

static uint32_t checksum(const char *bytes, size_t length)
{
    uint32_t sum = 0xffffffffU;
    for (size_t i = 0; i < length; i++) {
        sum ^= (unsigned char)bytes[i];
        for (int bit = 0; bit < 8; bit++)
            sum = sum >> 1 ^ (sum & 1 ? 0xedb88320U : 0);
    }
    return ~sum;
}

static void big_add(uint32_t number, struct text *into)
{
    const unsigned char bytes[] = {(unsigned char)(number >> 24), (unsigned char)(number >> 16),
                                   (unsigned char)(number >> 8), (unsigned char)number};
    text_add_bytes(into, (const char *)bytes, sizeof bytes);
}

static void png_turn_add(unsigned turn, struct text *into)
{
    big_add(TURN_BYTES, into);
    size_t begin = into->length;
    text_add(into, "eXIf");
    turn_add(turn, into);
    big_add(checksum(into->bytes + begin, into->length - begin), into);
}

/* A chunk with a small first letter may be left out by a decoder; of those, these change what is seen. */
static bool png_chunk_shows(const unsigned char type[static 4])
{
    static const char *const shows[] = {"tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV",
                                        "cLLI", "bKGD", "pHYs", "sPLT", "acTL", "fcTL", "fdAT"};
    for (size_t i = 0; i < COUNT_OF(shows); i++)
        if (memcmp(type, shows[i], 4) == 0)
            return true;
    return type[0] >= 'A' && type[0] <= 'Z';
}

static void png_strip(struct piece from, struct text *into)
{
    struct piece signature = piece_take(&from, 8);
    piece_add(&signature, into);
    while (from.left >= CHUNK_BYTES) {
        const unsigned char *type = from.at + 4;
        struct piece chunk = piece_take(&from, CHUNK_BYTES + (size_t)number_big(from.at, 4)), body = chunk;
        piece_take(&body, 8);
        body.left -= body.left < 4 ? body.left : 4;
        unsigned turn = memcmp(type, "eXIf", 4) == 0 ? turn_of(body) : 0;
        if (png_chunk_shows(type))
            piece_add(&chunk, into);
        else if (turn)
            png_turn_add(turn, into);
        if (memcmp(type, "IEND", 4) == 0)
            return;
    }
}

/* ---- WebP ---- */

static void little_put(uint32_t number, char *at)
{
    for (int i = 0; i < 4; i++)
        at[i] = (char)(unsigned char)(number >> (8 * i));
}

static bool webp_chunk_shows(const struct piece *chunk)
{
    static const char *const shows[] = {"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"};
    for (size_t i = 0; i < COUNT_OF(shows); i++)
        if (memcmp(chunk->at, shows[i], 4) == 0)
            return true;
    return false;
}

/* True if it has said how the picture is turned. */
static bool webp_chunk_add(const struct piece *chunk, struct text *into)
{
    struct piece body = *chunk;
    piece_take(&body, RIFF_BYTES);
    unsigned turn = memcmp(chunk->at, "EXIF", 4) == 0 ? turn_of(body) : 0;
    if (webp_chunk_shows(chunk))
        piece_add(chunk, into);
    else if (turn) {
        text_add_bytes(into, "EXIF\x1a\0\0\0", RIFF_BYTES);
        turn_add(turn, into);
    }
    return turn != 0;
}

static void webp_strip(struct piece from, struct text *into)
{
    size_t begin = into->length;
    bool is_turned = false;
    struct piece head = piece_take(&from, WEBP_HEAD_BYTES);
    uint32_t said = number_little(head.at + 4, 4);
    from.left = said >= 4 && said - 4 < from.left ? said - 4 : from.left;
    piece_add(&head, into);
    while (from.left >= RIFF_BYTES) {
        size_t length = number_little(from.at + 4, 4);
        struct piece chunk = piece_take(&from, RIFF_BYTES + length + length % 2);
        is_turned |= webp_chunk_add(&chunk, into);
    }
    char *flags = into->bytes + begin + WEBP_HEAD_BYTES + RIFF_BYTES;
    little_put((uint32_t)(into->length - begin - RIFF_BYTES), into->bytes + begin + 4);
    if (into->length - begin > WEBP_HEAD_BYTES + RIFF_BYTES && memcmp(flags - RIFF_BYTES, "VP8X", 4) == 0)
        *flags = (char)((*flags & ~(WEBP_HAS_EXIF | WEBP_HAS_XMP)) | (is_turned ? WEBP_HAS_EXIF : 0));
}

bool image_strip(const char *bytes, size_t length, struct text *into)
{
    const char *type = image_type_of_bytes(bytes, length);
    const struct piece from = {(const unsigned char *)bytes, length};
    size_t begin = into->length;
    if (text_equal(type, "image/jpeg"))
        jpeg_strip(from, into);
    else if (text_equal(type, "image/png"))
        png_strip(from, into);
    else if (type)
        webp_strip(from, into);
    return into->length - begin != length || memcmp(into->bytes + begin, bytes, length) != 0;
}
