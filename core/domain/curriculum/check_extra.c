/* Runs plugins on every step's body, in a child process: a crash or an endless loop becomes a finding for the text that
 * caused it. See check_use_extra() in check.h. */
#include "domain/curriculum/check_internal.h"
#include "domain/curriculum/parse_cache.h"

#include "base/fail.h"
#include "io/process.h"

#include <signal.h>
#include <string.h>

#define TEXT_CPU_SECONDS 2 /* as for rendering */
#define WALL_SECONDS 600
#define MEMORY_BYTES (256UL * 1024 * 1024)
#define ANSWER_BYTES_MAX (64UL * 1024 * 1024)
#define STRING_BYTES_MAX 1000
#define CHILDREN_MAX 200

static int (*extra_step)(const struct block_text *text, const struct block_taker *taker);
static const char *extra_version = "";

void check_use_extra(int (*step)(const struct block_text *text, const struct block_taker *taker), const char *version)
{
    extra_step = step;
    extra_version = version;
}

const char *check_extra_version(void)
{
    return extra_version;
}

/* A text to check: a step's, or a translation's. */
struct extra_text {
    const char *step, *body;
    struct source_file *file;
    size_t body_at;
    int line;
    struct blocks *blocks;  /* receives their lines */
    bool *is_extra_checked; /* set to true at the end */
};

/* What the child sends, each with a string: the current plugin, a finding, a block's lines, or the result of a text. */
enum frame_kind { FRAME_PLUGIN, FRAME_FINDING, FRAME_BLOCK, FRAME_DONE };
struct frame {
    enum frame_kind kind;
    int code;
    size_t line, column; /* of a block: first and last line */
    size_t bytes;
};

/* ---- in the child ---- */

struct extra_check {
    const struct extra_text *texts;
    size_t count;
    struct process_channel *channel;
    const char *plugin; /* the last one sent */
};

static void frame_send(const struct extra_check *check, struct frame frame, const char *string)
{
    frame.bytes = strnlen(string, STRING_BYTES_MAX);
    process_send(check->channel, &frame, sizeof frame);
    if (frame.bytes)
        process_send(check->channel, string, frame.bytes);
}

static void plugin_send(const char *plugin, void *context)
{
    struct extra_check *check = context;
    if (!text_equal(check->plugin, plugin))
        frame_send(check, (struct frame){.kind = FRAME_PLUGIN}, plugin);
    check->plugin = plugin;
}

static void finding_send(int code, size_t line, size_t column, const char *detail, void *context)
{
    frame_send(context, (struct frame){.kind = FRAME_FINDING, .code = code, .line = line, .column = column}, detail);
}

static int body_check(struct extra_check *check, const struct extra_text *text)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct source_lines lines;
    struct blocks blocks;
    source_lines_cut(&arena, text->body, &lines);
    const struct block_text block_text = {text->step, &lines};
    const struct block_taker taker = {.begins = plugin_send, .finding = finding_send, .context = check};
    TRY(blocks_find(&block_text, &taker, &arena, &blocks));
    for (size_t i = 0; i < blocks.count; i++) {
        const struct block *block = &blocks.items[i];
        if (!*block->plugin)
            finding_send(FINDING_UNTAKEN_QUESTION, block->first, block->column, "", check);
        frame_send(check, (struct frame){.kind = FRAME_BLOCK, .line = block->first, .column = block->last}, "");
    }
    return extra_step ? extra_step(&block_text, &taker) : 0;
}

static int child_check(struct process_channel *channel, void *context)
{
    struct extra_check *check = context;
    check->channel = channel;
    for (size_t i = 0; i < check->count; i++) {
        process_renew(channel, TEXT_CPU_SECONDS);
        int result = body_check(check, &check->texts[i]);
        frame_send(check, (struct frame){.kind = FRAME_DONE, .code = result}, result != 0 ? fail_sentence() : "");
    }
    return 0;
}

/* ---- in the parent ---- */

struct frame_reader {
    struct check_pass *pass;
    const struct extra_text *texts;
    size_t count, done;
    const char *plugin;     /* the current one */
    size_t findings_before; /* number of findings before the current text */
    struct arena arena;
};

static void failure_add(struct frame_reader *reader, const char *sentence)
{
    const struct extra_text *text = &reader->texts[reader->done];
    findings_add(reader->pass->findings, (struct place){text->file->path, text->line, 1}, FINDING_PLUGIN_FAILED,
                 FINDING_WORDS(sentence));
}

static void finding_take(struct frame_reader *reader, const struct frame *frame, const char *detail)
{
    const struct extra_text *text = &reader->texts[reader->done];
    if (frame->line > (size_t)INT32_MAX / 2 || frame->column > (size_t)INT32_MAX / 2)
        return;
    const struct place place = {text->file->path, text->line + (int)frame->line, (int)frame->column + 1};
    findings_add(reader->pass->findings, place, (enum finding_code)frame->code, FINDING_WORDS(detail));
}

static void block_take(struct frame_reader *reader, const struct frame *frame)
{
    struct blocks *blocks = reader->texts[reader->done].blocks;
    if (!blocks->items)
        blocks->items = arena_zeroed(reader->pass->arena, BLOCKS_MAX * sizeof *blocks->items);
    if (blocks->count < BLOCKS_MAX)
        blocks->items[blocks->count++] = (struct block){.first = frame->line, .last = frame->column};
}

static size_t finding_count(const struct frame_reader *reader)
{
    return reader->pass->findings->errors + reader->pass->findings->warnings;
}

