/* Fuzzes the manifest of a backup, which may come from anywhere; what is read is written and read alike. */
#include "base/fail.h"
#include "domain/admin/backup_manifest.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(text_finish)
    struct text text = TEXT(BACKUP_MANIFEST_BYTES_MAX), second = TEXT(BACKUP_MANIFEST_BYTES_MAX);
    struct backup backup = {0}, copy = {0};
    text_add_bytes(&text, data, size);
    int result = backup_manifest_read("x.zip", &text, &backup);
    assert(result == 0 || result == FAIL_INPUT);
    if (result != 0)
        return 0;
    backup_manifest_write(&backup, &second);
    assert(!second.is_over && backup_manifest_read("x.zip", &second, &copy) == 0);
    assert(copy.events == backup.events && copy.files == backup.files && copy.at == backup.at);
    assert(strcmp(copy.head, backup.head) == 0);
    return 0;
}
