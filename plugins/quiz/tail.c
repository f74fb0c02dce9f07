/* Hints, scripts and solutions; see tail.h. */
#include "tail.h"

#include "check.h"

/* The next line of stars from `line` on, outside code; line_count if there is none. */
static size_t stars_find(const struct trappa_source_1 *source, size_t line, struct stars *stars)
{
    if (stars->is_known && line >= stars->from && line <= stars->next)
        return stars->next;
    *stars = (struct stars){line, line, true};
    while (stars->next < source->line_count && (source->is_code[stars->next] == TRAPPA_CODE_FENCED ||
                                                !line_shape_is_stars(span_of(source->lines[stars->next]))))
        stars->next++;
    return stars->next;
}

static bool script_read(const struct trappa_source_1 *source, struct question *question)
{
    size_t line = question->last + 1;
    struct span words = span_trim(span_of(source->lines[line]));
    if (!span_begins(words, "<script"))
        return false;
    question->kind = QUESTION_NOT_GRADABLE;
    question->why = WHY_SCRIPT;
    while (line + 1 < source->line_count && span_find(words, "</script>") == words.length)
        words = span_of(source->lines[++line]);
    question->last = line;
    return true;
}

static bool hint_read(const struct trappa_source_1 *source, struct question *question)
{
    struct span hint;
    if (!line_shape_hint(span_of(source->lines[question->last + 1]), &hint))
        return false;
    question->last++;
    if (question->hint_count < HINTS_MAX)
        question->hints[question->hint_count++] = question_words_cut(question, hint);
    else
        question->is_too_much = true;
    return true;
}

static void solution_read(const struct trappa_source_1 *source, struct question *question,
                          const struct question_taker *taker, struct stars *stars)
{
    size_t open = question->last + 1, close = stars_find(source, open + 1, stars);
    if (close == source->line_count) {
        taker->problem(taker->context, QZ_UNCLOSED, open, 0);
        return;
    }
    question->has_solution = true;
    question->solution_first = open + 1;
    question->solution_last = close - 1;
    question->last = close;
    size_t length = 0;
    for (size_t line = open + 1; line < close; line++)
        length += span_of(source->lines[line]).length + 1;
    if (length > SOLUTION_MAX) {
        question->is_too_much = true;
        question->has_solution = false;
    }
}

/* Stars after an empty line are a thematic break; reports a pair of them, meant as a solution, which everybody can
 * read. */
static void stray_solution_check(const struct trappa_source_1 *source, const struct question *question,
                                 const struct question_taker *taker, struct stars *stars)
{
    size_t line = question->last + 1;
    while (line < source->line_count && line_shape_is_blank(span_of(source->lines[line])))
        line++;
    if (line > question->last + 1 && line < source->line_count && stars_find(source, line, stars) == line &&
        stars_find(source, line + 1, stars) < source->line_count)
        taker->problem(taker->context, QZ_STRAY, line, 0);
}

void tail_read(const struct trappa_source_1 *source, struct question *question, const struct question_taker *taker,
               struct stars *stars)
{
    while (question->last + 1 < source->line_count && source->is_code[question->last + 1] != TRAPPA_CODE_FENCED &&
           (script_read(source, question) || hint_read(source, question)))
        ;
    if (question->last + 1 < source->line_count && stars_find(source, question->last + 1, stars) == question->last + 1)
        solution_read(source, question, taker, stars);
    if (!question->has_solution)
        stray_solution_check(source, question, taker, stars);
}
