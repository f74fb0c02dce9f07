/* `trappa curriculum import`: plain Markdown into a layer. */
#include "domain/curriculum/import.h"
#include "base/json.h"
#include "ui/cli/command.h"

#include <stdio.h>

#define OUTPUT_BYTES_MAX (64UL * 1024 * 1024)

static void note_line(const struct invocation *invocation, struct text *text, const struct import_note *note)
{
    text_add(text, note->path);
    if (note->line)
        text_addf(text, ":%d", note->line);
    text_addf(text, ": %s%s", note->is_left_out ? translate(invocation->language, N_("left out")) : "",
              note->is_left_out ? ": " : "");
    if (note->what)
        text_addf(text, "%s: ", note->what);
    text_addf(text, "%s\n", translate(invocation->language, note->reason));
}

static void note_json(const struct invocation *invocation, struct json *json, const struct import_note *note)
{
    json_object(json);
    json_put_string(json, "path", note->path);
    json_put_number(json, "line", note->line);
    json_put_string(json, "what", note->what);
    json_put_string(json, "reason", translate(invocation->language, note->reason));
    json_put_bool(json, "left_out", note->is_left_out);
    json_end(json);
}

static void report_json(const struct invocation *invocation, struct text *text, const struct import_report *report)
{
    struct json json = JSON(text);
    json_object(&json);
    json_put_number(&json, "phases", (int64_t)report->phases);
    json_put_number(&json, "steps", (int64_t)report->steps);
    json_put_number(&json, "images", (int64_t)report->images);
    json_put_number(&json, "left_out", (int64_t)report->left_out);
    json_key(&json, "notes");
    json_array(&json);
    for (size_t i = 0; i < report->note_count; i++)
        note_json(invocation, &json, &report->notes[i]);
    json_end(&json);
    json_end(&json);
    text_add_char(text, '\n');
}

static void report_lines(const struct invocation *invocation, struct text *text, const struct import_report *report)
{
    const char *steps = translate(invocation->language, N_("steps"));
    const char *phases = translate(invocation->language, N_("phases"));
    const char *images = translate(invocation->language, N_("pictures"));
    const char *left_out = translate(invocation->language, N_("left out"));
    for (size_t i = 0; i < report->note_count; i++)
        note_line(invocation, text, &report->notes[i]);
    text_addf(text, "%s: %zu; %s: %zu; %s: %zu; %s: %zu\n", steps, report->steps, phases, report->phases, images,
              report->images, left_out, report->left_out);
}

static int command_curriculum_import(const struct invocation *invocation)
{
    CLEANUP(import_report_finish) struct import_report report = {0};
    CLEANUP(text_finish) struct text text = TEXT(OUTPUT_BYTES_MAX);
    const char *language = invocation_option(invocation, "language");
    const struct import_request request = {.from = invocation_word(invocation, 0),
                                           .programme = invocation_option(invocation, "programme"),
                                           .into = invocation_option(invocation, "into"),
                                           .language = language ? language : "sv"};
    command_load_plugins(invocation);
    int result = import_run(&request, &report);
    if (result != 0 && !report.note_count)
        return result;
    if (invocation_has(invocation, "json"))
        report_json(invocation, &text, &report);
    else
        report_lines(invocation, &text, &report);
    TRY(text_check(&text, "the report"));
    fputs(text_string(&text), stdout);
    return result;
}

static const struct command commands[] = {
    {"curriculum import", "DIR|URL --programme ID --into DIR [--language sv|en] [--json]",
     N_("Makes a layer without errors out of plain Markdown"), command_curriculum_import},
};
const struct command_table import_commands = COMMAND_TABLE(commands);
