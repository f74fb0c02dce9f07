/* Checks sources: used, verified, still valid, and each snapshot with its source. */
#include "domain/curriculum/check_internal.h"

#include <string.h>

static void used_collect(const struct check_pass *pass, struct map *used)
{
    for (size_t i = 0; i < pass->stack->layer_count; i++) {
        struct layer *layer = pass->stack->layers[i];
        for (size_t j = 0; j < layer->step_count; j++)
            for (size_t k = 0; k < layer->steps[j]->sources.count; k++)
                map_put(used, layer->steps[j]->sources.items[k].value, layer);
    }
}

static void source_check(struct check_pass *pass, const struct citation *source, const struct map *used)
{
    char day[DAY_TEXT_BYTES];
    struct place place = check_place(source->file->path, source->id.mark);
    if (!source->id.value)
        return;
    if (!map_get(used, source->id.value) && !pass->has_unread_steps)
        findings_add(pass->findings, place, FINDING_UNUSED_SOURCE, FINDING_WORDS(source->id.value));
    if (source->checked == DAY_NONE)
        findings_add(pass->findings, place, FINDING_SOURCE_UNCHECKED, FINDING_WORDS(source->id.value));
    if (source->valid_until != DAY_NONE && source->valid_until < clock_today())
        findings_add(pass->findings, place, FINDING_SOURCE_EXPIRED,
                     FINDING_WORDS(source->id.value, day_format(source->valid_until, day)));
}

static void snapshots_check(struct check_pass *pass)
{
    const struct source_tree *tree = pass->layer->tree;
    for (size_t i = 0; i < tree->count; i++) {
        const char *path = tree->files[i].path;
        if (!text_starts(path, "sources/") || !text_ends(path, ".md") || text_starts(path, "sources/README"))
            continue;
        size_t length = strlen(path) - strlen("sources/") - strlen(".md");
        const struct word word = {arena_copy_bytes(pass->arena, path + strlen("sources/"), length), {0}};
        if (!map_get(&pass->stack->source_by_id, word.value))
            findings_add(pass->findings, check_place(path, word.mark), FINDING_UNKNOWN_SNAPSHOT,
                         FINDING_WORDS(word.value));
    }
}

void check_sources(struct check_pass *pass)
{
    CLEANUP(map_finish) struct map used = {0};
    used_collect(pass, &used);
    for (size_t i = 0; i < pass->layer->source_count; i++)
        source_check(pass, &pass->layer->sources[i], &used);
    snapshots_check(pass);
}
