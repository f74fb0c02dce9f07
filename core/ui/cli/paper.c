/* `trappa sign codes` and `trappa sign paper`: the codes of a printed plan, and entering signatures from it. */
#include "domain/signoff/paper.h"

#include "base/clock.h"
#include "base/fail.h"
#include "io/file.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"

#include <stdio.h>
#include <string.h>

/* ---- codes ---- */

static int codes_print(const struct invocation *invocation, const struct plan *plan)
{
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    char code[PAPER_CODE_BYTES];
    bool is_json = invocation_has(invocation, "json");
    if (is_json)
        json_array(&json);
    for (size_t i = 0; i < plan->count; i++) {
        const struct content_entry *step = &plan->items[i].step;
        if (!plan_item_asks_for_signature(&plan->items[i]))
            continue;
        paper_code(plan->person.rid, step->id, step->parts, code);
        if (!is_json) {
            text_addf(&text, "%s  %s  %s\n", code, step->id, step->title);
            continue;
        }
        json_object(&json);
        json_put_string(&json, "code", code);
        json_put_string(&json, "step", step->id);
        json_put_number(&json, "revision", step->revision);
        json_end(&json);
    }
    if (!is_json)
        return print_text(&text);
    json_end(&json);
    return print_json(&text);
}

static int command_sign_codes(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    struct subject subject;
    struct plan plan;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(command_open_subject(invocation, site, &actor, RIGHT_SEE_DATES, &subject));
    TRY(content_read_begin(site->content));
    TRY(plan_show(site, &subject, NULL, invocation->arena, &plan));
    return codes_print(invocation, &plan);
}

/* ---- paper ---- */

static int stdin_read(struct text *into)
{
    char buffer[4096];
    for (size_t got; (got = fread(buffer, 1, sizeof buffer, stdin)) > 0;)
        text_add_bytes(into, buffer, got);
    if (ferror(stdin))
        return fail(FAIL_SYSTEM, "standard input: cannot be read");
    return text_check(into, "standard input");
}

static const char *say(void *context)
{
    return translate_failure(*(const enum language *)context);
}

static void row_json(struct json *json, const struct paper_row *row)
{
    json_object(json);
    json_put_number(json, "row", row->line.number);
    json_put_string(json, "code", row->line.code);
    json_put_string(json, "fault", row->fault);
    if (!row->fault) {
        json_put_string(json, "step", row->step.id);
        json_put_number(json, "revision", row->revision);
        json_put_string(json, "delta", revision_diff_word(row->diff.what));
        json_put_day(json, "day", row->day);
        json_put_string(json, "evidence", row->evidence);
        json_put_number(json, "autonomy", row->autonomy);
        json_put_string(json, "signer", row->signer.id);
    }
    json_end(json);
}

static void row_line(const struct invocation *invocation, const struct paper_row *row, struct text *text)
{
    static const char *const since[] = {[REVISION_DIFF_NONE] = "",
                                        [REVISION_DIFF_READ] = N_("the step has changed since: read the difference"),
                                        [REVISION_DIFF_REDO] =
                                            N_("the law has changed since: a new sign-off is needed")};
    if (row->fault) {
        text_addf(text, "%s %d: %s", invocation_translate(invocation, N_("row")), row->line.number, row->fault);
    } else {
        text_addf(text, "%s  %s (%d)  %s  %s %s", row->line.code, row->step.id, row->revision, row->line.day,
                  row->evidence, row->signer.id);
        if (row->diff.what != REVISION_DIFF_NONE)
            text_addf(text, "  %s", invocation_translate(invocation, since[row->diff.what]));
    }
    text_add(text, "\n");
}

static int batch_json(const struct paper_batch *batch)
{
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    json_object(&json);
    json_put_string(&json, "person", batch->subject.person.id);
    json_put_number(&json, "faults", (int64_t)batch->fault_count);
    json_key(&json, "rows");
    json_array(&json);
    for (size_t i = 0; i < batch->count; i++)
        row_json(&json, &batch->rows[i]);
    json_end(&json);
    json_end(&json);
    return print_json(&text);
}

/* What can be signed on stdout, what cannot on stderr. */
static int batch_print(const struct invocation *invocation, const struct paper_batch *batch)
{
    CLEANUP(text_finish) struct text good = TEXT(PRINT_MOST_BYTES);
    CLEANUP(text_finish) struct text bad = TEXT(PRINT_MOST_BYTES);
    for (size_t i = 0; i < batch->count; i++)
        row_line(invocation, &batch->rows[i], batch->rows[i].fault ? &bad : &good);
    fputs(text_string(&bad), stderr);
    if (batch->fault_count)
        fprintf(stderr, "%s\n",
                invocation_translate(invocation, N_("nothing was signed: mend these rows and give all of them")));
    return print_text(&good);
}

static int command_sign_paper(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(PAPER_MOST_BYTES);
    struct actor actor;
    struct paper_batch batch;
    const char *file = invocation_word(invocation, 1);
    enum language language = invocation->language;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(strcmp(file, "-") == 0 ? stdin_read(&text) : file_read(file, &text));
    const struct paper_request asking = {.person = subject_id(invocation_word(invocation, 0)),
                                         .text = text_string(&text),
                                         .say = say,
                                         .context = &language};
    TRY(invocation_has(invocation, "check") ? paper_check(site, &actor, &asking, invocation->arena, &batch)
                                            : paper_sign(site, &actor, &asking, invocation->arena, &batch));
    TRY(invocation_has(invocation, "json") ? batch_json(&batch) : batch_print(invocation, &batch));
    return batch.fault_count ? COMMAND_SAYS_NO : 0;
}

static const struct command commands[] = {
    {"sign codes", "PERSON [--by PERSON] [--json]", N_("Lists the codes that a printed plan shows by its steps"),
     command_sign_codes},
    {"sign paper", "PERSON FILE --by PERSON [--check] [--json]",
     N_("Types in signatures given on paper, all or none: rows of code, day, evidence, autonomy and signer; - reads"
        " standard input"),
     command_sign_paper},
};
const struct command_table paper_commands = COMMAND_TABLE(commands);