/* Ends a text; one without findings enters the parse cache. */
static void text_end(struct frame_reader *reader)
{
    CLEANUP(text_finish) struct text entry = TEXT(PARSE_CACHE_BYTES_MAX);
    const struct extra_text *text = &reader->texts[reader->done++];
    *text->is_extra_checked = true;
    pack_string(&entry, text->step);
    if (finding_count(reader) == reader->findings_before)
        parse_cache_keep(reader->pass->layer->tree->parse_cache, PARSE_CACHE_EXTRA, text->file->blob, &entry);
    reader->findings_before = finding_count(reader);
}

static void frame_take(struct frame_reader *reader, const struct frame *frame, const char *bytes)
{
    const char *string = arena_copy_bytes(&reader->arena, bytes, frame->bytes);
    if (frame->kind == FRAME_PLUGIN)
        reader->plugin = string;
    else if (frame->kind == FRAME_FINDING)
        finding_take(reader, frame, string);
    else if (frame->kind == FRAME_BLOCK)
        block_take(reader, frame);
    else {
        if (frame->code != 0)
            failure_add(reader, string);
        text_end(reader);
    }
}

static void frames_take(struct frame_reader *reader, const struct text *answer)
{
    struct frame frame;
    for (size_t at = 0; at + sizeof frame <= answer->length && reader->done < reader->count;) {
        memcpy(&frame, answer->bytes + at, sizeof frame);
        at += sizeof frame;
        if (frame.bytes > answer->length - at)
            return;
        frame_take(reader, &frame, answer->bytes + at);
        at += frame.bytes;
    }
}

const struct process_kind check_extra_process = {
    .name = "a child in which plugins look at texts",
    .limits = {.cpu_seconds = TEXT_CPU_SECONDS, .wall_seconds = WALL_SECONDS, .memory_bytes = MEMORY_BYTES},
    .parent_death = SIGKILL,
};

/* Runs one child, from the first unfinished text. *is_recurring: the child before was killed; set if this one was. */
static void child_run(struct frame_reader *reader, bool *is_recurring)
{
    CLEANUP(text_finish) struct text answer = TEXT(ANSWER_BYTES_MAX);
    struct extra_check check = {.texts = reader->texts + reader->done, .count = reader->count - reader->done};
    const struct process_work work = {.run = child_check, .context = &check};
    reader->plugin = "";
    reader->texts[reader->done].blocks->count = 0; /* from an earlier attempt */
    int result = process_run(&check_extra_process, &work, &answer);
    CLEANUP(memory_free_at) char *ended = memory_copy_string(result != 0 ? fail_sentence() : "it ended too early");
    size_t before = reader->done;
    frames_take(reader, &answer);
    if (reader->done == reader->count)
        return;
    /* The kernel may kill any process for memory; blame the text only if it happens again. */
    *is_recurring = result == FAIL_SYSTEM && !(*is_recurring && before == reader->done);
    if (*is_recurring)
        return;
    failure_add(reader, arena_format(&reader->arena, "plugin '%s': %s", reader->plugin, ended));
    text_end(reader);
}

/* True for a text without findings whose blocks nobody needs, since its link targets are in the parse cache. */
static bool is_known(const struct layer *layer, const struct extra_text *text)
{
    struct unpack extra, targets;
    struct parse_cache *parse_cache = layer->tree->parse_cache;
    return parse_cache_recall(parse_cache, PARSE_CACHE_EXTRA, text->file->blob, &extra) &&
           text_equal(unpack_string(&extra), text->step) &&
           parse_cache_recall(parse_cache, PARSE_CACHE_TARGETS, text->file->blob, &targets);
}

static int text_gather(struct frame_reader *reader, struct extra_text *texts, struct extra_text text)
{
    const struct layer *layer = reader->pass->layer;
    if (is_known(layer, &text))
        return 0;
    if (!text.body)
        TRY(body_load(&reader->arena, layer->tree, text.file, text.body_at, &text.body));
    if (extra_step || blocks_may_be(text.body)) /* else there is nothing to run, and no question in it */
        texts[reader->count++] = text;
    return 0;
}

static int texts_gather(struct frame_reader *reader)
{
    const struct layer *layer = reader->pass->layer;
    size_t most = 0;
    for (size_t i = 0; i < layer->step_count; i++)
        most += 1 + layer->steps[i]->translation_count;
    struct extra_text *texts = arena_zeroed(&reader->arena, (most + 1) * sizeof *texts);
    reader->texts = texts;
    for (size_t i = 0; i < layer->step_count; i++) {
        struct step *step = layer->steps[i];
        const char *id = step->id.value ? step->id.value : "";
        TRY(text_gather(reader, texts,
                        (struct extra_text){id, step->body, step->file, step->body_at, step->body_line, &step->blocks,
                                            &step->is_extra_checked}));
        for (size_t j = 0; j < step->translation_count; j++) {
            struct translation *findings_before = &step->translations[j];
            TRY(text_gather(reader, texts,
                            (struct extra_text){id, findings_before->body, findings_before->file,
                                                findings_before->body_at, findings_before->body_line,
                                                &findings_before->blocks, &findings_before->is_extra_checked}));
        }
    }
    return 0;
}

static int texts_check(struct frame_reader *reader)
{
    bool is_recurring = false;
    TRY(texts_gather(reader));
    for (size_t children = 0; reader->done < reader->count && children < CHILDREN_MAX; children++)
        child_run(reader, &is_recurring);
    if (reader->done == reader->count)
        return 0;
    return fail(FAIL_SYSTEM, "plugins broke on too many texts: %zu of %zu were looked at", reader->done, reader->count);
}

int check_extra(struct check_pass *pass)
{
    struct frame_reader reader = {.pass = pass};
    reader.findings_before = finding_count(&reader);
    int result = texts_check(&reader);
    arena_finish(&reader.arena);
    return result;
}
