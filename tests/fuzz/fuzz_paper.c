/* Fuzzes what is typed in from signed sheets: rows are taken apart within their line, and what reads as a code is
 * written as one that reads the same. */
#include "base/text.h"
#include "domain/signoff/paper_code.h"
#include "domain/signoff/paper_line.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void code_is_stable(const char *written)
{
    char code[PAPER_CODE_BYTES], second[PAPER_CODE_BYTES];
    if (paper_code_read(written, code) != 0)
        return;
    assert(strlen(code) == PAPER_CODE_BYTES - 1);
    assert(paper_code_read(code, second) == 0 && strcmp(code, second) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(memory_free_at) char *string = memory_copy_bytes(data, size);
    struct paper_line *lines;
    size_t count = 0;
    if (paper_lines_read(string, &arena, &lines, &count) != 0)
        return 0;
    assert(count > 0 && count <= PAPER_ROWS_MAX);
    for (size_t i = 0; i < count; i++) {
        const char *const words[] = {lines[i].code, lines[i].day, lines[i].evidence, lines[i].autonomy,
                                     lines[i].signer};
        assert(lines[i].number > (i ? lines[i - 1].number : 0));
        for (size_t j = 0; j < COUNT_OF(words); j++)
            assert(strstr(lines[i].words, words[j]) && !strchr(words[j], '\n'));
        assert(*lines[i].code);
        code_is_stable(lines[i].code);
    }
    return 0;
}
