/* Keeps free words with a salt; see remark.h. */
#include "domain/people/remark.h"

#include "base/clock.h"
#include "domain/people/naming.h"

#define SALT_BYTES 16

static const struct query remark_insert = {
    "remark.add", "remark",
    "INSERT INTO remark (key, salt, about_key, by_key, at, words)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM remark), ?1, ?2, ?3, ?4, ?5) RETURNING *"};

int remark_write(struct records *records, const struct remark_new *remark, int64_t *ret_key)
{
    unsigned char salt[SALT_BYTES];
    *ret_key = 0;
    if (text_is_blank(remark->words))
        return 0;
    TRY(naming_check_words("the comment", remark->words));
    secret_random(salt, sizeof salt);
    return records_write(records, &remark_insert,
                         BIND(of_bytes(salt, sizeof salt), of_number(remark->about_key), of_key(remark->by_key),
                              of_number(clock_now()), of_text(remark->words)),
                         ret_key);
}
