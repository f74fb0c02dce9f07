/* Reads who may be seen: names from the list of people, rights from access; see visible_people.h. */
#include "domain/people/visible_people.h"

#include "base/text.h"

#include <stdlib.h>

struct visible_key {
    int64_t key;
    size_t index;
    bool may_be_seen;
};

static int by_key(const void *a, const void *b)
{
    const struct visible_key *left = a, *right = b;
    return (left->key > right->key) - (left->key < right->key);
}

static struct visible_key *key_find(const struct visible_people *visible, int64_t person_key)
{
    const struct visible_key wanted = {.key = person_key};
    if (!visible->people.count)
        return NULL;
    return bsearch(&wanted, visible->keys, visible->people.count, sizeof wanted, by_key);
}

static int mark_seen(void *context, int64_t person_key, unsigned what)
{
    struct visible_key *found = key_find(context, person_key);
    if (found)
        found->may_be_seen = what & SEEN_DATES;
    return 0;
}

void visible_people_finish(struct visible_people *visible)
{
    memory_free(visible->keys);
}

static void keys_set(struct visible_people *visible)
{
    for (size_t i = 0; i < visible->people.count; i++)
        visible->keys[i] = (struct visible_key){.key = visible->people.items[i].key, .index = i};
    qsort(visible->keys, visible->people.count, sizeof *visible->keys, by_key);
}

static void keep_seen(struct visible_people *visible)
{
    size_t kept = 0;
    bool *may = memory_zeroed((visible->people.count + 1) * sizeof *may);
    for (size_t i = 0; i < visible->people.count; i++)
        may[visible->keys[i].index] = visible->keys[i].may_be_seen;
    for (size_t i = 0; i < visible->people.count; i++)
        if (may[i] && text_equal(visible->people.items[i].status, "active"))
            visible->people.items[kept++] = visible->people.items[i];
    memory_free(may);
    visible->people.count = kept;
    keys_set(visible);
}

int visible_people_read(struct records *records, const struct actor *actor, const char *unit, struct arena *arena,
                        struct visible_people *ret_visible)
{
    TRY(person_list(records, actor, unit, arena, &ret_visible->people));
    ret_visible->keys = memory_zeroed((ret_visible->people.count + 1) * sizeof *ret_visible->keys);
    keys_set(ret_visible);
    TRY(access_each(records, actor, mark_seen, ret_visible));
    keep_seen(ret_visible);
    return 0;
}

bool visible_people_find(const struct visible_people *visible, int64_t person_key, size_t *ret_index)
{
    const struct visible_key *found = key_find(visible, person_key);
    if (found)
        *ret_index = found->index;
    return found != NULL;
}
