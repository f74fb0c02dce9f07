/* JSON: writes RFC 8259 into a text. It adds the commas; the caller closes what it opens.
 *
 *     struct json json = JSON(&text);
 *     json_object(&json);
 *     json_key(&json, "errors"); json_number(&json, 3);
 *     json_end(&json);
 */
#pragma once

#include "base/text.h"

#define JSON_DEPTH_MAX 32

struct json {
    struct text *into;
    int depth;
    bool has_items[JSON_DEPTH_MAX];
    char closers[JSON_DEPTH_MAX];
    bool is_after_key;
};

#define JSON(text_pointer) ((struct json){.into = (text_pointer)})

void json_object(struct json *json);
void json_array(struct json *json);
void json_end(struct json *json); /* closes the innermost object or array */
void json_key(struct json *json, const char *key);
void json_string(struct json *json, const char *string); /* NULL writes null */
void json_number(struct json *json, int64_t number);
void json_decimal(struct json *json, double number); /* the shortest form that reads back as the same number: 1.5 */
void json_bool(struct json *json, bool value);
void json_null(struct json *json);

/* A key and its value. */
void json_put_string(struct json *json, const char *key, const char *string);
void json_put_number(struct json *json, const char *key, int64_t number);
void json_put_bool(struct json *json, const char *key, bool value);
void json_put_day(struct json *json, const char *key, int day); /* "2026-03-02", or null for DAY_NONE */
