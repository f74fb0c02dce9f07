/* Renders in child processes and reads their output; see rendering.h. */
#include "domain/content/rendering.h"

#include "base/fail.h"
#include "domain/content/content.h"
#include "domain/records/target.h"
#include "io/markdown.h"
#include "io/process.h"

#include <signal.h>
#include <string.h>

#define BATCH_JOBS 1000
#define BATCH_BODY_BYTES (4UL * 1024 * 1024)
#define HTML_BYTES_MAX (2UL * 1024 * 1024) /* of one text: sixteen times its largest source */
#define BLOCKS_BYTES_MAX (8UL * 1024 * 1024)
#define MEMORY_BYTES (256UL * 1024 * 1024)
#define ANSWER_BYTES_MAX (512UL * 1024 * 1024)
#define WALL_SECONDS 600

/* What the child sends for a text: this, then the strings, each with its NUL; for each link target, url and image;
 * for each block a block_frame, plugin, kind, id, words and compiled bytes. */
struct frame {
    size_t index, links, blocks, bytes;
    int result;
    bool is_plugins_fault;
};
struct block_frame {
    size_t offset, compiled_length;
};

/* ---- in the child ---- */

struct worker {
    const struct link_map *links;
    const struct rendering_job *jobs;
    size_t count;
    bool is_second_try;
};

struct link_resolver {
    const struct worker *worker;
    const struct rendering_job *job;
    struct text url;
    struct text links; /* target, url and image, each with its NUL */
    size_t link_count;
    struct markdown_facts own; /* the headings of a text whose ids have a prefix */
};

static void string_add(struct text *text, const char *string)
{
    text_add_bytes(text, string, strlen(string) + 1);
}

void rendering_url_add(const struct link_end *end, struct text *into)
{
    if (end->step)
        target_write(&(struct target){.kind = TARGET_STEP, .id = end->step}, into);
    if (end->image)
        target_write(&(struct target){.kind = TARGET_IMAGE, .id = end->image}, into);
    if (end->part)
        text_addf(into, "#%s", end->part);
}

/* Several texts share a page, and those of additions have ids with a prefix: "#part" leads to the text's own heading
 * first. */
static const char *own_part(const struct link_resolver *resolver, const char *part, struct arena *arena)
{
    const char *prefixed = arena_format(arena, "%s%s", resolver->job->id_prefix ? resolver->job->id_prefix : "", part);
    for (size_t i = 0; i < resolver->own.heading_count; i++)
        if (text_equal(resolver->own.headings[i].id, prefixed))
            return prefixed;
    return part;
}

static const char *resolve(const struct markdown_target *target, void *context)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct link_resolver *resolver = context;
    const struct link_origin *origin = &resolver->job->origin;
    struct link_end end = {0};
    text_clear(&resolver->url);
    bool is_found = link_map_find(resolver->worker->links, origin, target->target, &arena, &end);
    if (is_found && !end.step && !end.image)
        end.part = own_part(resolver, end.part, &arena);
    rendering_url_add(&end, &resolver->url);
    const char *url = is_found ? text_string(&resolver->url) : NULL;
    if (link_is_relative(origin->path, target->target)) {
        string_add(&resolver->links, target->target);
        string_add(&resolver->links, url ? url : "");
        string_add(&resolver->links, end.image ? end.image : "");
        resolver->link_count++;
    }
    return target->is_image && !end.image ? NULL : url;
}

/* The first block only (a following heading would read as part of the sentence), cut at the end of a word. */
static void excerpt_add(struct text *text, const char *plain)
{
    plain += strspn(plain, " \n");
    size_t length = strcspn(plain, "\n");
    while (length && strchr(" \n", plain[length - 1]))
        length--;
    size_t end = length;
    if (length > RENDERING_EXCERPT_BYTES) {
        end = RENDERING_EXCERPT_BYTES - 3;
        while (end && !strchr(" \n", plain[end]))
            end--;
    }
    text_add_bytes(text, plain, end);
    if (end < length)
        text_add(text, "…");
}

static void frame_send(struct process_channel *channel, struct frame *frame, const struct text *bytes)
{
    frame->bytes = bytes->length;
    process_send(channel, frame, sizeof *frame);
    process_send(channel, text_string(bytes), bytes->length);
}

static void blocks_add(struct text *text, const struct blocks *blocks)
{
    for (size_t i = 0; i < blocks->count; i++) {
        const struct block *block = &blocks->items[i];
        const struct block_frame frame = {block->offset, block->compiled_length};
        text_add_bytes(text, (const char *)&frame, sizeof frame);
        string_add(text, block->plugin);
        string_add(text, block->kind);
        string_add(text, block->id);
        string_add(text, block->words);
        text_add_bytes(text, block->compiled, block->compiled_length);
    }
}

