/* Storage of the last failure, as format and arguments; see fail.h. */
#include "base/fail.h"

#include "base/hidden.h"
#include "base/memory.h"
#include "base/text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define ARGUMENTS_MAX 8
#define ARGUMENT_BYTES 400
#define SENTENCE_BYTES 4096

struct failure {
    enum fail_code code;
    const char *reason;           /* a literal: FAIL_REASON() takes nothing else */
    char field[FAIL_FIELD_BYTES]; /* "" for none */
    const char *format;
    char arguments[ARGUMENTS_MAX][ARGUMENT_BYTES];
};

static struct failure last;

static char sentence[SENTENCE_BYTES];

/* The conversion that begins at `percent` ('%'): its end, and the letters between. */
static const char *conversion_end(const char *percent)
{
    const char *at = percent + 1;
    while (*at && strchr("lz", *at))
        at++;
    return *at ? at + 1 : at;
}

/* Cuts `string` to at most `most` bytes, between characters, so that the rest is still UTF-8. */
static size_t cut(char *string, size_t most)
{
    while (most && ((unsigned char)string[most] & 0xc0) == 0x80)
        most--;
    string[most] = '\0';
    return most;
}

/* Makes one clean line of any input: no line breaks, nothing hidden (base/hidden.h), only UTF-8. */
static void make_plain(char *string)
{
    size_t bad;
    while (!text_is_utf8(string, strlen(string), &bad))
        string[bad] = '?';
    char *to = string;
    for (uint32_t point = 0; *string;) {
        size_t length = text_point(string, &point);
        if (*string == '\n' || *string == '\t' || *string == '\r')
            *to++ = ' ';
        else if (hidden_is(point))
            *to++ = '?';
        else {
            memmove(to, string, length);
            to += length;
        }
        string += length;
    }
    *to = '\0';
}

static void argument_store(char *into, const char *conversion, va_list *arguments)
{
    bool is_long = conversion[1] == 'l' && conversion[2] != 'l';
    bool is_longer = conversion[1] == 'l' && conversion[2] == 'l';
    char letter = conversion_end(conversion)[-1];
    if (letter == 's') {
        const char *string = va_arg(*arguments, const char *);
        int written = snprintf(into, ARGUMENT_BYTES, "%s", string ? string : "");
        if (written >= ARGUMENT_BYTES)
            memcpy(into + cut(into, ARGUMENT_BYTES - 4), "...", 4);
        make_plain(into);
    } else if (letter == 'c')
        snprintf(into, ARGUMENT_BYTES, "%c", va_arg(*arguments, int));
    else if (conversion[1] == 'z')
        snprintf(into, ARGUMENT_BYTES, "%zu", va_arg(*arguments, size_t));
    else if (letter == 'u')
        snprintf(into, ARGUMENT_BYTES, "%llu",
                 is_longer ? va_arg(*arguments, unsigned long long)
                 : is_long ? va_arg(*arguments, unsigned long)
                           : va_arg(*arguments, unsigned));
    else
        snprintf(into, ARGUMENT_BYTES, "%lld",
                 is_longer ? va_arg(*arguments, long long)
                 : is_long ? va_arg(*arguments, long)
                           : va_arg(*arguments, int));
}

int fail(enum fail_code code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fail_with(code, format, arguments);
    va_end(arguments);
    return code;
}

int fail_at(enum fail_code code, const struct fail_reason *reason, const char *field, const char *format, ...)
{
    char kept[FAIL_FIELD_BYTES] = ""; /* it may be the last failure's own */
    assert(!field || strlen(field) < sizeof kept);
    if (field)
        memcpy(kept, field, strlen(field) + 1);
    va_list arguments;
    va_start(arguments, format);
    fail_with(code, format, arguments);
    va_end(arguments);
    last.reason = reason ? reason->word : NULL;
    memcpy(last.field, kept, sizeof kept);
    return code;
}

int fail_with(enum fail_code code, const char *format, va_list given)
{
    /* An argument may be the last sentence itself, so everything is stored aside first. */
    static char aside[ARGUMENTS_MAX][ARGUMENT_BYTES];
    int count = 0;
    va_list arguments;
    va_copy(arguments, given);
    for (const char *at = strchr(format, '%'); at; at = strchr(at, '%')) {
        if (at[1] == '%') {
            at += 2;
            continue;
        }
        assert(count < ARGUMENTS_MAX);
        argument_store(aside[count++], at, &arguments);
        at = conversion_end(at);
    }
    va_end(arguments);
    last.code = code;
    last.format = format;
    last.reason = NULL;
    last.field[0] = '\0';
    memcpy(last.arguments, aside, sizeof aside);
    return code;
}

/* Appends the argument of one conversion of a (translated) format; returns where the format continues. */
static const char *argument_put(const char *percent, int *next, size_t *length)
{
    const char *at = percent + 1;
    int index = -1;
    if (at[0] >= '1' && at[0] <= '9' && at[1] == '$') {
        index = at[0] - '1';
        at += 2;
    } else
        index = (*next)++;
    const char *argument = index < ARGUMENTS_MAX ? last.arguments[index] : "";
    size_t written = strlen(argument);
    memcpy(sentence + *length, argument, written);
    *length += written;
    return conversion_end(at - 1);
}

static const char *sentence_make(const char *format)
{
    size_t length = 0;
    int next = 0;
    while (*format && length < SENTENCE_BYTES - ARGUMENT_BYTES) {
        if (*format != '%')
            sentence[length++] = *format++;
        else if (format[1] == '%') {
            sentence[length++] = '%';
            format += 2;
        } else
            format = argument_put(format, &next, &length);
    }
    sentence[length] = '\0';
    return sentence;
}

const char *fail_sentence(void)
{
    return sentence_make(last.format ? last.format : "");
}

const char *fail_sentence_in(const char *(*translate)(const char *message_id, void *context), void *context)
{
    if (!last.format)
        return "";
    const char *translated = translate(last.format, context);
    return sentence_make(translated ? translated : last.format);
}

enum fail_code fail_last_code(void)
{
    return last.code;
}

const char *fail_last_reason(void)
{
    return last.reason;
}

const char *fail_last_field(void)
{
    return last.field[0] ? last.field : NULL;
}

bool fail_is(int result, const struct fail_reason *reason)
{
    return result != 0 && result == (int)last.code && reason && last.reason && text_equal(last.reason, reason->word);
}

void fail_forget(void)
{
    last.format = last.reason = NULL;
    last.field[0] = '\0';
    last.code = 0;
}

struct failure *fail_keep(void)
{
    struct failure *kept = memory_zeroed(sizeof *kept);
    *kept = last;
    return kept;
}

void fail_restore(struct failure *kept)
{
    last = *kept;
    memory_free(kept);
}
