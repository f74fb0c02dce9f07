/* Resolves layers; see stack.h. */
#include "domain/curriculum/stack.h"

#include "io/file.h"

#include <stdlib.h>
#include <string.h>

void stack_finish(struct stack *stack)
{
    map_finish(&stack->step_by_id);
    map_finish(&stack->programme_by_id);
    map_finish(&stack->staircase_by_id);
    map_finish(&stack->source_by_id);
    map_finish(&stack->competence_by_id);
}

struct stack_step *stack_step(const struct stack *stack, const char *id)
{
    return id ? map_get(&stack->step_by_id, id) : NULL;
}

struct stack_phase *stack_phase(const struct stack_programme *programme, const char *id)
{
    for (size_t i = 0; programme && i < programme->phase_count; i++)
        if (text_equal(programme->phases[i].id, id))
            return &programme->phases[i];
    return NULL;
}

bool step_change_after(const struct step *step, int n, enum change_class *ret_class)
{
    bool is_any = false;
    for (size_t i = 0; i < step->revision_count; i++) {
        const struct revision *revision = &step->revisions[i];
        if (revision->n > n && (!is_any || revision->change > *ret_class)) {
            *ret_class = revision->change;
            is_any = true;
        }
    }
    return is_any;
}

/* Makes room for one more element. The capacity doubles, so the count shows when it is full. */
static void *grown(struct arena *arena, void *items, size_t count, size_t size)
{
    if (count & (count - 1))
        return items;
    char *copy = arena_zeroed(arena, (count ? 2 * count : 1) * size);
    if (count)
        memcpy(copy, items, count * size);
    return copy;
}

static void step_add_part(struct arena *arena, struct stack_step *step, struct part part)
{
    step->parts = grown(arena, step->parts, step->part_count, sizeof part);
    step->parts[step->part_count++] = part;
}

static void step_create(struct arena *arena, struct stack *stack, struct part part)
{
    struct stack_step *step = &stack->steps[stack->step_count++];
    *step = (struct stack_step){
        .id = part.step->id.value,
        .step = part.step,
        .base = part,
        .title = part.step->title.value,
        .programme = part.step->programme,
        .phase = part.step->phase,
    };
    step_add_part(arena, step, part);
    map_put(&stack->step_by_id, step->id, step);
}

static void step_replace(struct arena *arena, struct stack_step *step, struct part part)
{
    struct part *replaced = arena_zeroed(arena, sizeof *replaced);
    *replaced = step->parts[0];
    part.replaces = replaced;
    step->parts[0] = part;
    step->step = part.step;
    if (part.step->title.value)
        step->title = part.step->title.value;
}

static void step_hide(struct arena *arena, struct stack_step *step, struct part part)
{
    struct part *hidden_by = arena_zeroed(arena, sizeof *hidden_by);
    *hidden_by = part;
    step->hidden_by = hidden_by;
}

/* A layer's changes of steps below it are applied before the steps that it adds. */
static void layer_apply(struct arena *arena, struct stack *stack, size_t index)
{
    const struct layer *layer = stack->layers[index];
    for (size_t i = 0; i < layer->step_count; i++) {
        const struct step *step = layer->steps[i];
        const struct part part = {.layer = layer, .layer_index = index, .step = step};
        struct stack_step *below = stack_step(stack, step->id.value);
        if (!below || step->role == STEP_ADDS)
            continue;
        if (step->role == STEP_EXTENDS)
            step_add_part(arena, below, part);
        else if (step->role == STEP_REPLACES)
            step_replace(arena, below, part);
        else
            step_hide(arena, below, part);
    }
    for (size_t i = 0; i < layer->step_count; i++) {
        const struct step *step = layer->steps[i];
        if (step->role == STEP_ADDS && step->id.value && !stack_step(stack, step->id.value))
            step_create(arena, stack, (struct part){.layer = layer, .layer_index = index, .step = step});
    }
}

static int step_compare(const void *left, const void *right)
{
    const struct stack_step *a = left, *b = right;
    return strcmp(a->id, b->id);
}

static void steps_resolve(struct arena *arena, struct stack *stack)
{
    size_t most = 0;
    for (size_t i = 0; i < stack->layer_count; i++)
        most += stack->layers[i]->step_count;
    stack->steps = arena_zeroed(arena, most * sizeof *stack->steps);
    for (size_t i = 0; i < stack->layer_count; i++)
        layer_apply(arena, stack, i);
    if (stack->step_count)
        qsort(stack->steps, stack->step_count, sizeof *stack->steps, step_compare);
    for (size_t i = 0; i < stack->step_count; i++)
        map_put(&stack->step_by_id, stack->steps[i].id, &stack->steps[i]);
}

