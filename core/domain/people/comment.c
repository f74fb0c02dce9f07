/* Keeps free words with a salt; see comment.h. */
#include "domain/people/comment.h"

#include "base/clock.h"
#include "domain/people/identifier.h"

#define SALT_BYTES 16

static const struct query comment_insert = {
    "remark.add", "remark",
    "INSERT INTO remark (key, salt, about_key, by_key, at, words)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM remark), ?1, ?2, ?3, ?4, ?5) RETURNING *"};

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
