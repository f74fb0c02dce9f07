/* HTML, links, headings and words from the tree of a text; see markdown.h. */
#include "io/markdown.h"

#include "base/map.h"
#include "io/markdown_tree.h"

#include <stdint.h>
#include <string.h>

#define TARGET_TEXT_BYTES_MAX 400 /* of a link's text; longer ones are cut */
#define TARGET_TEXT_NODES_MAX 256 /* so that images nested in images stay linear */
#define LABEL_BYTES_MAX 120
#define COLSPAN_MAX 1000 /* HTML's own ceiling */

/* Appends the words within `node`, without markup and raw HTML, in at most `most` steps. */
static void add_words(struct text *words, const struct markdown_node *node, size_t most)
{
    const struct markdown_node *at = node;
    bool is_entered = true;
    for (; most && !words->is_over && markdown_tree_step(node, &at, &is_entered); most--) {
        if (!is_entered)
            continue;
        if (at->kind == MARKDOWN_TEXT || at->kind == MARKDOWN_CODE)
            text_add(words, at->literal);
        if (at->kind == MARKDOWN_SOFT_BREAK || at->kind == MARKDOWN_HARD_BREAK)
            text_add_char(words, ' ');
    }
}

static struct markdown_target target_of(const struct markdown_node *node, struct text *words)
{
    add_words(words, node, TARGET_TEXT_NODES_MAX);
    return (struct markdown_target){.target = node->literal,
                                    .text = text_string(words),
                                    .line = node->line,
                                    .column = node->column,
                                    .is_image = node->kind == MARKDOWN_IMAGE};
}

/* ---- ids of headings ---- */

struct slugs {
    struct map used; /* to the highest number appended to it */
    struct arena *arena;
    const char *prefix;
};

static void slugs_finish(struct slugs *slugs)
{
    map_finish(&slugs->used);
}

static size_t slug_count(const struct slugs *slugs, const char *slug)
{
    return (size_t)(uintptr_t)map_get(&slugs->used, slug);
}

static void slug_use(struct slugs *slugs, const char *slug, size_t count)
{
    map_put(&slugs->used, slug, (void *)(uintptr_t)count);
}

/* A slug of the words, after the prefix, unique in the text. */
static const char *heading_id(struct slugs *slugs, const struct markdown_node *heading)
{
    struct text words CLEANUP(text_finish) = TEXT(MARKDOWN_BYTES_MAX);
    struct text slug CLEANUP(text_finish) = TEXT(64);
    add_words(&words, heading, SIZE_MAX);
    text_add_id_from(&slug, text_string(&words));
    if (!slug.length)
        text_add(&slug, "section");
    const char *base = text_string(&slug), *id = base;
    size_t count = slug_count(slugs, base);
    while (slug_count(slugs, id))
        id = arena_format(slugs->arena, "%s-%zu", base, ++count);
    slug_use(slugs, base, count ? count : 1);
    if (count)
        slug_use(slugs, id, 1);
    return arena_format(slugs->arena, "%s%s", slugs->prefix ? slugs->prefix : "", id);
}

/* ---- HTML ---- */

struct renderer {
    const struct markdown *markdown;
    struct text *into;
    struct slugs slugs;
    int top_level; /* the lowest level among the headings that have words */
    int table_number;
    const struct markdown_node *open_link; /* an autolink may stand inside a link; HTML cannot nest them */
};

static void renderer_finish(struct renderer *renderer)
{
    slugs_finish(&renderer->slugs);
}

static void add_escaped(struct text *into, const char *bytes)
{
    static const char *const names[] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;"};
    while (bytes && *bytes) {
        size_t plain = strcspn(bytes, "&<>\"'");
        text_add_bytes(into, bytes, plain);
        bytes += plain;
        if (*bytes)
            text_add(into, names[(unsigned char)*bytes++]);
    }
}

/* The length of a URL's scheme, if any browser could take it for one; 0 for a relative URL. */
static size_t scheme_length(const char *url)
{
    size_t length = strcspn(url, ":/?#");
    return url[length] == ':' ? length : 0;
}

