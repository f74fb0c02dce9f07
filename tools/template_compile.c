/* Writes the C of a template; see template_compile.h. */
#include "template_compile.h"

#include "base/fail.h"
#include "base/memory.h"
#include "template_html.h"

#include <string.h>

#define STRETCH_MAX 3500 /* C promises string literals of 4095 bytes */
#define BLOCKS_MAX 32
#define PIECE_BYTES ((size_t)32 * 1024)

/* What the HTML was like where a C block was opened. */
struct block {
    struct template_html html;
};

struct compiler {
    const char *file;
    struct text *out;
    struct text still;
    struct template_html html;
    struct block blocks[BLOCKS_MAX];
    size_t block_count;
    bool is_in_function;
};

static int refuse(const struct compiler *compiler, size_t at, const char *problem)
{
    int line = 1, column = 1;
    for (size_t i = 0; i < at; i++) {
        bool is_newline = compiler->html.source[i] == '\n';
        line += is_newline;
        column = is_newline ? 1 : column + 1;
    }
    return fail(FAIL_INPUT, "%s:%d:%d: error: %s", compiler->file, line, column, problem);
}

/* --- C out --- */

static void write_line_number(struct compiler *compiler, size_t at)
{
    int line = 1;
    for (size_t i = 0; i < at; i++)
        line += compiler->html.source[i] == '\n';
    text_addf(compiler->out, "#line %d \"%s\"\n", line, compiler->file);
}

static void write_c_char(struct text *out, char c)
{
    if (c == '\n')
        text_add(out, "\\n");
    else if (c == '"' || c == '\\' || c == '?') /* "??" could be a trigraph */
        text_addf(out, "\\%c", c);
    else if ((unsigned char)c < ' ')
        text_addf(out, "\\%03o", (unsigned)c);
    else
        text_add_char(out, c);
}

/* The static text so far, as literals with their lengths. */
static void flush(struct compiler *compiler)
{
    const char *bytes = text_string(&compiler->still);
    size_t left = compiler->still.length;
    while (left) {
        size_t length = left < STRETCH_MAX ? left : STRETCH_MAX;
        while (length < left && ((unsigned char)bytes[length] & 0xc0) == 0x80)
            length--; /* not inside a character */
        text_add(compiler->out, "    text_add_bytes(into->text, \"");
        for (size_t i = 0; i < length; i++)
            write_c_char(compiler->out, bytes[i]);
        text_addf(compiler->out, "\", %zu);\n", length);
        bytes += length;
        left -= length;
    }
    text_clear(&compiler->still);
}

/* --- pieces of our own syntax --- */

struct piece {
    char kind;   /* one of @ % = # & _ ! */
    size_t from; /* offset of the "{" */
    char *code;  /* trimmed; in `arena` */
    struct arena arena;
};

static void piece_finish(struct piece *piece)
{
    arena_finish(&piece->arena);
}

static const char *skip_space(const char *at)
{
    return at + strspn(at, " \t\r\n");
}

static int piece_read(struct compiler *compiler, struct piece *ret_piece)
{
    size_t from = compiler->html.at;
    const char *start = compiler->html.source + from + 2;
    const char closer[] = {compiler->html.source[from + 1], '}', '\0'};
    const char *end = strstr(start, closer);
    if (!end)
        return refuse(compiler, from, "unclosed: what begins with { and a mark ends with the mark and }");
    start = skip_space(start);
    const char *last = end;
    while (last > start && strchr(" \t\r\n", last[-1]))
        last--;
    if (last <= start)
        return refuse(compiler, from, "nothing between the marks");
    if ((size_t)(last - start) > PIECE_BYTES)
        return refuse(compiler, from, "too long");
    compiler->html.at = (size_t)(end + 2 - compiler->html.source);
    ret_piece->kind = closer[0];
    ret_piece->from = from;
    ret_piece->code = arena_copy_bytes(&ret_piece->arena, start, (size_t)(last - start));
    return 0;
}

static int function_end(struct compiler *compiler)
{
    size_t at = compiler->html.at;
    if (compiler->html.place != PLACE_TEXT)
        return refuse(compiler, at, "the template ends inside a tag or an attribute");
    if (compiler->html.depth)
        return refuse(compiler, at, "the template ends with an element open");
    if (compiler->block_count)
        return refuse(compiler, at, "the template ends with a C block open");
    while (compiler->still.length && strchr(" \n", compiler->still.bytes[compiler->still.length - 1]))
        compiler->still.bytes[--compiler->still.length] = '\0';
    if (compiler->is_in_function) {
        flush(compiler);
        text_add(compiler->out, "}\n");
    }
    return 0;
}

