/* Checks links and images of steps, cases, circulars and translations. */
#include "domain/curriculum/check_internal.h"
#include "domain/curriculum/image.h"
#include "domain/curriculum/link.h"
#include "domain/curriculum/parse_cache.h"
#include "io/markdown.h"

#include <stdio.h>
#include <string.h>

#define IMAGE_LFS_POINTER "lfs-pointer"
#define BRACKETS_MAX 10000 /* so many take a tenth of a second */

/* One text whose links are checked. */
struct body {
    struct check_pass *pass;
    struct arena *scratch;
    struct source_file *file;
    const char *text; /* NULL: from the parse cache, not loaded yet */
    size_t length, at;
    int line;
    const struct blocks *blocks; /* found in it by plugins */
    const char *step;            /* id of the page that it is shown on */
};

static void finding_add(const struct body *body, const struct markdown_target *target, enum finding_code code)
{
    const struct place place = {body->file->path, target->line, target->column};
    findings_add(body->pass->findings, place, code, FINDING_WORDS(target->target));
}

static void step_link_check(const struct body *body, const struct markdown_target *target, const char *id)
{
    struct check_pass *pass = body->pass;
    const struct place place = {body->file->path, target->line, target->column};
    if (stack_step(pass->stack, id) || map_get(&pass->unread, id) || check_add_retired_below(pass, place, id))
        return;
    const struct finding_guess guess = {FINDING_DEAD_STEP_LINK, check_nearest_step(pass, id)};
    findings_add_guess(pass->findings, place, guess, FINDING_WORDS(id));
}

/* True for a file that has a page, or is shown on one. */
static bool is_readable(const char *path)
{
    static const char *const folders[] = {"programmes/", "cases/", "circulars/", "sources/"};
    if (image_type_of_path(path))
        return true;
    for (size_t i = 0; i < COUNT_OF(folders); i++)
        if (text_starts(path, folders[i]))
            return text_ends(path, ".md") && !strstr(path, "/README");
    return false;
}

static void file_link_check(const struct body *body, const struct markdown_target *target, const char *path)
{
    const struct check_pass *pass = body->pass;
    if (source_tree_find(pass->layer->tree, path)) {
        if (!is_readable(path))
            finding_add(body, target, FINDING_UNREADABLE_LINK);
        return;
    }
    for (size_t i = 0; i < pass->layer_index; i++) {
        const struct source_file *below = source_tree_find(pass->stack->layers[i]->tree, path);
        if (below && below->step)
            return;
    }
    finding_add(body, target, FINDING_DEAD_LINK);
}

static void image_check(const struct body *body, const struct markdown_target *target, const struct link *link)
{
    if (link->kind == LINK_OUTSIDE || link->kind == LINK_LEAVES || link->kind == LINK_REFUSED)
        finding_add(body, target, FINDING_FOREIGN_IMAGE);
    else if (link->kind != LINK_FILE || !source_tree_find(body->pass->layer->tree, link->to))
        finding_add(body, target, FINDING_MISSING_IMAGE);
    else if (!image_type_of_path(link->to))
        finding_add(body, target, FINDING_IMAGE_FORMAT);
}

/* The step of a file, also of a translation; NULL if it is none. */
static const struct step *step_of_file(const struct layer *layer, const struct source_file *file)
{
    if (!file || file->step)
        return file ? file->step : NULL;
    for (size_t i = 0; i < layer->step_count; i++)
        for (size_t j = 0; j < layer->steps[i]->translation_count; j++)
            if (layer->steps[i]->translations[j].file == file)
                return layer->steps[i];
    return NULL;
}

/* The id of the step at a path of this layer, or of the next one below that has it. */
static const char *step_at(const struct check_pass *pass, const char *path)
{
    for (size_t i = pass->layer_index + 1; i-- > 0;) {
        const struct layer *layer = pass->stack->layers[i];
        const struct step *step = step_of_file(layer, source_tree_find(layer->tree, path));
        if (step)
            return step->id.value;
    }
    return NULL;
}

static int part_link_check(const struct body *body, const struct markdown_target *target, const struct link *link)
{
    const struct check_text own = {body->file, body->text, body->at};
    bool is_own = link->kind == LINK_PART;
    const char *id = is_own ? body->step : link->kind == LINK_STEP ? link->to : NULL;
    if (link->kind == LINK_FILE)
        id = step_at(body->pass, link->to);
    if (!is_own && (!id || !stack_step(body->pass->stack, id)))
        return 0;
    return check_part(body->pass, &(struct check_part){.part = link->part,
                                                       .step = id,
                                                       .own = is_own ? &own : NULL,
                                                       .place = {body->file->path, target->line, target->column}});
}

