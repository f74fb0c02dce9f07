/* Walks through a step's lines and stops where a question begins; see parse.h.
 *
 * It follows Markdown only as far as questions need: fences, paragraphs (whose lines are no options), list items (which
 * may contain questions), comments (which may be settings). */
#include "parse.h"

#include "check.h"
#include "tail.h"

#include <string.h>

#define ITEMS_MAX 8
#define PARAGRAPH_MAX (256 * 1024) /* a step has half of it */
#define COMMENT_LINES_MAX 20

/* One or more comments that may be a question's settings. */
struct comment {
    bool is_there;
    size_t first;
    struct settings settings;
};

/* The last paragraph: the stem, if a question follows. */
struct stem {
    bool is_there;
    size_t first, last, column, item;
};

struct walk {
    const struct trappa_source_1 *source;
    const struct question_taker *taker;
    size_t line;
    size_t items[ITEMS_MAX]; /* columns of the open list items' words, outermost first */
    size_t depth;
    bool is_in_code;               /* indented code that did not begin with a question */
    struct comment above, between; /* above the stem; between stem and question */
    struct stem stem;
    struct stars stars;
    bool is_enough; /* whoever takes the questions wants no more */
};

static struct span line_of(const struct walk *walk, size_t line)
{
    return span_of(walk->source->lines[line]);
}

static bool is_fenced(const struct walk *walk, size_t line)
{
    return walk->source->is_code[line] == TRAPPA_CODE_FENCED;
}

static size_t item_column(const struct walk *walk)
{
    return walk->depth ? walk->items[walk->depth - 1] : 0;
}

/* Forgets the paragraph and comments before, which belong to no question. */
static void forget(struct walk *walk)
{
    walk->above = walk->between = (struct comment){.is_there = false};
    walk->stem = (struct stem){.is_there = false};
}

/* ---- questions ---- */

static void stem_take(const struct walk *walk, struct question *question)
{
    struct bytes stem = {.start = question->stem, .room = sizeof question->stem};
    if (!walk->stem.is_there || walk->stem.item != item_column(walk))
        return;
    for (size_t line = walk->stem.first; line <= walk->stem.last; line++) {
        struct span words = line_of(walk, line);
        if (line > walk->stem.first)
            bytes_add_string(&stem, " ");
        bytes_add_collapsed(&stem, line == walk->stem.first ? span_after(words, walk->stem.column) : words);
    }
    bytes_end(&stem);
    question->is_too_much |= stem.is_full;
}

/* The first line of the question: of its comment, its stem, or itself. */
static void place(const struct walk *walk, struct question *question, size_t from)
{
    const struct comment *above = walk->above.is_there ? &walk->above : &walk->between;
    question->first = question->line;
    question->column = from;
    if (question->stem[0]) {
        question->first = walk->stem.first;
        question->column = walk->stem.column;
    }
    if (above->is_there && above->first <= question->first) {
        question->first = above->first;
        question->column = item_column(walk);
    }
}

static void settings_take(const struct walk *walk, struct question *question)
{
    const struct settings *between = &walk->between.settings;
    question->settings = walk->above.settings;
    if (between->id.start)
        question->settings.id = between->id;
    if (between->trials.start)
        question->settings.trials = between->trials;
    question->settings.is_required |= between->is_required;
}

/* Adds what follows and precedes the question's own lines, reports it, and continues after it. A question that cannot
 * be graded leaves the paragraph before it in the text. */
static void question_end(struct walk *walk, struct question *question, size_t from)
{
    question->last = question->end;
    tail_read(walk->source, question, walk->taker, &walk->stars);
    if (question->kind == QUESTION_NOT_GRADABLE && walk->stem.is_there) {
        struct comment between = walk->between;
        forget(walk);
        walk->above = between;
    }
    stem_take(walk, question);
    settings_take(walk, question);
    place(walk, question, from);
    walk->is_enough = !walk->taker->question(walk->taker->context, question);
    walk->line = question->last + 1;
    walk->is_in_code = false;
    forget(walk);
}

struct span question_words_cut(struct question *question, struct span words)
{
    if (words.length <= WORDS_MAX)
        return words;
    question->is_too_much = true;
    words.length = WORDS_MAX;
    while (words.length && (words.start[words.length] & 0xc0) == 0x80)
        words.length--;
    return words;
}

static void options_read(const struct walk *walk, struct question *question, size_t from, enum mark mark)
{
    for (size_t line = question->line; line < walk->source->line_count && !is_fenced(walk, line); line++, from = 0) {
        struct option_shape option = line_shape_option(line_of(walk, line), from);
        if (option.mark != mark || (line > question->line && line_shape_is_matrix_head(line_of(walk, line))))
            break;
        question->end = line;
        if (question->option_count == OPTIONS_MAX) {
            question->is_too_much = true;
            continue;
        }
        question->options[question->option_count++] =
            (struct question_option){question_words_cut(question, option.words), option.is_right, line, option.column};
    }
}

