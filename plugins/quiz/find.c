/* Reports each question to the host; see find.h. */
#include "find.h"

#include "check.h"
#include "compiled.h"
#include "quiz.h"

#include <string.h>

#define QUESTIONS_MAX 500
#define COMPILED_MAX (160 * 1024) /* a step has at most 128 KiB */

/* The names of questions in this step. */
struct question_search {
    const struct trappa_source_1 *source;
    const struct trappa_finder_1 *finder;
    uint64_t names[QUESTIONS_MAX];
    size_t count;
};

/* How often a name was used before. */
static size_t name_count(struct question_search *search, const char *id)
{
    uint64_t name = hash_add(HASH_START, span_of(id));
    size_t count = 0;
    for (size_t i = 0; i < search->count; i++)
        count += search->names[i] == name;
    search->names[search->count++] = name;
    return count;
}

/* Adds a number to a repeated name, so that both questions can be shown until the author corrects it. */
static void name_again(struct bytes *id, size_t before)
{
    if (id->length > 50)
        id->length = 50;
    bytes_add_string(id, "-again");
    bytes_number(id, (int64_t)before);
    bytes_end(id);
}

static bool question_take(void *context, const struct question *question)
{
    static char compiled_room[COMPILED_MAX], words_room[COMPILED_MAX];
    char id_room[QUESTION_ID_ROOM];
    struct question_search *search = context;
    struct bytes id = {.start = id_room, .room = sizeof id_room};
    struct bytes compiled = {.start = compiled_room, .room = sizeof compiled_room};
    struct bytes words = {.start = words_room, .room = sizeof words_room};
    if (search->count == QUESTIONS_MAX)
        return false;
    question_name(search->source, question, &id);
    question_check(question, bytes_end(&id), search->finder);
    size_t before = name_count(search, id_room);
    if (before && (question->kind != QUESTION_NOT_GRADABLE || question->settings.id.start))
        search->finder->finding(QZ_SAME_ID, question->line, question->line_column, id_room);
    if (before)
        name_again(&id, before);
    question_words(search->source, question, &words);
    question_compile(search->source, question, &compiled);
    search->finder->found(&(struct trappa_found_1){.first = question->first,
                                                   .last = question->last,
                                                   .column = question->column,
                                                   .id = id_room,
                                                   .words = bytes_end(&words),
                                                   .compiled = compiled_room,
                                                   .compiled_length = compiled.length});
    return true;
}

static void problem_take(void *context, const char *code, size_t line, size_t column)
{
    struct question_search *search = context;
    search->finder->finding(code, line, column, "");
}

int quiz_find(const struct trappa_source_1 *source, const struct trappa_finder_1 *finder)
{
    static struct question_search search;
    search = (struct question_search){.source = source, .finder = finder};
    questions_find(source, &(struct question_taker){question_take, problem_take, &search});
    return 0;
}
