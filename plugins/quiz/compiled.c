/* A question as bytes: pieces of text, each with a letter for its kind before it and a NUL after it; see compiled.h. */
#include "compiled.h"

#include "inline.h"
#include "quiz.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define SHOWN_MAX 4096

enum piece {
    PIECE_KIND = 'k',
    PIECE_WHY = 'w',
    PIECE_STEM = 's',
    PIECE_WRONG = 'o',
    PIECE_RIGHT = 'O',
    PIECE_ANSWER = 'a',
    PIECE_HINT = 'h',
    PIECE_SOLUTION = 'p',
    PIECE_SHOWN = 'v',
    PIECE_TRIALS = 'm',
    PIECE_REQUIRED = 'r',
    PIECE_DIGEST = 'd'
};

static void piece_begin(struct bytes *bytes, enum piece piece)
{
    bytes_add(bytes, (struct span){(const char[]){(char)piece}, 1});
}

static void piece_end(struct bytes *bytes)
{
    bytes_add(bytes, (struct span){"", 1});
}

static void piece_add(struct bytes *bytes, enum piece piece, struct span words)
{
    piece_begin(bytes, piece);
    bytes_add(bytes, words);
    piece_end(bytes);
}

static void piece_number(struct bytes *bytes, enum piece piece, int64_t number)
{
    piece_begin(bytes, piece);
    bytes_number(bytes, number);
    piece_end(bytes);
}

static void bytes_hash(struct bytes *bytes, uint64_t hash)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%016" PRIx64, hash);
    bytes_add_string(bytes, digits);
}

/* Adds what readers see; with `with_key`, also the key. */
static uint64_t question_hash(const struct question *question, bool with_key)
{
    uint64_t hash = hash_add(HASH_START, span_of(question->stem));
    hash = hash_add(hash, (struct span){(const char[]){(char)('0' + (int)question->kind)}, 1});
    for (size_t i = 0; i < question->option_count; i++) {
        hash = hash_add(hash, question->options[i].words);
        if (with_key)
            hash = hash_add(hash, span_of(question->options[i].is_right ? "X" : "-"));
    }
    return with_key ? hash_add(hash, question->answer) : hash;
}

/* Adds the lines of a question that cannot be graded, without its answers. */
static void shown_add(const struct trappa_source_1 *source, const struct question *question, struct bytes *words)
{
    bool is_row = question->why == WHY_MATRIX, is_inside = false;
    for (size_t line = question->line + is_row; line <= question->end; line++) {
        struct span rest = span_of(source->lines[line]);
        rest = span_after(rest, line == question->line ? question->line_column : line_shape_white(rest));
        while (question->why == WHY_QUOTED && (span_begins(rest, ">") || span_begins(rest, " ")))
            rest = span_after(rest, 1);
        struct option_shape option = line_shape_option(rest, 0);
        if (option.mark != MARK_NONE && !is_row)
            rest = option.words;
        inline_hide_keys(rest, is_row, &is_inside, words);
        bytes_add_string(words, "\n");
    }
}

void question_name(const struct trappa_source_1 *source, const struct question *question, struct bytes *id)
{
    static char room[SHOWN_MAX];
    struct bytes shown = {.start = room, .room = sizeof room};
    uint64_t hash = question_hash(question, false);
    if (setting_id_is_good(question->settings.id)) {
        bytes_add(id, question->settings.id);
        return;
    }
    if (question->kind == QUESTION_NOT_GRADABLE) {
        shown_add(source, question, &shown);
        hash = hash_add(hash, span_of(bytes_end(&shown)));
    }
    bytes_add_string(id, "q-");
    bytes_hash(id, hash);
}

void question_words(const struct trappa_source_1 *source, const struct question *question, struct bytes *words)
{
    if (question->kind == QUESTION_NOT_GRADABLE) {
        static char room[SHOWN_MAX];
        struct bytes shown = {.start = room, .room = sizeof room};
        shown_add(source, question, &shown);
        inline_plain(span_of(bytes_end(&shown)), words);
        return;
    }
    inline_plain(span_of(question->stem), words);
    for (size_t i = 0; i < question->option_count; i++) {
        bytes_add_string(words, "\n");
        inline_plain(question->options[i].words, words);
    }
}

static void solution_add(const struct trappa_source_1 *source, const struct question *question, struct bytes *bytes)
{
    piece_begin(bytes, PIECE_SOLUTION);
    for (size_t line = question->solution_first; line <= question->solution_last; line++) {
        bytes_add(bytes, span_of(source->lines[line]));
        bytes_add_string(bytes, "\n");
    }
    piece_end(bytes);
}

