/* Says findings by code; see finding_groups.h. */
#include "ui/cli/finding_groups.h"

#define SENTENCE_BYTES_MAX 4096

static const char *translate_id(const char *message_id, void *context)
{
    const enum language *language = context;
    return translate(*language, message_id);
}

/* How many findings have the code, and the first of them. */
static size_t group_count(const struct findings *findings, enum finding_code code, const struct finding **ret_first)
{
    size_t count = 0;
    for (size_t i = findings->count; i-- > 0;)
        if (findings->items[i].kind->code == code) {
            *ret_first = &findings->items[i];
            count++;
        }
    return count;
}

static const char *severity_word(const struct finding *finding)
{
    return finding->kind->severity == FINDING_ERROR ? "error" : "warning";
}

static void group_add(struct text *text, const struct invocation *invocation, const struct finding *first, size_t count)
{
    char code[8];
    enum language language = invocation->language;
    const struct finding_language said = {translate_id, &language};
    text_addf(text, "%s[%s]: %zu; %s:%d: ", severity_word(first), finding_code_text(first->kind->code, code), count,
              first->place.path, first->place.line);
    finding_add_sentence(text, first, &said);
    text_add(text, "\n    hint: ");
    finding_add_hint(text, first, &said);
    text_add_char(text, '\n');
}

void finding_groups_add(struct text *text, const struct invocation *invocation, const struct findings *findings)
{
    const struct finding_kind *kind = NULL;
    const struct finding *first = NULL;
    size_t count = 0;
    for (size_t i = 0; (kind = finding_kind_at(i)); i++)
        if ((count = group_count(findings, kind->code, &first)))
            group_add(text, invocation, first, count);
    if (findings->more)
        text_addf(text, "%s: %zu\n", translate(invocation->language, N_("more findings, which were only counted")),
                  findings->more);
}

static void group_put_json(struct json *json, const struct invocation *invocation, const struct finding *first,
                           size_t count)
{
    char code[8];
    CLEANUP(text_finish) struct text words = TEXT(SENTENCE_BYTES_MAX);
    enum language language = invocation->language;
    const struct finding_language said = {translate_id, &language};
    json_object(json);
    json_put_string(json, "code", finding_code_text(first->kind->code, code));
    json_put_string(json, "severity", severity_word(first));
    json_put_number(json, "count", (int64_t)count);
    json_put_string(json, "path", first->place.path);
    json_put_number(json, "line", first->place.line);
    finding_add_sentence(&words, first, &said);
    json_put_string(json, "message", text_string(&words));
    text_clear(&words);
    finding_add_hint(&words, first, &said);
    json_put_string(json, "hint", text_string(&words));
    json_end(json);
}

void finding_groups_put_json(struct json *json, const struct invocation *invocation, const struct findings *findings)
{
    const struct finding_kind *kind = NULL;
    const struct finding *first = NULL;
    size_t count = 0;
    json_key(json, "groups");
    json_array(json);
    for (size_t i = 0; (kind = finding_kind_at(i)); i++)
        if ((count = group_count(findings, kind->code, &first)))
            group_put_json(json, invocation, first, count);
    json_end(json);
    json_put_number(json, "more", (int64_t)findings->more);
}