/* {@ name(parameters) @}, or {@ static name(parameters) @} for one that only this file uses. */
static int compile_function(struct compiler *compiler, const struct piece *piece)
{
    size_t end = compiler->html.at;
    compiler->html.at = piece->from;
    TRY(function_end(compiler));
    compiler->html.at = end;
    char *parenthesis = strchr(piece->code, '(');
    if (!parenthesis || piece->code[strlen(piece->code) - 1] != ')')
        return refuse(compiler, piece->from, "a function is its name and its parameters in parentheses");
    *parenthesis = '\0';
    const char *parameters = skip_space(parenthesis + 1);
    write_line_number(compiler, piece->from);
    bool is_static = text_starts(piece->code, "static ");
    text_addf(compiler->out, "%svoid %s(struct template *into%s%s\n{\n", is_static ? "static " : "",
              skip_space(piece->code + (is_static ? strlen("static") : 0)), *parameters == ')' ? "" : ", ", parameters);
    compiler->is_in_function = true;
    compiler->html.ends_in_space = true;
    return 0;
}

static bool is_same_place(const struct template_html *a, const struct template_html *b)
{
    return a->place == b->place && a->depth == b->depth && (a->place != PLACE_VALUE || a->quote == b->quote) &&
           (a->place == PLACE_TEXT || (strcmp(a->tag, b->tag) == 0)) &&
           (a->place != PLACE_VALUE || strcmp(a->attribute, b->attribute) == 0) &&
           memcmp(a->elements, b->elements, a->depth * sizeof a->elements[0]) == 0;
}

static int block_open(struct compiler *compiler, const struct piece *piece, bool is_loop)
{
    if (compiler->block_count == BLOCKS_MAX)
        return refuse(compiler, piece->from, "blocks are nested too deeply");
    compiler->blocks[compiler->block_count++].html = compiler->html;
    if (is_loop) /* what stands before the first turn does not stand before the second */
        compiler->html.ends_in_space = false;
    return 0;
}

/* After a block, what stood before it or what stands in it may be the last thing written: be careful in both ways. */
static int block_close(struct compiler *compiler, const struct piece *piece)
{
    if (!compiler->block_count)
        return refuse(compiler, piece->from, "a } without its {");
    const struct template_html *before = &compiler->blocks[--compiler->block_count].html;
    if (!is_same_place(before, &compiler->html))
        return refuse(compiler, piece->from, "this block leaves the HTML in another place than it found it");
    bool is_else = strstr(piece->code, "else") != NULL;
    compiler->html.ends_in_space = compiler->html.ends_in_space && before->ends_in_space;
    if (is_else) {
        compiler->html.has_begun = before->has_begun;
        compiler->html.has_value = before->has_value;
    } else
        compiler->html.has_begun = compiler->html.has_begun || before->has_begun;
    return 0;
}

static bool is_word_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool is_word(const char *at, const char *code, const char *word)
{
    size_t length = strlen(word);
    return (at == code || !is_word_char(at[-1])) && strncmp(at, word, length) == 0 && !is_word_char(at[length]);
}

/* A jump skips HTML; it may only start where the block started. */
static int check_jump(const struct compiler *compiler, const struct piece *piece, const char *at)
{
    static const char *const never[] = {"return", "goto"};
    static const char *const sometimes[] = {"break", "continue", "case", "default"};
    for (size_t i = 0; i < COUNT_OF(never); i++)
        if (is_word(at, piece->code, never[i]))
            return refuse(compiler, piece->from, "no return and no goto: they would skip closing tags");
    for (size_t i = 0; i < COUNT_OF(sometimes); i++)
        if (is_word(at, piece->code, sometimes[i]) && compiler->block_count &&
            !is_same_place(&compiler->blocks[compiler->block_count - 1].html, &compiler->html))
            return refuse(compiler, piece->from, "break, continue and case stand where their block began in the HTML");
    return 0;
}

/* The end of a literal or comment that begins at `at`, else `at`. */
static const char *skip_literal(const char *at)
{
    if (*at == '"' || *at == '\'') {
        const char *end = at + 1;
        while (*end && *end != *at)
            end += *end == '\\' && end[1] ? 2 : 1;
        return *end ? end + 1 : end;
    }
    const char *closer = at[0] == '/' && at[1] == '*' ? "*/" : at[0] == '/' && at[1] == '/' ? "\n" : NULL;
    if (!closer)
        return at;
    const char *end = strstr(at + 2, closer);
    return end ? end + strlen(closer) : at + strlen(at);
}

