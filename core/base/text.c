/* Growing strings, and questions about strings; see text.h. */
#include "base/text.h"

#include "base/fail.h"
#include "base/format.h"
#include "base/memory.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void text_finish(struct text *text)
{
    memory_free(text->bytes);
    *text = (struct text){.ceiling = text->ceiling};
}

void text_clear(struct text *text)
{
    text->length = 0;
    text->is_over = false;
    if (text->bytes)
        text->bytes[0] = '\0';
}

void text_cut(struct text *text, size_t length)
{
    if (length >= text->length)
        return;
    text->length = length;
    text->bytes[length] = '\0';
}

/* Room for `more` bytes and a NUL; false past the ceiling. */
static bool has_room_for(struct text *text, size_t more)
{
    if (text->is_over || more > text->ceiling || text->length > text->ceiling - more) {
        text->is_over = true;
        return false;
    }
    size_t needed = text->length + more + 1;
    if (needed > text->capacity) {
        size_t doubled = text->capacity ? 2 * text->capacity : 64;
        text->capacity = doubled > needed ? doubled : needed;
        text->bytes = memory_resize(text->bytes, text->capacity);
    }
    return true;
}

void text_reserve(struct text *text, size_t bytes)
{
    if (!text->is_over && bytes <= text->ceiling - text->length)
        has_room_for(text, bytes);
    if (text->bytes)
        text->bytes[text->length] = '\0';
}