static int target_check(const struct body *body, const struct markdown_target *target)
{
    struct link link = link_read(body->scratch, body->file->path, target->target);
    if (target->is_image)
        image_check(body, target, &link);
    else if (link.kind == LINK_STEP)
        step_link_check(body, target, link.to);
    else if (link.kind == LINK_FILE)
        file_link_check(body, target, link.to);
    else if (link.kind == LINK_LEAVES || link.kind == LINK_EMPTY)
        finding_add(body, target, FINDING_DEAD_LINK);
    else if (link.kind == LINK_REFUSED)
        finding_add(body, target, FINDING_UNSAFE_LINK);
    return link.part && !target->is_image ? part_link_check(body, target, &link) : 0;
}

static size_t brackets_count(const char *text, size_t length)
{
    size_t brackets = 0;
    for (size_t i = 0; i < length; i++)
        brackets += text[i] == '[';
    return brackets;
}

bool check_is_quick(const char *text, size_t length)
{
    return brackets_count(text, length) <= BRACKETS_MAX;
}

static bool is_quick(const struct body *body)
{
    char count[24];
    size_t brackets = brackets_count(body->text, body->length);
    if (brackets <= BRACKETS_MAX)
        return true;
    snprintf(count, sizeof count, "%zu", brackets);
    findings_add(
        body->pass->findings, (struct place){body->file->path, body->line, 1}, FINDING_BODY_TOO_SLOW,
        FINDING_WORDS(arena_format(body->scratch, "it has %s opening brackets, and 10000 are allowed", count)));
    return false;
}

/* False if the text cannot have a link or an image, which all contain one of these (CommonMark 6.3 to 6.5, 4.7). */
static bool may_lead_somewhere(const struct body *body)
{
    return strstr(body->text, "](") || strstr(body->text, "]:") || memchr(body->text, '<', body->length);
}

/* ---- link targets in the parse cache ---- */

static void targets_keep(const struct body *body, const struct markdown_facts *facts)
{
    CLEANUP(text_finish) struct text bytes = TEXT(PARSE_CACHE_BYTES_MAX);
    struct parse_cache *parse_cache = body->pass->layer->tree->parse_cache;
    if (!parse_cache)
        return;
    pack_number(&bytes, (int64_t)facts->target_count);
    for (size_t i = 0; i < facts->target_count; i++) {
        pack_string(&bytes, facts->targets[i].target);
        pack_number(&bytes, facts->targets[i].line);
        pack_number(&bytes, facts->targets[i].column);
        pack_number(&bytes, facts->targets[i].is_image);
    }
    parse_cache_keep(parse_cache, PARSE_CACHE_TARGETS, body->file->blob, &bytes);
}

static bool targets_recall(const struct body *body, struct markdown_facts *facts)
{
    struct unpack from;
    if (!parse_cache_recall(body->pass->layer->tree->parse_cache, PARSE_CACHE_TARGETS, body->file->blob, &from))
        return false;
    facts->target_count = unpack_count(&from);
    facts->targets =
        facts->target_count ? arena_zeroed(body->scratch, facts->target_count * sizeof *facts->targets) : NULL;
    for (size_t i = 0; i < facts->target_count; i++) {
        struct markdown_target *target = &facts->targets[i];
        target->target = unpack_string(&from);
        target->line = (int)unpack_number(&from);
        target->column = (int)unpack_number(&from);
        target->is_image = unpack_number(&from) != 0;
    }
    return !from.is_bad;
}

/* No targets, but a finding, for a text that takes too long. */
static int targets_collect(const struct body *body, struct markdown_facts *facts)
{
    const struct markdown markdown = {.body = body->text, .length = body->length, .first_line = body->line};
    *facts = (struct markdown_facts){0};
    if (!is_quick(body))
        return 0;
    if (may_lead_somewhere(body))
        TRY(markdown_collect(&markdown, body->scratch, facts));
    if (facts->unclosed_line)
        findings_add(body->pass->findings,
                     (struct place){body->file->path, facts->unclosed_line, facts->unclosed_column},
                     FINDING_UNCLOSED_COMMENT, NULL);
    else
        targets_keep(body, facts);
    return 0;
}

