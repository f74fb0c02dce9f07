/* Checks a foreign catalogue before its first use; see catalogue.h. */
#include "base/catalogue.h"

#include "base/fail.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define MO_MAGIC 0x950412deu
#define ARGUMENTS_MAX 16

static uint32_t word_at(const struct catalogue *catalogue, size_t offset)
{
    uint32_t word = 0;
    memcpy(&word, catalogue->bytes + offset, sizeof word);
    return word;
}

/* ---- the file ---- */

static bool is_within(const struct catalogue *catalogue, size_t offset, size_t count, size_t size)
{
    return offset <= catalogue->length && count <= (catalogue->length - offset) / size;
}

static bool is_string(const struct catalogue *catalogue, size_t entry)
{
    size_t length = word_at(catalogue, entry), offset = word_at(catalogue, entry + 4);
    return is_within(catalogue, offset, length + 1, 1) && catalogue->bytes[offset + length] == 0;
}

/* With a prime table size, probing visits every slot, and so reaches an empty one. */
static bool is_prime(uint32_t size)
{
    for (uint32_t divisor = 2; divisor <= size / divisor; divisor++)
        if (size % divisor == 0)
            return false;
    return size > 2;
}

static bool is_table(const struct catalogue *catalogue, uint32_t count)
{
    uint32_t size = word_at(catalogue, 20), slots = word_at(catalogue, 24);
    bool has_empty = false;
    if (!is_prime(size) || !is_within(catalogue, slots, size, 4))
        return false;
    for (uint32_t i = 0; i < size; i++) {
        uint32_t index = word_at(catalogue, slots + (size_t)i * 4);
        has_empty |= index == 0;
        if (index > count)
            return false;
    }
    return has_empty;
}

static bool is_whole(const struct catalogue *catalogue)
{
    if (catalogue->length < 28 || word_at(catalogue, 0) != MO_MAGIC || word_at(catalogue, 4) != 0)
        return false;
    uint32_t count = word_at(catalogue, 8), ids = word_at(catalogue, 12), texts = word_at(catalogue, 16);
    if (!is_within(catalogue, ids, count, 8) || !is_within(catalogue, texts, count, 8))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!is_string(catalogue, ids + i * 8) || !is_string(catalogue, texts + i * 8))
            return false;
    return is_table(catalogue, count);
}

/* ---- formats ---- */

/* The arguments of a format: the conversion of each, as in base/fail.h. */
struct arguments {
    const char *conversions[ARGUMENTS_MAX];
    size_t count;
    bool is_too_much;
};

static void argument_put(struct arguments *arguments, size_t index, const char *conversion)
{
    if (index >= ARGUMENTS_MAX || (arguments->conversions[index] && arguments->conversions[index] != conversion)) {
        arguments->is_too_much = true;
        return;
    }
    arguments->conversions[index] = conversion;
    arguments->count = index + 1 > arguments->count ? index + 1 : arguments->count;
}

static struct arguments arguments_read(const char *format)
{
    static const char *const conversions[] = {"s", "d", "u", "ld", "lu", "lld", "llu", "zu", "c"};
    struct arguments arguments = {0};
    size_t next = 0;
    for (const char *at = format; (at = strchr(at, '%')); at++) {
        size_t place = next;
        if (*++at == '%')
            continue;
        if (*at >= '1' && *at <= '9' && at[1] == '$') {
            place = (size_t)(*at - '1');
            at += 2;
        }
        size_t i = 0, count = sizeof conversions / sizeof conversions[0];
        while (i < count && strncmp(at, conversions[i], strlen(conversions[i])) != 0)
            i++;
        if (i < count) {
            argument_put(&arguments, place, conversions[i]);
            next = place + 1;
        }
        at--; /* may be at the end */
    }
    return arguments;
}

/* True if `text` uses only arguments that `id` has. */
static bool fits(const char *id, const char *text)
{
    struct arguments given = arguments_read(id), asked = arguments_read(text);
    for (size_t i = 0; i < asked.count; i++)
        if (asked.conversions[i] && (i >= given.count || asked.conversions[i] != given.conversions[i]))
            return false;
    return !asked.is_too_much;
}

/* All plural forms receive the arguments of the second id. */
static bool all_fit(const char *id, size_t id_length, const char *text, size_t text_length)
{
    size_t first = strlen(id);
    const char *format = first < id_length ? id + first + 1 : id;
    for (const char *at = text; at <= text + text_length; at += strlen(at) + 1)
        if (!fits(format, at))
            return false;
    return true;
}

int catalogue_inspect(const struct catalogue *catalogue)
{
    if (!is_whole(catalogue))
        return fail(FAIL_INPUT, "its catalogue is no file that msgfmt made, or was cut");
    uint32_t count = word_at(catalogue, 8), ids = word_at(catalogue, 12), texts = word_at(catalogue, 16);
    for (size_t i = 0; i < count; i++) {
        const char *id = (const char *)catalogue->bytes + word_at(catalogue, ids + i * 8 + 4);
        const char *text = (const char *)catalogue->bytes + word_at(catalogue, texts + i * 8 + 4);
        if (*id && !all_fit(id, word_at(catalogue, ids + i * 8), text, word_at(catalogue, texts + i * 8)))
            return fail(FAIL_INPUT, "its catalogue: the translation of '%s' takes other values than the text itself",
                        id);
    }
    return 0;
}