static int markdown_to_html(const char *body, size_t length, struct text *html, struct text *plain, void *context)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct link_resolver *resolver = context;
    const struct rendering_job *job = resolver->job;
    struct markdown_facts facts = {.plain = ""};
    const struct markdown markdown = {.body = body,
                                      .length = length,
                                      .first_line = job->body_line,
                                      .resolve = resolve,
                                      .context = resolver,
                                      .id_prefix = job->id_prefix,
                                      .table_label = text_equal(job->language, "sv") ? "Tabell" : "Table"};
    text_clear(&resolver->links); /* from an earlier attempt */
    resolver->link_count = 0;
    resolver->own = (struct markdown_facts){0}; /* of another text, and no longer there */
    if (job->id_prefix)
        TRY(markdown_collect(&markdown, &arena, &resolver->own));
    TRY(markdown_render_and_collect(&markdown, html, &arena, &facts));
    text_add(plain, facts.plain);
    return 0;
}

/* The result of a text, in the child. */
struct rendering_output {
    struct arena arena;
    struct text html, plain;
    struct blocks blocks;
    bool is_plugins_fault;
};

static int text_render(struct link_resolver *resolver, struct rendering_output *output)
{
    const struct rendering_job *job = resolver->job;
    struct source_lines lines = {0};
    if (!job->has_no_blocks && blocks_may_be(job->body)) {
        const struct block_text text = {job->step ? job->step : "", &lines};
        source_lines_cut(&output->arena, job->body, &lines);
        output->is_plugins_fault = true;
        TRY(blocks_find(&text, NULL, &output->arena, &output->blocks));
        output->is_plugins_fault = false;
    }
    if (!output->blocks.count)
        return markdown_to_html(job->body, job->length, &output->html, &output->plain, resolver);
    const struct block_rendering rendering = {markdown_to_html, resolver};
    int result = blocks_render(&lines, &output->blocks, &rendering, &output->html, &output->plain);
    output->is_plugins_fault = fail_is(result, REASON_BLOCK_MISPLACED);
    return result;
}

static void output_add(struct text *all, const struct rendering_output *output, const struct link_resolver *resolver)
{
    CLEANUP(text_finish) struct text excerpt = TEXT(1024);
    excerpt_add(&excerpt, text_string(&output->plain));
    string_add(all, text_string(&output->html));
    string_add(all, text_string(&output->plain));
    string_add(all, text_string(&excerpt));
    text_add_bytes(all, text_string(&resolver->links), resolver->links.length);
    blocks_add(all, &output->blocks);
}

static int job_render(struct process_channel *channel, struct link_resolver *resolver, size_t index)
{
    CLEANUP(text_finish) struct text all = TEXT(4 * HTML_BYTES_MAX + BLOCKS_BYTES_MAX);
    struct rendering_output output = {.html = TEXT(HTML_BYTES_MAX), .plain = TEXT(HTML_BYTES_MAX)};
    int result = text_render(resolver, &output);
    struct frame frame = {.index = index, .result = result, .is_plugins_fault = output.is_plugins_fault};
    if (result != 0)
        string_add(&all, fail_sentence());
    else {
        frame.links = resolver->link_count;
        frame.blocks = output.blocks.count;
        output_add(&all, &output, resolver);
    }
    text_finish(&output.html);
    text_finish(&output.plain);
    arena_finish(&output.arena);
    TRY(text_check(&all, "rendered step"));
    frame_send(channel, &frame, &all);
    return 0;
}

static int worker_run(struct process_channel *channel, void *context)
{
    const struct worker *worker = context;
    for (size_t i = 0; i < worker->count; i++) {
        struct link_resolver resolver = {
            .worker = worker, .job = &worker->jobs[i], .url = TEXT(16 * 1024), .links = TEXT(1024 * 1024)};
        process_renew(channel, RENDERING_CPU_SECONDS);
        int result = job_render(channel, &resolver, i);
        text_finish(&resolver.url);
        text_finish(&resolver.links);
        TRY(result);
    }
    return 0;
}

/* ---- in the parent ---- */

static const char *string_cut(const char **at, const char *end)
{
    const char *string = *at;
    const char *nul = memchr(string, '\0', (size_t)(end - string));
    *at = nul ? nul + 1 : end;
    return nul ? string : "";
}

static bool block_cut(const char **at, const char *end, struct block *block)
{
    struct block_frame frame;
    if ((size_t)(end - *at) < sizeof frame)
        return false;
    memcpy(&frame, *at, sizeof frame);
    *at += sizeof frame;
    *block = (struct block){.offset = frame.offset, .compiled_length = frame.compiled_length};
    block->plugin = string_cut(at, end);
    block->kind = string_cut(at, end);
    block->id = string_cut(at, end);
    block->words = string_cut(at, end);
    block->compiled = *at;
    if (frame.compiled_length > (size_t)(end - *at))
        return false;
    *at += frame.compiled_length;
    return true;
}

