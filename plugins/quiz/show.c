/* Questions as HTML; see show.h. The key is written only if the question is right or its trials are used up. The result
 * of an answer is words, not colour, and the control's description refers to it. */
#include "show.h"

#include "attempts.h"
#include "check.h"
#include "fill.h"
#include "inline.h"
#include "quiz.h"

#include <stdio.h>
#include <string.h>

/* Everything that a question's HTML depends on. */
struct view {
    const struct trappa_shown_1 *shown;
    struct form form;
    struct attempt_state attempt_state;
    bool knows_attempt_state; /* the viewer may see the answer */
    bool is_open;             /* the viewer may answer now */
    const char *problem;      /* NULL: none */
};

static void tagged(const char *begin, const char *words, const char *end)
{
    web->literal(begin);
    web->text(words);
    web->literal(end);
}

static void sentence(const char *begin, const char *pattern, const struct fill_value *values, const char *end)
{
    char room[ANSWER_MAX + 300];
    struct bytes words = {.start = room, .room = sizeof room};
    fill(&words, text->translate(pattern), values);
    tagged(begin, bytes_end(&words), end);
}

/* Writes the key in words; never to anybody who may still answer, except for a required question. */
static void key_write(const struct form *form)
{
    char room[ANSWER_MAX];
    struct bytes words = {.start = room, .room = sizeof room};
    for (size_t i = 0; i < form->option_count; i++)
        if (form->options[i].is_right) {
            bytes_add_string(&words, words.length ? "; " : "");
            inline_plain(span_of(form->options[i].words), &words);
        }
    if (form->kind == QUESTION_TEXT)
        bytes_add_string(&words, form->answer);
    sentence("<p>", N_("Right answer: {1}"), (const struct fill_value[]){{.words = bytes_end(&words)}}, "</p>");
}

static void hints_write(const struct view *view)
{
    size_t count = (size_t)view->attempt_state.trials;
    if (count > view->form.hint_count)
        count = view->form.hint_count;
    for (size_t i = 0; i < count; i++) {
        tagged("<p>", text->translate(N_("Hint:")), " ");
        inline_write(span_of(view->form.hints[i]));
        web->literal("</p>");
    }
}

static void verdict_write(const struct view *view)
{
    const struct attempt_state *attempt_state = &view->attempt_state;
    const char *verdict = attempt_state->is_right                                ? N_("Right.")
                          : attempt_state_is_used_up(&view->form, attempt_state) ? N_("Not right.")
                                                                                 : N_("Not right yet.");
    tagged(attempt_state->is_right ? "<p><strong class=\"state-done\">" : "<p><strong class=\"problem\">",
           text->translate(verdict), "</strong> ");
    if (attempt_state->words[0])
        sentence("", view->shown->may_answer ? N_("You answered: {1}") : N_("Answer: {1}"),
                 (const struct fill_value[]){{.words = attempt_state->words}}, "");
    if (!attempt_state->is_right && view->form.trials)
        sentence(" ", N_("Try {1} of {2}."),
                 (const struct fill_value[]){{.number = attempt_state->trials}, {.number = view->form.trials}}, "");
    web->literal("</p>");
}

/* Writes the result so far; nothing before the first answer. */
static void attempt_state_write(const struct view *view)
{
    bool is_used_up = attempt_state_is_used_up(&view->form, &view->attempt_state);
    if (view->knows_attempt_state && view->attempt_state.was_another)
        tagged("<p>", text->translate(N_("This question has been changed since it was answered.")), "</p>");
    if (!view->knows_attempt_state || !view->attempt_state.trials)
        return;
    verdict_write(view);
    if (!view->attempt_state.is_right && !is_used_up)
        hints_write(view);
    if (is_used_up)
        key_write(&view->form);
    if ((view->attempt_state.is_right || is_used_up) && view->form.solution.length) {
        web->literal("<div class=\"solution\">");
        inline_write_lines(view->form.solution);
        web->literal("</div>");
    }
}

static void stem_write(const struct form *form)
{
    if (form->stem[0])
        inline_write(span_of(form->stem));
    else
        web->translated(N_("Question"));
}

/* ---- open: controls ---- */

static bool is_chosen(const struct view *view, const char *number)
{
    const char *value = NULL;
    for (int32_t i = 0; (value = web->block_field_at(view->shown, "answer", i)); i++)
        if (strcmp(value, number) == 0)
            return true;
    return false;
}

static void describe(const struct view *view)
{
    web->literal(" aria-describedby=\"");
    web->block_name(view->shown, "answer");
    web->literal("-about\"");
    if (view->problem)
        web->literal(" aria-invalid=\"true\"");
}