static bool matrix_read(const struct walk *walk, struct question *question)
{
    size_t line = question->line + 1;
    if (!line_shape_is_matrix_head(line_of(walk, question->line)))
        return false;
    while (line < walk->source->line_count && !is_fenced(walk, line) && line_shape_is_matrix_row(line_of(walk, line)))
        line++;
    question->end = line - 1;
    question->kind = QUESTION_NOT_GRADABLE;
    question->why = WHY_MATRIX;
    return question->end > question->line;
}

static bool alone_read(const struct walk *walk, struct question *question, size_t from)
{
    static const enum question_why whys[] = {
        [ALONE_SELECTION] = WHY_SELECTION, [ALONE_GENERIC] = WHY_SCRIPT, [ALONE_SURVEY] = WHY_SURVEY};
    enum alone alone = line_shape_alone(line_of(walk, question->line), from, &question->answer);
    if (alone == ALONE_EMPTY)
        walk->taker->problem(walk->taker->context, QZ_EMPTY, question->line, question->line_column);
    if (alone == ALONE_NONE || alone == ALONE_EMPTY)
        return false;
    question->answer = question_words_cut(question, question->answer);
    question->end = question->line;
    question->kind = alone == ALONE_TEXT ? QUESTION_TEXT : QUESTION_NOT_GRADABLE;
    question->why = alone == ALONE_TEXT ? WHY_NOTHING : whys[alone];
    return true;
}

/* Reads a whole question if one begins at byte `from` of this line; true if so. */
static bool question_read(struct walk *walk, size_t from)
{
    struct span line = line_of(walk, walk->line);
    struct question question = {.line = walk->line, .kind = QUESTION_SINGLE};
    question.line_column = from + line_shape_white(span_after(line, from));
    if (!matrix_read(walk, &question)) {
        enum mark mark = line_shape_option(line, from).mark;
        question.kind = mark == MARK_MULTIPLE ? QUESTION_MULTIPLE
                        : mark == MARK_SURVEY ? QUESTION_NOT_GRADABLE
                                              : QUESTION_SINGLE;
        question.why = mark == MARK_SURVEY ? WHY_SURVEY : WHY_NOTHING;
        if (mark != MARK_NONE)
            options_read(walk, &question, from, mark);
        else if (!alone_read(walk, &question, from))
            return false;
    }
    question_end(walk, &question, from);
    return true;
}

static void not_gradable(struct walk *walk, size_t from, size_t end, enum question_why why)
{
    struct question question = {.kind = QUESTION_NOT_GRADABLE, .why = why, .line = walk->line, .end = end};
    question.line_column = from;
    question_end(walk, &question, from);
}

/* ---- between questions ---- */

/* Whether a line continues the paragraph before it. */
static bool is_continued(const struct walk *walk, size_t at, bool is_table)
{
    struct span line = line_of(walk, at);
    struct span words = span_after(line, line_shape_white(line));
    if (line_shape_is_blank(line) || is_fenced(walk, at) || line_shape_is_heading(line) || span_begins(words, ">") ||
        span_begins(words, "<!--") || line_shape_is_rule(line) || line_shape_indent(line) < item_column(walk) ||
        (is_table && span_find(line, "|") == line.length))
        return false;
    bool is_inside = line_shape_indent(line) > item_column(walk);
    if (line_shape_item(words) > 0)
        return is_inside;
    return is_inside || !line_shape_option(line, 0).has_bullet || line_shape_option(line, 0).mark == MARK_NONE;
}

static bool has_table_rule(const struct walk *walk)
{
    return walk->line + 1 < walk->source->line_count && !is_fenced(walk, walk->line + 1) &&
           line_shape_is_table_rule(line_of(walk, walk->line + 1));
}

/* Whether a paragraph contains a key: a gap, or options without an empty line before them. */
static enum question_why paragraph_why(const struct walk *walk, size_t from, size_t end)
{
    static char room[PARAGRAPH_MAX];
    struct bytes whole = {.start = room, .room = sizeof room};
    struct span inside;
    size_t at = 0;
    enum question_why why = WHY_NOTHING;
    for (size_t line = walk->line; line <= end; line++, from = 0) {
        enum mark mark = line_shape_option(line_of(walk, line), from).mark;
        if (line > walk->line && (mark == MARK_SINGLE || mark == MARK_MULTIPLE))
            why = WHY_GLUED;
        bytes_add(&whole, span_after(line_of(walk, line), from));
        bytes_add_string(&whole, "\n");
    }
    struct span text = span_of(bytes_end(&whole));
    return why == WHY_NOTHING && line_shape_gap(text, &at, &inside) ? WHY_GAPS : why;
}

static void paragraph_read(struct walk *walk, size_t from)
{
    size_t end = walk->line;
    bool is_table = has_table_rule(walk);
    while (end + 1 < walk->source->line_count && is_continued(walk, end + 1, is_table))
        end++;
    enum question_why why = paragraph_why(walk, from, end);
    if (why != WHY_NOTHING) {
        not_gradable(walk, from, end, why);
        return;
    }
    bool is_heading = end + 1 < walk->source->line_count && !line_shape_is_stars(line_of(walk, end + 1)) &&
                      line_shape_is_rule(line_of(walk, end + 1));
    struct comment above = walk->stem.is_there ? walk->between : walk->above;
    forget(walk);
    if (!is_table && !is_heading && span_find(line_of(walk, walk->line), "![") == line_of(walk, walk->line).length) {
        walk->above = above;
        walk->stem = (struct stem){true, walk->line, end, from, item_column(walk)};
    }
    walk->line = end + 1;
}

