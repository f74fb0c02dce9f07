/* The table of attempts; see attempts.h. A row has the answer, never the question: curriculum text stays out of
 * records, and the digest in `question` identifies the version that was answered. */
#include "attempts.h"

#include "quiz.h"

#include <string.h>

const struct trappa_migration_1 attempts_migration = {
    sizeof attempts_migration, 1, "attempts",
    "CREATE TABLE quiz_attempt (key INTEGER PRIMARY KEY, person TEXT NOT NULL, step TEXT NOT NULL,"
    " block TEXT NOT NULL, question TEXT NOT NULL, revision INTEGER NOT NULL, blob TEXT NOT NULL,"
    " trial INTEGER NOT NULL, answer TEXT, is_right INTEGER NOT NULL, at INTEGER NOT NULL,"
    " salt BLOB DEFAULT (randomblob(16))) STRICT;"
    "CREATE UNIQUE INDEX quiz_attempt_trial ON quiz_attempt(person, step, block, question, trial);"
    "CREATE INDEX quiz_attempt_question ON quiz_attempt(step, block, question);"};

/* The salt is erased with the answer: an answer is short, and its row's digest stays in the event log. */
static const char *const erased[] = {"answer", "salt", NULL};
const struct trappa_personal_1 attempts_personal = {sizeof attempts_personal, "quiz_attempt", "person", erased};

#define VALUE_TEXT(string) ((struct trappa_value){.kind = TRAPPA_TEXT, .bytes = (string)})
#define VALUE_NUMBER(n) ((struct trappa_value){.kind = TRAPPA_NUMBER, .number = (n)})

struct attempt_reader {
    const struct trappa_shown_1 *shown;
    const struct form *form;
    struct attempt_state *attempt_state;
};

/* Whether an earlier answer is to the question's present version. In an unchanged text every answer is: it may have
 * been given in another language, where the same question has another digest. */
static bool is_about(const struct attempt_reader *reader, const struct trappa_row *row)
{
    return strcmp(records->text(row, 0), reader->form->digest) == 0 ||
           strcmp(records->text(row, 4), reader->shown->blob) == 0;
}

static int attempt_read(void *context, const struct trappa_row *row)
{
    const struct attempt_reader *reader = context;
    struct attempt_state *attempt_state = reader->attempt_state;
    struct bytes words = {.start = attempt_state->words, .room = sizeof attempt_state->words};
    if (!is_about(reader, row)) {
        attempt_state->was_another = true;
        return 0;
    }
    if (attempt_state->is_right)
        return 0; /* a later answer, to another version */
    if (attempt_state->trials < records->number(row, 1))
        attempt_state->trials = (int32_t)records->number(row, 1);
    attempt_state->is_right = records->number(row, 2) != 0;
    bytes_add_string(&words, records->text(row, 3) ? records->text(row, 3) : "");
    bytes_end(&words);
    return 0;
}

int attempt_state_read(const struct trappa_shown_1 *shown, const struct form *form, struct attempt_state *ret_state)
{
    struct attempt_state attempt_state = {.trials = 0};
    struct attempt_reader reader = {shown, form, &attempt_state};
    const struct trappa_value values[] = {VALUE_TEXT(shown->person), VALUE_TEXT(shown->step), VALUE_TEXT(shown->block)};
    int result = records->select("SELECT question, trial, is_right, answer, blob FROM quiz_attempt"
                                 " WHERE person = ?1 AND step = ?2 AND block = ?3 ORDER BY key",
                                 values, COUNT(values), attempt_read, &reader);
    attempt_state.was_another &= attempt_state.trials == 0;
    *ret_state = attempt_state;
    return result;
}

bool attempt_state_is_used_up(const struct form *form, const struct attempt_state *attempt_state)
{
    return !attempt_state->is_right && form->trials > 0 && attempt_state->trials >= form->trials;
}

bool attempt_state_is_open(const struct form *form, const struct attempt_state *attempt_state)
{
    return !attempt_state->is_right && (form->is_required || !attempt_state_is_used_up(form, attempt_state));
}

int attempt_write(const struct trappa_shown_1 *shown, const struct form *form, const struct answer *answer)
{
    struct attempt_state attempt_state;
    int result = attempt_state_read(shown, form, &attempt_state);
    if (result != 0)
        return result;
    if (!attempt_state_is_open(form, &attempt_state))
        return host->fail(TRAPPA_RULE, "question '%s' has been answered already", shown->block);
    const struct trappa_value values[] = {VALUE_TEXT(shown->person),
                                          VALUE_TEXT(shown->step),
                                          VALUE_TEXT(shown->block),
                                          VALUE_TEXT(form->digest),
                                          VALUE_NUMBER(shown->revision),
                                          VALUE_TEXT(shown->blob),
                                          VALUE_NUMBER(attempt_state.trials + 1),
                                          VALUE_TEXT(answer->words),
                                          VALUE_NUMBER(grade(form, answer)),
                                          VALUE_NUMBER(clock->now())};
    return records->execute("INSERT INTO quiz_attempt (person, step, block, question, revision, blob, trial, answer,"
                            " is_right, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) RETURNING *",
                            values, COUNT(values), NULL);
}