static void about_begin(const struct view *view, const char *how)
{
    web->literal("<div class=\"about-answer\" id=\"");
    web->block_name(view->shown, "answer");
    web->literal("-about\">");
    if (view->form.is_required && !view->attempt_state.is_right)
        tagged("<p class=\"hint\">", text->translate(N_("To be answered rightly before the step is done.")), "</p>");
    attempt_state_write(view);
    tagged("<p class=\"hint\">", text->translate(how), "</p>");
    if (view->problem)
        tagged("<p class=\"problem\">", view->problem, "</p>");
    web->literal("</div>");
}

static void option_show(const struct view *view, size_t i)
{
    char number[24];
    snprintf(number, sizeof number, "%zu", i + 1);
    web->literal(view->form.kind == QUESTION_SINGLE ? "<label><input type=\"radio\" name=\""
                                                    : "<label><input type=\"checkbox\" name=\"");
    web->block_name(view->shown, "answer");
    if (i == 0) {
        web->literal("\" id=\"");
        web->block_name(view->shown, "answer");
    }
    tagged("\" value=\"", number, is_chosen(view, number) ? "\" checked" : "\"");
    web->literal("> <span>");
    inline_write(span_of(view->form.options[i].words));
    web->literal("</span></label>");
}

static void choice_show(const struct view *view)
{
    web->literal(view->problem ? "<fieldset class=\"question wrong\"" : "<fieldset class=\"question\"");
    web->literal(" aria-describedby=\"");
    web->block_name(view->shown, "answer");
    web->literal("-about\"><legend>");
    stem_write(&view->form);
    web->literal("</legend>");
    about_begin(view, view->form.kind == QUESTION_SINGLE ? N_("Choose one.") : N_("Choose all that are right."));
    web->literal("<div class=\"pick choices\">");
    for (size_t i = 0; i < view->form.option_count; i++)
        option_show(view, i);
    web->literal("</div></fieldset>");
}

static void text_show(const struct view *view)
{
    web->literal(view->problem ? "<div class=\"question field wrong\"><label for=\""
                               : "<div class=\"question field\"><label for=\"");
    web->block_name(view->shown, "answer");
    web->literal("\">");
    stem_write(&view->form);
    web->literal("</label>");
    about_begin(view, N_("Write nothing about clients. Capital letters count."));
    web->literal("<input type=\"text\" maxlength=\"300\" autocomplete=\"off\" autocapitalize=\"none\" name=\"");
    web->block_name(view->shown, "answer");
    web->literal("\" id=\"");
    web->block_name(view->shown, "answer");
    tagged("\" value=\"", web->block_field(view->shown, "answer"), "\"");
    describe(view);
    web->literal("></div>");
}

/* ---- closed: words ---- */

static void closed_show(const struct view *view)
{
    bool is_answered = view->knows_attempt_state && view->attempt_state.trials;
    web->literal("<div class=\"question closed\"><p class=\"stem\">");
    stem_write(&view->form);
    web->literal("</p>");
    if (!is_answered && view->form.option_count) {
        web->literal("<ul>");
        for (size_t i = 0; i < view->form.option_count; i++) {
            web->literal("<li>");
            inline_write(span_of(view->form.options[i].words));
            web->literal("</li>");
        }
        web->literal("</ul>");
    }
    attempt_state_write(view);
    if (view->knows_attempt_state && !view->attempt_state.trials)
        tagged("<p class=\"hint\">", text->translate(N_("Not answered yet.")), "</p>");
    web->literal("</div>");
}

static void not_gradable_show(const struct view *view)
{
    tagged("<div class=\"question closed\"><p class=\"hint\">",
           text->translate(N_("This question cannot be answered here yet.")), "</p>");
    inline_write_lines(view->form.shown);
    web->literal("</div>");
}

int quiz_show(const struct trappa_shown_1 *shown)
{
    struct view view = {.shown = shown};
    int result = form_read(shown->compiled, shown->compiled_length, &view.form);
    if (result != 0)
        return result;
    if (view.form.kind == QUESTION_NOT_GRADABLE) {
        not_gradable_show(&view);
        return 0;
    }
    view.knows_attempt_state =
        shown->person && (shown->may_answer || people->may(shown->person, TRAPPA_SEE_COMMENTS) == 1);
    if (view.knows_attempt_state)
        result = attempt_state_read(shown, &view.form, &view.attempt_state);
    if (result != 0)
        return result;
    if (!shown->may_answer || !shown->person || !attempt_state_is_open(&view.form, &view.attempt_state)) {
        closed_show(&view);
        return 0;
    }
    view.problem = web->block_problem_of(shown, "answer");
    if (view.form.kind == QUESTION_TEXT)
        text_show(&view);
    else
        choice_show(&view);
    return 0;
}
