/* JSON writer; see json.h. */
#include "base/json.h"

#include "base/clock.h"
#include "base/hidden.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void item_begin(struct json *json)
{
    if (json->is_after_key) {
        json->is_after_key = false;
        return;
    }
    if (json->depth && json->has_items[json->depth - 1])
        text_add_char(json->into, ',');
    if (json->depth)
        json->has_items[json->depth - 1] = true;
}

static void open_with(struct json *json, char opener, char closer)
{
    assert(json->depth < JSON_DEPTH_MAX);
    item_begin(json);
    text_add_char(json->into, opener);
    json->has_items[json->depth] = false;
    json->closers[json->depth++] = closer;
}

void json_object(struct json *json)
{
    open_with(json, '{', '}');
}

void json_array(struct json *json)
{
    open_with(json, '[', ']');
}

void json_end(struct json *json)
{
    assert(json->depth > 0);
    text_add_char(json->into, json->closers[--json->depth]);
}

/* What is not seen is escaped, so that JSON can be looked at in a terminal; beyond U+FFFF as a surrogate pair. */
static void put_escaped(struct text *into, uint32_t point)
{
    if (point < 0x10000)
        text_addf(into, "\\u%04x", point);
    else
        text_addf(into, "\\u%04x\\u%04x", 0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
}

static void put_quoted(struct text *into, const char *string)
{
    text_add_char(into, '"');
    for (uint32_t point = 0; *string;) {
        size_t length = text_point(string, &point);
        if (*string == '"' || *string == '\\') {
            text_add_char(into, '\\');
            text_add_char(into, *string);
        } else if (*string == '\n')
            text_add(into, "\\n");
        else if (hidden_is(point))
            put_escaped(into, point);
        else
            text_add_bytes(into, string, length);
        string += length;
    }
    text_add_char(into, '"');
}

void json_key(struct json *json, const char *key)
{
    item_begin(json);
    put_quoted(json->into, key);
    text_add_char(json->into, ':');
    json->is_after_key = true;
}

void json_string(struct json *json, const char *string)
{
    if (!string) {
        json_null(json);
        return;
    }
    item_begin(json);
    put_quoted(json->into, string);
}

void json_number(struct json *json, int64_t number)
{
    item_begin(json);
    text_addf(json->into, "%lld", (long long)number);
}

void json_decimal(struct json *json, double number)
{
    char buffer[32];
    assert(isfinite(number));
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(buffer, sizeof buffer, "%.*g", digits, number);
        if (fabs(strtod(buffer, NULL) - number) <= 0.0)
            break;
    }
    item_begin(json);
    text_add(json->into, buffer);
}

void json_bool(struct json *json, bool value)
{
    item_begin(json);
    text_add(json->into, value ? "true" : "false");
}

void json_null(struct json *json)
{
    item_begin(json);
    text_add(json->into, "null");
}

void json_put_string(struct json *json, const char *key, const char *string)
{
    json_key(json, key);
    json_string(json, string);
}

void json_put_number(struct json *json, const char *key, int64_t number)
{
    json_key(json, key);
    json_number(json, number);
}

void json_put_bool(struct json *json, const char *key, bool value)
{
    json_key(json, key);
    json_bool(json, value);
}

void json_put_day(struct json *json, const char *key, int day)
{
    char buffer[DAY_TEXT_BYTES];
    json_put_string(json, key, day == DAY_NONE ? NULL : day_format(day, buffer));
}