void question_compile(const struct trappa_source_1 *source, const struct question *question, struct bytes *bytes)
{
    piece_number(bytes, PIECE_KIND, question->kind);
    if (question->kind == QUESTION_NOT_GRADABLE) {
        piece_number(bytes, PIECE_WHY, question->why);
        piece_begin(bytes, PIECE_SHOWN);
        shown_add(source, question, bytes);
        piece_end(bytes);
        return;
    }
    piece_add(bytes, PIECE_STEM, span_of(question->stem));
    piece_begin(bytes, PIECE_DIGEST);
    bytes_hash(bytes, question_hash(question, true));
    piece_end(bytes);
    for (size_t i = 0; i < question->option_count; i++)
        piece_add(bytes, question->options[i].is_right ? PIECE_RIGHT : PIECE_WRONG, question->options[i].words);
    if (question->kind == QUESTION_TEXT)
        piece_add(bytes, PIECE_ANSWER, question->answer);
    for (size_t i = 0; i < question->hint_count; i++)
        piece_add(bytes, PIECE_HINT, question->hints[i]);
    if (question->has_solution)
        solution_add(source, question, bytes);
    if (setting_trials(&question->settings) > 0)
        piece_number(bytes, PIECE_TRIALS, setting_trials(&question->settings));
    if (question->settings.is_required)
        piece_add(bytes, PIECE_REQUIRED, span_of(""));
}

static int corrupt(void)
{
    return host->fail(TRAPPA_CORRUPT, "a question of this edition cannot be read: publish again");
}

/* Parses a number of at most two digits; -1 if malformed or larger than `most`. */
static int32_t piece_read_number(const char *words, int32_t most)
{
    int32_t number = 0;
    for (size_t i = 0; words[i]; i++) {
        if (words[i] < '0' || words[i] > '9' || i == 2)
            return -1;
        number = number * 10 + (words[i] - '0');
    }
    return words[0] && number <= most ? number : -1;
}

static int option_take(struct form *form, const char *words, bool is_right)
{
    if (form->option_count == OPTIONS_MAX)
        return corrupt();
    form->options[form->option_count++] = (struct form_option){words, is_right};
    return 0;
}

static int number_take(struct form *form, char letter, const char *words)
{
    int32_t most = letter == PIECE_KIND ? QUESTION_NOT_GRADABLE : letter == PIECE_WHY ? WHY_GLUED : SETTING_TRIALS_MAX;
    int32_t number = piece_read_number(words, most);
    if (number < 0)
        return corrupt();
    if (letter == PIECE_KIND)
        form->kind = (enum question_kind)number;
    else if (letter == PIECE_WHY)
        form->why = (enum question_why)number;
    else
        form->trials = number;
    return 0;
}

static int piece_take(struct form *form, char letter, const char *words)
{
    switch (letter) {
    case PIECE_KIND:
    case PIECE_WHY:
    case PIECE_TRIALS:
        return number_take(form, letter, words);
    case PIECE_WRONG:
    case PIECE_RIGHT:
        return option_take(form, words, letter == PIECE_RIGHT);
    case PIECE_HINT:
        if (form->hint_count == HINTS_MAX)
            return corrupt();
        form->hints[form->hint_count++] = words;
        return 0;
    case PIECE_STEM:
        form->stem = words;
        return 0;
    case PIECE_ANSWER:
        form->answer = words;
        return 0;
    case PIECE_DIGEST:
        form->digest = words;
        return 0;
    case PIECE_SOLUTION:
        form->solution = span_of(words);
        return 0;
    case PIECE_SHOWN:
        form->shown = span_of(words);
        return 0;
    case PIECE_REQUIRED:
        form->is_required = true;
        return 0;
    default:
        return corrupt();
    }
}

int form_read(const void *bytes, size_t length, struct form *ret_form)
{
    struct form form = {.kind = QUESTION_NOT_GRADABLE, .stem = "", .answer = "", .digest = ""};
    const char *at = bytes, *end = at + length;
    if (!length || end[-1] != '\0')
        return corrupt();
    while (at < end) {
        int result = at + 1 < end ? piece_take(&form, at[0], at + 1) : corrupt();
        if (result != 0)
            return result;
        at += strlen(at) + 1;
    }
    *ret_form = form;
    return 0;
}
