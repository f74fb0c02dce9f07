/* Fuzzes what a browser sends: form, query, cookies and path; what was read is text, and names what was sent. */
#include "base/text.h"
#include "io/http_fields.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fields_are_found_again(const struct http_fields *fields)
{
    assert(fields->count <= HTTP_FIELDS_MAX);
    for (size_t i = 0; i < fields->count; i++)
        assert(http_field(fields, fields->items[i].name) && fields->items[i].value);
}

static void form_is_text(const char *encoded)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct http_fields fields = {0};
    if (http_fields_read(encoded, "form", &arena, &fields) != 0)
        return;
    fields_are_found_again(&fields);
    for (size_t i = 0; i < fields.count; i++)
        assert(text_is_utf8(fields.items[i].value, strlen(fields.items[i].value), NULL));
}

static void cookies_are_read(const char *header)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct http_fields fields = {0};
    http_cookies_read(header, &arena, &fields);
    fields_are_found_again(&fields);
}

/* Decoding adds no slash and no control character, so that a route means what was written. */
static void path_keeps_its_slashes(char *path)
{
    size_t before = 0, after = 0;
    for (const char *at = path; *at; at++)
        before += *at == '/';
    if (http_path_decode(path) != 0)
        return;
    for (const unsigned char *at = (const unsigned char *)path; *at; at++) {
        after += *at == '/';
        assert(*at >= ' ' && *at != 0x7f);
    }
    assert(before == after && text_is_utf8(path, strlen(path), NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(memory_free_at) char *string = memory_copy_bytes(data, size);
    form_is_text(string);
    cookies_are_read(string);
    path_keeps_its_slashes(string);
    return 0;
}