/* Skips a quotation, and reports it if it contains a question. */
static void quotation_read(struct walk *walk)
{
    size_t end = walk->line;
    bool has_question = false;
    for (; end < walk->source->line_count; end++) {
        struct span words = line_of(walk, end), inside;
        words = span_after(words, line_shape_white(words));
        if (end > walk->line && !span_begins(words, ">"))
            break;
        while (span_begins(words, ">") || span_begins(words, " "))
            words = span_after(words, 1);
        enum mark mark = line_shape_option(words, 0).mark;
        size_t at = 0;
        has_question |= mark == MARK_SINGLE || mark == MARK_MULTIPLE || line_shape_gap(words, &at, &inside);
    }
    if (has_question) {
        not_gradable(walk, item_column(walk), end - 1, WHY_QUOTED);
        return;
    }
    forget(walk);
    walk->line = end;
}

/* The end of a comment that began before byte `from` of a line: its last line, and the byte after `-->` there. */
static bool comment_end(const struct walk *walk, size_t from, size_t *ret_line, size_t *ret_after)
{
    size_t line = walk->line;
    for (; line < walk->source->line_count && line < walk->line + COMMENT_LINES_MAX; line++, from = 0) {
        struct span words = span_after(line_of(walk, line), from);
        size_t end = span_find(words, "-->");
        if (is_fenced(walk, line))
            return false;
        if (end == words.length)
            continue;
        *ret_line = line;
        *ret_after = from + end + strlen("-->");
        return true;
    }
    return false;
}

/* Reads a comment at the beginning of this line; *from is the byte after it on its last line. */
static bool comment_read(struct walk *walk, size_t *from)
{
    struct span line = line_of(walk, walk->line);
    size_t begin = *from + line_shape_white(span_after(line, *from)) + strlen("<!--"), end = 0, after = 0;
    if (!span_begins(span_after(line, begin - strlen("<!--")), "<!--") || !comment_end(walk, begin, &end, &after))
        return false;
    struct comment *comment = walk->stem.is_there ? &walk->between : &walk->above;
    if (!comment->is_there)
        *comment = (struct comment){.is_there = true, .first = walk->line};
    for (size_t i = walk->line; i <= end; i++, begin = 0) {
        struct span words = span_after(line_of(walk, i), begin);
        settings_read(&comment->settings, (struct span){words.start, span_find(words, "-->")});
    }
    *from = after;
    walk->line = end;
    return true;
}

/* Leaves list items that do not contain this line, and enters one that it begins. Returns where the words begin. */
static size_t items_pass(struct walk *walk)
{
    struct span line = line_of(walk, walk->line);
    size_t indent = line_shape_indent(line);
    while (walk->depth && indent < item_column(walk))
        walk->depth--;
    size_t item = line_shape_item(line);
    if (!item || indent >= item_column(walk) + 4 || line_shape_is_rule(line) ||
        line_shape_option(line, 0).mark != MARK_NONE)
        return item_column(walk) <= line_shape_white(line) ? item_column(walk) : 0;
    forget(walk);
    if (walk->depth < ITEMS_MAX)
        walk->items[walk->depth++] = item;
    return item;
}

static bool is_indented_code(const struct walk *walk)
{
    return walk->source->is_code[walk->line] == TRAPPA_CODE_INDENTED &&
           line_shape_indent(line_of(walk, walk->line)) >= item_column(walk) + 4;
}

static void line_read(struct walk *walk)
{
    size_t from = items_pass(walk), at = walk->line;
    bool is_code = is_indented_code(walk);
    walk->is_in_code &= is_code;
    if (comment_read(walk, &from) && line_shape_is_blank(span_after(line_of(walk, walk->line), from))) {
        walk->line++;
        return;
    }
    if (!walk->is_in_code && question_read(walk, from))
        return;
    struct span line = line_of(walk, walk->line);
    struct span words = span_after(line, from + line_shape_white(span_after(line, from)));
    if (is_code || at != walk->line || line_shape_is_heading(words) || line_shape_is_rule(words)) {
        walk->is_in_code = is_code;
        forget(walk);
        walk->line++;
    } else if (span_begins(words, ">"))
        quotation_read(walk);
    else {
        if (line_shape_hint(words, &words))
            walk->taker->problem(walk->taker->context, QZ_STRAY_HINT, walk->line, from);
        paragraph_read(walk, from);
    }
}

void questions_find(const struct trappa_source_1 *source, const struct question_taker *taker)
{
    struct walk walk = {.source = source, .taker = taker};
    while (walk.line < source->line_count && !walk.is_enough) {
        if (is_fenced(&walk, walk.line)) {
            forget(&walk);
            walk.line++;
        } else if (line_shape_is_blank(line_of(&walk, walk.line))) {
            walk.is_in_code = false;
            walk.line++;
        } else
            line_read(&walk);
    }
}
