/* Runs the checks of plugins; see plugin_check.h. */
#include "host/plugin_check.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/curriculum/check.h"
#include "host/call.h"
#include "host/host.h"

#include <trappa/block.h>
#include <trappa/check.h>

static struct {
    struct arena arena;
    struct finding_kind *kinds;
    const char **names;
    size_t count;
} codes;

/* The running plugin, and the receiver of its reports. */
static struct {
    const struct plugin *plugin;
    const char *kind; /* of blocks */
    const struct block_taker *taker;
} now;

/* One of the codes of the plugin's check offers. */
static bool is_own(const char *code)
{
    struct plugin_offer at = {0};
    while (host_offer_next(TRAPPA_CHECK_1, &at))
        for (const struct trappa_check_code_1 *row = ((const struct trappa_check_1 *)at.item)->codes;
             at.plugin == now.plugin && row->code; row++)
            if (text_equal(row->code, code))
                return true;
    return false;
}

static void finding_give(const char *code, size_t line, size_t column, const char *detail)
{
    if (!now.plugin || !code || !now.taker->finding || !is_own(code))
        return;
    for (size_t i = 0; i < codes.count; i++)
        if (text_equal(codes.names[i], code)) {
            now.taker->finding((int)(FINDING_MORE + i), line, column, detail ? detail : "", now.taker->context);
            return;
        }
}

static void found_give(const struct trappa_found_1 *found)
{
    if (!now.plugin || !found || !now.taker->found)
        return; /* a check reports no blocks */
    const struct block block = {.plugin = now.plugin->id,
                                .kind = now.kind,
                                .id = found->id,
                                .words = found->words,
                                .compiled = found->compiled,
                                .compiled_length = found->compiled_length,
                                .first = found->first,
                                .last = found->last,
                                .column = found->column};
    now.taker->found(&block, now.taker->context);
}

/* Runs one of a plugin's functions on a text. */
static int function_run(int (*function)(const struct trappa_source_1 *, const struct trappa_finder_1 *),
                        struct plugin *plugin, const struct block_text *text, const struct block_taker *taker)
{
    static const struct trappa_finder_1 finder = {found_give, finding_give};
    const struct trappa_source_1 source = {text->step, text->lines->lines, text->lines->count, text->lines->is_code};
    struct call call = {.plugin = plugin};
    if (taker->begins)
        taker->begins(plugin->id, taker->context);
    now.plugin = plugin;
    now.taker = taker;
    call_begin(&call);
    int result = call_end(&call, function(&source, &finder));
    now.plugin = NULL;
    return result == 1 ? fail(FAIL_SYSTEM, "plugin '%s': answered 1, which is no result", plugin->id) : result;
}

static int step_check(const struct block_text *text, const struct block_taker *taker)
{
    const struct block_taker findings = {taker->begins, NULL, taker->finding, taker->context};
    struct plugin_offer at = {0};
    while (host_offer_next(TRAPPA_CHECK_1, &at)) {
        const struct trappa_check_1 *check = at.item;
        if (check->step)
            TRY(function_run(check->step, at.plugin, text, &findings));
    }
    return 0;
}

static int blocks_find_all(const struct block_text *text, const struct block_taker *taker)
{
    struct plugin_offer at = {0};
    while (host_offer_next(TRAPPA_BLOCK_1, &at)) {
        const struct trappa_block_1 *block = at.item;
        now.kind = block->name;
        TRY(function_run(block->find, at.plugin, text, taker));
    }
    return 0;
}

static bool offers(const struct plugin *plugin, const char *kind)
{
    struct plugin_offer at = {0};
    while (host_offer_next(kind, &at))
        if (at.plugin == plugin)
            return true;
    return false;
}

/* The plugins with checks or finders, with their versions. */
static const char *plugins_version(void)
{
    CLEANUP(text_finish) struct text text = TEXT(16UL * 1024);
    for (struct plugin *plugin = NULL; (plugin = host_plugin_next(plugin));)
        if (offers(plugin, TRAPPA_BLOCK_1) || offers(plugin, TRAPPA_CHECK_1))
            text_addf(&text, "%s%s %s", text.length ? ", " : "", plugin->id, plugin->version);
    return arena_copy_string(&codes.arena, text_string(&text));
}

static size_t codes_count(void)
{
    struct plugin_offer at = {0};
    size_t count = 0;
    while (host_offer_next(TRAPPA_CHECK_1, &at))
        for (const struct trappa_check_code_1 *code = ((const struct trappa_check_1 *)at.item)->codes; code->code;
             code++)
            count++;
    return count;
}

static void code_add(const struct trappa_check_code_1 *code)
{
    codes.kinds[codes.count] = (struct finding_kind){.code = (enum finding_code)(FINDING_MORE + codes.count),
                                                     .severity = code->is_error ? FINDING_ERROR : FINDING_WARNING,
                                                     .sentence = code->sentence,
                                                     .hint = code->hint,
                                                     .explanation = code->explain};
    codes.names[codes.count++] = code->code;
}

/* The plugins with checks and their versions: texts without findings are not checked again by the same ones. */
static const char *checks_version(void)
{
    CLEANUP(text_finish) struct text text = TEXT(16UL * 1024);
    struct plugin_offer at = {0};
    while (host_offer_next(TRAPPA_CHECK_1, &at))
        text_addf(&text, "%s %s, ", at.plugin->id, at.plugin->version);
    return arena_copy_string(&codes.arena, text_string(&text));
}

void plugin_check_begin(void)
{
    struct plugin_offer at = {0};
    size_t count = codes_count();
    codes.kinds = arena_zeroed(&codes.arena, (count + 1) * sizeof *codes.kinds);
    codes.names = arena_zeroed(&codes.arena, (count + 1) * sizeof *codes.names);
    codes.count = 0;
    while (host_offer_next(TRAPPA_CHECK_1, &at))
        for (const struct trappa_check_code_1 *code = ((const struct trappa_check_1 *)at.item)->codes; code->code;
             code++)
            code_add(code);
    findings_use_kinds(codes.kinds, codes.names, codes.count);
    static struct block_finder finder;
    finder = (struct block_finder){blocks_find_all, plugins_version()};
    at = (struct plugin_offer){0};
    bool finds = host_offer_next(TRAPPA_BLOCK_1, &at);
    at = (struct plugin_offer){0};
    bool checks = host_offer_next(TRAPPA_CHECK_1, &at);
    blocks_use_finder(finds || checks ? &finder : NULL);
    check_use_extra(finds || checks ? step_check : NULL, checks_version());
}
