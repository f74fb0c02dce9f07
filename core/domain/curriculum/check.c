/* Runs all parts of the check on each layer; see check.h. */
#include "domain/curriculum/check.h"

#include "domain/curriculum/check_internal.h"

#include <string.h>

#define GUESS_COMPARISONS_MAX 1000000

static const char **ids_room(struct check_pass *pass, size_t count)
{
    return arena_zeroed(pass->arena, count * sizeof(const char *));
}

static void competences_collect(struct check_pass *pass)
{
    const struct stack *stack = pass->stack;
    size_t most = 0, count = 0;
    for (size_t i = 0; i < stack->staircase_count; i++)
        most += stack->staircases[i]->competence_count;
    pass->ids[SPACE_COMPETENCES] = ids_room(pass, most);
    for (size_t i = 0; i < stack->staircase_count; i++)
        for (size_t j = 0; j < stack->staircases[i]->competence_count; j++)
            pass->ids[SPACE_COMPETENCES][count++] = stack->staircases[i]->competences[j].id.value;
    pass->id_counts[SPACE_COMPETENCES] = count;
}

static void ids_collect(struct check_pass *pass)
{
    const struct stack *stack = pass->stack;
    pass->ids[SPACE_STEPS] = ids_room(pass, stack->step_count);
    pass->ids[SPACE_SOURCES] = ids_room(pass, stack->source_count);
    pass->ids[SPACE_STAIRCASES] = ids_room(pass, stack->staircase_count);
    pass->ids[SPACE_PROGRAMMES] = ids_room(pass, stack->programme_count);
    for (size_t i = 0; i < stack->step_count; i++)
        pass->ids[SPACE_STEPS][i] = stack->steps[i].id;
    for (size_t i = 0; i < stack->source_count; i++)
        pass->ids[SPACE_SOURCES][i] = stack->sources[i]->id.value;
    for (size_t i = 0; i < stack->staircase_count; i++)
        pass->ids[SPACE_STAIRCASES][i] = stack->staircases[i]->id.value;
    for (size_t i = 0; i < stack->programme_count; i++)
        pass->ids[SPACE_PROGRAMMES][i] = stack->programmes[i].id;
    pass->id_counts[SPACE_STEPS] = stack->step_count;
    pass->id_counts[SPACE_SOURCES] = stack->source_count;
    pass->id_counts[SPACE_STAIRCASES] = stack->staircase_count;
    pass->id_counts[SPACE_PROGRAMMES] = stack->programme_count;
    competences_collect(pass);
}

static void retired_put(struct check_pass *pass, const char *id, size_t layer_index)
{
    map_put(&pass->retired, id, pass);
    if (layer_index < pass->layer_index)
        map_put(&pass->retired_below, id, pass);
}

/* Collects the ids that layers list as retired, and those of unreadable files. */
static void absent_collect(struct check_pass *pass)
{
    for (size_t i = 0; i < pass->stack->layer_count; i++) {
        const struct layer *layer = pass->stack->layers[i];
        for (size_t j = 0; j < layer->retired.count; j++)
            retired_put(pass, layer->retired.items[j].value, i);
        for (size_t j = 0; j < layer->unread.count; j++)
            map_put(&pass->unread, layer->unread.items[j].value, pass);
        pass->has_unread_steps |= layer->has_unread_steps;
        pass->has_unread_others |= layer->has_unread_others;
    }
}

static int pass_run(struct check_pass *pass, const struct source_tree *previous)
{
    ids_collect(pass);
    absent_collect(pass);
    check_duplicates(pass);
    check_references(pass);
    check_sources(pass);
    check_requires_cycles(pass);
    check_places(pass);
    check_layering(pass);
    TRY(check_images(pass));
    TRY(check_extra(pass));
    TRY(check_bodies(pass));
    return previous ? check_history(pass, previous) : 0;
}

/* Findings beyond FINDINGS_MAX are counted, not stored. */
static void findings_move(struct findings *into, const struct findings *from, const char *prefix)
{
    size_t errors = into->errors, warnings = into->warnings;
    for (size_t i = 0; i < from->count; i++) {
        CLEANUP(text_finish) struct text path = TEXT(64 * 1024);
        const struct finding *finding = &from->items[i];
        struct place place = finding->place;
        text_addf(&path, "%s/%s", prefix, place.path);
        place.path = text_string(&path);
        findings_add_guess(into, place, (struct finding_guess){finding->kind->code, finding->suggestion},
                           finding->words);
    }
    into->more += from->more;
    into->errors = errors + from->errors;
    into->warnings = warnings + from->warnings;
}

/* Checks layer `index` on the stack of it and the layers below; leaves that stack in `ret_check`. */
static int layer_check(const struct check_request *request, struct layer **layers, size_t index,
                       struct check *ret_check, struct findings *findings)
{
    stack_finish(&ret_check->stack);
    stack_resolve(&ret_check->arena, layers, index + 1, &ret_check->stack);
    struct check_pass pass = {
        .arena = &ret_check->arena,
        .findings = findings,
        .stack = &ret_check->stack,
        .layer = layers[index],
        .layer_index = index,
        .guesses_left = GUESS_COMPARISONS_MAX,
    };
    int status = pass_run(&pass, request->previous ? request->previous[index] : NULL);
    map_finish(&pass.retired);
    map_finish(&pass.retired_below);
    map_finish(&pass.unread);
    map_finish(&pass.headings);
    return status;
}

static int layers_check(const struct check_request *request, struct check *ret_check)
{
    size_t count = request->tree_count;
    struct layer **layers = arena_zeroed(&ret_check->arena, count * sizeof(struct layer *));
    for (size_t i = 0; i < count; i++) {
        CLEANUP(findings_finish) struct findings aside = {0};
        bool is_last = i + 1 == count;
        bool is_plain = is_last && !request->is_about_all;
        struct findings *findings = is_plain ? &ret_check->findings : &aside;
        TRY(layer_read(&ret_check->arena, &request->trees[i], findings, &layers[i]));
        if (is_last || request->is_about_all)
            TRY(layer_check(request, layers, i, ret_check, findings));
        if (request->is_about_all)
            findings_move(&ret_check->findings, &aside, request->trees[i].name);
    }
    return 0;
}

int check_run(const struct check_request *request, struct check *ret_check)
{
    *ret_check = (struct check){0};
    int status = layers_check(request, ret_check);
    if (status != 0) {
        check_finish(ret_check);
        return status;
    }
    findings_sort(&ret_check->findings);
    return 0;
}

void check_finish(struct check *check)
{
    stack_finish(&check->stack);
    findings_finish(&check->findings);
    arena_finish(&check->arena);
    *check = (struct check){0};
}