static void phase_merge(struct arena *arena, struct stack_programme *programme, const struct phase *layer_phase)
{
    struct stack_phase *phase = stack_phase(programme, layer_phase->id.value);
    if (!phase) {
        programme->phases = grown(arena, programme->phases, programme->phase_count, sizeof *phase);
        phase = &programme->phases[programme->phase_count++];
        phase->id = layer_phase->id.value;
    }
    if (layer_phase->title.value || !phase->title)
        phase->title = layer_phase->title.value;
    phase->layer_phases = grown(arena, phase->layer_phases, phase->layer_phase_count, sizeof layer_phase);
    phase->layer_phases[phase->layer_phase_count++] = layer_phase;
}

/* Merges a higher layer's programme into the lower ones'; the higher layer wins. */
static void programme_merge(struct arena *arena, struct stack *stack, const struct layer *layer,
                            const struct programme *layer_programme)
{
    struct stack_programme *programme = map_get(&stack->programme_by_id, layer_programme->id.value);
    if (!programme) {
        programme = &stack->programmes[stack->programme_count++];
        programme->id = layer_programme->id.value;
        map_put(&stack->programme_by_id, programme->id, programme);
    }
    if (layer_programme->title.value || !programme->title)
        programme->title = layer_programme->title.value;
    programme->layer = layer;
    if (layer_programme->leads_to_staircase.value) {
        programme->staircase = layer_programme->leads_to_staircase.value;
        programme->level = layer_programme->leads_to_level;
    }
    for (size_t i = 0; i < layer_programme->phase_count; i++)
        if (layer_programme->phases[i].id.value)
            phase_merge(arena, programme, &layer_programme->phases[i]);
}

static int programme_compare(const void *left, const void *right)
{
    const struct stack_programme *a = left, *b = right;
    return strcmp(a->id, b->id);
}

static void programmes_resolve(struct arena *arena, struct stack *stack)
{
    size_t most = 0;
    for (size_t i = 0; i < stack->layer_count; i++)
        most += stack->layers[i]->programme_count;
    stack->programmes = arena_zeroed(arena, most * sizeof *stack->programmes);
    for (size_t i = 0; i < stack->layer_count; i++)
        for (size_t j = 0; j < stack->layers[i]->programme_count; j++)
            programme_merge(arena, stack, stack->layers[i], &stack->layers[i]->programmes[j]);
    if (stack->programme_count)
        qsort(stack->programmes, stack->programme_count, sizeof *stack->programmes, programme_compare);
    for (size_t i = 0; i < stack->programme_count; i++)
        map_put(&stack->programme_by_id, stack->programmes[i].id, &stack->programmes[i]);
}

static struct stack_phase *home_of(const struct stack *stack, const struct stack_step *step)
{
    if (step->hidden_by || !step->programme)
        return NULL;
    return stack_phase(map_get(&stack->programme_by_id, step->programme), step->phase);
}

static int place_compare(const void *left, const void *right)
{
    const struct part *a = &(*(struct stack_step *const *)left)->base;
    const struct part *b = &(*(struct stack_step *const *)right)->base;
    int by_name = strcmp(file_name(a->step->file->path), file_name(b->step->file->path));
    if (by_name)
        return by_name;
    if (a->layer_index != b->layer_index)
        return a->layer_index < b->layer_index ? -1 : 1;
    return strcmp(a->step->file->path, b->step->file->path);
}

/* Makes room in every phase for its own steps and those in its also: list. */
static void phases_size(struct arena *arena, struct stack *stack)
{
    struct stack_phase *home = NULL;
    for (size_t i = 0; i < stack->step_count; i++)
        if ((home = home_of(stack, &stack->steps[i])))
            home->step_count++;
    for (size_t i = 0; i < stack->programme_count; i++)
        for (size_t j = 0; j < stack->programmes[i].phase_count; j++) {
            struct stack_phase *phase = &stack->programmes[i].phases[j];
            size_t most = phase->step_count;
            for (size_t k = 0; k < phase->layer_phase_count; k++)
                most += phase->layer_phases[k]->also.count;
            phase->steps = arena_zeroed(arena, most * sizeof(struct stack_step *));
            phase->step_count = 0;
        }
}

static void phase_add_named(const struct stack *stack, struct stack_phase *phase, size_t programme_number)
{
    for (size_t i = 0; i < phase->layer_phase_count; i++)
        for (size_t j = 0; j < phase->layer_phases[i]->also.count; j++) {
            struct stack_step *step = stack_step(stack, phase->layer_phases[i]->also.items[j].value);
            if (!step || step->hidden_by || step->last_listed == programme_number)
                continue;
            step->last_listed = programme_number;
            phase->steps[phase->step_count++] = step;
        }
}

