/* Builds our tree from cmark's, with a second parse for the cells of tables; see markdown_tree.h.
 *
 * cmark has no tables. So the raw lines of paragraphs are searched for them, and the cells of all tables become
 * paragraphs of a second text, followed by the whole body so that its link definitions apply in cells too. Each such
 * paragraph begins with a no-break space, which keeps "# x" or "- x" in a cell from becoming a block and counts as
 * space beside emphasis. */
#include "io/markdown_tree.h"

#include "base/fail.h"
#include "base/line.h"
#include "io/markdown_comment.h"
#include "io/markdown_place.h"

#include <assert.h>
#include <cmark.h>
#include <stdint.h>
#include <string.h>

#define GUARD "\xc2\xa0"
#define GUARD_BYTES 2
#define COMMENT_ROUNDS_MAX 8

/* A node whose children come from a paragraph of the second text, and its lines in the body. */
struct paragraph_fill {
    struct markdown_node *node;
    const struct markdown_slice *lines;
    size_t count;
};

struct builder {
    struct arena *arena;
    int first_line;
    const char *body;
    size_t length;
    struct markdown_slice *lines; /* without line endings */
    size_t line_count;
    struct text second;
    struct paragraph_fill *fills;
    size_t fill_count, fill_capacity;
    struct markdown_comments comments;
    bool is_filling; /* the second text is being copied, not the body itself */
    /* The last computed place, so that columns on a long line are counted once. */
    const char *counted_to;
    size_t counted_line;
    int counted_column;
};

static void builder_finish(struct builder *builder)
{
    text_finish(&builder->second);
    memory_free(builder->fills);
    memory_free(builder->comments.items);
}

static void tree_free_at(cmark_node **tree)
{
    if (*tree)
        cmark_node_free(*tree);
}

static void iterator_free_at(cmark_iter **iterator)
{
    cmark_iter_free(*iterator);
}

/* ---- lines ---- */

static void split_lines(struct builder *builder)
{
    const char *at = builder->body, *end = at + builder->length;
    builder->line_count = 1 + line_endings(at, builder->length);
    builder->lines = arena_zeroed(builder->arena, builder->line_count * sizeof *builder->lines);
    for (size_t i = 0; i < builder->line_count; i++) {
        struct line line = line_at(at, end);
        builder->lines[i] = (struct markdown_slice){line.start, line.length, i};
        at = line_after(line);
    }
}

/* A line of a paragraph without the markers of enclosing quotes; a lazy line has none. */
static struct markdown_slice without_quotes(struct markdown_slice line, int depth)
{
    for (int i = 0; i < depth; i++) {
        size_t at = 0;
        while (at < line.length && (line.bytes[at] == ' ' || line.bytes[at] == '\t'))
            at++;
        if (at == line.length || line.bytes[at] != '>')
            break;
        line.bytes += at + 1;
        line.length -= at + 1;
    }
    return line;
}

static struct markdown_slice without_space(struct markdown_slice line)
{
    while (line.length && (line.bytes[0] == ' ' || line.bytes[0] == '\t')) {
        line.bytes++;
        line.length--;
    }
    return line;
}

static int quote_depth(cmark_node *node)
{
    int depth = 0;
    for (; node; node = cmark_node_parent(node))
        depth += cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE;
    return depth;
}

/* The lines of a paragraph or heading, in the arena, from its own first character on. */
static size_t block_lines(struct builder *builder, cmark_node *block, struct markdown_slice **ret_lines)
{
    size_t first = (size_t)cmark_node_get_start_line(block) - 1;
    size_t end = (size_t)cmark_node_get_end_line(block);
    int depth = quote_depth(block);
    if (end > builder->line_count)
        end = builder->line_count;
    struct markdown_slice *lines = arena_zeroed(builder->arena, (end - first) * sizeof *lines);
    size_t column = (size_t)cmark_node_get_start_column(block) - 1;
    for (size_t i = first; i < end; i++) {
        struct markdown_slice line = builder->lines[i];
        size_t skipped = i == first && column <= line.length ? column : 0;
        line.bytes += skipped;
        line.length -= skipped;
        lines[i - first] = without_space(i == first ? line : without_quotes(line, depth));
    }
    *ret_lines = lines;
    return end - first;
}

