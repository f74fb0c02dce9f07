/* Parses the comment above a question; see settings.h. */
#include "settings.h"

#include <string.h>

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '-';
}

/* Takes the value after a name: ="...", ='...' or =word; empty without `=`. */
static struct span value_take(struct span *rest)
{
    struct span value = {rest->start, 0};
    if (!span_begins(*rest, "="))
        return value;
    *rest = span_after(*rest, 1);
    char quote = rest->length ? rest->start[0] : '\0';
    bool is_quoted = quote == '"' || quote == '\'';
    if (is_quoted)
        *rest = span_after(*rest, 1);
    value.start = rest->start;
    while (value.length < rest->length &&
           (is_quoted ? rest->start[value.length] != quote : !strchr(" \t\r\n", rest->start[value.length])))
        value.length++;
    *rest = span_after(*rest, value.length + is_quoted);
    return value;
}

static void setting_take(struct settings *settings, struct span name, struct span value)
{
    if (span_equal(name, "id"))
        settings->id = value;
    else if (span_equal(name, "data-max-trials"))
        settings->trials = value;
    else if (span_equal(name, "data-required"))
        settings->is_required = !span_equal(value, "false");
}

void settings_read(struct settings *settings, struct span words)
{
    while (words.length) {
        struct span name = {words.start, 0};
        while (name.length < words.length && is_name_byte(words.start[name.length]))
            name.length++;
        words = span_after(words, name.length ? name.length : 1);
        if (name.length)
            setting_take(settings, name, value_take(&words));
    }
}

bool setting_id_is_good(struct span id)
{
    for (size_t i = 0; i < id.length; i++)
        if (!is_name_byte(id.start[i]) || (id.start[i] >= 'A' && id.start[i] <= 'Z'))
            return false;
    return id.length >= 1 && id.length <= 64;
}

int32_t setting_trials(const struct settings *settings)
{
    int32_t number = 0;
    if (!settings->trials.start)
        return 0;
    struct span digits = span_trim(settings->trials);
    for (size_t i = 0; i < digits.length && number <= SETTING_TRIALS_MAX; i++) {
        if (digits.start[i] < '0' || digits.start[i] > '9')
            return -1;
        number = number * 10 + (digits.start[i] - '0');
    }
    return number >= 1 && number <= SETTING_TRIALS_MAX ? number : -1;
}
