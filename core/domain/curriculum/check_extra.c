/* Lets plugins look at every step's body, in a child process: a crash or an endless loop there is a finding for the
 * text that caused it. See check_use_extra() in check.h. */
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

static int (*look)(const struct block_text *text, const struct block_taker *taker);
static const char *look_version = "";

void check_use_extra(int (*step)(const struct block_text *text, const struct block_taker *taker), const char *version)
{
    look = step;
    look_version = version;
}

const char *check_extra_version(void)
{
    return look_version;
}

/* A text to look at: a step's, or a translation's. */
struct look_text {
    const char *step, *body;
    struct source_file *file;
    size_t body_at;
    int line;
    struct blocks *blocks; /* gets their lines */
    bool *is_looked_at;    /* becomes true at the end */
};

/* What the child sends, each with a string: which plugin looks, a finding, a block's lines, or that a text is done and
 * how. */
enum frame_kind { FRAME_PLUGIN, FRAME_FINDING, FRAME_BLOCK, FRAME_DONE };
struct frame {
    enum frame_kind kind;
    int code;
    size_t line, column; /* of a block: first and last line */
    size_t bytes;
};

/* ---- in the child ---- */

struct looking {
    const struct look_text *texts;
    size_t count;
    struct process_channel *channel;
    const char *plugin; /* that was told last */
};

static void frame_send(const struct looking *looking, struct frame frame, const char *string)
{
    frame.bytes = strnlen(string, STRING_BYTES_MAX);
    process_send(looking->channel, &frame, sizeof frame);
    if (frame.bytes)
        process_send(looking->channel, string, frame.bytes);
}

static void plugin_send(const char *plugin, void *context)
{
    struct looking *looking = context;
    if (!text_equal(looking->plugin, plugin))
        frame_send(looking, (struct frame){.kind = FRAME_PLUGIN}, plugin);
    looking->plugin = plugin;
}

static void finding_send(int code, size_t line, size_t column, const char *detail, void *context)
{
    frame_send(context, (struct frame){.kind = FRAME_FINDING, .code = code, .line = line, .column = column}, detail);
}

static int text_look(struct looking *looking, const struct look_text *text)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct source_lines lines;
    struct blocks blocks;
    source_lines_cut(&arena, text->body, &lines);
    const struct block_text given = {text->step, &lines};
    const struct block_taker taker = {.begins = plugin_send, .finding = finding_send, .context = looking};
    TRY(blocks_find(&given, &taker, &arena, &blocks));
    for (size_t i = 0; i < blocks.count; i++) {
        const struct block *block = &blocks.items[i];
        if (!*block->plugin)
            finding_send(FINDING_UNTAKEN_QUESTION, block->first, block->column, "", looking);
        frame_send(looking, (struct frame){.kind = FRAME_BLOCK, .line = block->first, .column = block->last}, "");
    }
    return look ? look(&given, &taker) : 0;
}

static int looking_run(struct process_channel *channel, void *context)
{
    struct looking *looking = context;
    looking->channel = channel;
    for (size_t i = 0; i < looking->count; i++) {
        process_renew(channel, TEXT_CPU_SECONDS);
        int result = text_look(looking, &looking->texts[i]);
        frame_send(looking, (struct frame){.kind = FRAME_DONE, .code = result}, result != 0 ? fail_sentence() : "");
    }
    return 0;
}

/* ---- in the parent ---- */

struct hearing {
    struct check_pass *pass;
    const struct look_text *texts;
    size_t count, done;
    const char *plugin; /* that looked last */
    size_t said;        /* findings before the text that is looked at */
    struct arena arena;
};

static void failure_say(struct hearing *hearing, const char *sentence)
{
    const struct look_text *text = &hearing->texts[hearing->done];
    findings_add(hearing->pass->findings, (struct place){text->file->path, text->line, 1}, FINDING_PLUGIN_FAILED,
                 FINDING_WORDS(sentence));
}

static void finding_take(struct hearing *hearing, const struct frame *frame, const char *detail)
{
    const struct look_text *text = &hearing->texts[hearing->done];
    if (frame->line > (size_t)INT32_MAX / 2 || frame->column > (size_t)INT32_MAX / 2)
        return;
    const struct place place = {text->file->path, text->line + (int)frame->line, (int)frame->column + 1};
    findings_add(hearing->pass->findings, place, (enum finding_code)frame->code, FINDING_WORDS(detail));
}

static void block_take(struct hearing *hearing, const struct frame *frame)
{
    struct blocks *blocks = hearing->texts[hearing->done].blocks;
    if (!blocks->items)
        blocks->items = arena_zeroed(hearing->pass->arena, BLOCKS_MAX * sizeof *blocks->items);
    if (blocks->count < BLOCKS_MAX)
        blocks->items[blocks->count++] = (struct block){.first = frame->line, .last = frame->column};
}

static size_t said_so_far(const struct hearing *hearing)
{
    return hearing->pass->findings->errors + hearing->pass->findings->warnings;
}

/* What nobody complained about need not be looked at again. */
static void text_end(struct hearing *hearing)
{
    CLEANUP(text_finish) struct text parse_cache_entry = TEXT(PARSE_CACHE_BYTES_MAX);
    const struct look_text *text = &hearing->texts[hearing->done++];
    *text->is_looked_at = true;
    pack_string(&parse_cache_entry, text->step);
    if (said_so_far(hearing) == hearing->said)
        parse_cache_keep(hearing->pass->layer->tree->parse_cache, PARSE_CACHE_EXTRA, text->file->blob,
                         &parse_cache_entry);
    hearing->said = said_so_far(hearing);
}

