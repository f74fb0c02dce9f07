/* Renders and compares the two sides of a file; see proposal_compare.h. */
#include "domain/proposal/proposal_compare.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/content/rendering.h"

#include <string.h>

struct rendered {
    struct arena *arena;
    const char *html;
    struct outline outline;
};

static int on_rendered(const struct rendering_job *job, const struct rendering *rendering, void *context)
{
    struct rendered *rendered = context;
    (void)job;
    if (rendering->result != 0)
        return fail(rendering->result, "%s", rendering->sentence);
    const struct blocks *blocks = &rendering->blocks;
    struct outline_insert *inserts = arena_zeroed(rendered->arena, (blocks->count + 1) * sizeof *inserts);
    for (size_t i = 0; i < blocks->count; i++)
        inserts[i] = (struct outline_insert){blocks->items[i].offset,
                                             arena_copy_string(rendered->arena, blocks->items[i].words)};
    rendered->html = arena_copy_string(rendered->arena, rendering->html);
    outline_read(&(struct outline_text){rendered->html, inserts, blocks->count}, rendered->arena, &rendered->outline);
    return 0;
}

static int body_render(const char *body, struct rendered *rendered)
{
    static const struct stack none;
    struct link_map links;
    const struct rendering_job job = {
        .blob = "", .step = "", .origin = {0, ""}, .body = body, .length = strlen(body), .language = "sv"};
    const struct rendering_reader reader = {on_rendered, rendered};
    link_map_make(&none, &links);
    int result = rendering_run(&links, &job, 1, &reader);
    link_map_finish(&links);
    return result;
}

/* Where the body of a step's file begins; the whole text of one without front matter. */
static const char *body_of(const char *text)
{
    const char *end = strncmp(text, "---\n", 4) == 0 ? strstr(text + 3, "\n---\n") : NULL;
    return end ? end + strlen("\n---\n") : text;
}

static void lines_escape(const char *from, size_t length, struct text *into)
{
    text_add(into, "<pre><code>");
    for (const char *at = from; at < from + length; at++)
        if (*at == '<')
            text_add(into, "&lt;");
        else if (*at == '&')
            text_add(into, "&amp;");
        else
            text_add_char(into, *at);
    text_add(into, "</code></pre>");
}

static void lines_outline(const char *text, size_t length, struct arena *arena, struct outline *ret_outline)
{
    CLEANUP(text_finish) struct text html = TEXT(8UL * 1024 * 1024);
    lines_escape(text, length, &html);
    const char *kept = arena_copy_string(arena, text_string(&html));
    outline_read(&(struct outline_text){kept, NULL, 0}, arena, ret_outline);
}

static int part_add(const struct outline *before, const struct outline *after, struct arena *arena,
                    struct step_comparison *comparison)
{
    struct step_part_comparison part = {.layer = "", .language = "sv"};
    TRY(comparison_make(before, after, arena, &part.comparison));
    if (comparison_is_same(&part.comparison))
        return 0;
    comparison->added += part.comparison.added;
    comparison->removed += part.comparison.removed;
    comparison->parts[comparison->count++] = part;
    return 0;
}

static int bodies_compare(const char *before, const char *after, struct arena *arena,
                          struct step_comparison *comparison)
{
    struct rendered *sides = arena_zeroed(arena, 2 * sizeof *sides);
    sides[0].arena = sides[1].arena = arena;
    if (before)
        TRY(body_render(body_of(before), &sides[0]));
    if (after)
        TRY(body_render(body_of(after), &sides[1]));
    return part_add(&sides[0].outline, &sides[1].outline, arena, comparison);
}

int proposal_compare(const struct proposal_file *file, struct arena *arena, struct step_comparison *ret_comparison)
{
    const char *sides[2] = {file->before, file->after};
    bool is_step = text_ends(file->path, ".md");
    struct outline *outlines = arena_zeroed(arena, 2 * sizeof *outlines);
    *ret_comparison = (struct step_comparison){.parts = arena_zeroed(arena, 2 * sizeof *ret_comparison->parts)};
    if (is_step)
        TRY(bodies_compare(file->before, file->after, arena, ret_comparison));
    for (size_t i = 0; i < 2; i++) {
        size_t length = !sides[i] ? 0 : is_step ? (size_t)(body_of(sides[i]) - sides[i]) : strlen(sides[i]);
        if (length)
            lines_outline(sides[i], length, arena, &outlines[i]);
    }
    return part_add(&outlines[0], &outlines[1], arena, ret_comparison);
}

int proposal_render(const char *path, const char *text, struct arena *arena, const char **ret_html)
{
    struct rendered *rendered = arena_zeroed(arena, sizeof *rendered);
    *ret_html = NULL;
    if (!text_ends(path, ".md"))
        return 0;
    rendered->arena = arena;
    TRY(body_render(body_of(text), rendered));
    *ret_html = rendered->html;
    return 0;
}
