/* Prints comparisons for terminals and as JSON; see diff_print.h. */
#include "ui/cli/diff_print.h"

static const char *compared_word(enum comparison_mark what)
{
    static const char *const words[] = {"same", "removed", "added", "reworded"};
    return words[what];
}

static const char *kind_word(enum outline_kind kind)
{
    static const char *const words[] = {"paragraph", "heading", "item", "row", "code", "question"};
    return words[kind];
}

/* ---- lines ---- */

static void start_add(struct text *text, const struct outline_block *block)
{
    for (int i = 1; block->kind == OUTLINE_HEADING && i < block->level; i++)
        text_add_char(text, '#');
    for (int i = 1; block->kind == OUTLINE_ITEM && i < block->level; i++)
        text_add(text, "  ");
    if (block->kind == OUTLINE_HEADING)
        text_add_char(text, ' ');
    if (block->kind == OUTLINE_ITEM && block->number)
        text_addf(text, "%d. ", block->number);
    else if (block->kind == OUTLINE_ITEM)
        text_add(text, "- ");
    if (block->is_quoted)
        text_add(text, "> ");
}

static void block_add(struct text *text, const struct comparison_block *block)
{
    int cell = 0;
    start_add(text, block->block);
    for (size_t i = 0; i < block->run_count; i++) {
        const struct comparison_run *run = &block->runs[i];
        bool is_next_cell = cell < run->cell;
        for (; cell < run->cell; cell++)
            text_add(text, " |");
        text_addf(text,
                  run->what == COMPARISON_ADDED     ? "%s{+%s+}"
                  : run->what == COMPARISON_REMOVED ? "%s[-%s-]"
                                                    : "%s%s",
                  i || is_next_cell ? " " : "", run->words);
    }
    text_add_char(text, '\n');
}

static void part_add(struct text *text, enum language language, const struct step_part_comparison *part)
{
    const struct comparison *comparison = &part->comparison;
    if (part->is_local)
        text_addf(text, "== %s: %s\n", translate(language, N_("How we do it here")), part->layer);
    if (part->is_lost)
        text_addf(text, "(%s)\n", translate(language, N_("The older text cannot be shown any more.")));
    if (comparison->is_coarse)
        text_addf(text, "(%s)\n",
                  translate(language, N_("So much has changed that the text is compared in whole paragraphs.")));
    for (size_t i = 0; i < comparison->count;) {
        size_t folded = comparison_fold(comparison, i);
        if (!folded) {
            block_add(text, &comparison->items[i++]);
            continue;
        }
        text_addf(text, "... (%zu %s)\n", folded, translate(language, N_("unchanged")));
        i += folded;
    }
}

void diff_print_add(struct text *text, enum language language, const struct step_comparison *comparison)
{
    for (size_t i = 0; i < comparison->count; i++)
        part_add(text, language, &comparison->parts[i]);
}

/* ---- JSON ---- */

static void block_json(struct json *json, const struct comparison_block *block)
{
    json_object(json);
    json_put_string(json, "kind", kind_word(block->block->kind));
    json_put_string(json, "what", compared_word(block->what));
    json_key(json, "runs");
    json_array(json);
    for (size_t i = 0; i < block->run_count; i++) {
        json_object(json);
        json_put_string(json, "what", compared_word(block->runs[i].what));
        json_put_string(json, "words", block->runs[i].words);
        json_end(json);
    }
    json_end(json);
    json_end(json);
}

void diff_print_json(struct json *json, const struct step_comparison *comparison)
{
    json_array(json);
    for (size_t i = 0; i < comparison->count; i++) {
        const struct step_part_comparison *part = &comparison->parts[i];
        json_object(json);
        json_put_string(json, "layer", part->layer);
        json_put_bool(json, "lost", part->is_lost);
        json_put_bool(json, "coarse", part->comparison.is_coarse);
        json_put_number(json, "added", (int64_t)part->comparison.added);
        json_put_number(json, "removed", (int64_t)part->comparison.removed);
        json_key(json, "blocks");
        json_array(json);
        for (size_t j = 0; j < part->comparison.count; j++)
            block_json(json, &part->comparison.items[j]);
        json_end(json);
        json_end(json);
    }
    json_end(json);
}
