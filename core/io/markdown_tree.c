/* Builds our tree from cmark's, with a second parse for the cells of tables; see markdown_tree.h.
 *
 * cmark has no tables. So the raw lines of paragraphs are searched for them, and the cells of all tables become
 * paragraphs of a second text, followed by the whole body so that its link definitions apply in cells too. Each such
 * paragraph begins with a no-break space, which keeps "# x" or "- x" in a cell from becoming a block and counts as
 * space beside emphasis. */
#include "io/markdown_tree.h"

#include "base/fail.h"
#include "base/line.h"

#include <assert.h>
#include <cmark.h>
#include <string.h>

#define GUARD "\xc2\xa0"
#define GUARD_BYTES 2

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
    const struct paragraph_fill *fill; /* the node being filled; NULL in the body itself */
    int fill_line;                     /* where it begins in the second text */
    struct {
        int line, column, quotes;
        int definitions; /* leading lines that cmark removed and does not count */
    } block;             /* the paragraph or heading being copied */
    /* The last computed place, so that columns on a long line are counted once. */
    const char *counted_to;
    size_t counted_line;
    int counted_column;
};

static void builder_finish(struct builder *builder)
{
    text_finish(&builder->second);
    memory_free(builder->fills);
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

/* The lines of a paragraph, in the arena; 0 if none of them has a pipe. */
static size_t paragraph_lines(struct builder *builder, cmark_node *paragraph, struct markdown_slice **ret_lines)
{
    size_t first = (size_t)cmark_node_get_start_line(paragraph) - 1;
    size_t end = (size_t)cmark_node_get_end_line(paragraph);
    bool has_pipe = false;
    if (end > builder->line_count)
        end = builder->line_count;
    for (size_t i = first; i < end; i++)
        has_pipe = has_pipe || memchr(builder->lines[i].bytes, '|', builder->lines[i].length);
    if (!has_pipe)
        return 0;
    int depth = quote_depth(paragraph);
    struct markdown_slice *lines = arena_zeroed(builder->arena, (end - first) * sizeof *lines);
    size_t column = (size_t)cmark_node_get_start_column(paragraph) - 1;
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

/* cmark removes link definitions from the front of a paragraph but keeps its first line number. */
static size_t definition_lines(cmark_node *paragraph, const struct markdown_slice *lines, size_t count)
{
    cmark_node *child = cmark_node_first_child(paragraph);
    const char *literal = child ? cmark_node_get_literal(child) : NULL;
    size_t found = 0;
    if (literal && literal[0] == '[')
        return 0;
    while (found < count && lines[found].length > 3 && lines[found].bytes[0] == '[' &&
           memmem(lines[found].bytes, lines[found].length, "]:", 2))
        found++;
    return found;
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

/* Adds the paragraph as a table, if it is one. */
static bool try_table(struct builder *builder, cmark_node *paragraph, struct markdown_node *parent)
{
    struct markdown_slice *lines = NULL;
    struct markdown_table table;
    size_t count = paragraph_lines(builder, paragraph, &lines);
    if (!count || !markdown_table_find(builder->arena, lines, count, &table))
        return false;
    size_t definitions = definition_lines(paragraph, lines, table.lead);
    if (table.lead > definitions)
        add_lead(builder, parent, lines + definitions, table.lead - definitions)->is_tight =
            is_in_tight_list(paragraph);
    add_table(builder, parent, &table);
    return true;
}

/* ---- places ---- */

/* The place of the first leaf within: cmark gives an inline that spans lines its first column but its last line. The
 * depth is limited, or nested images would take quadratic time. */
static int first_line_of(cmark_node *node)
{
    cmark_node *leaf = node;
    for (int depth = 0; depth < 32 && cmark_node_first_child(leaf); depth++)
        leaf = cmark_node_first_child(leaf);
    int line = cmark_node_get_start_line(leaf);
    return line > 0 ? line : cmark_node_get_start_line(node);
}

/* Where a link or image begins in the body, and its line. cmark counts the columns of a paragraph's later lines from
 * its first line's indentation, whatever their own. */
static const char *apparent_start(const struct builder *builder, cmark_node *node, struct markdown_slice *ret_line)
{
    int line = first_line_of(node), column = cmark_node_get_start_column(node) - 1;
    struct markdown_slice from;
    if (builder->fill) {
        int index = line - builder->fill_line;
        from = builder->fill->lines[index > 0 && (size_t)index < builder->fill->count ? index : 0];
        column -= index > 0 ? 0 : GUARD_BYTES;
        *ret_line = builder->lines[from.line];
    } else {
        line += builder->block.definitions;
        from = builder->lines[line > 0 && (size_t)line <= builder->line_count ? line - 1 : 0];
        *ret_line = from;
        if (line > builder->block.line) {
            from = without_space(without_quotes(from, builder->block.quotes));
            column -= builder->block.column - 1;
        }
    }
    if (column < 0)
        column = 0;
    return from.bytes + ((size_t)column < from.length ? (size_t)column : from.length);
}

static const char *find_bracket(const char *from, const char *end, bool is_image)
{
    const char *most = end - from > 256 ? from + 256 : end;
    for (const char *at = from; at < most; at++)
        if (is_image ? at[0] == '!' && at + 1 < end && at[1] == '[' : at[0] == '[' || at[0] == '<')
            return at;
    return from;
}

static void set_place(struct builder *builder, cmark_node *from_node, struct markdown_node *node)
{
    struct markdown_slice line;
    const char *at = apparent_start(builder, from_node, &line);
    at = find_bracket(at, line.bytes + line.length, node->kind == MARKDOWN_IMAGE);
    bool goes_on = builder->counted_to && builder->counted_line == line.line && builder->counted_to <= at;
    const char *from = goes_on ? builder->counted_to : line.bytes;
    int column = goes_on ? builder->counted_column : 1;
    for (; from < at; from++)
        column += (*from & 0xc0) != 0x80;
    builder->counted_to = at;
    builder->counted_line = line.line;
    builder->counted_column = column;
    node->line = builder->first_line + (int)line.line;
    node->column = column;
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
        set_place(builder, from, node);
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

static void block_begin(struct builder *builder, cmark_node *block)
{
    builder->block.line = cmark_node_get_start_line(block);
    builder->block.column = cmark_node_get_start_column(block);
    builder->block.quotes = quote_depth(block);
    builder->block.definitions = 0;
    for (int line = builder->block.line; (size_t)line < builder->line_count; line++) {
        struct markdown_slice raw = builder->lines[line - 1];
        if (line == builder->block.line && (size_t)builder->block.column <= raw.length) {
            raw.bytes += builder->block.column - 1;
            raw.length -= (size_t)builder->block.column - 1;
        }
        raw = without_space(line == builder->block.line ? raw : without_quotes(raw, builder->block.quotes));
        if (!definition_lines(block, &raw, 1))
            break;
        builder->block.definitions++;
    }
}

/* cmark sends no exit event for leaves. */
static bool can_have_children(enum markdown_kind kind)
{
    return kind <= MARKDOWN_HEADING || kind >= MARKDOWN_EMPHASIS;
}

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
            parent = parent->parent;
            continue;
        }
        if (cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH && try_table(builder, node, parent)) {
            cmark_iter_reset(iterator, node, CMARK_EVENT_EXIT);
            continue;
        }
        struct markdown_node *copy = copy_node(builder, node, parent);
        if (copy->kind == MARKDOWN_PARAGRAPH || copy->kind == MARKDOWN_HEADING)
            block_begin(builder, node);
        if (can_have_children(copy->kind))
            parent = copy;
    }
}

/* Parses the second text and copies its paragraphs, in order, into the nodes that wait for them. */
static int fills_apply(struct builder *builder)
{
    if (!builder->fill_count)
        return 0;
    text_add_bytes(&builder->second, builder->body, builder->length);
    TRY(text_check(&builder->second, "text with tables"));
    cmark_node *tree CLEANUP(tree_free_at) =
        cmark_parse_document(builder->second.bytes, builder->second.length, CMARK_OPT_DEFAULT);
    cmark_node *paragraph = cmark_node_first_child(tree);
    for (size_t i = 0; i < builder->fill_count && paragraph; i++, paragraph = cmark_node_next(paragraph)) {
        builder->fill = &builder->fills[i];
        builder->fill_line = cmark_node_get_start_line(paragraph);
        copy_children(builder, paragraph, builder->fill->node);
        struct markdown_node *first = builder->fill->node->first;
        if (first && first->kind == MARKDOWN_TEXT && text_starts(first->literal, GUARD))
            first->literal += GUARD_BYTES;
    }
    return 0;
}

int markdown_tree_make(const struct markdown *markdown, struct arena *arena, const struct markdown_node **ret_root)
{
    struct builder builder CLEANUP(builder_finish) = {.arena = arena, .second = TEXT(8 * MARKDOWN_BYTES_MAX)};
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
    split_lines(&builder);
    cmark_node *tree CLEANUP(tree_free_at) = cmark_parse_document(builder.body, builder.length, CMARK_OPT_DEFAULT);
    struct markdown_node *root = add_node(&builder, NULL, MARKDOWN_DOCUMENT);
    copy_children(&builder, tree, root);
    TRY(fills_apply(&builder));
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
