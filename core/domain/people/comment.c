/* Keeps free words with a salt; see comment.h. */
#include "domain/people/comment.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/identifier.h"

#define SALT_BYTES 16

static const struct query comment_insert = {
    "remark.add", "remark",
    "INSERT INTO remark (key, salt, about_key, by_key, at, words)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM remark), ?1, ?2, ?3, ?4, ?5) RETURNING *"};
static const struct query comments_about = {"erase.remarks", NULL,
                                            "SELECT key FROM remark WHERE about_key = ?1 AND words <> '' ORDER BY key"};
static const struct query comment_blank = {"erase.remark", "remark",
                                           "UPDATE remark SET words = '', salt = ?2 WHERE key = ?1 RETURNING *"};

int comment_write(struct records *records, const struct comment_new *comment, int64_t *ret_key)
{
    unsigned char salt[SALT_BYTES];
    *ret_key = 0;
    if (text_is_blank(comment->words))
        return 0;
    TRY(identifier_check_words(comment->field, comment->words));
    secret_random(salt, sizeof salt);
    return records_write(records, &comment_insert,
                         BIND(value_bytes(salt, sizeof salt), value_number(comment->about_key),
                              value_key(comment->by_key), value_number(clock_now()), value_text(comment->words)),
                         ret_key);
}

int comments_erase(struct records *records, int64_t about_key, int64_t *ret_count)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct rows rows CLEANUP(rows_end) = {0};
    int64_t *keys;
    size_t count;
    TRY(records_select(records, &comments_about, BIND(value_number(about_key)), &rows));
    TRY(ROWS_COLLECT(&rows, row_read_number, NULL, &arena, &keys, &count));
    for (size_t i = 0; i < count; i++) {
        /* A new salt: the old digest must not let anybody try words out. */
        unsigned char salt[SALT_BYTES];
        secret_random(salt, sizeof salt);
        TRY(records_write(records, &comment_blank, BIND(value_number(keys[i]), value_bytes(salt, sizeof salt)), NULL));
    }
    *ret_count = (int64_t)count;
    return 0;
}