static bool has_safe_scheme(const char *url)
{
    static const char *const schemes[] = {"http", "https", "mailto", "tel"};
    size_t length = scheme_length(url);
    for (size_t i = 0; i < COUNT_OF(schemes); i++)
        if (strlen(schemes[i]) == length && strncasecmp(url, schemes[i], length) == 0)
            return true;
    return false;
}

/* The URL to write, or NULL. */
static const char *url_for(const struct renderer *renderer, const struct markdown_node *node)
{
    if (node->kind == MARKDOWN_LINK && has_safe_scheme(node->literal))
        return node->literal;
    if (!renderer->markdown->resolve)
        return NULL;
    struct text words CLEANUP(text_finish) = TEXT(TARGET_TEXT_BYTES_MAX);
    struct markdown_target target = target_of(node, &words);
    const char *url = renderer->markdown->resolve(&target, renderer->markdown->context);
    return url && (!scheme_length(url) || has_safe_scheme(url)) ? url : NULL;
}

/* A link without text shows its address, so that it can be clicked. */
static void open_link(struct renderer *renderer, const struct markdown_node *node)
{
    const char *url = renderer->open_link ? NULL : url_for(renderer, node);
    if (!url)
        return;
    renderer->open_link = node;
    text_add(renderer->into, "<a href=\"");
    add_escaped(renderer->into, url);
    text_add(renderer->into, "\">");
    if (!node->first)
        add_escaped(renderer->into, url);
}

static void close_link(struct renderer *renderer, const struct markdown_node *node)
{
    if (renderer->open_link != node)
        return;
    renderer->open_link = NULL;
    text_add(renderer->into, "</a>");
}

static void add_image(struct renderer *renderer, const struct markdown_node *node)
{
    struct text words CLEANUP(text_finish) = TEXT(MARKDOWN_BYTES_MAX);
    const char *url = url_for(renderer, node);
    if (url) {
        text_add(renderer->into, "<img src=\"");
        add_escaped(renderer->into, url);
        text_add(renderer->into, "\" alt=\"");
    }
    add_words(&words, node, SIZE_MAX);
    add_escaped(renderer->into, text_string(&words));
    if (url)
        text_add(renderer->into, "\">");
}

static int shifted_level(const struct renderer *renderer, const struct markdown_node *heading)
{
    int level = heading->number - renderer->top_level + 2;
    return level < 2 ? 2 : level > 6 ? 6 : level;
}

static void open_heading(struct renderer *renderer, const struct markdown_node *node)
{
    if (!node->first)
        return;
    text_addf(renderer->into, "<h%d id=\"", shifted_level(renderer, node));
    add_escaped(renderer->into, heading_id(&renderer->slugs, node));
    text_add(renderer->into, "\">");
}

static void close_heading(struct renderer *renderer, const struct markdown_node *node)
{
    if (node->first)
        text_addf(renderer->into, "</h%d>\n", shifted_level(renderer, node));
}

/* The region may scroll, so the keyboard must reach it. */
static void add_code_block(struct renderer *renderer, const struct markdown_node *node)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-_#.";
    size_t length = node->info ? strspn(node->info, letters) : 0;
    text_add(renderer->into, "<pre tabindex=\"0\"><code");
    if (length) {
        text_add(renderer->into, " class=\"language-");
        text_add_bytes(renderer->into, node->info, length);
        text_add_char(renderer->into, '"');
    }
    text_add_char(renderer->into, '>');
    add_escaped(renderer->into, node->literal);
    text_add(renderer->into, "</code></pre>\n");
}

static void open_list(struct renderer *renderer, const struct markdown_node *node)
{
    if (node->number < 0)
        text_add(renderer->into, "<ul>\n");
    else if (node->number == 1)
        text_add(renderer->into, "<ol>\n");
    else
        text_addf(renderer->into, "<ol start=\"%d\">\n", node->number);
}

static void close_list(struct renderer *renderer, const struct markdown_node *node)
{
    text_add(renderer->into, node->number < 0 ? "</ul>\n" : "</ol>\n");
}

static void open_paragraph(struct renderer *renderer, const struct markdown_node *node)
{
    text_add(renderer->into, node->is_tight ? "" : "<p>");
}

static void close_paragraph(struct renderer *renderer, const struct markdown_node *node)
{
    text_add(renderer->into, node->is_tight ? (node->next ? "\n" : "") : "</p>\n");
}