static bool has_pipe(const struct builder *builder, cmark_node *paragraph)
{
    size_t end = (size_t)cmark_node_get_end_line(paragraph);
    for (size_t i = (size_t)cmark_node_get_start_line(paragraph) - 1; i < end && i < builder->line_count; i++)
        if (memchr(builder->lines[i].bytes, '|', builder->lines[i].length))
            return true;
    return false;
}

/* Writes a cell for cmark: `\|` becomes a pipe, other escapes stay. */
static void add_cell(struct text *second, const struct markdown_slice *cell)
{
    text_add(second, GUARD);
    for (size_t i = 0; i < cell->length; i++) {
        bool is_pair = cell->bytes[i] == '\\' && i + 1 < cell->length;
        if (!is_pair || cell->bytes[i + 1] != '|')
            text_add_char(second, cell->bytes[i]);
        if (is_pair)
            text_add_char(second, cell->bytes[++i]);
    }
    text_add(second, "\n\n");
}

static struct markdown_node *add_node(struct builder *builder, struct markdown_node *parent, enum markdown_kind kind)
{
    struct markdown_node *node = arena_zeroed(builder->arena, sizeof *node);
    node->kind = kind;
    node->parent = parent;
    if (parent && parent->last)
        parent->last->next = node;
    else if (parent)
        parent->first = node;
    if (parent)
        parent->last = node;
    return node;
}

/* ---- tables ---- */

static void add_filling(struct builder *builder, struct markdown_node *node, const struct markdown_slice *lines,
                        size_t count)
{
    ARRAY_RESERVE(builder->fills, builder->fill_count, builder->fill_capacity);
    builder->fills[builder->fill_count++] = (struct paragraph_fill){node, lines, count};
}

/* The lines before the header become a paragraph of their own. Four spaces keep anything from interrupting it. */
static struct markdown_node *add_lead(struct builder *builder, struct markdown_node *parent,
                                      const struct markdown_slice *lines, size_t count)
{
    struct markdown_node *node = add_node(builder, parent, MARKDOWN_PARAGRAPH);
    for (size_t i = 0; i < count; i++) {
        text_add(&builder->second, i ? "\n    " : GUARD);
        text_add_bytes(&builder->second, lines[i].bytes, lines[i].length);
    }
    text_add(&builder->second, "\n\n");
    add_filling(builder, node, lines, count);
    return node;
}

static void add_table(struct builder *builder, struct markdown_node *parent, const struct markdown_table *table)
{
    struct markdown_node *node = add_node(builder, parent, MARKDOWN_TABLE);
    node->number = (int)table->columns;
    for (size_t i = 0; i < table->row_count; i++) {
        struct markdown_node *row = add_node(builder, node, MARKDOWN_ROW);
        row->number = (int)(table->columns - table->rows[i].count);
        for (size_t j = 0; j < table->rows[i].count; j++) {
            struct markdown_node *cell = add_node(builder, row, MARKDOWN_CELL);
            cell->alignment = table->alignments[j];
            add_filling(builder, cell, &table->rows[i].cells[j], 1);
            add_cell(&builder->second, &table->rows[i].cells[j]);
        }
    }
}

static bool is_in_tight_list(cmark_node *paragraph)
{
    cmark_node *item = cmark_node_parent(paragraph);
    cmark_node *list = item ? cmark_node_parent(item) : NULL;
    return list && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list);
}

/* ---- nodes ---- */

static enum markdown_kind kind_of(cmark_node *node)
{
    static const enum markdown_kind kinds[] = {
        [CMARK_NODE_DOCUMENT] = MARKDOWN_DOCUMENT,
        [CMARK_NODE_BLOCK_QUOTE] = MARKDOWN_QUOTE,
        [CMARK_NODE_LIST] = MARKDOWN_LIST,
        [CMARK_NODE_ITEM] = MARKDOWN_ITEM,
        [CMARK_NODE_CODE_BLOCK] = MARKDOWN_CODE_BLOCK,
        [CMARK_NODE_HTML_BLOCK] = MARKDOWN_HTML_BLOCK,
        [CMARK_NODE_PARAGRAPH] = MARKDOWN_PARAGRAPH,
        [CMARK_NODE_HEADING] = MARKDOWN_HEADING,
        [CMARK_NODE_THEMATIC_BREAK] = MARKDOWN_RULE,
        [CMARK_NODE_TEXT] = MARKDOWN_TEXT,
        [CMARK_NODE_SOFTBREAK] = MARKDOWN_SOFT_BREAK,
        [CMARK_NODE_LINEBREAK] = MARKDOWN_HARD_BREAK,
        [CMARK_NODE_CODE] = MARKDOWN_CODE,
        [CMARK_NODE_HTML_INLINE] = MARKDOWN_HTML,
        [CMARK_NODE_EMPH] = MARKDOWN_EMPHASIS,
        [CMARK_NODE_STRONG] = MARKDOWN_STRONG,
        [CMARK_NODE_LINK] = MARKDOWN_LINK,
        [CMARK_NODE_IMAGE] = MARKDOWN_IMAGE,
    };
    return kinds[cmark_node_get_type(node)];
}

