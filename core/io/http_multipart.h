/* HTTP multipart: forms with files in them, by libmicrohttpd's own reader; for http.c. */
#pragma once

#include "io/http_fields.h"

struct MHD_Connection;

#define HTTP_FILES_MAX 4

/* A file that came with a form. */
struct http_file {
    const char *field; /* of the form */
    const char *bytes; /* as it came, NUL-terminated; "" where nothing was chosen */
    size_t length;
};
struct http_files {
    struct http_file items[HTTP_FILES_MAX];
    size_t count;
};

/* Reads a body of multipart/form-data, whose boundary the connection's head names. Names of files are not kept.
 * FAIL_USAGE when it is none, does not end, or a field is not text in UTF-8; FAIL_LIMIT for too many fields or
 * files. */
int http_multipart_read(struct MHD_Connection *connection, const char *body, size_t length, struct arena *arena,
                        struct http_fields *ret_fields, struct http_files *ret_files);