static int scan_statement(struct compiler *compiler, const struct piece *piece)
{
    bool is_loop = false;
    for (const char *at = piece->code; *at;) {
        const char *beyond = skip_literal(at);
        if (beyond != at) {
            at = beyond;
            continue;
        }
        TRY(check_jump(compiler, piece, at));
        is_loop = is_loop || is_word(at, piece->code, "for") || is_word(at, piece->code, "while") ||
                  is_word(at, piece->code, "do");
        if (*at == '{')
            TRY(block_open(compiler, piece, is_loop));
        else if (*at == '}')
            TRY(block_close(compiler, piece));
        at++;
    }
    return 0;
}

/* {% C %} */
static int compile_statement(struct compiler *compiler, const struct piece *piece)
{
    if (piece->code[0] == '#') {
        if (compiler->is_in_function || strncmp(piece->code, "#include", 8) != 0)
            return refuse(compiler, piece->from, "of the preprocessor only #include, before the first template");
        write_line_number(compiler, piece->from);
        text_addf(compiler->out, "%s\n", piece->code);
        return 0;
    }
    char last = piece->code[strlen(piece->code) - 1];
    if (!strchr("{};:", last))
        return refuse(compiler, piece->from, "a statement ends with { } ; or :, so that its block is seen");
    flush(compiler);
    TRY(scan_statement(compiler, piece));
    write_line_number(compiler, piece->from);
    text_addf(compiler->out, "    %s\n", piece->code);
    return 0;
}

/* In which context a value stands here; a refusal if none is safe. */
static int find_context(struct compiler *compiler, const struct piece *piece, const char **ret_context)
{
    struct template_html *html = &compiler->html;
    *ret_context = template_html_takes_tags(html) ? "TEMPLATE_TEXT" : "TEMPLATE_PLAIN";
    if (html->place == PLACE_RAW)
        return refuse(compiler, piece->from, "no value inside <script> or <style>");
    if (html->place == PLACE_TAG)
        return refuse(compiler, piece->from, "a value stands in text or in a quoted attribute, not among attributes");
    if (html->place == PLACE_TEXT)
        return 0;
    if (template_html_is_code(html->attribute))
        return refuse(compiler, piece->from,
                      "no value inside an attribute that is code (on..., style, srcdoc, srcset)");
    if (template_html_is_url(html->attribute)) {
        if (!template_html_check_url(html))
            return refuse(compiler, piece->from, html->problem);
        *ret_context = html->has_begun ? "TEMPLATE_URL_PART" : "TEMPLATE_URL";
    }
    return 0;
}

static void begin_value(struct compiler *compiler, const struct piece *piece)
{
    flush(compiler);
    compiler->html.has_begun = compiler->html.has_value = true;
    compiler->html.ends_in_space = false;
    write_line_number(compiler, piece->from);
}

/* {= string =} and {# number #} */
static int compile_value(struct compiler *compiler, const struct piece *piece)
{
    const char *context = NULL;
    TRY(find_context(compiler, piece, &context));
    begin_value(compiler, piece);
    if (piece->kind == '#')
        text_addf(compiler->out, "    template_add_number(into, %s);\n", piece->code);
    else
        text_addf(compiler->out, "    template_add(into, %s, %s);\n", context, piece->code);
    return 0;
}

/* {! html !} and {& template(arguments) &} */
static int compile_html(struct compiler *compiler, const struct piece *piece)
{
    if (compiler->html.place != PLACE_TEXT || template_html_is_plain(&compiler->html))
        return refuse(compiler, piece->from, "HTML and other templates stand between tags only");
    if (piece->kind == '!') {
        begin_value(compiler, piece);
        text_addf(compiler->out, "    template_add_html(into, %s);\n", piece->code);
        return 0;
    }
    char *parenthesis = strchr(piece->code, '(');
    if (!parenthesis || piece->code[strlen(piece->code) - 1] != ')')
        return refuse(compiler, piece->from, "a template is called with its arguments in parentheses");
    begin_value(compiler, piece);
    *parenthesis = '\0';
    const char *arguments = skip_space(parenthesis + 1);
    text_addf(compiler->out, "    %s(into%s%s;\n", piece->code, *arguments == ')' ? "" : ", ", arguments);
    return 0;
}

