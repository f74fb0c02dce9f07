/* Fuzzes the difference of two texts: two pieces of HTML with a NUL between them. Whatever they are, leaving out what
 * was added gives the words of the first, leaving out what was removed those of the second. */
#include "domain/content/comparison.h"

#include "base/text.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Words of code are joined by the ends of lines, others by spaces. */
static void ends_flatten(struct text *text)
{
    for (size_t i = 0; i < text->length; i++)
        if (text->bytes[i] == '\n')
            text->bytes[i] = ' ';
}

static void outline_words(const struct outline *outline, struct text *into)
{
    for (size_t i = 0; i < outline->word_count; i++)
        text_addf(into, "%s ", outline->words[i].bytes);
    ends_flatten(into);
}

static void compared_words(const struct comparison *comparison, enum comparison_mark without, struct text *into)
{
    for (size_t i = 0; i < comparison->count; i++)
        for (size_t j = 0; j < comparison->items[i].run_count; j++)
            if (comparison->items[i].runs[j].what != without)
                text_addf(into, "%s ", comparison->items[i].runs[j].words);
    ends_flatten(into);
}

static void says(const struct outline *outline, const struct comparison *comparison, enum comparison_mark without)
{
    CLEANUP(text_finish) struct text expected = TEXT(16UL * 1024 * 1024);
    CLEANUP(text_finish) struct text found = TEXT(16UL * 1024 * 1024);
    outline_words(outline, &expected);
    compared_words(comparison, without, &found);
    assert(text_equal(text_string(&expected), text_string(&found)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const char *old = arena_copy_bytes(&arena, data, size);
    const char *new = strlen(old) < size ? old + strlen(old) + 1 : "";
    struct outline old_outline, new_outline;
    struct comparison comparison;
    outline_read(&(struct outline_text){.html = old}, &arena, &old_outline);
    outline_read(&(struct outline_text){.html = new}, &arena, &new_outline);
    assert(comparison_make(&old_outline, &new_outline, &arena, &comparison) == 0);
    says(&old_outline, &comparison, COMPARISON_ADDED);
    says(&new_outline, &comparison, COMPARISON_REMOVED);
    for (size_t i = 0; i < comparison.count; i++) {
        assert(i + comparison_fold(&comparison, i) <= comparison.count);
        assert(comparison.items[i].run_count > 0);
    }
    return 0;
}
