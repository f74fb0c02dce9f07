/* Output formats of findings; see finding_format.h. */
#include "domain/curriculum/finding_format.h"

#include "base/fail.h"
#include "base/json.h"

#include <string.h>

#define SENTENCE_BYTES_MAX 4096

static const struct {
    const char *name;
    enum finding_format format;
} formats[] = {{"text", FINDING_TEXT}, {"json", FINDING_JSON}, {"github", FINDING_GITHUB}, {"sarif", FINDING_SARIF}};

int finding_format_parse(const char *name, enum finding_format *ret_format)
{
    for (size_t i = 0; i < COUNT_OF(formats); i++)
        if (text_equal(formats[i].name, name)) {
            *ret_format = formats[i].format;
            return 0;
        }
    return fail(FAIL_USAGE, "format '%s': unknown, the formats are text, json, github and sarif", name);
}

static const char *severity_word(const struct finding_kind *kind)
{
    return kind->severity == FINDING_ERROR ? "error" : "warning";
}

static void text_report(struct text *text, const struct finding_report *report)
{
    char code[8];
    const struct findings *findings = report->findings;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        text_addf(text, "%s:%d:%d: %s[%s]: ", finding->place.path, finding->place.line, finding->place.column,
                  severity_word(finding->kind), finding_code_text(finding->kind->code, code));
        finding_add_sentence(text, finding, report->language);
        text_add(text, "\n    hint: ");
        finding_add_hint(text, finding, report->language);
        text_add_char(text, '\n');
    }
    if (findings->more)
        text_addf(text, "and %zu more findings that are not shown\n", findings->more);
    text_addf(text, "programmes: %zu, steps: %zu, errors: %zu, warnings: %zu\n", report->programmes, report->steps,
              findings->errors, findings->warnings);
}

/* The sentence (or the hint) of a finding as a JSON value. */
static void json_put_words(struct json *json, const char *key, const struct finding *finding,
                           const struct finding_language *language)
{
    CLEANUP(text_finish) struct text words = TEXT(SENTENCE_BYTES_MAX);
    if (text_equal(key, "hint"))
        finding_add_hint(&words, finding, language);
    else
        finding_add_sentence(&words, finding, language);
    json_put_string(json, key, text_string(&words));
}

static void json_report(struct text *text, const struct finding_report *report)
{
    char code[8];
    struct json json = JSON(text);
    json_object(&json);
    json_key(&json, "findings");
    json_array(&json);
    for (size_t i = 0; i < report->findings->count; i++) {
        const struct finding *finding = &report->findings->items[i];
        json_object(&json);
        json_put_string(&json, "path", finding->place.path);
        json_put_number(&json, "line", finding->place.line);
        json_put_number(&json, "column", finding->place.column);
        json_put_string(&json, "severity", severity_word(finding->kind));
        json_put_string(&json, "code", finding_code_text(finding->kind->code, code));
        json_put_words(&json, "message", finding, report->language);
        json_put_words(&json, "hint", finding, report->language);
        json_end(&json);
    }
    json_end(&json);
    json_put_number(&json, "errors", (int64_t)report->findings->errors);
    json_put_number(&json, "warnings", (int64_t)report->findings->warnings);
    json_put_number(&json, "more", (int64_t)report->findings->more);
    json_put_number(&json, "programmes", (int64_t)report->programmes);
    json_put_number(&json, "steps", (int64_t)report->steps);
    json_end(&json);
    text_add_char(text, '\n');
}

static void add_rooted(struct text *text, const struct finding_report *report, const char *path)
{
    if (report->root && *report->root && !text_equal(report->root, "."))
        text_addf(text, "%s%s", report->root, text_ends(report->root, "/") ? "" : "/");
    text_add(text, path);
}

/* Escapes for GitHub's workflow commands: % and line endings, and in properties also : and ,. */
static void github_escape(struct text *text, const char *string, const char *specials)
{
    for (; *string; string++) {
        if (strchr(specials, *string))
            text_addf(text, "%%%02X", (unsigned)*string);
        else
            text_add_char(text, *string);
    }
}

static void github_report(struct text *text, const struct finding_report *report)
{
    char code[8];
    for (size_t i = 0; i < report->findings->count; i++) {
        CLEANUP(text_finish) struct text words = TEXT(2 * SENTENCE_BYTES_MAX);
        const struct finding *finding = &report->findings->items[i];
        add_rooted(&words, report, finding->place.path);
        text_addf(text, "::%s file=", severity_word(finding->kind));
        github_escape(text, text_string(&words), "%\r\n:,");
        text_addf(text, ",line=%d,col=%d,title=%s::", finding->place.line, finding->place.column,
                  finding_code_text(finding->kind->code, code));
        text_clear(&words);
        finding_add_sentence(&words, finding, report->language);
        text_add(&words, " (");
        finding_add_hint(&words, finding, report->language);
        text_add_char(&words, ')');
        github_escape(text, text_string(&words), "%\r\n");
        text_add_char(text, '\n');
    }
    if (report->findings->more)
        text_addf(text, "::notice::and %zu more findings that are not shown\n", report->findings->more);
}