void text_add_bytes(struct text *text, const void *bytes, size_t length)
{
    if (!length || !has_room_for(text, length))
        return;
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

void text_add(struct text *text, const char *string)
{
    if (string)
        text_add_bytes(text, string, strlen(string));
}

void text_add_char(struct text *text, char c)
{
    text_add_bytes(text, &c, 1);
}

static bool is_plain_in_url(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

/* Most strings are plain, so whole stretches are copied. */
void text_add_url_part(struct text *text, const char *string)
{
    while (*string) {
        const char *at = string;
        while (is_plain_in_url(*at))
            at++;
        text_add_bytes(text, string, (size_t)(at - string));
        if (*at)
            text_addf(text, "%%%02X", (unsigned)(unsigned char)*at++);
        string = at;
    }
}

void text_addf(struct text *text, const char *format, ...)
{
    va_list arguments, second;
    size_t room = text->capacity - text->length;
    va_start(arguments, format);
    va_copy(second, arguments);
    size_t length = format_into(room ? text->bytes + text->length : NULL, room, format, arguments);
    bool is_whole = length < room, has_room = has_room_for(text, length);
    if (has_room && !is_whole)
        format_into(text->bytes + text->length, length + 1, format, second);
    if (has_room)
        text->length += length;
    else if (room)
        text->bytes[text->length] = '\0';
    va_end(second);
    va_end(arguments);
}

const char *text_string(const struct text *text)
{
    return text->bytes ? text->bytes : "";
}

char *text_take(struct text *text)
{
    char *bytes = text->bytes ? text->bytes : memory_copy_string("");
    *text = (struct text){.ceiling = text->ceiling};
    return bytes;
}

int text_check(const struct text *text, const char *what)
{
    return text->is_over ? fail(FAIL_LIMIT, "%s: larger than %zu bytes", what, text->ceiling) : 0;
}

/* The length of the UTF-8 sequence that `first` begins, and the least code point it may encode; 0 if it begins none. */
static int utf8_length(unsigned char first, uint32_t *ret_point, uint32_t *ret_least)
{
    static const struct {
        unsigned char mask, lead;
        int length;
        uint32_t least;
    } forms[] = {{0x80, 0x00, 1, 0}, {0xe0, 0xc0, 2, 0x80}, {0xf0, 0xe0, 3, 0x800}, {0xf8, 0xf0, 4, 0x10000}};
    for (size_t i = 0; i < COUNT_OF(forms); i++)
        if ((first & forms[i].mask) == forms[i].lead) {
            *ret_point = first & (unsigned char)~forms[i].mask;
            *ret_least = forms[i].least;
            return forms[i].length;
        }
    return 0;
}

static int utf8_sequence(const unsigned char *bytes, size_t left, uint32_t *ret_point)
{
    uint32_t point = 0, least = 0;
    int length = utf8_length(bytes[0], &point, &least);
    if (!length || (size_t)length > left)
        return 0;
    for (int i = 1; i < length; i++) {
        if ((bytes[i] & 0xc0) != 0x80)
            return 0;
        point = point << 6 | (bytes[i] & 0x3f);
    }
    bool is_surrogate = point >= 0xd800 && point <= 0xdfff;
    *ret_point = point;
    return point < least || point > 0x10ffff || is_surrogate ? 0 : length;
}

size_t text_point(const char *string, uint32_t *ret_point)
{
    int length = utf8_sequence((const unsigned char *)string, strnlen(string, 4), ret_point);
    if (length)
        return (size_t)length;
    *ret_point = (unsigned char)*string;
    return *string != '\0';
}

bool text_is_utf8(const char *bytes, size_t length, size_t *ret_bad)
{
    uint32_t point = 0;
    for (size_t i = 0; i < length;) {
        int step = utf8_sequence((const unsigned char *)bytes + i, length - i, &point);
        if (!step) {
            if (ret_bad)
                *ret_bad = i;
            return false;
        }
        i += (size_t)step;
    }
    return true;
}

bool text_is_id(const char *string)
{
    if (!string)
        return false;
    size_t length = strspn(string, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return length >= 1 && length <= 64 && !string[length];
}

size_t text_width(const char *string)
{
    size_t width = 0;
    for (; *string; string++)
        width += ((unsigned char)*string & 0xc0) != 0x80; /* all but the bytes that go on */
    return width;
}

bool text_equal(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

bool text_starts(const char *string, const char *prefix)
{
    return strncmp(string, prefix, strlen(prefix)) == 0;
}

bool text_ends(const char *string, const char *suffix)
{
    size_t length = strlen(string), tail = strlen(suffix);
    return length >= tail && strcmp(string + length - tail, suffix) == 0;
}

bool text_is_white(const char *string)
{
    return !string || !string[strspn(string, " \t\r\n")];
}

/* What leaves no ink: Unicode's properties White_Space and Default_Ignorable_Code_Point, and the control characters;
 * the test asks libunistring about every character. */
static bool is_without_ink(uint32_t point)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {{0x01, 0x20},       {0x7f, 0xa0},      {0xad, 0xad},     {0x34f, 0x34f},   {0x61c, 0x61c},
                  {0x115f, 0x1160},   {0x1680, 0x1680},  {0x17b4, 0x17b5}, {0x180b, 0x180f}, {0x2000, 0x200f},
                  {0x2028, 0x202f},   {0x205f, 0x206f},  {0x2800, 0x2800}, {0x3000, 0x3000}, {0x3164, 0x3164},
                  {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},  {0xffa0, 0xffa0}, {0xfff0, 0xfff8}, {0x1bca0, 0x1bca3},
                  {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff}};
    for (size_t i = 0; i < COUNT_OF(ranges); i++)
        if (point <= ranges[i].last)
            return point >= ranges[i].first;
    return false;
}

bool text_is_blank(const char *string)
{
    uint32_t point = 0;
    while (string && *string) {
        string += text_point(string, &point);
        if (!is_without_ink(point))
            return false;
    }
    return true;
}

bool text_to_number(const char *string, int64_t least, int64_t most, int64_t *ret)
{
    if (!string || !(string[0] == '-' || (string[0] >= '0' && string[0] <= '9')))
        return false;
    char *end = NULL;
    errno = 0;
    long long number = strtoll(string, &end, 10);
    if (errno || *end || end == string || number < least || number > most)
        return false;
    *ret = number;
    return true;
}

#define WORD_MAX 64

static int edit_distance(const char *a, const char *b)
{
    int row[WORD_MAX + 1];
    int length = (int)strlen(b);
    for (int j = 0; j <= length; j++)
        row[j] = j;
    for (int i = 1; a[i - 1]; i++) {
        int corner = row[0];
        row[0] = i;
        for (int j = 1; j <= length; j++) {
            int change = corner + (a[i - 1] != b[j - 1]);
            corner = row[j];
            int least = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;
            row[j] = change < least ? change : least;
        }
    }
    return row[length];
}

const char *text_nearest(const char *word, const char *const *among, size_t count)
{
    const char *nearest = NULL;
    size_t length = strlen(word);
    int best = length <= 3 ? 2 : length <= 7 ? 3 : 4; /* one, two or three typing errors */
    if (length > WORD_MAX)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        if (strlen(among[i]) > WORD_MAX)
            continue;
        int distance = edit_distance(word, among[i]);
        if (distance < best) {
            best = distance;
            nearest = among[i];
        }
    }
    return nearest;
}

/* The ASCII letter for a two-byte Latin letter in an id; 0 if none. */
static char latin_letter(unsigned char second)
{
    static const struct {
        unsigned char from, to;
        char letter;
    } ranges[] = {{0x80, 0x85, 'a'}, {0xa0, 0xa5, 'a'}, {0x88, 0x8b, 'e'}, {0xa8, 0xab, 'e'}, {0x96, 0x96, 'o'},
                  {0xb6, 0xb6, 'o'}, {0x98, 0x98, 'o'}, {0xb8, 0xb8, 'o'}, {0x99, 0x9c, 'u'}, {0xb9, 0xbc, 'u'}};
    for (size_t i = 0; i < COUNT_OF(ranges); i++)
        if (second >= ranges[i].from && second <= ranges[i].to)
            return ranges[i].letter;
    return 0;
}

void text_add_id_from(struct text *text, const char *words)
{
    char id[65];
    size_t length = 0;
    for (const unsigned char *at = (const unsigned char *)words; *at && length < 64; at++) {
        char c = (char)*at;
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        else if (*at == 0xc3 && latin_letter(at[1])) {
            c = latin_letter(at[1]);
            at++;
        } else if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
            c = '-';
        if (c != '-' || (length && id[length - 1] != '-'))
            id[length++] = c;
    }
    while (length && id[length - 1] == '-')
        length--;
    text_add_bytes(text, id, length);
}
