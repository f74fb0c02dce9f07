/* Checks that a heading is where a link with a part (#part) leads; see check_internal.h. */
#include "domain/curriculum/check_internal.h"
#include "domain/curriculum/link.h"
#include "io/markdown.h"

#include <string.h>

#define SUGGEST_AMONG_MAX 1000

/* The ids of the headings of one text, without a prefix. */
struct heading_ids {
    const char **items;
    size_t count;
    bool is_unknown; /* the text is not looked into: it has a finding already */
};

/* What is looked for, and what there is instead. */
struct search {
    struct check_pass *pass;
    struct arena *scratch;
    const char *id;
    bool is_found;
    const char **among;
    size_t count;
};

static int ids_collect(struct check_pass *pass, const struct source_tree *tree, const struct check_text *text,
                       struct heading_ids *ids)
{
    CLEANUP(arena_finish) struct arena scratch = {0};
    struct markdown_facts facts = {0};
    const char *body = text->body;
    if (!body)
        TRY(body_load(&scratch, tree, text->file, text->at, &body));
    size_t length = strlen(body);
    if (!check_is_quick(body, length)) {
        ids->is_unknown = true;
        return 0;
    }
    const struct markdown markdown = {.body = body, .length = length};
    TRY(markdown_collect(&markdown, &scratch, &facts));
    ids->items = arena_zeroed(pass->arena, (facts.heading_count + 1) * sizeof *ids->items);
    for (size_t i = 0; i < facts.heading_count; i++)
        ids->items[ids->count++] = arena_copy_string(pass->arena, facts.headings[i].id);
    return 0;
}

/* A text is read once, however many links lead into it. */
static int ids_of(struct check_pass *pass, const struct source_tree *tree, const struct check_text *text,
                  const struct heading_ids **ret_ids)
{
    *ret_ids = *text->file->blob ? map_get(&pass->headings, text->file->blob) : NULL;
    if (*ret_ids)
        return 0;
    struct heading_ids *ids = arena_zeroed(pass->arena, sizeof *ids);
    TRY(ids_collect(pass, tree, text, ids));
    if (*text->file->blob)
        map_put(&pass->headings, text->file->blob, ids);
    *ret_ids = ids;
    return 0;
}

static int text_search(struct search *search, const struct source_tree *tree, const struct check_text *text,
                       const char *prefix)
{
    const struct heading_ids *ids = NULL;
    TRY(ids_of(search->pass, tree, text, &ids));
    search->is_found |= ids->is_unknown;
    for (size_t i = 0; i < ids->count && !search->is_found; i++) {
        const char *id = arena_format(search->scratch, "%s%s", prefix, ids->items[i]);
        search->is_found = text_equal(id, search->id);
        if (search->count < SUGGEST_AMONG_MAX)
            search->among[search->count++] = id;
    }
    return 0;
}

/* The text of a part and its translations. */
static int part_search(struct search *search, const struct part *part)
{
    const struct step *step = part->step;
    const struct source_tree *tree = part->layer->tree;
    const char *prefix = step->role == STEP_EXTENDS ? tree->name : "";
    TRY(text_search(search, tree, &(struct check_text){step->file, step->body, step->body_at}, prefix));
    for (size_t i = 0; i < step->translation_count && !search->is_found; i++) {
        const struct translation *one = &step->translations[i];
        TRY(text_search(search, tree, &(struct check_text){one->file, one->body, one->body_at}, prefix));
    }
    return 0;
}

static int page_search(struct search *search, const char *step_id)
{
    const struct stack_step *step = step_id ? stack_step(search->pass->stack, step_id) : NULL;
    for (size_t i = 0; step && i < step->part_count && !search->is_found; i++)
        TRY(part_search(search, &step->parts[i]));
    return 0;
}

int check_part(struct check_pass *pass, const struct check_part *part)
{
    CLEANUP(arena_finish) struct arena scratch = {0};
    struct search search = {.pass = pass, .scratch = &scratch, .id = link_part_id(&scratch, part->part)};
    search.among = arena_zeroed(&scratch, SUGGEST_AMONG_MAX * sizeof *search.among);
    if (!*part->part || text_equal(search.id, "top")) /* the beginning of the page, by the rules of HTML */
        return 0;
    if (part->own)
        TRY(text_search(&search, pass->layer->tree, part->own, ""));
    if (!search.is_found)
        TRY(page_search(&search, part->step));
    const struct finding_guess guess = {FINDING_DEAD_PART, text_nearest(search.id, search.among, search.count)};
    if (!search.is_found)
        findings_add_guess(pass->findings, part->place, guess, FINDING_WORDS(part->part));
    return 0;
}