static void programme_order(const struct stack *stack, struct stack_programme *programme, size_t programme_number)
{
    int order = 0;
    for (size_t i = 0; i < programme->phase_count; i++) {
        struct stack_phase *phase = &programme->phases[i];
        if (phase->step_count)
            qsort(phase->steps, phase->step_count, sizeof(struct stack_step *), place_compare);
        for (size_t j = 0; j < phase->step_count; j++)
            phase->steps[j]->last_listed = programme_number;
    }
    for (size_t i = 0; i < programme->phase_count; i++) {
        struct stack_phase *phase = &programme->phases[i];
        phase_add_named(stack, phase, programme_number);
        for (size_t j = 0; j < phase->step_count; j++) {
            struct stack_step *step = phase->steps[j];
            if (!step->programme) {
                step->programme = programme->id;
                step->phase = phase->id;
            }
            order++;
            if (text_equal(step->programme, programme->id))
                step->order = order;
        }
    }
}

static void places_resolve(struct arena *arena, struct stack *stack)
{
    struct stack_phase *home = NULL;
    phases_size(arena, stack);
    for (size_t i = 0; i < stack->step_count; i++)
        if ((home = home_of(stack, &stack->steps[i])))
            home->steps[home->step_count++] = &stack->steps[i];
    for (size_t i = 0; i < stack->programme_count; i++)
        programme_order(stack, &stack->programmes[i], i + 1);
}

static int staircase_compare(const void *left, const void *right)
{
    return strcmp((*(const struct staircase *const *)left)->id.value,
                  (*(const struct staircase *const *)right)->id.value);
}

/* Map values are not const, but nothing writes through these. */
static void map_put_const(struct map *map, const char *key, const void *value)
{
    void *plain = NULL;
    memcpy(&plain, &value, sizeof plain);
    map_put(map, key, plain);
}

static void staircases_resolve(struct arena *arena, struct stack *stack)
{
    size_t most = 0;
    for (size_t i = 0; i < stack->layer_count; i++)
        most += stack->layers[i]->staircase_count;
    stack->staircases = arena_zeroed(arena, most * sizeof(struct staircase *));
    for (size_t i = stack->layer_count; i-- > 0;)
        for (size_t j = 0; j < stack->layers[i]->staircase_count; j++) {
            const struct staircase *staircase = &stack->layers[i]->staircases[j];
            if (!staircase->id.value || map_get(&stack->staircase_by_id, staircase->id.value))
                continue;
            map_put_const(&stack->staircase_by_id, staircase->id.value, staircase);
            stack->staircases[stack->staircase_count++] = staircase;
        }
    if (stack->staircase_count)
        qsort(stack->staircases, stack->staircase_count, sizeof(struct staircase *), staircase_compare);
    for (size_t i = 0; i < stack->staircase_count; i++)
        for (size_t j = 0; j < stack->staircases[i]->competence_count; j++) {
            const struct competence *competence = &stack->staircases[i]->competences[j];
            if (!map_get(&stack->competence_by_id, competence->id.value))
                map_put_const(&stack->competence_by_id, competence->id.value, competence);
        }
}

static int source_compare(const void *left, const void *right)
{
    return strcmp((*(const struct citation *const *)left)->id.value,
                  (*(const struct citation *const *)right)->id.value);
}

static void sources_resolve(struct arena *arena, struct stack *stack)
{
    size_t most = 0;
    for (size_t i = 0; i < stack->layer_count; i++)
        most += stack->layers[i]->source_count;
    stack->sources = arena_zeroed(arena, most * sizeof(struct citation *));
    for (size_t i = stack->layer_count; i-- > 0;)
        for (size_t j = 0; j < stack->layers[i]->source_count; j++) {
            const struct citation *source = &stack->layers[i]->sources[j];
            if (!source->id.value || map_get(&stack->source_by_id, source->id.value))
                continue;
            map_put_const(&stack->source_by_id, source->id.value, source);
            stack->sources[stack->source_count++] = source;
        }
    if (stack->source_count)
        qsort(stack->sources, stack->source_count, sizeof(struct citation *), source_compare);
}

void stack_resolve(struct arena *arena, struct layer **layers, size_t layer_count, struct stack *ret_stack)
{
    *ret_stack = (struct stack){.layers = layers, .layer_count = layer_count};
    steps_resolve(arena, ret_stack);
    programmes_resolve(arena, ret_stack);
    places_resolve(arena, ret_stack);
    staircases_resolve(arena, ret_stack);
    sources_resolve(arena, ret_stack);
}