/* The end of the C string literals that begin at `at`; `at` if there are none. */
static const char *skip_strings(const char *at)
{
    const char *end = at;
    while (*skip_space(end) == '"')
        end = skip_literal(skip_space(end));
    return end;
}

static const char *skip_argument(const char *at)
{
    int depth = 0;
    while (*at && !(*at == ',' && depth == 0)) {
        const char *beyond = skip_literal(at);
        depth += strchr("([{", *at) ? 1 : strchr(")]}", *at) ? -1 : 0;
        at = beyond != at ? beyond : at + 1;
    }
    return at;
}

/* {_ "text", arguments _} and {_ "one", "many", count, arguments _} */
static int compile_translation(struct compiler *compiler, const struct piece *piece)
{
    const char *context = NULL;
    TRY(find_context(compiler, piece, &context));
    bool is_text = strcmp(context, "TEMPLATE_TEXT") == 0;
    if (!is_text && strcmp(context, "TEMPLATE_PLAIN") != 0)
        return refuse(compiler, piece->from, "no translation inside a URL");
    const char *one = piece->code, *one_end = skip_strings(one);
    if (one_end == one)
        return refuse(compiler, piece->from, "a translation begins with its English text in quotes");
    begin_value(compiler, piece);
    const char *into = is_text ? "into" : "&(struct template){into->text, into->language, true}";
    const char *many = *skip_space(one_end) == ',' ? skip_space(skip_space(one_end) + 1) : one_end;
    const char *many_end = skip_strings(many);
    if (many == one_end || many_end == many) {
        text_addf(compiler->out, "    template_translate(%s, %s);\n", into, piece->code);
        return 0;
    }
    if (*skip_space(many_end) != ',')
        return refuse(compiler, piece->from, "after the two forms of a plural comes the number");
    const char *count = skip_space(skip_space(many_end) + 1), *count_end = skip_argument(count);
    text_addf(compiler->out, "    template_translate_plural(%s, (long)(%.*s), %.*s, %.*s, (int)(%.*s)%s);\n", into,
              (int)(count_end - count), count, (int)(one_end - one), one, (int)(many_end - many), many,
              (int)(count_end - count), count, count_end);
    return 0;
}

static int compile_piece(struct compiler *compiler)
{
    CLEANUP(piece_finish) struct piece piece = {0};
    TRY(piece_read(compiler, &piece));
    if (piece.kind == '@')
        return compile_function(compiler, &piece);
    if (!compiler->is_in_function && !(piece.kind == '%' && piece.code[0] == '#'))
        return refuse(compiler, piece.from, "before the first {@ name(...) @} only includes");
    if (compiler->html.place == PLACE_RAW)
        return refuse(compiler, piece.from, "no value inside <script> or <style>");
    switch (piece.kind) {
    case '%':
        return compile_statement(compiler, &piece);
    case '_':
        return compile_translation(compiler, &piece);
    case '!':
    case '&':
        return compile_html(compiler, &piece);
    default:
        return compile_value(compiler, &piece);
    }
}

static int compile_all(struct compiler *compiler)
{
    struct template_html *html = &compiler->html;
    while (html->source[html->at]) {
        const char *at = html->source + html->at;
        if (template_html_is_own(at)) {
            TRY(compile_piece(compiler));
            continue;
        }
        if (!compiler->is_in_function && !strchr(" \t\r\n", *at))
            return refuse(compiler, html->at, "before the first {@ name(...) @} only includes");
        if (!template_html_step(html))
            return refuse(compiler, html->problem_at, html->problem);
    }
    TRY(function_end(compiler));
    return compiler->is_in_function ? text_check(compiler->out, compiler->file)
                                    : refuse(compiler, html->at, "no template here: {@ name(...) @} is missing");
}

static void compiler_finish(struct compiler *compiler)
{
    text_finish(&compiler->still);
}

int template_compile(const char *file, const char *source, struct text *out)
{
    CLEANUP(compiler_finish) struct compiler compiler = {.file = file, .out = out};
    compiler.still = TEXT(1024 * 1024);
    compiler.html = (struct template_html){.source = source, .still = &compiler.still, .ends_in_space = true};
    text_addf(out, "/* Made from %s by tools/template; do not edit. */\n", file);
    text_add(out, "#include \"ui/web/kernel/template.h\"\n");
    return compile_all(&compiler);
}
