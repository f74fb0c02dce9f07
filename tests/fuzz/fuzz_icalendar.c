/* Fuzzes the iCalendar writer: whatever the words are, no line is longer than it may be or cut inside a character, and
 * unfolded and unescaped they are what they were, without what is no text. */
#include "base/icalendar.h"
#include "base/memory.h"

#include <assert.h>
#include <string.h>

#define MOST ((size_t)8 * 1024 * 1024)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool is_text(char c)
{
    return (unsigned char)c >= ' ' ? c != 0x7f : c == '\t' || c == '\n';
}

/* Lines end in CR LF, have at most 75 octets, and are UTF-8 each by itself if the words are. */
static void lines_are_sound(const char *bytes, bool words_are_utf8)
{
    while (*bytes) {
        const char *end = strstr(bytes, "\r\n");
        assert(end);
        size_t length = (size_t)(end - bytes);
        assert(length <= 75 && !memchr(bytes, '\n', length) && !memchr(bytes, '\r', length));
        assert(!words_are_utf8 || text_is_utf8(bytes, length, NULL));
        bytes = end + 2;
    }
}

/* The value of SUMMARY as a parser has it. */
static void summary_read(const char *bytes, struct text *into)
{
    const char *at = strstr(bytes, "\r\nSUMMARY:");
    assert(at);
    for (at += 10; at[0] != '\r' || at[2] == ' '; at++)
        if (at[0] == '\r')
            at += 2;
        else if (at[0] == '\\')
            at++, text_add_char(into, *at == 'n' ? '\n' : *at);
        else
            text_add_char(into, *at);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(memory_free_at) char *words = memory_copy_bytes(data, size);
    CLEANUP(text_finish) struct text written = TEXT(MOST), read = TEXT(MOST), meant = TEXT(MOST);
    icalendar_event(&written, &(struct icalendar_event){.uid = "u", .day = 20000, .summary = words, .url = words});
    assert(!written.is_over);
    lines_are_sound(text_string(&written), text_is_utf8(words, strlen(words), NULL));
    summary_read(text_string(&written), &read);
    for (const char *at = words; *at; at++)
        if (is_text(*at))
            text_add_char(&meant, *at);
    assert(text_equal(text_string(&read), text_string(&meant)));
    return 0;
}