static struct markdown_node *copy_node(struct builder *builder, cmark_node *from, struct markdown_node *parent)
{
    struct markdown_node *node = add_node(builder, parent, kind_of(from));
    const char *literal = cmark_node_get_literal(from);
    if (node->kind == MARKDOWN_LINK || node->kind == MARKDOWN_IMAGE) {
        const char *url = cmark_node_get_url(from);
        literal = url ? url : "";
    } else if (node->kind == MARKDOWN_HEADING) {
        node->number = cmark_node_get_heading_level(from);
        node->line = builder->first_line + cmark_node_get_start_line(from) - 1;
    } else if (node->kind == MARKDOWN_LIST)
        node->number = cmark_node_get_list_type(from) == CMARK_BULLET_LIST ? -1 : cmark_node_get_list_start(from);
    else if (node->kind == MARKDOWN_PARAGRAPH)
        node->is_tight = is_in_tight_list(from);
    else if (node->kind == MARKDOWN_CODE_BLOCK)
        node->info = arena_copy_string(builder->arena, cmark_node_get_fence_info(from));
    node->literal = arena_copy_string(builder->arena, literal);
    return node;
}

/* ---- places ---- */

static void set_place(struct builder *builder, struct markdown_node *node, size_t index)
{
    const struct markdown_slice *line = &builder->lines[index];
    const char *at = node->begin ? node->begin : line->bytes;
    bool goes_on = builder->counted_to && builder->counted_line == index && builder->counted_to <= at;
    const char *from = goes_on ? builder->counted_to : line->bytes;
    int column = goes_on ? builder->counted_column : 1;
    for (; from < at; from++)
        column += (*from & 0xc0) != 0x80;
    builder->counted_to = at;
    builder->counted_line = index;
    builder->counted_column = column;
    node->line = builder->first_line + (int)index;
    node->column = column;
}

/* Whether something within has a place that somebody asks for. */
static bool needs_places(const struct markdown_node *block)
{
    const struct markdown_node *node = block;
    bool is_entered = true;
    while (markdown_tree_step(block, &node, &is_entered))
        if (node->kind == MARKDOWN_LINK || node->kind == MARKDOWN_IMAGE ||
            (node->kind == MARKDOWN_TEXT && strstr(node->literal, MARKDOWN_COMMENT_BEGIN)))
            return true;
    return false;
}

static void add_comment_of_line(const char *begin, void *context)
{
    markdown_comments_add(&((struct builder *)context)->comments, begin, false);
}

static void add_comment_of_paragraph(const char *begin, void *context)
{
    markdown_comments_add(&((struct builder *)context)->comments, begin, true);
}

/* Sets the places of everything within; what is in vain looked for stands where the block begins. */
static void set_places(struct builder *builder, struct markdown_node *block, const struct markdown_raw *raw)
{
    size_t definitions = 0;
    bool is_found = markdown_place_find(block, raw, &definitions);
    const struct markdown_node *at = block;
    bool is_entered = true;
    while (raw->count && markdown_tree_step(block, &at, &is_entered)) {
        struct markdown_node *node = (struct markdown_node *)(uintptr_t)at;
        if (!is_entered || (node->kind != MARKDOWN_LINK && node->kind != MARKDOWN_IMAGE))
            continue;
        if (!is_found)
            node->begin = raw->lines[0].bytes;
        set_place(builder, node, is_found ? (size_t)node->line : raw->lines[0].line);
    }
}

/* The lines of a heading without its number signs or its underline. */
static void heading_trim(struct markdown_slice *lines, size_t *count)
{
    if (*count > 1) {
        *count -= 1;
        return;
    }
    while (lines->length && *lines->bytes == '#')
        *lines = (struct markdown_slice){lines->bytes + 1, lines->length - 1, lines->line};
    *lines = without_space(*lines);
}

