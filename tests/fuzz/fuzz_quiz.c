/* Any text as a step's body: the quiz plugin finds its questions in order, within the text, with names that hold, and
 * can show each of them to somebody who has not answered. */
#include "../fake/fake.h"

#include <stdlib.h>
#include <string.h>

extern const struct trappa_plugin trappa_plugin;
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#define LINES_MAX 4096

static const struct trappa_block_1 *block;
static size_t line_count, next_line;

static void must(int claim)
{
    if (!claim)
        abort();
}

static void found(const struct trappa_found_1 *told)
{
    size_t id = strlen(told->id);
    must(told->first >= next_line && told->first <= told->last && told->last < line_count);
    must(id >= 1 && id <= 64 && strspn(told->id, "abcdefghijklmnopqrstuvwxyz0123456789-") == id);
    next_line = told->last + 1;
    fake.said[0] = '\0';
    const struct trappa_shown_1 shown = {"step",   told->id,        "blob",         1,
                                         "person", told->first % 2, told->compiled, told->compiled_length};
    must(block->show(&shown) == 0);
}

static void finding(const char *code, size_t line, size_t column, const char *detail)
{
    must(strncmp(code, "QZ1", 3) == 0 && line < line_count && detail);
    (void)column;
}

static const struct trappa_block_1 *block_of(const struct trappa_plugin *plugin)
{
    for (const struct trappa_offer *offer = plugin->offers; offer->kind; offer++)
        if (strcmp(offer->kind, TRAPPA_BLOCK_1) == 0)
            return offer->item;
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static char text[65536];
    static const char *lines[LINES_MAX];
    static uint8_t is_code[LINES_MAX];
    static const struct trappa_finder_1 finder = {found, finding};
    if (length >= sizeof text || memchr(bytes, '\0', length))
        return 0;
    if (length)
        memcpy(text, bytes, length);
    text[length] = '\0';
    must(fake_start(&trappa_plugin) == 0);
    block = block_of(&trappa_plugin);
    line_count = next_line = 0;
    for (char *line = text; line && line_count < LINES_MAX; line_count++) {
        char *end = strchr(line, '\n');
        lines[line_count] = line;
        is_code[line_count] = (uint8_t)((unsigned char)line[0] % 16 < 2);
        if (end)
            *end++ = '\0';
        line = end;
    }
    must(block->find(&(struct trappa_source_1){"step", lines, line_count, is_code}, &finder) == 0);
    return 0;
}
