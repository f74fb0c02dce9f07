/* Renders new texts of an edition and stores them with their images; see compile.h. */
#include "domain/content/compile.h"

#include "base/fail.h"
#include "domain/content/content.h"
#include "domain/content/rendering.h"
#include "domain/curriculum/image.h"
#include "domain/curriculum/image_strip.h"
#include "domain/curriculum/parse_cache.h"
#include "io/git.h"
#include "io/markdown.h"

static const struct query rendering_renderer = {"compile.rendering_renderer", NULL,
                                                "SELECT renderer FROM rendering WHERE blob = ?1 AND finders = ?2"};
static const struct query links_of = {"compile.links_of", NULL, "SELECT target, url FROM link WHERE blob = ?1"};
static const struct query rendering_insert = {
    "compile.rendering", NULL,
    "INSERT INTO rendering (blob, renderer, finders, language, excerpt, plain, html)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (blob) DO UPDATE SET renderer = excluded.renderer,"
    " finders = excluded.finders, language = excluded.language,"
    " excerpt = excluded.excerpt, plain = excluded.plain, html = excluded.html"};
static const struct query links_clear = {"compile.links_clear", NULL, "DELETE FROM link WHERE blob = ?1"};
static const struct query link_insert = {"compile.link", NULL,
                                         "INSERT INTO link (blob, position, target, url) VALUES (?1, ?2, ?3, ?4)"};
