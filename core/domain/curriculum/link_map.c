/* Finds what links lead to; see link_map.h. */
#include "domain/curriculum/link_map.h"

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

static bool step_find(const struct link_map *map, const char *id, const char *part, struct link_end *ret_end)
{
    if (!stack_step(map->stack, id))
        return false;
    *ret_end = (struct link_end){.step = id, .part = part};
    return true;
}

static bool file_find(const struct link_map *map, size_t layer, const struct link *link, struct link_end *ret_end)
{
    for (size_t i = layer + 1; i-- > 0;) {
        const char *id = map_get(&map->step_by_path[i], link->to);
        if (id)
            return step_find(map, id, link->part, ret_end);
        const struct source_file *file = source_tree_find(map->stack->layers[i]->tree, link->to);
        if (file && file->kind == SOURCE_FILE && *file->blob && image_type_of_path(link->to)) {
            *ret_end = (struct link_end){.image = file->blob};
            return true;
        }
    }
    return false;
}

bool link_map_find(const struct link_map *map, const struct link_origin *origin, const char *written,
                   struct arena *arena, struct link_end *ret_end)
{
    struct link link = link_read(arena, origin->path, written);
    link.part = link.part ? link_part_id(arena, link.part) : NULL;
    switch (link.kind) {
    case LINK_PART:
        *ret_end = (struct link_end){.part = link.part};
        return true;
    case LINK_STEP:
        return step_find(map, link.to, link.part, ret_end);
    case LINK_FILE:
        return file_find(map, origin->layer, &link, ret_end);
    case LINK_OUTSIDE:
    case LINK_LEAVES:
    case LINK_REFUSED:
    case LINK_EMPTY:
        break;
    }
    return false;
}
