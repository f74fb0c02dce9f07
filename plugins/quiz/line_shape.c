/* Recognises lines; see line_shape.h. Every rule was tested against LiaScript itself: tests/fake/quiz/shapes.txt. */
#include "line_shape.h"

#include <string.h>

size_t line_shape_indent(struct span line)
{
    size_t columns = 0;
    for (size_t i = 0; i < line.length && (line.start[i] == ' ' || line.start[i] == '\t'); i++)
        columns += line.start[i] == '\t' ? 4 - columns % 4 : 1;
    return columns;
}

size_t line_shape_white(struct span line)
{
    size_t white = 0;
    while (white < line.length && (line.start[white] == ' ' || line.start[white] == '\t'))
        white++;
    return white;
}

bool line_shape_is_blank(struct span line)
{
    return span_trim(line).length == 0;
}

static bool is_bullet(struct span words)
{
    return words.length && strchr("-*+", words.start[0]);
}

/* The length of white space and a bullet with at most one space after it. */
static size_t bullet_pass(struct span line, size_t from, bool *ret_has_bullet)
{
    size_t at = from + line_shape_white(span_after(line, from));
    *ret_has_bullet = is_bullet(span_after(line, at));
    if (*ret_has_bullet)
        at += 1 + span_begins(span_after(line, at + 1), " ");
    return at;
}

/* Whether the text after `]]` or `)]` makes it a link or a link definition. */
static bool is_link_after(struct span after)
{
    return after.length && strchr("([:", after.start[0]);
}

static bool is_mark(struct span inside)
{
    return inside.length == 1 && strchr(" xX", inside.start[0]);
}

struct option_shape line_shape_option(struct span line, size_t from)
{
    struct option_shape option = {.mark = MARK_NONE};
    option.column = bullet_pass(line, from, &option.has_bullet);
    struct span rest = span_after(line, option.column);
    bool is_round = span_begins(rest, "[(");
    if (!is_round && !span_begins(rest, "[["))
        return option;
    rest = span_after(rest, 2);
    struct span inside = {rest.start, span_find(rest, is_round ? ")]" : "]]")};
    if (inside.length == rest.length)
        return option;
    rest = span_after(rest, inside.length + 2);
    option.words = span_trim(rest);
    if (is_link_after(rest) || span_equal(inside, "?") || (!option.words.length && !(is_round && is_mark(inside))))
        return option;
    option.is_right = is_mark(inside) && inside.start[0] != ' ';
    option.mark = is_mark(inside) ? (is_round ? MARK_SINGLE : MARK_MULTIPLE) : MARK_SURVEY;
    if (option.mark == MARK_SURVEY && (!span_trim(inside).length || span_find(inside, "](") < inside.length))
        option.mark = MARK_NONE;
    return option;
}

static bool is_only(struct span words, const char *these)
{
    for (size_t i = 0; i < words.length; i++)
        if (!strchr(these, words.start[i]))
            return false;
    return true;
}

enum alone line_shape_alone(struct span line, size_t from, struct span *ret_inside)
{
    struct span rest = span_trim(span_after(line, from));
    if (!span_begins(rest, "[["))
        return ALONE_NONE;
    rest = span_after(rest, 2);
    size_t length = span_find(rest, "]]");
    if (length == rest.length || length + 2 != rest.length)
        return ALONE_NONE;
    *ret_inside = span_trim((struct span){rest.start, length});
    if (!ret_inside->length)
        return ALONE_EMPTY;
    if (span_equal(*ret_inside, "?"))
        return ALONE_NONE;
    if (is_only(*ret_inside, "_ "))
        return ret_inside->length >= 3 ? ALONE_SURVEY : ALONE_NONE;
    if (span_equal(*ret_inside, "!"))
        return ALONE_GENERIC;
    return span_find(*ret_inside, "|") < ret_inside->length ? ALONE_SELECTION : ALONE_TEXT;
}

bool line_shape_hint(struct span line, struct span *ret_words)
{
    bool has_bullet = false;
    struct span rest = span_after(line, bullet_pass(line, 0, &has_bullet));
    *ret_words = span_trim(span_after(rest, strlen("[[?]]")));
    return span_begins(rest, "[[?]]") && ret_words->length;
}

bool line_shape_is_stars(struct span line)
{
    line = span_trim(line);
    return line.length >= 3 && is_only(line, "*");
}

