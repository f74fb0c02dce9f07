/* Checks the places of steps: programmes and phases exist, and phases have steps. */
#include "domain/curriculum/check_internal.h"

static void say_no_programme(struct check_pass *pass, const char *programme)
{
    findings_add(pass->findings,
                 (struct place){.path = arena_format(pass->arena, "programmes/%s/programme.yaml", programme)},
                 FINDING_NO_PROGRAMME_FILE, FINDING_WORDS(programme));
}

static void say_no_phase(struct check_pass *pass, const struct step *step, const struct stack_programme *programme)
{
    const char **ids = arena_zeroed(pass->arena, programme->phase_count * sizeof(const char *));
    for (size_t i = 0; i < programme->phase_count; i++)
        ids[i] = programme->phases[i].id;
    findings_add_guess(
        pass->findings, (struct place){.path = step->file->path},
        (struct finding_guess){FINDING_NO_SUCH_PHASE, text_nearest(step->phase, ids, programme->phase_count)},
        FINDING_WORDS(step->phase, programme->id));
}

/* Steps are sorted by path, so a folder is reported once, at its first step. */
static void homes_check(struct check_pass *pass)
{
    const char *last_programme = NULL, *last_phase = NULL;
    for (size_t i = 0; i < pass->layer->step_count; i++) {
        const struct step *step = pass->layer->steps[i];
        if (step->role != STEP_ADDS || !step->programme)
            continue;
        const struct stack_programme *programme = map_get(&pass->stack->programme_by_id, step->programme);
        bool is_same = text_equal(step->programme, last_programme);
        if (!programme && !is_same && !pass->has_unread_others)
            say_no_programme(pass, step->programme);
        if (programme && !(is_same && text_equal(step->phase, last_phase)) && !stack_phase(programme, step->phase))
            say_no_phase(pass, step, programme);
        last_programme = step->programme;
        last_phase = step->phase;
    }
}

void check_places(struct check_pass *pass)
{
    homes_check(pass);
    for (size_t i = 0; i < pass->layer->programme_count; i++) {
        const struct programme *layer_programme = &pass->layer->programmes[i];
        const struct stack_programme *programme = map_get(&pass->stack->programme_by_id, layer_programme->id.value);
        for (size_t j = 0; j < layer_programme->phase_count; j++) {
            const struct stack_phase *phase = stack_phase(programme, layer_programme->phases[j].id.value);
            if (phase && !phase->step_count && !pass->has_unread_steps)
                findings_add(pass->findings,
                             check_place(layer_programme->file->path, layer_programme->phases[j].id.mark),
                             FINDING_EMPTY_PHASE, FINDING_WORDS(phase->id));
        }
    }
}
