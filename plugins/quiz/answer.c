/* Stores the answers of a submission and reports the result; see answer.h. An unanswered question stays open, and does
 * not affect the other answers. */
#include "answer.h"

#include "attempts.h"
#include "fill.h"
#include "inline.h"
#include "quiz.h"

#include <stdio.h>
#include <string.h>

/* The result of a submission. Each question is read again where needed, so that their number has no limit. */
struct submission {
    const struct trappa_shown_1 *blocks;
    size_t count;
    size_t gradable, right, left, answer; /* questions: all; right, also earlier; unanswered; answered now */
};

/* The index of a submitted option; OPTIONS_MAX for one that the form did not have. */
static size_t choice_read(const char *value, const struct form *form)
{
    for (size_t i = 0; i < form->option_count; i++) {
        char number[24];
        snprintf(number, sizeof number, "%zu", i + 1);
        if (strcmp(value, number) == 0)
            return i;
    }
    return OPTIONS_MAX;
}

static void choices_read(const struct trappa_shown_1 *shown, const struct form *form, struct answer *answer)
{
    struct bytes words = {.start = answer->words, .room = sizeof answer->words};
    const char *value = NULL;
    for (int32_t i = 0; (value = web->block_field_at(shown, "answer", i)); i++) {
        size_t chosen = choice_read(value, form);
        if (chosen == OPTIONS_MAX || (form->kind == QUESTION_SINGLE && answer->is_there))
            continue;
        answer->chosen[chosen] = answer->is_there = true;
    }
    for (size_t i = 0; i < form->option_count; i++)
        if (answer->chosen[i]) {
            bytes_add_string(&words, words.length ? "; " : "");
            inline_plain(span_of(form->options[i].words), &words);
        }
    bytes_end(&words);
}

static void answer_read(const struct trappa_shown_1 *shown, const struct form *form, struct answer *ret_given)
{
    *ret_given = (struct answer){.is_there = false};
    if (form->kind == QUESTION_TEXT) {
        struct bytes words = {.start = ret_given->words, .room = sizeof ret_given->words};
        bytes_add_collapsed(&words, span_of(web->block_field(shown, "answer")));
        ret_given->is_there = bytes_end(&words)[0] != '\0';
    } else
        choices_read(shown, form, ret_given);
}

/* One question of the submission: the question, its state for the person, and the answer. */
struct submission_item {
    struct form form;
    struct attempt_state attempt_state;
    struct answer answer;
    bool is_taken; /* answered now, while open */
};

static int item_read(const struct trappa_shown_1 *shown, struct submission_item *ret_item)
{
    int result = form_read(shown->compiled, shown->compiled_length, &ret_item->form);
    ret_item->is_taken = false;
    if (result != 0 || ret_item->form.kind == QUESTION_NOT_GRADABLE)
        return result;
    result = attempt_state_read(shown, &ret_item->form, &ret_item->attempt_state);
    if (result != 0 || !attempt_state_is_open(&ret_item->form, &ret_item->attempt_state))
        return result;
    answer_read(shown, &ret_item->form, &ret_item->answer);
    ret_item->is_taken = ret_item->answer.is_there;
    return 0;
}

static int submission_count(struct submission *submission)
{
    for (size_t i = 0; i < submission->count; i++) {
        struct submission_item item;
        int result = item_read(&submission->blocks[i], &item);
        if (result != 0)
            return result;
        if (item.form.kind == QUESTION_NOT_GRADABLE)
            continue;
        submission->gradable++;
        submission->answer += item.is_taken;
        submission->right += item.attempt_state.is_right || (item.is_taken && grade(&item.form, &item.answer));
        submission->left += !item.is_taken && !item.attempt_state.trials;
    }
    return 0;
}

static int submission_write(void *context)
{
    const struct submission *submission = context;
    for (size_t i = 0; i < submission->count; i++) {
        struct submission_item item;
        int result = item_read(&submission->blocks[i], &item);
        if (result == 0 && item.is_taken)
            result = attempt_write(&submission->blocks[i], &item.form, &item.answer);
        if (result != 0)
            return result;
    }
    return 0;
}

/* Sends the message "2 of 5 right, 1 not answered." */
static void submission_report(const struct submission *submission)
{
    char room[300];
    struct bytes words = {.start = room, .room = sizeof room};
    fill(
        &words, text->translate(N_("{1} of {2} right")),
        (const struct fill_value[]){{.number = (int64_t)submission->right}, {.number = (int64_t)submission->gradable}});
    if (submission->left) {
        bytes_add_string(&words, ", ");
        fill(&words, text->translate_plural("{1} not answered", "{1} not answered", (long)submission->left),
             (const struct fill_value[]){{.number = (int64_t)submission->left}});
    }
    bytes_add_string(&words, ".");
    web->message(bytes_end(&words));
}

/* Reports, at the first open question, that nothing was answered. */
static int submission_is_empty(const struct submission *submission)
{
    for (size_t i = 0; i < submission->count; i++) {
        struct submission_item item;
        int result = item_read(&submission->blocks[i], &item);
        if (result != 0)
            return result;
        if (item.form.kind == QUESTION_NOT_GRADABLE || !attempt_state_is_open(&item.form, &item.attempt_state))
            continue;
        web->block_problem(&submission->blocks[i], "answer", text->translate(N_("Answer at least one question")));
        return 0;
    }
    return 0;
}

int quiz_answer(const struct trappa_shown_1 *blocks, size_t count)
{
    struct submission submission = {.blocks = blocks, .count = count};
    char data[200];
    int result = submission_count(&submission);
    if (result != 0)
        return result;
    if (!submission.answer)
        return submission_is_empty(&submission);
    snprintf(data, sizeof data, "{\"step\":\"%s\",\"answered\":%zu}", blocks[0].step, submission.answer);
    result = records->change("quiz.answered", blocks[0].person, data, submission_write, &submission);
    if (result == 0)
        submission_report(&submission);
    return result;
}

int quiz_is_passed(const struct trappa_shown_1 *shown, int32_t *ret_is_passed)
{
    struct form form;
    struct attempt_state attempt_state;
    int result = form_read(shown->compiled, shown->compiled_length, &form);
    *ret_is_passed = 1;
    if (result != 0 || !form.is_required || !shown->person)
        return result;
    result = attempt_state_read(shown, &form, &attempt_state);
    if (result == 0)
        *ret_is_passed = attempt_state.is_right;
    return result;
}