static const struct query blocks_clear = {"compile.blocks_clear", NULL, "DELETE FROM block WHERE blob = ?1"};
static const struct query block_insert = {
    "compile.block", NULL,
    "INSERT INTO block (blob, position, plugin, kind, id, offset, words, compiled)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};
static const struct query image_known = {"compile.image_known", NULL, "SELECT 1 FROM image WHERE blob = ?1"};
static const struct query image_insert = {"compile.image", NULL,
                                          "INSERT INTO image (blob, type, bytes) VALUES (?1, ?2, ?3)"};

/* The texts to render, and the state while results arrive. */
struct texts {
    struct compilation *compilation;
    struct link_map links;
    struct rendering_job *jobs;
    size_t count, capacity;
    struct map planned;  /* blobs among the jobs */
    struct arena bodies; /* bodies that the check did not load */
};

static void texts_finish(struct texts *texts)
{
    link_map_finish(&texts->links);
    map_finish(&texts->planned);
    memory_free(texts->jobs);
    arena_finish(&texts->bodies);
}

/* ---- already rendered texts ---- */

static void rendered_keep(const struct compilation *compilation, const char *blob, bool has_relative_links)
{
    CLEANUP(text_finish) struct text entry = TEXT(PARSE_CACHE_BYTES_MAX);
    pack_number(&entry, has_relative_links);
    parse_cache_keep(compilation->parse_cache, PARSE_CACHE_RENDERED, blob, &entry);
}

/* True if the relative links and images of a rendered text still have the same targets. */
static int links_are_same(struct texts *texts, const struct rendering_job *job, bool *ret_are_same)
{
    struct rows rows CLEANUP(rows_end) = {0};
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(text_finish) struct text url = TEXT(16 * 1024);
    bool are_same = true, is_any = false;
    TRY(database_select(texts->compilation->database, &links_of, BIND(value_text(job->blob)), &rows));
    for (; are_same && rows_next(&rows); is_any = true) {
        struct link_end end = {0};
        text_clear(&url);
        bool is_found = link_map_find(&texts->links, &job->origin, row_text(&rows, 0), &arena, &end);
        rendering_url_add(&end, &url);
        are_same = text_equal(is_found ? text_string(&url) : NULL, row_text(&rows, 1));
    }
    TRY(rows_result(&rows));
    if (are_same)
        rendered_keep(texts->compilation, job->blob, is_any);
    *ret_are_same = are_same;
    return 0;
}

/* A rendered text may have relative links, whose targets may have changed. */
static int is_current(struct texts *texts, const struct rendering_job *job, bool *ret_is_current)
{
    int64_t renderer = 0;
    struct unpack known;
    *ret_is_current = parse_cache_recall(texts->compilation->parse_cache, PARSE_CACHE_RENDERED, job->blob, &known);
    if (*ret_is_current && !unpack_number(&known))
        return 0;
    if (*ret_is_current)
        return links_are_same(texts, job, ret_is_current);
    TRY(database_number(texts->compilation->database, &rendering_renderer,
                        BIND(value_text(job->blob), value_text(blocks_version())), 0, &renderer));
    return renderer == MARKDOWN_RENDERER_VERSION ? links_are_same(texts, job, ret_is_current) : 0;
}

/* `body_at` is the offset of a text that was not loaded. */
static int job_plan(struct texts *texts, const struct rendering_job *job, struct source_file *file, size_t body_at)
{
    bool is_done = map_get(&texts->planned, job->blob) != NULL;
    if (!is_done)
        TRY(is_current(texts, job, &is_done));
    if (is_done)
        return 0;
    ARRAY_RESERVE(texts->jobs, texts->count, texts->capacity);
    struct rendering_job *planned = &texts->jobs[texts->count];
    *planned = *job;
    if (!planned->body)
        TRY(body_load(&texts->bodies, texts->compilation->stack->layers[job->origin.layer]->tree, file, body_at,
                      &planned->body));
    texts->count++;
    map_put(&texts->planned, job->blob, texts);
    return 0;
}

static int translation_plan(struct texts *texts, const struct part *part, const struct translation *translation)
{
    const struct rendering_job job = {.blob = translation->file->blob,
                                      .step = part->step->id.value,
                                      .origin = {part->layer_index, translation->file->path},
                                      .body = translation->body,
                                      .length = translation->body_length,
                                      .body_line = translation->body_line,
                                      .language = translation->language,
                                      .id_prefix = part->step->role == STEP_EXTENDS ? part->layer->tree->name : NULL,
                                      .has_no_blocks = translation->is_extra_checked && !translation->blocks.count};
    return job_plan(texts, &job, translation->file, translation->body_at);
}

static int part_plan(struct texts *texts, const struct part *part)
{
    const struct step *step = part->step;
    const struct rendering_job job = {.blob = step->file->blob,
                                      .step = step->id.value,
                                      .origin = {part->layer_index, step->file->path},
                                      .body = step->body,
                                      .length = step->body_length,
                                      .body_line = step->body_line,
                                      .language = part->layer->language.value,
                                      .id_prefix = step->role == STEP_EXTENDS ? part->layer->tree->name : NULL,
                                      .has_no_blocks = step->is_extra_checked && !step->blocks.count};
    TRY(job_plan(texts, &job, step->file, step->body_at));
    for (size_t i = 0; i < step->translation_count; i++)
        TRY(translation_plan(texts, part, &step->translations[i]));
    return 0;
}

/* ---- results ---- */

/* Reads the image from the layer that has it. */
static int image_read(const struct stack *stack, const char *blob, struct text *image)
{
    int result = 0;
    for (size_t i = stack->layer_count; i-- > 0;) {
        text_clear(image);
        if ((result = git_store_read(stack->layers[i]->tree->git, blob, image)) != FAIL_NOT_FOUND)
            return result;
    }
    return result;
}

static void finding_at(struct compilation *compilation, const struct link_origin *origin, enum finding_code code,
                       const char *word)
{
    CLEANUP(memory_free_at)
    char *path = memory_format("%s/%s", compilation->stack->layers[origin->layer]->tree->name, origin->path);
    findings_add(compilation->findings, (struct place){.path = path}, code, FINDING_WORDS(word));
}

static int image_store(struct compilation *compilation, const struct rendering_job *job, const char *target,
                       const char *blob)
{
    CLEANUP(text_finish) struct text image = TEXT(IMAGE_BYTES_MAX);
    CLEANUP(text_finish) struct text shown = TEXT(IMAGE_BYTES_MAX);
    int64_t is_known = 0;
    TRY(database_number(compilation->database, &image_known, BIND(value_text(blob)), 0, &is_known));
    if (is_known)
        return 0;
    int result = image_read(compilation->stack, blob, &image);
    const char *type = result == 0 ? image_type_of_bytes(text_string(&image), image.length) : NULL;
    if (result != 0 && result != FAIL_LIMIT)
        return result;
    if (!type) {
        bool is_pointer = source_is_lfs_pointer(text_string(&image), image.length);
        finding_at(compilation, &job->origin, is_pointer ? FINDING_LFS_POINTER : FINDING_IMAGE_FORMAT, target);
        return 0;
    }
    compilation->stripped += image_strip(text_string(&image), image.length, &shown);
    return database_execute(compilation->database, &image_insert,
                            BIND(value_text(blob), value_text(type), value_bytes(shown.bytes, shown.length)));
}

static int links_store(struct compilation *compilation, const struct rendering_job *job,
                       const struct rendering *rendering)
{
    struct value blob = value_text(job->blob);
    TRY(database_execute(compilation->database, &links_clear, BIND(blob)));
    for (size_t i = 0; i < rendering->link_count; i++) {
        const struct rendering_link *link = &rendering->links[i];
        TRY(database_execute(compilation->database, &link_insert,
                             BIND(blob, value_number((int64_t)i), value_text(link->target), value_text(link->url))));
        if (link->image)
            TRY(image_store(compilation, job, link->target, link->image));
    }
    return 0;
}

static int blocks_store(struct database *database, const char *blob, const struct blocks *blocks)
{
    TRY(database_execute(database, &blocks_clear, BIND(value_text(blob))));
    for (size_t i = 0; i < blocks->count; i++) {
        const struct block *block = &blocks->items[i];
        TRY(database_execute(database, &block_insert,
                             BIND(value_text(blob), value_number((int64_t)i), value_text(block->plugin),
                                  value_text(block->kind), value_text(block->id), value_number((int64_t)block->offset),
                                  value_text(block->words), value_bytes(block->compiled, block->compiled_length))));
    }
    return 0;
}

static int text_store(const struct rendering_job *job, const struct rendering *rendering, void *context)
{
    struct compilation *compilation = context;
    if (rendering->result != 0) {
        finding_at(compilation, &job->origin,
                   rendering->is_plugins_fault ? FINDING_PLUGIN_FAILED : FINDING_BODY_TOO_SLOW, rendering->sentence);
        return 0;
    }
    compilation->rendered++;
    rendered_keep(compilation, job->blob, rendering->link_count > 0);
    TRY(database_execute(compilation->database, &rendering_insert,
                         BIND(value_text(job->blob), value_number(MARKDOWN_RENDERER_VERSION),
                              value_text(blocks_version()), value_text(job->language), value_text(rendering->excerpt),
                              value_text(rendering->plain), value_text(rendering->html))));
    TRY(blocks_store(compilation->database, job->blob, &rendering->blocks));
    return links_store(compilation, job, rendering);
}

int compile_texts(struct compilation *compilation)
{
    CLEANUP(texts_finish) struct texts texts = {.compilation = compilation};
    const struct stack *stack = compilation->stack;
    const struct rendering_reader reader = {text_store, compilation};
    link_map_make(stack, &texts.links);
    for (size_t i = 0; i < stack->step_count; i++)
        for (size_t j = 0; j < stack->steps[i].part_count; j++)
            TRY(part_plan(&texts, &stack->steps[i].parts[j]));
    return rendering_run(&texts.links, texts.jobs, texts.count, &reader);
}
