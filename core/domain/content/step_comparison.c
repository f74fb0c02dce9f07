/* Matches the parts of two versions and compares their texts; see step_comparison.h. */
#include "domain/content/step_comparison.h"

#include "base/fail.h"
#include "base/text.h"

struct comparison_context {
    struct content *content;
    const struct step_versions *versions;
    struct arena *arena;
    struct step_comparison *result;
};

/* NULL if the part is absent or its text no longer exists. */
static int html_read(const struct comparison_context *context, const struct content_part *part, const char *language,
                     struct content_text *ret_text)
{
    *ret_text = (struct content_text){0};
    if (!part)
        return 0;
    int result =
        content_text(context->content, context->versions->step, part->blob, language, context->arena, ret_text);
    return result == FAIL_NOT_FOUND ? 0 : result;
}

static int texts_read(const struct comparison_context *context, const struct content_part *old,
                      const struct content_part *new, struct content_text texts[2])
{
    TRY(html_read(context, old, context->versions->language, &texts[0]));
    TRY(html_read(context, new, context->versions->language, &texts[1]));
    bool are_alike = !texts[0].html || !texts[1].html || text_equal(texts[0].language, texts[1].language);
    if (are_alike)
        return 0;
    TRY(html_read(context, old, NULL, &texts[0]));
    return html_read(context, new, NULL, &texts[1]);
}

static void text_outline(const struct comparison_context *context, const struct content_text *text,
                         struct outline *ret_outline)
{
    const struct blocks *blocks = &text->blocks;
    struct outline_insert *inserts = arena_zeroed(context->arena, (blocks->count + 1) * sizeof *inserts);
    for (size_t i = 0; text->html && i < blocks->count; i++)
        inserts[i] = (struct outline_insert){blocks->items[i].offset, blocks->items[i].words};
    outline_read(&(struct outline_text){text->html, inserts, text->html ? blocks->count : 0}, context->arena,
                 ret_outline);
}

static int part_compare(struct comparison_context *context, const struct content_part *old,
                        const struct content_part *new)
{
    struct content_text texts[2];
    struct outline *outlines = arena_zeroed(context->arena, 2 * sizeof *outlines);
    struct step_part_comparison part = {.layer = new ? new->layer : old->layer,
                                        .is_local = (new ? new : old)->role == STEP_EXTENDS};
    if (old && new &&text_equal(old->blob, new->blob))
        return 0;
    TRY(texts_read(context, old, new, texts));
    part.is_lost = old && !texts[0].html;
    part.language = texts[1].language ? texts[1].language : texts[0].language ? texts[0].language : "sv";
    text_outline(context, &texts[0], &outlines[0]);
    text_outline(context, &texts[1], &outlines[1]);
    TRY(comparison_make(&outlines[0], &outlines[1], context->arena, &part.comparison));
    if (comparison_is_same(&part.comparison))
        return 0;
    context->result->added += part.comparison.added;
    context->result->removed += part.comparison.removed;
    context->result->parts[context->result->count++] = part;
    return 0;
}

/* The matching part for the one at `index`. */
static const struct content_part *part_like(const struct content_part *part, size_t index,
                                            const struct content_part *among, size_t count)
{
    if (index == 0)
        return count ? &among[0] : NULL;
    for (size_t i = 1; i < count; i++)
        if (text_equal(among[i].layer, part->layer))
            return &among[i];
    return NULL;
}

int step_compare(struct content *content, const struct step_versions *versions, struct arena *arena,
                 struct step_comparison *ret_comparison)
{
    struct content_part *old, *new;
    size_t old_count, new_count;
    const struct content_entry before = {.parts = versions->old_parts ? versions->old_parts : ""};
    const struct content_entry after = {.parts = versions->new_parts ? versions->new_parts : ""};
    struct comparison_context context = {content, versions, arena, ret_comparison};
    TRY(content_step_parts(&before, arena, &old, &old_count));
    TRY(content_step_parts(&after, arena, &new, &new_count));
    *ret_comparison = (struct step_comparison){
        .parts = arena_zeroed(arena, (old_count + new_count + 1) * sizeof *ret_comparison->parts)};
    for (size_t i = 0; i < new_count; i++)
        TRY(part_compare(&context, part_like(&new[i], i, old, old_count), &new[i]));
    for (size_t i = 0; i < old_count; i++)
        if (!part_like(&old[i], i, new, new_count))
            TRY(part_compare(&context, &old[i], NULL));
    return 0;
}