/* Notes a comment that does not end within its block of HTML. */
static void html_block_end(struct builder *builder, cmark_node *from)
{
    const char *body_end = builder->body + builder->length;
    const char *literal =
        cmark_node_get_literal(from); /* cmark's last line is one too small if the block ended itself */
    size_t first = (size_t)cmark_node_get_start_line(from), last = first - 1 + line_endings(literal, strlen(literal));
    const char *at = builder->lines[first - 1].bytes;
    const char *end = last < builder->line_count ? builder->lines[last].bytes : body_end;
    bool is_outermost = cmark_node_get_type(cmark_node_parent(from)) == CMARK_NODE_DOCUMENT;
    while (at < end && (at = memmem(at, (size_t)(end - at), MARKDOWN_COMMENT_BEGIN, strlen(MARKDOWN_COMMENT_BEGIN)))) {
        const char *close = memmem(at + 2, (size_t)(end - at) - 2, MARKDOWN_COMMENT_END, strlen(MARKDOWN_COMMENT_END));
        if (!close)
            markdown_comments_add(&builder->comments, at, is_outermost);
        at = close ? close + strlen(MARKDOWN_COMMENT_END) : end;
    }
}

static void block_end(struct builder *builder, cmark_node *from, struct markdown_node *block)
{
    struct markdown_slice *lines = NULL;
    bool is_heading = block->kind == MARKDOWN_HEADING;
    if (builder->is_filling || (!is_heading && block->kind != MARKDOWN_PARAGRAPH) || !needs_places(block))
        return;
    size_t count = block_lines(builder, from, &lines);
    if (is_heading && count)
        heading_trim(lines, &count);
    set_places(builder, block,
               &(struct markdown_raw){lines, count, is_heading,
                                      is_heading ? add_comment_of_line : add_comment_of_paragraph, builder});
}

/* cmark sends no exit event for leaves. */
static bool can_have_children(enum markdown_kind kind)
{
    return kind <= MARKDOWN_HEADING || kind >= MARKDOWN_EMPHASIS;
}

static bool try_table(struct builder *builder, cmark_node *paragraph, struct markdown_node *parent);

/* Copies the children of `from` into `into`. */
static void copy_children(struct builder *builder, cmark_node *from, struct markdown_node *into)
{
    cmark_iter *iterator CLEANUP(iterator_free_at) = cmark_iter_new(from);
    struct markdown_node *parent = into;
    for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iterator);
        if (node == from)
            continue;
        if (event == CMARK_EVENT_EXIT) {
            assert(parent); /* whatever ends began within `from` */
            block_end(builder, node, parent);
            parent = parent->parent;
            continue;
        }
        if (cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH && try_table(builder, node, parent)) {
            cmark_iter_reset(iterator, node, CMARK_EVENT_EXIT);
            continue;
        }
        struct markdown_node *copy = copy_node(builder, node, parent);
        if (copy->kind == MARKDOWN_HTML_BLOCK)
            html_block_end(builder, node);
        if (can_have_children(copy->kind))
            parent = copy;
    }
}

/* ---- paragraphs that are tables ---- */

/* The leading lines that cmark removed from a paragraph because they define links. */
static size_t definition_lines(struct builder *builder, cmark_node *paragraph, const struct markdown_raw *raw)
{
    size_t definitions = 0;
    if (!raw->lines[0].length || raw->lines[0].bytes[0] != '[')
        return 0;
    struct markdown_node *probe = add_node(builder, NULL, MARKDOWN_PARAGRAPH);
    copy_children(builder, paragraph, probe);
    return markdown_place_find(probe, raw, &definitions) ? definitions : 0;
}

/* Adds the paragraph as a table, if it is one. */
static bool try_table(struct builder *builder, cmark_node *paragraph, struct markdown_node *parent)
{
    struct markdown_slice *lines = NULL;
    struct markdown_table table;
    if (!has_pipe(builder, paragraph))
        return false;
    size_t count = block_lines(builder, paragraph, &lines);
    if (!count || !markdown_table_find(builder->arena, lines, count, &table))
        return false;
    const struct markdown_raw raw = {.lines = lines, .count = count};
    size_t definitions = table.lead ? definition_lines(builder, paragraph, &raw) : 0;
    if (table.lead > definitions)
        add_lead(builder, parent, lines + definitions, table.lead - definitions)->is_tight =
            is_in_tight_list(paragraph);
    add_table(builder, parent, &table);
    return true;
}