/* Blocks of plugins are not Markdown: "[[x]](y)" in a question is no link. */
static int targets_collect_without(struct body body, struct markdown_facts *facts)
{
    CLEANUP(text_finish) struct text text = TEXT(2UL * MARKDOWN_BYTES_MAX);
    struct source_lines lines;
    if (!body.blocks->count)
        return targets_collect(&body, facts);
    source_lines_cut(body.scratch, body.text, &lines);
    blocks_cut(&lines, body.blocks, NULL, &text);
    body.text = text_string(&text);
    body.length = text.length;
    return targets_collect(&body, facts);
}

static int body_check(struct body body)
{
    struct markdown_facts facts = {0};
    if (!targets_recall(&body, &facts)) {
        if (!body.text)
            TRY(body_load(body.scratch, body.pass->layer->tree, body.file, body.at, &body.text));
        TRY(targets_collect_without(body, &facts));
    }
    for (size_t i = 0; i < facts.target_count; i++)
        TRY(target_check(&body, &facts.targets[i]));
    return 0;
}

int check_bodies(struct check_pass *pass)
{
    for (size_t i = 0; i < pass->layer->step_count; i++) {
        CLEANUP(arena_finish) struct arena scratch = {0};
        const struct step *step = pass->layer->steps[i];
        const struct body body = {.pass = pass,
                                  .scratch = &scratch,
                                  .file = step->file,
                                  .text = step->body,
                                  .length = step->body_length,
                                  .at = step->body_at,
                                  .line = step->body_line,
                                  .blocks = &step->blocks,
                                  .step = step->id.value};
        TRY(body_check(body));
        for (size_t j = 0; j < step->translation_count; j++) {
            const struct translation *translation = &step->translations[j];
            const struct body other = {.pass = pass,
                                       .scratch = &scratch,
                                       .file = translation->file,
                                       .text = translation->body,
                                       .length = translation->body_length,
                                       .at = translation->body_at,
                                       .line = translation->body_line,
                                       .blocks = &translation->blocks,
                                       .step = step->id.value};
            TRY(body_check(other));
        }
    }
    return 0;
}

/* What is kept of an image: its type, NULL if it is none of ours. */
static const char *image_kind(const struct text *bytes)
{
    return source_is_lfs_pointer(text_string(bytes), bytes->length)
               ? IMAGE_LFS_POINTER
               : image_type_of_bytes(text_string(bytes), bytes->length);
}

static int image_file_check(struct check_pass *pass, struct source_file *file)
{
    char size[24];
    const struct place place = {.path = file->path};
    struct parse_cache *parse_cache = pass->layer->tree->parse_cache;
    struct unpack known = {0};
    CLEANUP(text_finish) struct text type = TEXT(PARSE_CACHE_BYTES_MAX);
    CLEANUP(text_finish) struct text bytes = TEXT(IMAGE_BYTES_MAX);
    if (file->size > IMAGE_BYTES_MAX) {
        snprintf(size, sizeof size, "%llu KiB", (unsigned long long)(file->size + 1023) / 1024);
        findings_add(pass->findings, place, FINDING_FILE_TOO_LARGE, FINDING_WORDS(size, "4096 KiB"));
        return 0;
    }
    if (!parse_cache_recall(parse_cache, PARSE_CACHE_IMAGE, file->blob, &known)) {
        TRY(source_tree_read(pass->layer->tree, file, &bytes));
        pack_string(&type, image_kind(&bytes));
        known = (struct unpack){type.bytes, type.bytes + type.length, false};
        parse_cache_keep(parse_cache, PARSE_CACHE_IMAGE, file->blob, &type);
    }
    const char *kind = unpack_string(&known);
    if (text_equal(kind, IMAGE_LFS_POINTER))
        findings_add(pass->findings, place, FINDING_LFS_POINTER, NULL);
    else if (!text_equal(kind, image_type_of_path(file->path)))
        findings_add(pass->findings, place, FINDING_IMAGE_FORMAT, FINDING_WORDS(file->path));
    return 0;
}

int check_images(struct check_pass *pass)
{
    static const char *const folders[] = {"programmes/", "cases/", "circulars/"};
    const struct source_tree *tree = pass->layer->tree;
    for (size_t i = 0; i < tree->count; i++)
        for (size_t j = 0; j < COUNT_OF(folders); j++)
            if (tree->files[i].kind == SOURCE_FILE && text_starts(tree->files[i].path, folders[j]) &&
                image_type_of_path(tree->files[i].path))
                TRY(image_file_check(pass, &tree->files[i]));
    return 0;
}