static void frame_take(struct hearing *hearing, const struct frame *frame, const char *bytes)
{
    const char *string = arena_copy_bytes(&hearing->arena, bytes, frame->bytes);
    if (frame->kind == FRAME_PLUGIN)
        hearing->plugin = string;
    else if (frame->kind == FRAME_FINDING)
        finding_take(hearing, frame, string);
    else if (frame->kind == FRAME_BLOCK)
        block_take(hearing, frame);
    else {
        if (frame->code != 0)
            failure_say(hearing, string);
        text_end(hearing);
    }
}

static void frames_take(struct hearing *hearing, const struct text *answer)
{
    struct frame frame;
    for (size_t at = 0; at + sizeof frame <= answer->length && hearing->done < hearing->count;) {
        memcpy(&frame, answer->bytes + at, sizeof frame);
        at += sizeof frame;
        if (frame.bytes > answer->length - at)
            return;
        frame_take(hearing, &frame, answer->bytes + at);
        at += frame.bytes;
    }
}

const struct process_kind check_extra_process = {
    .name = "a child in which plugins look at texts",
    .limits = {.cpu_seconds = TEXT_CPU_SECONDS, .wall_seconds = WALL_SECONDS, .memory_bytes = MEMORY_BYTES},
    .parent_death = SIGKILL,
};

/* One child, from the first text that is not done. *is_recurring: the one before was killed, or this one was. */
static void child_run(struct hearing *hearing, bool *is_recurring)
{
    CLEANUP(text_finish) struct text answer = TEXT(ANSWER_BYTES_MAX);
    struct looking looking = {.texts = hearing->texts + hearing->done, .count = hearing->count - hearing->done};
    const struct process_work work = {.run = looking_run, .context = &looking};
    hearing->plugin = "";
    hearing->texts[hearing->done].blocks->count = 0; /* of a try before */
    int result = process_run(&check_extra_process, &work, &answer);
    CLEANUP(memory_free_at) char *ended = memory_copy_string(result != 0 ? fail_sentence() : "it ended too early");
    size_t before = hearing->done;
    frames_take(hearing, &answer);
    if (hearing->done == hearing->count)
        return;
    /* Whoever needs memory may kill any process: the text is guilty only if it happens again. */
    *is_recurring = result == FAIL_SYSTEM && !(*is_recurring && before == hearing->done);
    if (*is_recurring)
        return;
    failure_say(hearing, arena_format(&hearing->arena, "plugin '%s': %s", hearing->plugin, ended));
    text_end(hearing);
}

/* True for a text about which plugins had nothing to say, and whose blocks nobody asks for, since where its links lead
 * is known. */
static bool is_known(const struct layer *layer, const struct look_text *text)
{
    struct unpack extra, targets;
    struct parse_cache *parse_cache = layer->tree->parse_cache;
    return parse_cache_recall(parse_cache, PARSE_CACHE_EXTRA, text->file->blob, &extra) &&
           text_equal(unpack_string(&extra), text->step) &&
           parse_cache_recall(parse_cache, PARSE_CACHE_TARGETS, text->file->blob, &targets);
}

static int text_gather(struct hearing *hearing, struct look_text *texts, struct look_text text)
{
    const struct layer *layer = hearing->pass->layer;
    if (is_known(layer, &text))
        return 0;
    if (!text.body)
        TRY(body_load(&hearing->arena, layer->tree, text.file, text.body_at, &text.body));
    if (look || blocks_may_be(text.body)) /* else nobody looks, and there is no question in it */
        texts[hearing->count++] = text;
    return 0;
}

static int texts_gather(struct hearing *hearing)
{
    const struct layer *layer = hearing->pass->layer;
    size_t most = 0;
    for (size_t i = 0; i < layer->step_count; i++)
        most += 1 + layer->steps[i]->translation_count;
    struct look_text *texts = arena_zeroed(&hearing->arena, (most + 1) * sizeof *texts);
    hearing->texts = texts;
    for (size_t i = 0; i < layer->step_count; i++) {
        struct step *step = layer->steps[i];
        const char *id = step->id.value ? step->id.value : "";
        TRY(text_gather(hearing, texts,
                        (struct look_text){id, step->body, step->file, step->body_at, step->body_line, &step->blocks,
                                           &step->is_looked_at}));
        for (size_t j = 0; j < step->translation_count; j++) {
            struct translation *said = &step->translations[j];
            TRY(text_gather(hearing, texts,
                            (struct look_text){id, said->body, said->file, said->body_at, said->body_line,
                                               &said->blocks, &said->is_looked_at}));
        }
    }
    return 0;
}

static int texts_look(struct hearing *hearing)
{
    bool is_recurring = false;
    TRY(texts_gather(hearing));
    for (size_t children = 0; hearing->done < hearing->count && children < CHILDREN_MAX; children++)
        child_run(hearing, &is_recurring);
    if (hearing->done == hearing->count)
        return 0;
    return fail(FAIL_SYSTEM, "plugins broke on too many texts: %zu of %zu were looked at", hearing->done,
                hearing->count);
}

int check_extra(struct check_pass *pass)
{
    struct hearing hearing = {.pass = pass};
    hearing.said = said_so_far(&hearing);
    int result = texts_look(&hearing);
    arena_finish(&hearing.arena);
    return result;
}
