/* Names of versions, and versions by name; see version.h. */
#include "domain/content/version.h"

#include "base/text.h"
#include "domain/content/content_internal.h"
#include "io/secret.h"

#include <stdlib.h>
#include <string.h>

static const struct query parts_of = {
    "version.parts", NULL,
    "SELECT parts, since FROM entry WHERE step = ?1 UNION ALL SELECT parts, since FROM entry_past WHERE step = ?1"
    " ORDER BY since DESC"};

static const struct query signed_all = {
    "version.signed", NULL,
    "SELECT step, parts, 0 FROM entry WHERE signoff IN (?1, ?2) UNION ALL SELECT p.step, p.parts, 1 FROM entry_past AS "
    "p"
    " JOIN entry ON entry.step = p.step WHERE entry.signoff IN (?1, ?2) ORDER BY 3"};

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
    TRY(database_select(content->database, &parts_of, BIND(value_text(step)), &rows));
    while (!*ret_parts && rows_next(&rows)) {
        version_name(row_text(&rows, 0), named);
        if (text_equal(named, name))
            *ret_parts = row_copy(&rows, 0, arena);
    }
    return rows_result(&rows);
}

int version_revision(const char *parts)
{
    const char *space = parts ? strchr(parts, ' ') : NULL;
    return space ? (int)strtol(space, NULL, 10) : 0;
}

int version_each_signed(struct content *content, int (*version)(void *context, const char *step, const char *parts),
                        void *context)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(content->database, &signed_all,
                        BIND(value_number(SIGNOFF_MENTOR), value_number(SIGNOFF_MANAGER)), &rows));
    while (rows_next(&rows))
        TRY(version(context, row_text(&rows, 0), row_text(&rows, 1)));
    return rows_result(&rows);
}