static int frame_pass(const struct frame *frame, const char *bytes, const struct rendering_job *job,
                      const struct rendering_reader *reader)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const char *at = bytes, *end = bytes + frame->bytes;
    struct rendering rendering = {
        .result = frame->result, .is_plugins_fault = frame->is_plugins_fault, .link_count = frame->links};
    if (frame->result != 0) {
        rendering.sentence = string_cut(&at, end);
        return reader->done(job, &rendering, reader->context);
    }
    struct rendering_link *links = arena_zeroed(&arena, (frame->links + 1) * sizeof *links);
    rendering.html = string_cut(&at, end);
    rendering.plain = string_cut(&at, end);
    rendering.excerpt = string_cut(&at, end);
    for (size_t i = 0; i < frame->links; i++) {
        links[i].target = string_cut(&at, end);
        const char *url = string_cut(&at, end), *image = string_cut(&at, end);
        links[i].url = *url ? url : NULL;
        links[i].image = *image ? image : NULL;
    }
    rendering.links = links;
    rendering.blocks.items = arena_zeroed(&arena, (frame->blocks + 1) * sizeof *rendering.blocks.items);
    for (size_t i = 0; i < frame->blocks && block_cut(&at, end, &rendering.blocks.items[i]); i++)
        rendering.blocks.count++;
    return reader->done(job, &rendering, reader->context);
}

/* The output of one batch, of which `done` texts, `at` bytes, have been passed on. */
struct batch_progress {
    const struct worker *worker;
    const struct rendering_reader *reader;
    size_t at, done;
    int result; /* of passing on */
};

/* Passes on all frames that are complete by now. */
static int frames_read(const struct text *answer, void *context)
{
    struct batch_progress *progress = context;
    struct frame frame;
    while (progress->result == 0 && progress->at + sizeof frame <= answer->length) {
        memcpy(&frame, answer->bytes + progress->at, sizeof frame);
        size_t begin = progress->at + sizeof frame;
        if (frame.bytes > answer->length - begin || frame.index != progress->done ||
            frame.index >= progress->worker->count)
            return 0;
        progress->result =
            frame_pass(&frame, answer->bytes + begin, &progress->worker->jobs[frame.index], progress->reader);
        progress->at = begin + frame.bytes;
        progress->done++;
    }
    return progress->result;
}

static size_t batch_size(const struct rendering_job *jobs, size_t count)
{
    size_t bytes = 0, i = 0;
    while (i < count && i < BATCH_JOBS && (i == 0 || bytes + jobs[i].length <= BATCH_BODY_BYTES))
        bytes += jobs[i++].length;
    return i;
}

const struct process_kind rendering_process = {
    .name = "a rendering child",
    .limits = {.cpu_seconds = RENDERING_CPU_SECONDS, .wall_seconds = WALL_SECONDS, .memory_bytes = MEMORY_BYTES},
    .parent_death = SIGKILL,
};

static int batch_run(const struct worker *worker, const struct rendering_reader *reader, size_t *ret_done);

/* Continues with the text at which the child was killed. */
static int batch_continue(const struct worker *worker, const struct rendering_reader *reader, size_t *ret_done)
{
    const struct worker rest = {worker->links, worker->jobs + *ret_done, worker->count - *ret_done, true};
    size_t more = 0;
    int result = batch_run(&rest, reader, &more);
    *ret_done += more;
    return result;
}

/* Runs one child, until the end of the batch or the text that broke it, and passes on its results meanwhile. *ret_done
 * counts that text too. */
static int batch_run(const struct worker *worker, const struct rendering_reader *reader, size_t *ret_done)
{
    CLEANUP(text_finish) struct text answer = TEXT(ANSWER_BYTES_MAX);
    struct worker copy = *worker;
    struct batch_progress progress = {.worker = worker, .reader = reader};
    const struct process_work work = {
        .run = worker_run, .context = &copy, .on_output = frames_read, .output_context = &progress};
    int result = process_run(&rendering_process, &work, &answer);
    *ret_done = progress.done;
    if (progress.result != 0)
        return progress.result;
    if (*ret_done == worker->count)
        return 0;
    if (result == 0)
        return fail(FAIL_SYSTEM, "the rendering child ended too early");
    /* The kernel may kill any process for memory; blame the text only if it happens again. */
    if (result == FAIL_SYSTEM && !worker->is_second_try)
        return batch_continue(worker, reader, ret_done);
    CLEANUP(memory_free_at) char *sentence = memory_copy_string(fail_sentence());
    const struct rendering broken = {.result = result, .sentence = sentence};
    return reader->done(&worker->jobs[(*ret_done)++], &broken, reader->context);
}

int rendering_run(const struct link_map *links, const struct rendering_job *jobs, size_t count,
                  const struct rendering_reader *reader)
{
    for (size_t at = 0, done; at < count; at += done) {
        const struct worker worker = {links, jobs + at, batch_size(jobs + at, count - at), false};
        TRY(batch_run(&worker, reader, &done));
    }
    return 0;
}
