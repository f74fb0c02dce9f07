/* Reads who may be seen: names from the list of people, rights from access; see seen.h. */
#include "domain/stair/seen.h"

#include "base/text.h"

#include <stdlib.h>

struct seen_key {
    int64_t key;
    size_t index;
    bool may_be_seen;
};

static int by_key(const void *a, const void *b)
{
    const struct seen_key *left = a, *right = b;
    return (left->key > right->key) - (left->key < right->key);
}

static struct seen_key *key_find(const struct seen *seen, int64_t person_key)
{
    const struct seen_key wanted = {.key = person_key};
    if (!seen->people.count)
        return NULL;
    return bsearch(&wanted, seen->keys, seen->people.count, sizeof wanted, by_key);
}

static int mark_seen(void *context, int64_t person_key, unsigned what)
{
    struct seen_key *found = key_find(context, person_key);
    if (found)
        found->may_be_seen = what & SEEN_DATES;
    return 0;
}

void seen_finish(struct seen *seen)
{
    memory_free(seen->keys);
}

static void keys_set(struct seen *seen)
{
    for (size_t i = 0; i < seen->people.count; i++)
        seen->keys[i] = (struct seen_key){.key = seen->people.items[i].key, .index = i};
    qsort(seen->keys, seen->people.count, sizeof *seen->keys, by_key);
}

static void keep_seen(struct seen *seen)
{
    size_t kept = 0;
    bool *may = memory_zeroed((seen->people.count + 1) * sizeof *may);
    for (size_t i = 0; i < seen->people.count; i++)
        may[seen->keys[i].index] = seen->keys[i].may_be_seen;
    for (size_t i = 0; i < seen->people.count; i++)
        if (may[i] && text_equal(seen->people.items[i].status, "active"))
            seen->people.items[kept++] = seen->people.items[i];
    memory_free(may);
    seen->people.count = kept;
    keys_set(seen);
}

int seen_read(struct records *records, const struct actor *actor, const char *unit, struct arena *arena,
              struct seen *ret_seen)
{
    TRY(person_list(records, actor, unit, arena, &ret_seen->people));
    ret_seen->keys = memory_zeroed((ret_seen->people.count + 1) * sizeof *ret_seen->keys);
    keys_set(ret_seen);
    TRY(access_each(records, actor, mark_seen, ret_seen));
    keep_seen(ret_seen);
    return 0;
}

bool seen_find(const struct seen *seen, int64_t person_key, size_t *ret_index)
{
    const struct seen_key *found = key_find(seen, person_key);
    if (found)
        *ret_index = found->index;
    return found != NULL;
}
