/* Checks ids: duplicates, references without a target, retired ids still in use. */
#include "domain/curriculum/check_internal.h"

#include <stdio.h>
#include <string.h>

/* "programmes/a/01-b/01-c.md:2", with the layer's name before it if that is another layer. */
static const char *where_words(struct check_pass *pass, const struct layer *layer, const char *path, int line)
{
    if (layer == pass->layer)
        return arena_format(pass->arena, "%s:%d", path, line);
    return arena_format(pass->arena, "%s:%s:%d", layer->tree->name, path, line);
}

static void say_duplicate(struct check_pass *pass, struct place place, const char *id, const char *where)
{
    findings_add(pass->findings, place, FINDING_DUPLICATE_ID, FINDING_WORDS(id, where));
}

static void step_duplicates(struct check_pass *pass)
{
    for (size_t i = 0; i < pass->layer->step_count; i++) {
        const struct step *step = pass->layer->steps[i];
        const struct stack_step *resolved = stack_step(pass->stack, step->id.value);
        if (step->role != STEP_ADDS || !resolved)
            continue;
        const struct part *base = &resolved->base;
        if (base->step != step)
            say_duplicate(pass, check_place(step->file->path, step->id.mark), step->id.value,
                          where_words(pass, base->layer, base->step->file->path, base->step->id.mark.line));
    }
}

/* A definition of an id: of a staircase, a source or a phase. */
struct id_definition {
    const struct layer *layer;
    const struct word *id;
    const char *path;
};

static void definition_check_unique(struct check_pass *pass, struct map *seen, const struct id_definition *definition)
{
    if (!definition->id->value)
        return;
    const struct id_definition *first = map_get(seen, definition->id->value);
    if (!first) {
        struct id_definition *copy = arena_zeroed(pass->arena, sizeof *copy);
        *copy = *definition;
        map_put(seen, definition->id->value, copy);
    } else if (definition->layer == pass->layer)
        say_duplicate(pass, check_place(definition->path, definition->id->mark), definition->id->value,
                      where_words(pass, first->layer, first->path, first->id->mark.line));
}

static void other_duplicates(struct check_pass *pass)
{
    CLEANUP(map_finish) struct map staircases = {0};
    CLEANUP(map_finish) struct map sources = {0};
    for (size_t i = 0; i < pass->stack->layer_count; i++) {
        const struct layer *layer = pass->stack->layers[i];
        for (size_t j = 0; j < layer->staircase_count; j++) {
            const struct staircase *staircase = &layer->staircases[j];
            definition_check_unique(pass, &staircases,
                                    &(struct id_definition){layer, &staircase->id, staircase->file->path});
        }
        for (size_t j = 0; j < layer->source_count; j++) {
            const struct citation *source = &layer->sources[j];
            definition_check_unique(pass, &sources, &(struct id_definition){layer, &source->id, source->file->path});
        }
    }
}

static void phase_duplicates(struct check_pass *pass, const struct programme *programme)
{
    CLEANUP(map_finish) struct map phases = {0};
    for (size_t i = 0; i < programme->phase_count; i++)
        definition_check_unique(pass, &phases,
                                &(struct id_definition){pass->layer, &programme->phases[i].id, programme->file->path});
}

void check_duplicates(struct check_pass *pass)
{
    step_duplicates(pass);
    other_duplicates(pass);
    for (size_t i = 0; i < pass->layer->programme_count; i++)
        phase_duplicates(pass, &pass->layer->programmes[i]);
}

/* A reference: each word must be in `known`, or in `also_known` if that is not NULL. */
struct reference {
    const char *path;
    const struct map *known, *also_known;
    enum id_space space;
};

static void reference_check(struct check_pass *pass, const struct reference *reference, const struct word *word)
{
    if (!word->value || map_get(reference->known, word->value))
        return;
    if (!reference->also_known || !map_get(reference->also_known, word->value))
        check_add_unknown(pass, reference->path, word, reference->space);
}

static void references_check(struct check_pass *pass, const struct reference *reference, const struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        reference_check(pass, reference, &words->items[i]);
}

static int highest_level(const struct stack *stack)
{
    int highest = 0;
    for (size_t i = 0; i < stack->staircase_count; i++)
        if ((int)stack->staircases[i]->level_count > highest)
            highest = (int)stack->staircases[i]->level_count;
    return highest;
}