/* The names of the columns, as many as fit: ": Belopp, Datum". */
static void add_column_names(struct text *names, const struct markdown_node *header)
{
    struct text name CLEANUP(text_finish) = TEXT(LABEL_BYTES_MAX);
    for (const struct markdown_node *cell = header->first; cell; cell = cell->next) {
        text_clear(&name);
        add_words(&name, cell, TARGET_TEXT_NODES_MAX);
        if (names->length + name.length + 2 > LABEL_BYTES_MAX)
            break;
        if (text_is_white(text_string(&name)))
            continue;
        text_add(names, names->length ? ", " : ": ");
        text_add(names, text_string(&name));
    }
}

/* The region's name has a number and the columns' names, so that it is unique on the page. */
static void open_table(struct renderer *renderer, const struct markdown_node *node)
{
    const char *label = renderer->markdown->table_label ? renderer->markdown->table_label : "Tabell";
    struct text names CLEANUP(text_finish) = TEXT(LABEL_BYTES_MAX);
    add_column_names(&names, node->first);
    text_add(renderer->into, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
    add_escaped(renderer->into, label);
    text_addf(renderer->into, " %d", ++renderer->table_number);
    add_escaped(renderer->into, text_string(&names));
    text_add(renderer->into, "\"><table>\n");
}

static void close_table(struct renderer *renderer, const struct markdown_node *node)
{
    text_add(renderer->into, node->first->next ? "</tbody></table></div>\n" : "</table></div>\n");
}

static bool is_header(const struct markdown_node *row)
{
    return row->parent->first == row;
}

static void open_row(struct renderer *renderer, const struct markdown_node *node)
{
    bool is_first_of_body = !is_header(node) && node->parent->first->next == node;
    text_add(renderer->into, is_header(node) ? "<thead><tr>" : is_first_of_body ? "<tbody><tr>" : "<tr>");
}

/* All missing cells become one, so that a short row costs no more than its bytes. */
static void close_row(struct renderer *renderer, const struct markdown_node *node)
{
    if (node->number == 1)
        text_add(renderer->into, "<td></td>");
    else if (node->number > 1)
        text_addf(renderer->into, "<td colspan=\"%d\"></td>", node->number < COLSPAN_MAX ? node->number : COLSPAN_MAX);
    text_add(renderer->into, is_header(node) ? "</tr></thead>\n" : "</tr>\n");
}

static bool is_head_cell(const struct markdown_node *cell)
{
    return is_header(cell->parent) && cell->first && (cell->first->next || !text_is_white(cell->first->literal));
}

static void open_cell(struct renderer *renderer, const struct markdown_node *node)
{
    static const char *const classes[] = {"", "", " class=\"centre\"", " class=\"right\""};
    text_add(renderer->into, is_head_cell(node) ? "<th scope=\"col\"" : "<td");
    text_add(renderer->into, classes[node->alignment]);
    text_add_char(renderer->into, '>');
}

static void close_cell(struct renderer *renderer, const struct markdown_node *node)
{
    text_add(renderer->into, is_head_cell(node) ? "</th>" : "</td>");
}

static void add_literal(struct renderer *renderer, const struct markdown_node *node)
{
    add_escaped(renderer->into, node->literal);
}

/* How to write each kind, on entering and on leaving: a literal or a function. */
static const struct form {
    const char *before, *after;
    void (*open)(struct renderer *renderer, const struct markdown_node *node);
    void (*close)(struct renderer *renderer, const struct markdown_node *node);
} forms[MARKDOWN_KINDS] = {
    [MARKDOWN_QUOTE] = {.before = "<blockquote>\n", .after = "</blockquote>\n"},
    [MARKDOWN_LIST] = {.open = open_list, .close = close_list},
    [MARKDOWN_ITEM] = {.before = "<li>", .after = "</li>\n"},
    [MARKDOWN_PARAGRAPH] = {.open = open_paragraph, .close = close_paragraph},
    [MARKDOWN_HEADING] = {.open = open_heading, .close = close_heading},
    [MARKDOWN_CODE_BLOCK] = {.open = add_code_block},
    [MARKDOWN_HTML_BLOCK] = {.open = add_code_block},
    [MARKDOWN_RULE] = {.before = "<hr>\n"},
    [MARKDOWN_TABLE] = {.open = open_table, .close = close_table},
    [MARKDOWN_ROW] = {.open = open_row, .close = close_row},
    [MARKDOWN_CELL] = {.open = open_cell, .close = close_cell},
    [MARKDOWN_TEXT] = {.open = add_literal},
    [MARKDOWN_SOFT_BREAK] = {.before = "\n"},
    [MARKDOWN_HARD_BREAK] = {.before = "<br>\n"},
    [MARKDOWN_CODE] = {.before = "<code>", .after = "</code>", .open = add_literal},
    [MARKDOWN_HTML] = {.open = add_literal},
    [MARKDOWN_EMPHASIS] = {.before = "<em>", .after = "</em>"},
    [MARKDOWN_STRONG] = {.before = "<strong>", .after = "</strong>"},
    [MARKDOWN_LINK] = {.open = open_link, .close = close_link},
    [MARKDOWN_IMAGE] = {.open = add_image},
};

static void write_node(struct renderer *renderer, const struct markdown_node *node, bool is_entered)
{
    const struct form *form = &forms[node->kind];
    text_add(renderer->into, is_entered ? form->before : NULL);
    if (is_entered && form->open)
        form->open(renderer, node);
    if (!is_entered && form->close)
        form->close(renderer, node);
    text_add(renderer->into, is_entered ? NULL : form->after);
}

static int top_level(const struct markdown_node *root)
{
    const struct markdown_node *node = root;
    bool is_entered = true;
    int top = 6;
    while (markdown_tree_step(root, &node, &is_entered))
        if (node->kind == MARKDOWN_HEADING && node->first && node->number < top)
            top = node->number;
    return top;
}

static int tree_render(const struct markdown *markdown, const struct markdown_node *root, struct text *into)
{
    struct arena arena CLEANUP(arena_finish) = {0};
    struct renderer renderer CLEANUP(renderer_finish) = {
        .markdown = markdown, .into = into, .top_level = top_level(root)};
    renderer.slugs = (struct slugs){.arena = &arena, .prefix = markdown->id_prefix};
    const struct markdown_node *node = root;
    bool is_entered = true;
    while (!into->is_over && markdown_tree_step(root, &node, &is_entered)) {
        write_node(&renderer, node, is_entered);
        if (is_entered && node->kind == MARKDOWN_IMAGE)
            is_entered = false; /* its content is written as alternative text */
    }
    return text_check(into, "rendered text");
}

int markdown_render(const struct markdown *markdown, struct text *into)
{
    struct arena tree CLEANUP(arena_finish) = {0};
    const struct markdown_node *root;
    TRY(markdown_tree_make(markdown, &tree, &root));
    return tree_render(markdown, root, into);
}

/* ---- links, headings, words ---- */

struct collector {
    struct arena *arena;
    struct slugs slugs;
    struct text plain;
    struct markdown_target *targets;
    size_t target_count, target_capacity;
    struct markdown_heading *headings;
    size_t heading_count, heading_capacity;
};

static void collector_finish(struct collector *collector)
{
    slugs_finish(&collector->slugs);
    text_finish(&collector->plain);
    memory_free(collector->targets);
    memory_free(collector->headings);
}

static void collect_target(struct collector *collector, const struct markdown_node *node)
{
    struct text words CLEANUP(text_finish) = TEXT(TARGET_TEXT_BYTES_MAX);
    ARRAY_RESERVE(collector->targets, collector->target_count, collector->target_capacity);
    struct markdown_target target = target_of(node, &words);
    target.target = arena_copy_string(collector->arena, target.target);
    target.text = arena_copy_string(collector->arena, target.text);
    collector->targets[collector->target_count++] = target;
}

static void collect_heading(struct collector *collector, const struct markdown_node *node)
{
    struct text words CLEANUP(text_finish) = TEXT(MARKDOWN_BYTES_MAX);
    if (!node->first)
        return;
    ARRAY_RESERVE(collector->headings, collector->heading_count, collector->heading_capacity);
    add_words(&words, node, SIZE_MAX);
    collector->headings[collector->heading_count++] =
        (struct markdown_heading){.text = arena_copy_string(collector->arena, text_string(&words)),
                                  .id = heading_id(&collector->slugs, node),
                                  .level = node->number,
                                  .line = node->line};
}

static void collect_entered(struct collector *collector, const struct markdown_node *node)
{
    if (node->kind == MARKDOWN_LINK || node->kind == MARKDOWN_IMAGE)
        collect_target(collector, node);
    else if (node->kind == MARKDOWN_HEADING)
        collect_heading(collector, node);
    else if (node->kind == MARKDOWN_TEXT || node->kind == MARKDOWN_CODE || node->kind == MARKDOWN_CODE_BLOCK)
        text_add(&collector->plain, node->literal);
    else if (node->kind == MARKDOWN_SOFT_BREAK || node->kind == MARKDOWN_HARD_BREAK)
        text_add_char(&collector->plain, ' ');
}

/* A block or a cell ends the line. */
static void collect_left(struct collector *collector, const struct markdown_node *node)
{
    struct text *plain = &collector->plain;
    if (node->kind < MARKDOWN_TEXT && plain->length && plain->bytes[plain->length - 1] != '\n')
        text_add_char(plain, '\n');
}

/* Letters beyond ASCII too, but U+2000..U+2FFF (first byte 0xe2) are dashes, quotes and symbols. */
static bool is_word_byte(unsigned char c)
{
    unsigned char lowered = c | 0x20;
    return (lowered >= 'a' && lowered <= 'z') || (c >= '0' && c <= '9') || (c >= 0xc3 && c != 0xe2);
}

static size_t count_words(const char *plain)
{
    size_t count = 0;
    while (*plain) {
        plain += strspn(plain, " \t\r\n");
        size_t length = strcspn(plain, " \t\r\n");
        bool is_word = false;
        for (size_t i = 0; i < length && !is_word; i++)
            is_word = is_word_byte((unsigned char)plain[i]);
        count += is_word;
        plain += length;
    }
    return count;
}

static void give(struct collector *collector, struct markdown_facts *ret_record)
{
    struct markdown_facts facts = {.target_count = collector->target_count, .heading_count = collector->heading_count};
    facts.targets = arena_zeroed(collector->arena, facts.target_count * sizeof *facts.targets);
    facts.headings = arena_zeroed(collector->arena, facts.heading_count * sizeof *facts.headings);
    if (facts.target_count)
        memcpy(facts.targets, collector->targets, facts.target_count * sizeof *facts.targets);
    if (facts.heading_count)
        memcpy(facts.headings, collector->headings, facts.heading_count * sizeof *facts.headings);
    facts.plain = arena_copy_string(collector->arena, text_string(&collector->plain));
    facts.word_count = count_words(facts.plain);
    *ret_record = facts;
}

static int tree_collect(const struct markdown *markdown, const struct markdown_node *root, struct arena *arena,
                        struct markdown_facts *ret_record)
{
    struct collector collector CLEANUP(collector_finish) = {.arena = arena, .plain = TEXT(8 * MARKDOWN_BYTES_MAX)};
    collector.slugs.arena = arena;
    collector.slugs.prefix = markdown->id_prefix;
    const struct markdown_node *node = root;
    bool is_entered = true;
    while (markdown_tree_step(root, &node, &is_entered)) {
        if (is_entered)
            collect_entered(&collector, node);
        else
            collect_left(&collector, node);
    }
    give(&collector, ret_record);
    ret_record->unclosed_line = root->line;
    ret_record->unclosed_column = root->column;
    return text_check(&collector.plain, "words of the text");
}

int markdown_collect(const struct markdown *markdown, struct arena *arena, struct markdown_facts *ret_record)
{
    struct arena tree CLEANUP(arena_finish) = {0};
    const struct markdown_node *root;
    TRY(markdown_tree_make(markdown, &tree, &root));
    return tree_collect(markdown, root, arena, ret_record);
}

int markdown_render_and_collect(const struct markdown *markdown, struct text *into, struct arena *arena,
                                struct markdown_facts *ret_record)
{
    struct arena tree CLEANUP(arena_finish) = {0};
    const struct markdown_node *root;
    TRY(markdown_tree_make(markdown, &tree, &root));
    TRY(tree_render(markdown, root, into));
    return tree_collect(markdown, root, arena, ret_record);
}
