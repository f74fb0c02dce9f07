/* Fuzzes the questions of base about strings: UTF-8, ids, numbers, days and instants. */
#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void utf8_bad_byte_ends_what_is_good(const char *bytes, size_t size)
{
    size_t bad = size;
    bool is_good = text_is_utf8(bytes, size, &bad);
    assert(is_good == (bad == size));
    assert(text_is_utf8(bytes, bad, NULL));
}

static void id_from_words_is_an_id(const char *words)
{
    CLEANUP(text_finish) struct text id = TEXT(64);
    text_add_id_from(&id, words);
    assert(!id.is_over && (id.length == 0 || text_is_id(text_string(&id))));
    CLEANUP(text_finish) struct text second = TEXT(64);
    text_add_id_from(&second, text_string(&id));
    assert(text_equal(text_string(&id), text_string(&second)));
}

static void day_that_is_read_is_written_alike(const char *string)
{
    char buffer[DAY_TEXT_BYTES];
    int day;
    if (day_parse(string, &day) == 0)
        assert(text_equal(day_format(day, buffer), string));
}

static void instant_that_is_read_lies_within_its_day(const char *string)
{
    char date[DAY_TEXT_BYTES], written[INSTANT_TEXT_BYTES];
    int64_t instant;
    if (instant_parse(string, &instant) != 0)
        return;
    assert(text_starts(string, day_format(instant_day(instant), date)));
    assert(strlen(instant_format(instant, written)) == INSTANT_TEXT_BYTES - 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(memory_free_at) char *string = memory_copy_bytes(data, size);
    const char *const near[] = {"publish", string};
    int64_t number;
    utf8_bad_byte_ends_what_is_good(string, size);
    id_from_words_is_an_id(string);
    day_that_is_read_is_written_alike(string);
    instant_that_is_read_lies_within_its_day(string);
    if (text_to_number(string, -1000, 1000, &number))
        assert(number >= -1000 && number <= 1000);
    (void)text_nearest(string, near, 1);
    (void)text_nearest("publsh", near, 2);
    return 0;
}
