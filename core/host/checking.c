/* Runs the checks of plugins; see checking.h. */
#include "host/checking.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/curriculum/check.h"
#include "host/call.h"
#include "host/host.h"

#include <trappa/check.h>

static struct {
    struct arena arena;
    struct finding_kind *kinds;
    const char **names;
    size_t count;
} codes;

/* Whose check runs, and where its findings go. */
static struct {
    const struct trappa_check_1 *check;
    check_finding *finding;
} now;

static bool is_own(const char *code)
{
    for (const struct trappa_check_code_1 *row = now.check->codes; row->code; row++)
        if (text_equal(row->code, code))
            return true;
    return false;
}

static void finding_give(const char *code, size_t line, size_t column, const char *detail)
{
    if (!now.check || !code || !is_own(code))
        return;
    for (size_t i = 0; i < codes.count; i++)
        if (text_equal(codes.names[i], code)) {
            now.finding((int)(FINDING_MORE + i), line, column, detail ? detail : "");
            return;
        }
}

static void found_ignore(const struct trappa_found_1 *block)
{
    (void)block; /* a check looks; blocks are found elsewhere */
}

static int one_check(const struct offered *offer, const struct trappa_source_1 *source, check_finding *finding)
{
    static const struct trappa_finder_1 finder = {found_ignore, finding_give};
    struct call call = {.plugin = offer->plugin};
    now.check = offer->item;
    now.finding = finding;
    call_begin(&call);
    int result = call_end(&call, now.check->step(source, &finder));
    now.check = NULL;
    return result == 1 ? fail(FAIL_SYSTEM, "plugin '%s': a check answered 1, which is no result", offer->plugin->id)
                       : result;
}

static int step_look(const struct check_text *text, check_finding *finding)
{
    const struct trappa_source_1 source = {text->step, text->lines, text->line_count, text->is_code};
    struct offered at = {0};
    while (host_offer_next(TRAPPA_CHECK_1, &at)) {
        const struct trappa_check_1 *check = at.item;
        if (check->step)
            TRY(one_check(&at, &source, finding));
    }
    return 0;
}

static size_t codes_count(void)
{
    struct offered at = {0};
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

void checking_begin(void)
{
    struct offered at = {0};
    size_t count = codes_count();
    codes.kinds = arena_zeroed(&codes.arena, (count + 1) * sizeof *codes.kinds);
    codes.names = arena_zeroed(&codes.arena, (count + 1) * sizeof *codes.names);
    codes.count = 0;
    while (host_offer_next(TRAPPA_CHECK_1, &at))
        for (const struct trappa_check_code_1 *code = ((const struct trappa_check_1 *)at.item)->codes; code->code;
             code++)
            code_add(code);
    findings_use_kinds(codes.kinds, codes.names, codes.count);
    check_use_extra(step_look);
}
