/* HTTP spool: a file without a name, for what is too large for memory: the body of a request, or an answer.
 *
 * Nothing of it stays when it is closed, or when the process dies. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Opens a file without a name in the folder, for reading and writing; yours to close. FAIL_SYSTEM. */
int http_spool_open(const char *folder, int *ret_file);

/* A body that is being received. */
struct http_spool {
    int file;              /* -1: none, the body goes to memory */
    uint64_t length, most; /* bytes */
    bool is_broken;        /* the disk is full, or refused */
};

/* Writes a piece; false if it is too much, or could not be written. */
bool http_spool_add(struct http_spool *spool, const char *bytes, size_t length);
void http_spool_close(struct http_spool *spool);
