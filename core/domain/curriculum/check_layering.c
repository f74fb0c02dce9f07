/* Checks what an upper layer does to steps below it, and translations against the revision that they translate. */
#include "domain/curriculum/check_internal.h"
#include "domain/curriculum/drift.h"

#include <stdio.h>

static void say_nothing_below(struct check_pass *pass, const struct step *step)
{
    static const char *const words[] = {
        [STEP_ADDS] = "", [STEP_EXTENDS] = "extends", [STEP_REPLACES] = "replaces", [STEP_HIDES] = "hides"};
    if (map_get(&pass->unread, step->id.value) ||
        check_add_retired_below(pass, check_place(step->file->path, step->id.mark), step->id.value))
        return;
    const char *nearest = pass->layer_index ? check_nearest_step(pass, step->id.value) : NULL;
    findings_add_guess(pass->findings, check_place(step->file->path, step->id.mark),
                       (struct finding_guess){FINDING_NOTHING_BELOW, nearest},
                       FINDING_WORDS(words[step->role], step->id.value));
}

/* How a layer is called in a finding. */
static const char *layer_said(const struct layer *layer)
{
    return layer->tree->name ? layer->tree->name : layer->id.value ? layer->id.value : "?";
}

/* Checks based-on: the base may have newer revisions, or not have that one yet. */
static void drift_check(struct check_pass *pass, const struct step *step, const struct step *base)
{
    char based_on[16], newest[16];
    enum change_class change = CHANGE_EDITORIAL;
    struct place place = check_place(step->file->path, step->based_on_mark);
    if (!step->based_on)
        return;
    snprintf(based_on, sizeof based_on, "%d", step->based_on);
    snprintf(newest, sizeof newest, "%d", base->revisions[0].n);
    if (step->based_on > base->revisions[0].n)
        findings_add(pass->findings, place, FINDING_BASED_ON_AHEAD, FINDING_WORDS(step->id.value, based_on, newest));
    else if (drift_between(step, base, &change))
        findings_add(pass->findings, place, FINDING_DRIFT,
                     FINDING_WORDS(step->id.value, based_on, newest, change_class_word(change)));
}

/* Checks a replacement: whether its base has moved, and whether a layer between has replaced that base already. */
static void replacement_check(struct check_pass *pass, const struct step *step, const struct part *base)
{
    drift_check(pass, step, base->step);
    if (base->replaces)
        findings_add(pass->findings, check_place(step->file->path, step->id.mark), FINDING_REPLACED_TWICE,
                     FINDING_WORDS(step->id.value, layer_said(base->layer)));
}

static void role_check(struct check_pass *pass, const struct step *step, struct map *seen)
{
    const struct stack_step *below = stack_step(pass->stack, step->id.value);
    if (!step->id.value)
        return;
    if (!below || below->base.layer_index >= pass->layer_index) {
        say_nothing_below(pass, step);
        return;
    }
    const struct source_file *first = map_get(seen, step->id.value);
    if (first)
        findings_add(pass->findings, check_place(step->file->path, step->id.mark), FINDING_LAYER_ROLE,
                     FINDING_WORDS(step->id.value, first->path));
    else
        map_put(seen, step->id.value, step->file);
    if (!first && step->role == STEP_REPLACES && below->parts[0].replaces)
        replacement_check(pass, step, below->parts[0].replaces);
}

static void translation_check(struct check_pass *pass, const struct step *step, const struct translation *translation)
{
    char translates[16], newest[16];
    if (!translation->translates || translation->translates == step->revisions[0].n)
        return;
    snprintf(translates, sizeof translates, "%d", translation->translates);
    snprintf(newest, sizeof newest, "%d", step->revisions[0].n);
    findings_add(pass->findings, check_place(translation->file->path, translation->translates_mark),
                 translation->translates < step->revisions[0].n ? FINDING_TRANSLATION_BEHIND
                                                                : FINDING_TRANSLATION_AHEAD,
                 FINDING_WORDS(translates, newest));
}

void check_layering(struct check_pass *pass)
{
    CLEANUP(map_finish) struct map seen = {0};
    for (size_t i = 0; i < pass->layer->step_count; i++) {
        const struct step *step = pass->layer->steps[i];
        if (step->role != STEP_ADDS)
            role_check(pass, step, &seen);
        for (size_t j = 0; j < step->translation_count; j++)
            translation_check(pass, step, &step->translations[j]);
    }
}
