/* Template: `template NAME.html NAME.c [NAME-SHOWN]` turns a template into C; see template_compile.h. */
#include "template_compile.h"

#include "base/fail.h"
#include "base/memory.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define FILE_MAX ((size_t)512 * 1024)

static int file_read(const char *path, struct text *into)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return fail(FAIL_SYSTEM, "%s: %s", path, strerror(errno));
    char bytes[4096];
    for (size_t length = 0; (length = fread(bytes, 1, sizeof bytes, file)) > 0;)
        text_add_bytes(into, bytes, length);
    fclose(file);
    if (!text_is_utf8(text_string(into), into->length, NULL) || strlen(text_string(into)) != into->length)
        return fail(FAIL_INPUT, "%s:1:1: error: not UTF-8", path);
    return text_check(into, path);
}

static int file_write(const char *path, const struct text *text)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return fail(FAIL_SYSTEM, "%s: %s", path, strerror(errno));
    size_t written = fwrite(text_string(text), 1, text->length, file);
    return fclose(file) == 0 && written == text->length ? 0 : fail(FAIL_SYSTEM, "%s: could not be written", path);
}

static int run(const char *from, const char *to, const char *shown)
{
    CLEANUP(text_finish) struct text source = TEXT(FILE_MAX);
    CLEANUP(text_finish) struct text out = TEXT(8 * FILE_MAX);
    TRY(file_read(from, &source));
    TRY(template_compile(shown, text_string(&source), &out));
    return file_write(to, &out);
}

int main(int count, char **arguments)
{
    if (count != 3 && count != 4) {
        fprintf(stderr, "usage: template FROM.html TO.c [NAME-SHOWN]\n");
        return 2;
    }
    if (run(arguments[1], arguments[2], arguments[count - 1 == 3 ? 3 : 1]) == 0)
        return 0;
    fprintf(stderr, "%s\n", fail_sentence());
    return 1;
}
