/* What an image says beside its picture is left out; the picture and how it is turned stay. */
#include "domain/curriculum/image_strip.h"

#include "base/memory.h"

#include <criterion/criterion.h>
#include <string.h>

#define TIFF_HEAD "II*\0\x08\0\0\0\x02\0"
#define TIFF_TURN "\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"
#define TIFF_PLACE "\x25\x88\x04\0\x01\0\0\0\x32\0\0\0" /* GPS */
#define TIFF_END "\0\0\0\0PLACE 63.82 N"
#define TURN_KEPT "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"

/* Appends a literal, with its NULs. */
#define ADD(text, literal) text_add_bytes((text), literal, sizeof literal - 1)

static void segment_add(struct text *image, unsigned char marker, const struct text *body)
{
    const unsigned char head[] = {0xff, marker, (unsigned char)((body->length + 2) >> 8),
                                  (unsigned char)(body->length + 2)};
    text_add_bytes(image, head, sizeof head);
    text_add_bytes(image, body->bytes, body->length);
}

static void chunk_add(struct text *image, const char *type, const struct text *body)
{
    const unsigned char length[] = {0, 0, (unsigned char)(body->length >> 8), (unsigned char)body->length};
    text_add_bytes(image, length, sizeof length);
    text_add_bytes(image, type, 4);
    text_add_bytes(image, body->bytes, body->length);
    ADD(image, "CRC.");
}

static void riff_add(struct text *image, const char *type, const struct text *body)
{
    const unsigned char length[] = {(unsigned char)body->length, (unsigned char)(body->length >> 8), 0, 0};
    text_add_bytes(image, type, 4);
    text_add_bytes(image, length, sizeof length);
    text_add_bytes(image, body->bytes, body->length);
    if (body->length % 2)
        text_add_char(image, '\0');
}

static bool has(const struct text *image, const char *bytes, size_t length)
{
    return memmem(image->bytes, image->length, bytes, length) != NULL;
}
#define HAS(image, literal) has((image), literal, sizeof literal - 1)

static struct text exif_of(const char *begin, size_t length)
{
    struct text exif = TEXT(1024);
    text_add_bytes(&exif, begin, length);
    ADD(&exif, TIFF_HEAD TIFF_PLACE TIFF_TURN TIFF_END);
    return exif;
}

static void expect_stripped(const struct text *image, struct text *ret_stripped)
{
    CLEANUP(text_finish) struct text again = TEXT(4096);
    cr_assert(image_strip(image->bytes, image->length, ret_stripped));
    cr_expect_not(HAS(ret_stripped, "PLACE"), "nothing says where it was taken");
    cr_expect(HAS(ret_stripped, "PICTURE"));
    cr_expect(HAS(ret_stripped, "COLOURS"));
    cr_expect(HAS(ret_stripped, TURN_KEPT), "how it is turned is kept");
    cr_expect_not(image_strip(ret_stripped->bytes, ret_stripped->length, &again), "nothing is left to leave out");
}

Test(image_strip, leaves_out_of_a_jpeg_all_but_the_picture)
{
    static const char *const notes[] = {"\xe1http://ns.adobe.com/xap/1.0/ PLACE", "\xedPhotoshop 3.0 PLACE",
                                        "\xfePLACE in a comment", "\xe2MPF PLACE", "\xe5PLACE"};
    CLEANUP(text_finish) struct text image = TEXT(4096);
    CLEANUP(text_finish) struct text stripped = TEXT(4096);
    CLEANUP(text_finish) struct text exif = exif_of("Exif\0\0", 6);
    CLEANUP(text_finish) struct text body = TEXT(1024);
    ADD(&image, "\xff\xd8");
    segment_add(&image, 0xe1, &exif);
    for (size_t i = 0; i < COUNT_OF(notes); i++) {
        text_clear(&body);
        text_add(&body, notes[i] + 1);
        segment_add(&image, (unsigned char)notes[i][0], &body);
    }
    text_clear(&body);
    ADD(&body, "ICC_PROFILE\0COLOURS");
    segment_add(&image, 0xe2, &body);
    text_clear(&body);
    text_add(&body, "head");
    segment_add(&image, 0xda, &body);
    ADD(&image, "PIC\xff\0TURE PICTURE\xff\xd0rest");
    text_clear(&body);
    text_add(&body, "PLACE after a scan");
    segment_add(&image, 0xfe, &body);
    ADD(&image, "\xff\xd9PLACE behind the end");
    expect_stripped(&image, &stripped);
    cr_expect(HAS(&stripped, "PIC\xff\0TURE PICTURE\xff\xd0rest\xff\xd9"));
}

Test(image_strip, leaves_out_of_a_png_all_but_the_picture)
{
    static const char *const notes[] = {"tEXtPLACE", "zTXtPLACE", "iTXtXML:com.adobe.xmp PLACE", "tIMEPLACE",
                                        "prVtPLACE"};
    CLEANUP(text_finish) struct text image = TEXT(4096);
    CLEANUP(text_finish) struct text stripped = TEXT(4096);
    CLEANUP(text_finish) struct text exif = exif_of("", 0);
    CLEANUP(text_finish) struct text body = TEXT(1024);
    ADD(&image, "\x89PNG\r\n\x1a\n");
    for (size_t i = 0; i < COUNT_OF(notes); i++) {
        text_clear(&body);
        text_add(&body, notes[i] + 4);
        chunk_add(&image, notes[i], &body);
    }
    chunk_add(&image, "eXIf", &exif);
    text_clear(&body);
    text_add(&body, "COLOURS");
    chunk_add(&image, "iCCP", &body);
    text_clear(&body);
    text_add(&body, "PICTURE");
    chunk_add(&image, "IDAT", &body);
    text_clear(&body);
    chunk_add(&image, "IEND", &body);
    ADD(&image, "PLACE behind the end");
    expect_stripped(&image, &stripped);
}

Test(image_strip, leaves_out_of_a_webp_all_but_the_picture_and_says_what_it_has)
{
    CLEANUP(text_finish) struct text image = TEXT(4096);
    CLEANUP(text_finish) struct text stripped = TEXT(4096);
    CLEANUP(text_finish) struct text exif = exif_of("Exif\0\0", 6);
    CLEANUP(text_finish) struct text body = TEXT(1024);
    ADD(&image, "RIFF\xff\x01\0\0WEBP");
    ADD(&body, "\x2c\0\0\0\0\0\0\0\0\0");
    riff_add(&image, "VP8X", &body);
    text_clear(&body);
    text_add(&body, "COLOURS");
    riff_add(&image, "ICCP", &body);
    text_clear(&body);
    text_add(&body, "PICTURE");
    riff_add(&image, "VP8 ", &body);
    riff_add(&image, "EXIF", &exif);
    text_clear(&body);
    text_add(&body, "<x:xmpmeta>PLACE");
    riff_add(&image, "XMP ", &body);
    expect_stripped(&image, &stripped);
    cr_expect_eq((unsigned char)stripped.bytes[20], 0x28, "ICC and EXIF, no XMP");
    cr_expect_eq((size_t)(unsigned char)stripped.bytes[4], stripped.length - 8);
}

Test(image_strip, keeps_an_image_that_says_nothing_byte_for_byte)
{
    static const char plain[] = "\xff\xd8\xff\xda\0\x06headPICTURE\xff\xd9";
    CLEANUP(text_finish) struct text same = TEXT(4096);
    cr_expect_not(image_strip(plain, sizeof plain - 1, &same));
    cr_expect_eq(same.length, sizeof plain - 1);
}
