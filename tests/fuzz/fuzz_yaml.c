/* Fuzzes the YAML reader: whatever it accepts is a tree that can be walked, and whatever it refuses has a place. */
#include "io/yaml.h"

#include "base/text.h"

#include <assert.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t nodes_within(const struct yaml_node *node, int depth)
{
    size_t nodes = 1, count = 0;
    assert(depth <= YAML_DEPTH_MAX && node->line >= 2 && node->column >= 1);
    assert((node->kind == YAML_SCALAR) == (yaml_value(node) != NULL));
    for (const struct yaml_node *child = node->first; child; child = child->next, count++) {
        assert((node->kind == YAML_MAPPING) == (child->key != NULL));
        assert(node->kind != YAML_MAPPING || yaml_get(node, child->key) == child);
        nodes += nodes_within(child, depth + 1);
    }
    assert(count == node->count);
    return nodes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct yaml_source source = {.bytes = (const char *)data, .length = size, .first_line = 2, .nodes_most = 200};
    const struct yaml_node *root = NULL;
    struct yaml_place place = {0};
    if (yaml_parse(&source, &arena, &root, &place) == 0)
        assert(nodes_within(root, 0) <= 200);
    else
        assert(place.line >= 2 && place.column >= 1);
    return 0;
}
