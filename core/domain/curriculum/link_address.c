/* URLs of links and images; see link_address.h. */
#include "domain/curriculum/link_address.h"

#include "domain/curriculum/image.h"

static void path_put(struct map *map, const struct source_file *file, const struct step *step)
{
    if (step->id.value)
        map_put(map, file->path, (void *)(uintptr_t)step->id.value);
}

void link_map_make(const struct stack *stack, struct link_map *ret_map)
{
    ret_map->stack = stack;
    ret_map->step_by_path = memory_zeroed(stack->layer_count * sizeof(struct map));
    for (size_t i = 0; i < stack->layer_count; i++)
        for (size_t j = 0; j < stack->layers[i]->step_count; j++) {
            const struct step *step = stack->layers[i]->steps[j];
            path_put(&ret_map->step_by_path[i], step->file, step);
            for (size_t k = 0; k < step->translation_count; k++)
                path_put(&ret_map->step_by_path[i], step->translations[k].file, step);
        }
}

void link_map_finish(struct link_map *map)
{
    for (size_t i = 0; map->step_by_path && i < map->stack->layer_count; i++)
        map_finish(&map->step_by_path[i]);
    memory_free(map->step_by_path);
    *map = (struct link_map){0};
}

static bool step_address_add(const struct link_map *map, const char *id, const char *part, struct text *into)
{
    if (!stack_step(map->stack, id))
        return false;
    text_addf(into, "%s%s%s%s", CONTENT_STEP_ADDRESS, id, part ? "#" : "", part ? part : "");
    return true;
}

static bool file_address_add(const struct link_map *map, size_t layer, const struct link *link, struct text *into)
{
    for (size_t i = layer + 1; i-- > 0;) {
        const char *id = map_get(&map->step_by_path[i], link->to);
        if (id)
            return step_address_add(map, id, link->part, into);
        const struct source_file *file = source_tree_find(map->stack->layers[i]->tree, link->to);
        if (file && file->kind == SOURCE_FILE && *file->blob && image_type_of_path(link->to)) {
            text_addf(into, "%s%s", CONTENT_IMAGE_ADDRESS, file->blob);
            return true;
        }
    }
    return false;
}

bool link_address_add(const struct link_map *map, const struct link_origin *origin, const char *target,
                      struct text *into)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const struct link link = link_read(&arena, origin->path, target);
    switch (link.kind) {
    case LINK_PART:
        text_add(into, target);
        return true;
    case LINK_STEP:
        return step_address_add(map, link.to, link.part, into);
    case LINK_FILE:
        return file_address_add(map, origin->layer, &link, into);
    case LINK_OUTSIDE:
    case LINK_LEAVES:
    case LINK_REFUSED:
    case LINK_EMPTY:
        break;
    }
    return false;
}
