/* Forms with files; see http_multipart.h. */
#include "io/http_multipart.h"

#include "base/fail.h"
#include "base/text.h"
#include "io/unicode.h"

#include <microhttpd.h>
#include <string.h>

#define FIELDS_MAX 64
#define BUFFER_BYTES 4096

struct parts {
    struct arena *arena;
    struct http_fields *fields;
    struct http_files *files;
    const char *key; /* of the current part; NULL between parts */
    bool is_file;
    struct text value;
    int result;
};

static void parts_finish(struct parts *parts)
{
    text_finish(&parts->value);
}

static int file_end(struct parts *parts, const char *bytes)
{
    struct http_files *files = parts->files;
    if (files->count == HTTP_FILES_MAX)
        return fail(FAIL_LIMIT, "form: more than %d files", HTTP_FILES_MAX);
    files->items[files->count++] = (struct http_file){parts->key, bytes, parts->value.length};
    return 0;
}

static int field_end(struct parts *parts, const char *bytes)
{
    struct http_fields *fields = parts->fields;
    if (fields->count == FIELDS_MAX)
        return fail(FAIL_LIMIT, "form: more than %d fields", FIELDS_MAX);
    if (strlen(bytes) != parts->value.length || !text_is_utf8(bytes, parts->value.length, NULL) ||
        !text_is_utf8(parts->key, strlen(parts->key), NULL))
        return fail(FAIL_USAGE, "form: not form data in UTF-8");
    fields->items[fields->count++] = (struct http_field){parts->key, unicode_compose(parts->arena, bytes)};
    return 0;
}

static void part_end(struct parts *parts)
{
    if (!parts->key || parts->result != 0)
        return;
    const char *bytes = arena_copy_bytes(parts->arena, text_string(&parts->value), parts->value.length);
    parts->result = parts->is_file ? file_end(parts, bytes) : field_end(parts, bytes);
    parts->key = NULL;
    text_clear(&parts->value);
}

/* Receives a piece of a part; the first piece begins the part. */
static enum MHD_Result on_piece(void *context, enum MHD_ValueKind kind, const char *key, const char *name,
                                const char *type, const char *encoding, const char *bytes, uint64_t offset,
                                size_t length)
{
    (void)kind;
    (void)type;
    (void)encoding;
    struct parts *parts = context;
    if (offset == 0) {
        part_end(parts);
        parts->key = arena_copy_string(parts->arena, key ? key : "");
        parts->is_file = name != NULL;
    }
    if (parts->result != 0)
        return MHD_NO;
    text_add_bytes(&parts->value, bytes, length);
    return MHD_YES;
}

int http_multipart_read(struct MHD_Connection *connection, const char *body, size_t length, struct arena *arena,
                        struct http_fields *ret_fields, struct http_files *ret_files)
{
    CLEANUP(parts_finish)
    struct parts parts = {.arena = arena, .fields = ret_fields, .files = ret_files, .value = TEXT(length + 1)};
    *ret_fields = (struct http_fields){.items = arena_zeroed(arena, FIELDS_MAX * sizeof *ret_fields->items)};
    *ret_files = (struct http_files){.count = 0};
    struct MHD_PostProcessor *reader = MHD_create_post_processor(connection, BUFFER_BYTES, on_piece, &parts);
    if (!reader)
        return fail(FAIL_USAGE, "form: no boundary between its parts");
    enum MHD_Result read = MHD_post_process(reader, body, length);
    enum MHD_Result ended = MHD_destroy_post_processor(reader);
    part_end(&parts);
    TRY(parts.result);
    return read == MHD_YES && ended == MHD_YES ? 0 : fail(FAIL_USAGE, "form: its parts cannot be told apart");
}
