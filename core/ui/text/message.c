/* Arguments of translated sentences; see ui/text/message.h. */
#include "ui/text/message.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define ARGUMENTS_MAX 8

/* One argument of a message: a string is lent, a number is written here. */
struct argument {
    const char *string;
    char digits[24];
};

/* The end of the conversion that begins at `percent`. */
static const char *conversion_end(const char *percent)
{
    const char *at = percent + 1;
    while (*at && strchr("lz", *at))
        at++;
    return *at ? at + 1 : at;
}

static void read_number(struct argument *ret, const char *percent, va_list *arguments)
{
    char letter = conversion_end(percent)[-1];
    bool is_long = percent[1] == 'l', is_longer = is_long && percent[2] == 'l';
    if (percent[1] == 'z')
        snprintf(ret->digits, sizeof ret->digits, "%zu", va_arg(*arguments, size_t));
    else if (letter == 'c')
        snprintf(ret->digits, sizeof ret->digits, "%c", va_arg(*arguments, int));
    else if (letter == 'u')
        snprintf(ret->digits, sizeof ret->digits, "%llu",
                 is_longer ? va_arg(*arguments, unsigned long long)
                 : is_long ? va_arg(*arguments, unsigned long)
                           : va_arg(*arguments, unsigned));
    else
        snprintf(ret->digits, sizeof ret->digits, "%lld",
                 is_longer ? va_arg(*arguments, long long)
                 : is_long ? va_arg(*arguments, long)
                           : va_arg(*arguments, int));
    ret->string = ret->digits;
}

/* Reads the arguments by the English format, which the compiler has checked. */
static int read_arguments(struct argument ret[ARGUMENTS_MAX], const char *format, va_list *arguments)
{
    int count = 0;
    for (const char *at = strchr(format, '%'); at; at = strchr(at, '%')) {
        if (at[1] == '%') {
            at += 2;
            continue;
        }
        assert(count < ARGUMENTS_MAX);
        if (conversion_end(at)[-1] == 's')
            ret[count++].string = va_arg(*arguments, const char *);
        else
            read_number(&ret[count++], at, arguments);
        at = conversion_end(at);
    }
    return count;
}

/* Writes the translated text; a conversion that has no argument writes nothing. */
static void write_message(struct text *out, message_writer *write, const char *text, const struct argument *arguments,
                          int count)
{
    int next = 0;
    while (*text) {
        size_t length = strcspn(text, "%");
        write(out, text, length);
        text += length;
        if (!*text)
            return;
        if (text[1] == '%') {
            text_add_char(out, '%');
            text += 2;
            continue;
        }
        bool is_placed = text[1] >= '1' && text[1] <= '9' && text[2] == '$';
        int index = is_placed ? text[1] - '1' : next++;
        if (index < count && arguments[index].string)
            write(out, arguments[index].string, strlen(arguments[index].string));
        text = conversion_end(is_placed ? text + 2 : text);
    }
}

void message_add(struct text *into, message_writer *write, const char *translation, const char *message_id,
                 va_list arguments)
{
    struct argument found[ARGUMENTS_MAX] = {0};
    va_list copy;
    va_copy(copy, arguments);
    int count = read_arguments(found, message_id, &copy);
    va_end(copy);
    write_message(into, write, translation, found, count);
}

static void add_plain(struct text *into, const char *string, size_t length)
{
    text_add_bytes(into, string, length);
}

void message_add_plain(struct text *into, enum language language, const char *message_id, va_list arguments)
{
    message_add(into, add_plain, translate(language, message_id), message_id, arguments);
}
