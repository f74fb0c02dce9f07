/* Reads reviewers, and finds those of a file; see reviewers.h. */
#include "domain/curriculum/reviewers.h"

#include "base/fail.h"
#include "base/text.h"
#include "io/yaml.h"

#include <string.h>

static struct reviewers_row row_read(const struct yaml_node *node, struct arena *arena)
{
    const char **ids = arena_zeroed(arena, (node->count + 1) * sizeof *ids);
    struct reviewers_row row = {.folder = node->key, .ids = ids};
    for (const struct yaml_node *item = node->first; item && node->kind == YAML_SEQUENCE; item = item->next)
        if (yaml_value(item))
            ids[row.count++] = yaml_value(item);
    return row;
}

int reviewers_parse(const char *bytes, size_t length, struct arena *arena, struct reviewers *ret_reviewers)
{
    const struct yaml_source source = {.bytes = bytes, .length = length};
    const struct yaml_node *root = NULL;
    struct yaml_place place;
    *ret_reviewers = (struct reviewers){0};
    if (yaml_parse(&source, arena, &root, &place) != 0) {
        fail_forget();
        return 0;
    }
    const struct yaml_node *node = yaml_get(root, "reviewers");
    if (!node || node->kind != YAML_MAPPING)
        return 0;
    ret_reviewers->rows = arena_zeroed(arena, (node->count + 1) * sizeof *ret_reviewers->rows);
    for (const struct yaml_node *item = node->first; item; item = item->next)
        ret_reviewers->rows[ret_reviewers->count++] = row_read(item, arena);
    return 0;
}

/* The length of the folder if the path is it or in it; "." is in front of every path. */
static bool is_within(const char *folder, const char *path, size_t *ret_length)
{
    size_t length = strlen(folder);
    while (length && folder[length - 1] == '/')
        length--;
    *ret_length = length;
    if (length == 1 && *folder == '.') {
        *ret_length = 0;
        return true;
    }
    return strncmp(folder, path, length) == 0 && (path[length] == '/' || path[length] == '\0' || !length);
}

const struct reviewers_row *reviewers_find(const struct reviewers *reviewers, const char *path)
{
    const struct reviewers_row *found = NULL;
    size_t longest = 0;
    for (size_t i = 0; i < reviewers->count; i++) {
        size_t length = 0;
        if (!is_within(reviewers->rows[i].folder, path, &length) || (found && length < longest))
            continue;
        found = &reviewers->rows[i];
        longest = length;
    }
    return found;
}

bool reviewers_has(const struct reviewers_row *row, const char *id)
{
    for (size_t i = 0; i < row->count; i++)
        if (text_equal(row->ids[i], id))
            return true;
    return false;
}
