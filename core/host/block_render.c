/* Calls plugins for the blocks of a step; see block_render.h. */
#include "host/block_render.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/plan/plan.h"
#include "domain/progress/step_change.h"
#include "domain/site/site.h"
#include "host/call.h"
#include "host/host.h"

#include <trappa/block.h>

struct block_place *block_render_places(const struct content_part *part, const char *step, const struct blocks *blocks,
                                        struct arena *arena)
{
    struct block_place *places = arena_zeroed(arena, (blocks->count + 1) * sizeof *places);
    for (size_t i = 0; i < blocks->count; i++) {
        const char *id = blocks->items[i].id;
        places[i] =
            (struct block_place){.block = &blocks->items[i],
                                 .step = step,
                                 .id = part->role == STEP_EXTENDS ? arena_format(arena, "%s/%s", part->layer, id) : id,
                                 .blob = part->blob,
                                 .revision = part->revision};
    }
    return places;
}

static bool offer_find(const struct block *block, struct plugin_offer *at)
{
    *at = (struct plugin_offer){0};
    while (host_offer_next(TRAPPA_BLOCK_1, at))
        if (text_equal(at->plugin->id, block->plugin) &&
            text_equal(((const struct trappa_block_1 *)at->item)->name, block->kind))
            return true;
    return false;
}

bool block_render_is_possible(const struct block *block, const char **ret_plugin)
{
    struct plugin_offer at;
    bool is_possible = offer_find(block, &at);
    if (is_possible && ret_plugin)
        *ret_plugin = at.plugin->id;
    return is_possible;
}

bool block_render_takes_answers(const struct block *block)
{
    struct plugin_offer at;
    return offer_find(block, &at) && ((const struct trappa_block_1 *)at.item)->answer;
}

static struct trappa_shown_1 shown_of(const struct block_place *place, const struct block_view *view)
{
    return (struct trappa_shown_1){.step = place->step,
                                   .block = place->id,
                                   .blob = place->blob,
                                   .revision = place->revision,
                                   .person = view->person,
                                   .may_answer = view->may_answer,
                                   .compiled = place->block->compiled,
                                   .compiled_length = place->block->compiled_length};
}

static int end(struct call *call, int result)
{
    const char *id = call->plugin->id;
    result = call_end(call, result);
    return result == 1 ? fail(FAIL_SYSTEM, "plugin '%s': answered 1, which is no result", id) : result;
}

int block_render_show(const struct block_place *place, const struct block_view *view)
{
    struct plugin_offer at;
    if (!offer_find(place->block, &at))
        return fail(FAIL_NOT_FOUND, "plugin '%s': is not loaded", place->block->plugin);
    const struct trappa_shown_1 shown = shown_of(place, view);
    struct call call = {.plugin = at.plugin, .viewer = view->viewer, .site = view->site};
    call_begin(&call);
    return end(&call, ((const struct trappa_block_1 *)at.item)->show(&shown));
}

/* All blocks of one kind of one plugin. */
static int kind_answer(const struct plugin_offer *offer, const struct block_place *places, size_t count,
                       const struct block_view *view)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const struct trappa_block_1 *kind = offer->item;
    struct trappa_shown_1 *shown = arena_zeroed(&arena, (count + 1) * sizeof *shown);
    size_t shown_count = 0;
    for (size_t i = 0; i < count; i++)
        if (text_equal(places[i].block->plugin, offer->plugin->id) && text_equal(places[i].block->kind, kind->name))
            shown[shown_count++] = shown_of(&places[i], view);
    if (!shown_count || !kind->answer)
        return 0;
    struct call call = {.plugin = offer->plugin, .viewer = view->viewer, .site = view->site, .may_write = true};
    call_begin(&call);
    return end(&call, kind->answer(shown, shown_count));
}

int block_render_answer(const struct block_place *places, size_t count, const struct block_view *view)
{
    struct plugin_offer at = {0};
    while (host_offer_next(TRAPPA_BLOCK_1, &at))
        TRY(kind_answer(&at, places, count, view));
    return 0;
}

/* ---- passed ---- */

static int place_is_passed(const struct block_place *place, const struct block_view *view, bool *ret_is_passed)
{
    struct plugin_offer at;
    int32_t is_passed = 0;
    *ret_is_passed = true;
    if (!offer_find(place->block, &at) || !((const struct trappa_block_1 *)at.item)->is_passed)
        return 0;
    const struct trappa_shown_1 shown = shown_of(place, view);
    struct call call = {.plugin = at.plugin, .viewer = view->viewer, .site = view->site};
    call_begin(&call);
    TRY(end(&call, ((const struct trappa_block_1 *)at.item)->is_passed(&shown, &is_passed)));
    *ret_is_passed = is_passed != 0;
    return 0;
}

int block_render_is_passed(const struct block_view *view, const struct content_entry *entry, bool *ret_is_passed)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct content_part *parts;
    size_t count;
    *ret_is_passed = true;
    TRY(content_step_parts(entry, &arena, &parts, &count));
    for (size_t i = 0; i < count; i++) {
        struct blocks blocks;
        TRY(content_blocks(view->site->content, parts[i].blob, &arena, &blocks));
        const struct block_place *places = block_render_places(&parts[i], entry->id, &blocks, &arena);
        for (size_t j = 0; j < blocks.count && *ret_is_passed; j++)
            TRY(place_is_passed(&places[j], view, ret_is_passed));
    }
    return 0;
}

static int gate(struct site *site, const struct actor *actor, const struct person *person,
                const struct content_entry *entry)
{
    const struct block_view view = {.site = site, .viewer = actor, .person = person->rid};
    bool is_passed = true;
    TRY(block_render_is_passed(&view, entry, &is_passed));
    return is_passed ? 0 : fail(FAIL_RULE, "step '%s': the questions in its text are not passed yet", entry->id);
}

void block_render_begin(void)
{
    step_use_gate(gate);
}
