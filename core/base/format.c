/* Formatting of strings and integers; see format.h. */
#include "base/format.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum conversion { OTHER, PERCENT, CHARACTER, STRING, INT, UNSIGNED, SIZE, LONG_LONG };

/* The conversion that begins at `percent`, and where it ends. */
static enum conversion conversion_at(const char *percent, const char **ret_end)
{
    *ret_end = percent + 2;
    switch (percent[1]) {
    case 's':
        return STRING;
    case 'd':
        return INT;
    case 'u':
        return UNSIGNED;
    case 'c':
        return CHARACTER;
    case '%':
        return PERCENT;
    case 'z':
        *ret_end = percent + 3;
        return percent[2] == 'u' ? SIZE : OTHER;
    case 'l':
        *ret_end = percent + 4;
        return percent[2] == 'l' && percent[3] == 'd' ? LONG_LONG : OTHER;
    default:
        return OTHER;
    }
}

static bool is_simple(const char *format)
{
    for (const char *at = strchr(format, '%'); at; at = strchr(at, '%'))
        if (conversion_at(at, &at) == OTHER)
            return false;
    return true;
}

struct target {
    char *to;
    size_t room, length;
};

static void put(struct target *target, const char *bytes, size_t length)
{
    size_t left = target->length + 1 < target->room ? target->room - 1 - target->length : 0;
    if (left)
        memcpy(target->to + target->length, bytes, length < left ? length : left);
    target->length += length;
}

static void put_number(struct target *target, bool is_negative, uint64_t number)
{
    char digits[21];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    if (is_negative)
        digits[--at] = '-';
    put(target, digits + at, sizeof digits - at);
}

static void put_signed(struct target *target, int64_t number)
{
    put_number(target, number < 0, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

static void put_string(struct target *target, const char *string)
{
    string = string ? string : "(null)";
    put(target, string, strlen(string));
}

size_t format_into(char *to, size_t room, const char *format, va_list arguments)
{
    struct target target = {to, room, 0};
    if (!is_simple(format)) {
        int length = vsnprintf(to, room, format, arguments);
        return length > 0 ? (size_t)length : 0;
    }
    while (*format) {
        size_t plain = strcspn(format, "%");
        put(&target, format, plain);
        format += plain;
        char character = '%';
        switch (*format ? conversion_at(format, &format) : OTHER) {
        case CHARACTER:
            character = (char)va_arg(arguments, int);
            put(&target, &character, 1);
            break;
        case PERCENT:
            put(&target, &character, 1);
            break;
        case STRING:
            put_string(&target, va_arg(arguments, const char *));
            break;
        case INT:
            put_signed(&target, va_arg(arguments, int));
            break;
        case UNSIGNED:
            put_number(&target, false, va_arg(arguments, unsigned));
            break;
        case SIZE:
            put_number(&target, false, va_arg(arguments, size_t));
            break;
        case LONG_LONG:
            put_signed(&target, va_arg(arguments, long long));
            break;
        case OTHER:
            break;
        }
    }
    if (room)
        to[target.length < room ? target.length : room - 1] = '\0';
    return target.length;
}
