/* Files without names; see http_spool.h. */
#include "io/http_spool.h"

#include "base/fail.h"
#include "base/memory.h"
#include "io/fault.h"
#include "io/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Some file systems cannot make a file without a name; its name is taken away at once instead. */
static int open_and_unlink(const char *folder)
{
    CLEANUP(memory_free_at) char *path = memory_format("%s/.spool-XXXXXX", folder);
    int file = mkostemp(path, O_CLOEXEC);
    if (file >= 0)
        unlink(path);
    return file;
}

int http_spool_open(const char *folder, int *ret_file)
{
    int file = fault_here(FAULT_FULL, "a spool") ? -1 : open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL))
        file = open_and_unlink(folder);
    if (file < 0)
        return fail(FAIL_SYSTEM, "%s: no file can be made: %s", folder, strerror(errno));
    *ret_file = file;
    return 0;
}

bool http_spool_add(struct http_spool *spool, const char *bytes, size_t length)
{
    if (spool->is_broken || length > spool->most - spool->length)
        return false;
    spool->is_broken = file_write_all(spool->file, bytes, length) != 0;
    spool->length += length;
    return !spool->is_broken;
}

void http_spool_close(struct http_spool *spool)
{
    if (spool->file >= 0)
        close(spool->file);
    spool->file = -1;
}