/* The number of cells in `[` cell cell `]`, where a cell is (words) or [words]; *rest is what follows. */
static size_t cells_pass(struct span *rest)
{
    size_t cells = 0;
    if (!span_begins(*rest, "["))
        return 0;
    for (*rest = span_after(*rest, 1);; cells++) {
        *rest = span_after(*rest, line_shape_white(*rest));
        if (!span_begins(*rest, "(") && !span_begins(*rest, "["))
            break;
        size_t length = span_find(*rest, span_begins(*rest, "(") ? ")" : "]");
        if (length == rest->length)
            return 0;
        *rest = span_after(*rest, length + 1);
    }
    bool is_closed = span_begins(*rest, "]");
    *rest = span_after(*rest, 1);
    return is_closed ? cells : 0;
}

bool line_shape_is_matrix_head(struct span line)
{
    bool has_bullet = false;
    struct span rest = span_after(line, bullet_pass(line, 0, &has_bullet));
    struct span all = span_trim(rest);
    size_t cells = cells_pass(&rest);
    if (!cells || !line_shape_is_blank(rest))
        return false;
    return cells > 1 || (span_begins(all, "[(") && !span_equal(all, "[( )]") && !span_equal(all, "[(X)]"));
}

bool line_shape_is_matrix_row(struct span line)
{
    bool has_bullet = false;
    struct span rest = span_after(line, bullet_pass(line, 0, &has_bullet));
    struct span empty = span_after(rest, 1);
    if (span_begins(rest, "[") && span_begins(span_after(empty, line_shape_white(empty)), "]"))
        return true;
    return !span_begins(rest, "[[?]]") && cells_pass(&rest) && !line_shape_is_blank(rest) && !is_link_after(rest);
}

struct span line_shape_row_words(struct span line)
{
    bool has_bullet = false;
    struct span rest = span_after(line, bullet_pass(line, 0, &has_bullet));
    if (!cells_pass(&rest))
        rest = span_after(rest, span_find(rest, "]") + 1);
    return span_trim(rest);
}

size_t line_shape_item(struct span line)
{
    size_t white = line_shape_white(line), at = white;
    struct span rest = span_after(line, white);
    if (is_bullet(rest))
        at++;
    else {
        while (at < line.length && at < white + 9 && line.start[at] >= '0' && line.start[at] <= '9')
            at++;
        if (at == white || at >= line.length || !strchr(".)", line.start[at]))
            return 0;
        at++;
    }
    size_t after = line_shape_white(span_after(line, at));
    if (!after || at + after >= line.length)
        return 0;
    return at + (after > 4 ? 1 : after);
}

bool line_shape_is_heading(struct span line)
{
    line = span_after(line, line_shape_white(line));
    size_t hashes = 0;
    while (hashes < line.length && line.start[hashes] == '#')
        hashes++;
    return hashes >= 1 && hashes <= 6 && (hashes == line.length || line.start[hashes] == ' ');
}

bool line_shape_is_rule(struct span line)
{
    line = span_trim(line);
    size_t marks = 0;
    for (size_t i = 0; i < line.length; i++) {
        if (line.start[i] != line.start[0] && line.start[i] != ' ')
            return false;
        marks += line.start[i] == line.start[0];
    }
    return line.length && ((strchr("-*_", line.start[0]) && marks >= 3) || line.start[0] == '=');
}

bool line_shape_is_table_rule(struct span line)
{
    line = span_trim(line);
    return line.length >= 3 && is_only(line, "|-: \t") && span_find(line, "-") < line.length &&
           span_find(line, "|") < line.length;
}

/* The position after the inline code at `at`; after its backticks if it does not end. */
static size_t code_pass(struct span text, size_t at)
{
    size_t ticks = 0;
    while (at + ticks < text.length && text.start[at + ticks] == '`')
        ticks++;
    for (size_t end = at + ticks; end < text.length;) {
        size_t closing = 0;
        while (end + closing < text.length && text.start[end + closing] == '`')
            closing++;
        if (closing == ticks)
            return end + closing;
        end += closing ? closing : 1;
    }
    return at + ticks;
}

static bool is_gap(struct span inside, struct span after)
{
    inside = span_trim(inside);
    if (!inside.length || span_equal(inside, "?") || is_link_after(after))
        return false;
    return inside.length >= 3 || !is_only(inside, "_ ");
}

bool line_shape_gap(struct span text, size_t *at, struct span *ret_inside)
{
    while (*at < text.length) {
        struct span rest = span_after(text, *at);
        if (rest.start[0] == '`') {
            *at = code_pass(text, *at);
            continue;
        }
        *at += 1 + (rest.start[0] == '\\');
        if (!span_begins(rest, "[["))
            continue;
        rest = span_after(rest, 2);
        struct span inside = {rest.start, span_find(rest, "]]")};
        if (inside.length == rest.length)
            return false;
        if (!is_gap(inside, span_after(rest, inside.length + 2)))
            continue;
        *ret_inside = inside;
        *at += 1 + inside.length + 2;
        return true;
    }
    return false;
}
