/* Names states of a step and finds them by name; see version.h. */
#include "domain/content/version.h"

#include "base/text.h"
#include "domain/content/content_read.h"
#include "io/secret.h"

#include <string.h>

static const struct query parts_of = {
    "version.parts", NULL,
    "SELECT parts, since FROM entry WHERE step = ?1 UNION ALL SELECT parts, since FROM entry_past WHERE step = ?1"
    " ORDER BY since DESC"};

void version_name(const char *parts, char ret_name[VERSION_NAME_BYTES])
{
    unsigned char digest[SECRET_HASH_BYTES];
    secret_hash_of(parts, strlen(parts), digest);
    secret_to_hex(digest, (VERSION_NAME_BYTES - 1) / 2, ret_name);
}

int version_find(struct content *content, const char *step, const char *name, struct arena *arena,
                 const char **ret_parts)
{
    struct rows rows CLEANUP(rows_end) = {0};
    char named[VERSION_NAME_BYTES];
    *ret_parts = NULL;
    TRY(database_select(content->database, &parts_of, BIND(of_text(step)), &rows));
    while (!*ret_parts && rows_next(&rows)) {
        version_name(row_text(&rows, 0), named);
        if (text_equal(named, name))
            *ret_parts = row_copy(&rows, 0, arena);
    }
    return rows_result(&rows);
}
