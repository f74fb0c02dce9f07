/* What was answered is kept, and a sentence says how it went; see answer.h. What was left alone costs nothing: it stays
 * open, and nothing that was typed elsewhere is lost over it. */
#include "answer.h"

#include "attempts.h"
#include "fill.h"
#include "inline.h"
#include "quiz.h"

#include <stdio.h>
#include <string.h>

/* What one press did. Each question is read anew where it is needed, so that any number of them fits. */
struct press {
    const struct trappa_shown_1 *blocks;
    size_t count;
    size_t gradable, right, left, given; /* questions; right with those of earlier days, left alone, answered now */
};

/* The number of an option as the form sent it; OPTIONS_MOST for what the form did not offer. */
static size_t choice_read(const char *value, const struct form *form)
{
    for (size_t i = 0; i < form->option_count; i++) {
        char number[24];
        snprintf(number, sizeof number, "%zu", i + 1);
        if (strcmp(value, number) == 0)
            return i;
    }
    return OPTIONS_MOST;
}

static void choices_read(const struct trappa_shown_1 *shown, const struct form *form, struct given *given)
{
    struct bytes words = {.start = given->words, .room = sizeof given->words};
    const char *value = NULL;
    for (int32_t i = 0; (value = web->block_field_at(shown, "answer", i)); i++) {
        size_t chosen = choice_read(value, form);
        if (chosen == OPTIONS_MOST || (form->kind == QUESTION_SINGLE && given->is_there))
            continue;
        given->chosen[chosen] = given->is_there = true;
    }
    for (size_t i = 0; i < form->option_count; i++)
        if (given->chosen[i]) {
            bytes_say(&words, words.length ? "; " : "");
            inline_plain(span_of(form->options[i].words), &words);
        }
    bytes_end(&words);
}

static void given_read(const struct trappa_shown_1 *shown, const struct form *form, struct given *ret_given)
{
    *ret_given = (struct given){.is_there = false};
    if (form->kind == QUESTION_TEXT) {
        struct bytes words = {.start = ret_given->words, .room = sizeof ret_given->words};
        bytes_add_collapsed(&words, span_of(web->block_field(shown, "answer")));
        ret_given->is_there = bytes_end(&words)[0] != '\0';
    } else
        choices_read(shown, form, ret_given);
}

/* One question of the press: what it is, how the person stands, and what was answered. */
struct asked {
    struct form form;
    struct standing standing;
    struct given given;
    bool is_taken; /* answered now, and open */
};

static int asked_read(const struct trappa_shown_1 *shown, struct asked *ret_asked)
{
    int result = form_read(shown->compiled, shown->compiled_length, &ret_asked->form);
    ret_asked->is_taken = false;
    if (result != 0 || ret_asked->form.kind == QUESTION_NOT_GRADABLE)
        return result;
    result = standing_read(shown, &ret_asked->form, &ret_asked->standing);
    if (result != 0 || !standing_is_open(&ret_asked->form, &ret_asked->standing))
        return result;
    given_read(shown, &ret_asked->form, &ret_asked->given);
    ret_asked->is_taken = ret_asked->given.is_there;
    return 0;
}

static int press_count(struct press *press)
{
    for (size_t i = 0; i < press->count; i++) {
        struct asked asked;
        int result = asked_read(&press->blocks[i], &asked);
        if (result != 0)
            return result;
        if (asked.form.kind == QUESTION_NOT_GRADABLE)
            continue;
        press->gradable++;
        press->given += asked.is_taken;
        press->right += asked.standing.is_right || (asked.is_taken && grade(&asked.form, &asked.given));
        press->left += !asked.is_taken && !asked.standing.trials;
    }
    return 0;
}

static int press_write(void *context)
{
    const struct press *press = context;
    for (size_t i = 0; i < press->count; i++) {
        struct asked asked;
        int result = asked_read(&press->blocks[i], &asked);
        if (result == 0 && asked.is_taken)
            result = attempt_write(&press->blocks[i], &asked.form, &asked.given);
        if (result != 0)
            return result;
    }
    return 0;
}

/* "2 of 5 right, 1 not answered." */
static void press_tell(const struct press *press)
{
    char room[300];
    struct bytes words = {.start = room, .room = sizeof room};
    fill(&words, text->translate(N_("{1} of {2} right")),
         (const struct filling[]){{.number = (int64_t)press->right}, {.number = (int64_t)press->gradable}});
    if (press->left) {
        bytes_say(&words, ", ");
        fill(&words, text->translate_plural("{1} not answered", "{1} not answered", (long)press->left),
             (const struct filling[]){{.number = (int64_t)press->left}});
    }
    bytes_say(&words, ".");
    web->message(bytes_end(&words));
}

/* Nobody answered anything: says so at the first question that is open. */
static int press_is_empty(const struct press *press)
{
    for (size_t i = 0; i < press->count; i++) {
        struct asked asked;
        int result = asked_read(&press->blocks[i], &asked);
        if (result != 0)
            return result;
        if (asked.form.kind == QUESTION_NOT_GRADABLE || !standing_is_open(&asked.form, &asked.standing))
            continue;
        web->block_problem(&press->blocks[i], "answer", text->translate(N_("Answer at least one question")));
        return 0;
    }
    return 0;
}

int quiz_answer(const struct trappa_shown_1 *blocks, size_t count)
{
    struct press press = {.blocks = blocks, .count = count};
    char data[200];
    int result = press_count(&press);
    if (result != 0)
        return result;
    if (!press.given)
        return press_is_empty(&press);
    snprintf(data, sizeof data, "{\"step\":\"%s\",\"answered\":%zu}", blocks[0].step, press.given);
    result = records->change("quiz.answered", blocks[0].person, data, press_write, &press);
    if (result == 0)
        press_tell(&press);
    return result;
}

int quiz_is_passed(const struct trappa_shown_1 *shown, int32_t *ret_is_passed)
{
    struct form form;
    struct standing standing;
    int result = form_read(shown->compiled, shown->compiled_length, &form);
    *ret_is_passed = 1;
    if (result != 0 || !form.is_required || !shown->person)
        return result;
    result = standing_read(shown, &form, &standing);
    if (result == 0)
        *ret_is_passed = standing.is_right;
    return result;
}