static void sarif_rules(struct json *json, const struct finding_language *language)
{
    char code[8];
    const struct finding_kind *kind = NULL;
    json_key(json, "rules");
    json_array(json);
    for (size_t i = 0; (kind = finding_kind_at(i)); i++) {
        const char *explanation = language ? language->translate(kind->explanation, language->context) : NULL;
        json_object(json);
        json_put_string(json, "id", finding_code_text(kind->code, code));
        json_key(json, "fullDescription");
        json_object(json);
        json_put_string(json, "text", explanation ? explanation : kind->explanation);
        json_end(json);
        json_end(json);
    }
    json_end(json);
}

static void sarif_location(struct json *json, const struct finding_report *report, const struct finding *finding)
{
    CLEANUP(text_finish) struct text uri = TEXT(64 * 1024);
    CLEANUP(text_finish) struct text path = TEXT(64 * 1024);
    add_rooted(&path, report, finding->place.path);
    for (const unsigned char *at = (const unsigned char *)text_string(&path); *at; at++)
        if (*at > 0x7e || strchr(" \"#%<>?[\\]^`{|}:", *at))
            text_addf(&uri, "%%%02X", *at);
        else
            text_add_char(&uri, (char)*at);
    json_object(json);
    json_key(json, "physicalLocation");
    json_object(json);
    json_key(json, "artifactLocation");
    json_object(json);
    json_put_string(json, "uri", text_string(&uri));
    json_end(json);
    json_key(json, "region");
    json_object(json);
    json_put_number(json, "startLine", finding->place.line);
    json_put_number(json, "startColumn", finding->place.column);
    json_end(json);
    json_end(json);
    json_end(json);
}

static void sarif_result(struct json *json, const struct finding_report *report, const struct finding *finding)
{
    char code[8];
    json_object(json);
    json_put_string(json, "ruleId", finding_code_text(finding->kind->code, code));
    json_put_string(json, "level", severity_word(finding->kind));
    json_key(json, "message");
    json_object(json);
    json_put_words(json, "text", finding, report->language);
    json_end(json);
    json_key(json, "locations");
    json_array(json);
    sarif_location(json, report, finding);
    json_end(json);
    json_end(json);
}

static void sarif_report(struct text *text, const struct finding_report *report)
{
    struct json json = JSON(text);
    json_object(&json);
    json_put_string(&json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json_put_string(&json, "version", "2.1.0");
    json_key(&json, "runs");
    json_array(&json);
    json_object(&json);
    json_key(&json, "tool");
    json_object(&json);
    json_key(&json, "driver");
    json_object(&json);
    json_put_string(&json, "name", "trappa check");
    json_put_string(&json, "version", TRAPPA_VERSION);
    sarif_rules(&json, report->language);
    json_end(&json);
    json_end(&json);
    json_put_string(&json, "columnKind", "unicodeCodePoints");
    json_key(&json, "results");
    json_array(&json);
    for (size_t i = 0; i < report->findings->count; i++)
        sarif_result(&json, report, &report->findings->items[i]);
    json_end(&json);
    json_end(&json);
    json_end(&json);
    json_end(&json);
    text_add_char(text, '\n');
}

void finding_report_add(struct text *text, const struct finding_report *report, enum finding_format format)
{
    static void (*const writers[])(struct text *, const struct finding_report *) = {
        [FINDING_TEXT] = text_report,
        [FINDING_JSON] = json_report,
        [FINDING_GITHUB] = github_report,
        [FINDING_SARIF] = sarif_report,
    };
    writers[format](text, report);
}

/* One side of an example, indented. */
static void explain_example(struct text *text, const char *heading, const struct finding_example *example)
{
    static const char *const notes[] = {
        [EXAMPLE_TEXT] = "",
        [EXAMPLE_BYTES] = " (\\xNN is a byte)",
        [EXAMPLE_LARGE] = ", and so on beyond 128 KiB",
        [EXAMPLE_BRACKETS] = ", and so on 20,000 times",
        [EXAMPLE_MANY] = ", and more than 50,000 files like it",
        [EXAMPLE_LINK] = ", a symbolic link to",
        [EXAMPLE_SPECIAL] = ", a pipe",
        [EXAMPLE_SUBMODULE] = ", a folder that is another repository",
        [EXAMPLE_NO_STAIRCASE] = "",
        [EXAMPLE_REWRITTEN] = ", whose text was another one before",
        [EXAMPLE_ALONE] = ", and no other file",
        [EXAMPLE_UPPER] = ", in the upper layer",
        [EXAMPLE_HIGHEST] = ", in the highest of three layers",
    };
    if (!example->path)
        return;
    text_addf(text, "\n%s, %s%s%s\n", heading, example->path, notes[example->shape],
              example->contents ? ":" : " is missing");
    for (const char *line = example->contents; line && *line;) {
        size_t length = strcspn(line, "\n");
        text_addf(text, "    %.*s\n", (int)length, line);
        line += length + (line[length] == '\n');
    }
}

void finding_explain(struct text *text, const struct finding_kind *kind, const struct finding_language *language)
{
    char code[8];
    const char *explanation = language ? language->translate(kind->explanation, language->context) : NULL;
    text_addf(text, "%s, %s\n\n%s\n", finding_code_text(kind->code, code), severity_word(kind),
              explanation ? explanation : kind->explanation);
    explain_example(text, "bad", &kind->bad);
    explain_example(text, "good", &kind->good);
}