/* Parses the second text and copies its paragraphs, in order, into the nodes that wait for them. */
static int fills_apply(struct builder *builder)
{
    if (!builder->fill_count)
        return 0;
    builder->is_filling = true;
    text_add_bytes(&builder->second, builder->body, builder->length);
    TRY(text_check(&builder->second, "text with tables"));
    cmark_node *tree CLEANUP(tree_free_at) =
        cmark_parse_document(builder->second.bytes, builder->second.length, CMARK_OPT_DEFAULT);
    cmark_node *paragraph = cmark_node_first_child(tree);
    for (size_t i = 0; i < builder->fill_count && paragraph; i++, paragraph = cmark_node_next(paragraph)) {
        const struct paragraph_fill *fill = &builder->fills[i];
        copy_children(builder, paragraph, fill->node);
        struct markdown_node *first = fill->node->first;
        if (first && first->kind == MARKDOWN_TEXT && text_starts(first->literal, GUARD))
            first->literal += GUARD_BYTES;
        if (needs_places(fill->node))
            set_places(builder, fill->node,
                       &(struct markdown_raw){fill->lines, fill->count, false, add_comment_of_line, builder});
    }
    return 0;
}

/* ---- the whole ---- */

static int build(struct builder *builder, struct markdown_node **ret_root)
{
    split_lines(builder);
    text_clear(&builder->second);
    builder->fill_count = builder->comments.count = 0;
    builder->counted_to = NULL;
    builder->is_filling = false;
    cmark_node *tree CLEANUP(tree_free_at) = cmark_parse_document(builder->body, builder->length, CMARK_OPT_DEFAULT);
    *ret_root = add_node(builder, NULL, MARKDOWN_DOCUMENT);
    copy_children(builder, tree, *ret_root);
    return fills_apply(builder);
}

/* Whether comments were open, and have been filled for another attempt. */
static bool fill_comments(struct builder *builder)
{
    struct markdown_slice body = {.bytes = builder->body, .length = builder->length};
    bool is_filled = markdown_comments_fill(&builder->comments, builder->arena, &body);
    builder->body = body.bytes;
    builder->length = body.length;
    return is_filled;
}

/* Gives the document the place of the first comment that does not end. */
static void note_unclosed(const struct builder *builder, struct markdown_node *root, bool is_given_up)
{
    const struct markdown_slice body = {.bytes = builder->body, .length = builder->length};
    const char *begin = markdown_comments_unclosed(&builder->comments, &body, is_given_up);
    if (!begin)
        return;
    struct line_place place = line_place(builder->body, (size_t)(begin - builder->body));
    root->line = builder->first_line + place.line - 1;
    root->column = place.column;
}

int markdown_tree_make(const struct markdown *markdown, struct arena *arena, const struct markdown_node **ret_root)
{
    struct builder builder CLEANUP(builder_finish) = {.arena = arena, .second = TEXT(8 * MARKDOWN_BYTES_MAX)};
    struct markdown_node *root = NULL;
    builder.first_line = markdown->first_line > 0 ? markdown->first_line : 1;
    builder.body = markdown->length ? markdown->body : "";
    builder.length = markdown->length;
    if (builder.length > MARKDOWN_BYTES_MAX)
        return fail(FAIL_LIMIT, "text: larger than %d bytes", MARKDOWN_BYTES_MAX);
    if (!text_is_utf8(builder.body, builder.length, NULL))
        return fail(FAIL_INPUT, "text: not UTF-8");
    if (builder.length >= 3 && memcmp(builder.body, "\xef\xbb\xbf", 3) == 0) {
        builder.body += 3; /* a byte order mark would move every column of the first line */
        builder.length -= 3;
    }
    int rounds = 0;
    do
        TRY(build(&builder, &root));
    while (++rounds < COMMENT_ROUNDS_MAX && fill_comments(&builder));
    note_unclosed(&builder, root, rounds == COMMENT_ROUNDS_MAX);
    markdown_comments_drop(arena, root);
    *ret_root = root;
    return 0;
}

bool markdown_tree_step(const struct markdown_node *root, const struct markdown_node **node, bool *is_entered)
{
    const struct markdown_node *at = *node;
    if (*is_entered && at->first) {
        *node = at->first;
        return true;
    }
    if (*is_entered) {
        *is_entered = false;
        return true;
    }
    if (at == root)
        return false;
    *is_entered = at->next != NULL;
    *node = at->next ? at->next : at->parent;
    return true;
}
