/* HTTP multipart: parses forms with files, with libmicrohttpd's parser; for http.c. */
#pragma once

#include "io/http_fields.h"

struct MHD_Connection;

#define HTTP_FILES_MAX 4

/* A file sent with a form. */
struct http_file {
    const char *field; /* the form field's name */
    const char *bytes; /* as received, NUL-terminated; "" if no file was chosen */
    size_t length;
};
struct http_files {
    struct http_file items[HTTP_FILES_MAX];
    size_t count;
};

/* Parses a body of multipart/form-data; the connection's headers name the boundary. Names of files are dropped.
 * FAIL_USAGE if it is malformed or incomplete, or a field is not UTF-8; FAIL_LIMIT for too many fields or files. */
int http_multipart_read(struct MHD_Connection *connection, const char *body, size_t length, struct arena *arena,
                        struct http_fields *ret_fields, struct http_files *ret_files);
