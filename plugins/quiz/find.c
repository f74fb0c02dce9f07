/* Tells the host of each question; see find.h. */
#include "find.h"

#include "check.h"
#include "compiled.h"
#include "quiz.h"

#include <string.h>

#define QUESTIONS_MAX 500
#define COMPILED_MAX (160 * 1024) /* a step has at most 128 KiB */

/* The names that were given in this step. */
struct finding {
    const struct trappa_source_1 *source;
    const struct trappa_finder_1 *finder;
    uint64_t names[QUESTIONS_MAX];
    size_t count;
};

/* How often a name was given before. */
static size_t name_count(struct finding *finding, const char *id)
{
    uint64_t name = hash_add(HASH_START, span_of(id));
    size_t count = 0;
    for (size_t i = 0; i < finding->count; i++)
        count += finding->names[i] == name;
    finding->names[finding->count++] = name;
    return count;
}

/* A name that stands twice gets a number, so that both can be shown while the author mends it. */
static void name_again(struct bytes *id, size_t before)
{
    if (id->length > 50)
        id->length = 50;
    bytes_say(id, "-again");
    bytes_number(id, (int64_t)before);
    bytes_end(id);
}

static void question_take(void *context, const struct question *question)
{
    static char compiled_room[COMPILED_MAX], words_room[COMPILED_MAX];
    char id_room[QUESTION_ID_ROOM];
    struct finding *finding = context;
    struct bytes id = {.start = id_room, .room = sizeof id_room};
    struct bytes compiled = {.start = compiled_room, .room = sizeof compiled_room};
    struct bytes words = {.start = words_room, .room = sizeof words_room};
    if (finding->count == QUESTIONS_MAX)
        return;
    question_name(finding->source, question, &id);
    question_check(question, bytes_end(&id), finding->finder);
    size_t before = name_count(finding, id_room);
    if (before && (question->kind != QUESTION_NOT_GRADABLE || question->settings.id.start))
        finding->finder->finding(QZ_SAME_ID, question->line, question->line_column, id_room);
    if (before)
        name_again(&id, before);
    question_words(finding->source, question, &words);
    question_compile(finding->source, question, &compiled);
    finding->finder->found(&(struct trappa_found_1){.first = question->first,
                                                    .last = question->last,
                                                    .column = question->column,
                                                    .id = id_room,
                                                    .words = bytes_end(&words),
                                                    .compiled = compiled_room,
                                                    .compiled_length = compiled.length});
}

static void problem_take(void *context, const char *code, size_t line, size_t column)
{
    struct finding *finding = context;
    finding->finder->finding(code, line, column, "");
}

int quiz_find(const struct trappa_source_1 *source, const struct trappa_finder_1 *finder)
{
    static struct finding finding;
    finding = (struct finding){.source = source, .finder = finder};
    questions_find(source, &(struct question_taker){question_take, problem_take, &finding});
    return 0;
}