static void say_no_level(struct check_pass *pass, struct place place, int level, int highest)
{
    char wanted[16], most[16];
    snprintf(wanted, sizeof wanted, "%d", level);
    snprintf(most, sizeof most, "%d", highest);
    findings_add(pass->findings, place, FINDING_NO_SUCH_LEVEL, FINDING_WORDS(wanted, most));
}

static void signer_level_check(struct check_pass *pass, const struct step *step, int highest)
{
    struct place place = check_place(step->file->path, step->signer_level_mark);
    if (pass->has_unread_others)
        return;
    if (step->signer_level && !pass->stack->staircase_count)
        findings_add(pass->findings, place, FINDING_SIGNER_WITHOUT_STAIRCASE, NULL);
    else if (step->signer_level > highest)
        say_no_level(pass, place, step->signer_level, highest);
}

static void step_references(struct check_pass *pass, const struct step *step)
{
    const struct stack *stack = pass->stack;
    const char *path = step->file->path;
    const struct reference steps = {path, &stack->step_by_id, NULL, SPACE_STEPS};
    const struct reference past_steps = {path, &stack->step_by_id, &pass->retired, SPACE_STEPS};
    const struct reference sources = {path, &stack->source_by_id, NULL, SPACE_SOURCES};
    const struct reference competences = {path, &stack->competence_by_id, NULL, SPACE_COMPETENCES};
    references_check(pass, &steps, &step->requires);
    references_check(pass, &past_steps, &step->continues);
    references_check(pass, &sources, &step->sources);
    for (size_t i = 0; i < step->aim_count; i++)
        reference_check(pass, &competences, &step->aims[i].competence);
}

static void programme_references(struct check_pass *pass, const struct programme *programme)
{
    const char *path = programme->file->path;
    const struct reference steps = {path, &pass->stack->step_by_id, NULL, SPACE_STEPS};
    const struct reference staircases = {path, &pass->stack->staircase_by_id, NULL, SPACE_STAIRCASES};
    for (size_t i = 0; i < programme->phase_count; i++)
        references_check(pass, &steps, &programme->phases[i].also);
    reference_check(pass, &staircases, &programme->leads_to_staircase);
    const struct staircase *staircase =
        programme->leads_to_staircase.value
            ? map_get(&pass->stack->staircase_by_id, programme->leads_to_staircase.value)
            : NULL;
    if (staircase && programme->leads_to_level > (int)staircase->level_count)
        say_no_level(pass, check_place(path, programme->leads_to_level_mark), programme->leads_to_level,
                     (int)staircase->level_count);
}

static void rule_references(struct check_pass *pass, const struct staircase *staircase, const struct level *level)
{
    const char *path = staircase->file->path;
    const struct reference programmes = {path, &pass->stack->programme_by_id, NULL, SPACE_PROGRAMMES};
    const struct reference competences = {path, &pass->stack->competence_by_id, NULL, SPACE_COMPETENCES};
    for (size_t i = 0; i < level->rule_count; i++) {
        reference_check(pass, &programmes, &level->rules[i].programme);
        reference_check(pass, &competences, &level->rules[i].competence);
    }
}

static void retired_check(struct check_pass *pass)
{
    for (size_t i = 0; i < pass->layer->retired.count; i++) {
        const struct word *word = &pass->layer->retired.items[i];
        const struct stack_step *step = stack_step(pass->stack, word->value);
        if (!step || step->hidden_by)
            continue;
        const struct part *base = &step->base;
        findings_add(pass->findings, check_place("curriculum.yaml", word->mark), FINDING_RETIRED_ID,
                     FINDING_WORDS(word->value,
                                   where_words(pass, base->layer, base->step->file->path, base->step->id.mark.line)));
    }
}

void check_references(struct check_pass *pass)
{
    const struct layer *layer = pass->layer;
    int highest = highest_level(pass->stack);
    for (size_t i = 0; i < layer->step_count; i++) {
        step_references(pass, layer->steps[i]);
        signer_level_check(pass, layer->steps[i], highest);
    }
    for (size_t i = 0; i < layer->programme_count; i++)
        programme_references(pass, &layer->programmes[i]);
    for (size_t i = 0; i < layer->staircase_count; i++)
        for (size_t j = 0; j < layer->staircases[i].level_count; j++)
            rule_references(pass, &layer->staircases[i], &layer->staircases[i].levels[j]);
    retired_check(pass);
}
