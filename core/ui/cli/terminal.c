/* Streams that show what is hidden; see terminal.h. */
#include "ui/cli/terminal.h"

#include "base/hidden.h"
#include "base/memory.h"
#include "io/file.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PASSES "\r\n\t"
#define CHARACTER_BYTES_MAX 4

/* One of the two streams: its file, and the beginning of a character whose end was not written yet. */
struct terminal {
    int descriptor;
    char begun[CHARACTER_BYTES_MAX];
    size_t begun_length;
};

/* How many bytes at the end begin a character and do not end it. */
static size_t unfinished(const char *bytes, size_t length)
{
    for (size_t back = 1; back < CHARACTER_BYTES_MAX && back <= length; back++) {
        unsigned char c = (unsigned char)bytes[length - back];
        size_t needs = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc0 ? 2 : 1;
        if (c >= 0xc0 || c < 0x80)
            return needs > back ? back : 0;
    }
    return 0;
}

static ssize_t on_write(void *context, const char *bytes, size_t length)
{
    struct terminal *terminal = context;
    CLEANUP(text_finish) struct text said = TEXT(length + CHARACTER_BYTES_MAX + 1);
    CLEANUP(text_finish) struct text shown = TEXT(10 * (length + CHARACTER_BYTES_MAX) + 1);
    text_add_bytes(&said, terminal->begun, terminal->begun_length);
    text_add_bytes(&said, bytes, length);
    terminal->begun_length = unfinished(text_string(&said), said.length);
    memcpy(terminal->begun, text_string(&said) + said.length - terminal->begun_length, terminal->begun_length);
    hidden_add_shown(&shown, text_string(&said), said.length - terminal->begun_length, PASSES);
    return file_write_all(terminal->descriptor, text_string(&shown), shown.length) == 0 ? (ssize_t)length : 0;
}

static void stream_replace(FILE **stream, struct terminal *terminal)
{
    FILE *shows = fopencookie(terminal, "w", (cookie_io_functions_t){.write = on_write});
    if (!shows)
        return;
    fflush(*stream);
    bool is_by_line = terminal->descriptor == STDERR_FILENO || isatty(terminal->descriptor);
    (void)setvbuf(shows, NULL, is_by_line ? _IOLBF : _IOFBF, BUFSIZ);
    *stream = shows;
}

void terminal_show_hidden(void)
{
    static struct terminal out = {.descriptor = STDOUT_FILENO}, error = {.descriptor = STDERR_FILENO};
    stream_replace(&stdout, &out);
    stream_replace(&stderr, &error);
}
