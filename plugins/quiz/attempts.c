/* The table of attempts; see attempts.h. A row holds what was answered, never what was asked: curriculum text stays out
 * of records, and the digest in `question` says which reading of it was answered. */
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

/* The salt goes with the answer: an answer is short, and its row's digest stays in the event log. */
static const char *const erased[] = {"answer", "salt", NULL};
const struct trappa_personal_1 attempts_personal = {sizeof attempts_personal, "quiz_attempt", "person", erased};

#define VALUE_TEXT(string) ((struct trappa_value){.kind = TRAPPA_TEXT, .bytes = (string)})
#define VALUE_NUMBER(n) ((struct trappa_value){.kind = TRAPPA_NUMBER, .number = (n)})

struct reading {
    const struct trappa_shown_1 *shown;
    const struct form *form;
    struct standing *standing;
};

/* Whether an earlier answer was to the question as it stands now. Of a text that has not changed every answer is: it
 * may have been given in another language, where the same question has another digest. */
static bool is_about(const struct reading *reading, const struct trappa_row *row)
{
    return strcmp(records->text(row, 0), reading->form->digest) == 0 ||
           strcmp(records->text(row, 4), reading->shown->blob) == 0;
}

static int attempt_read(void *context, const struct trappa_row *row)
{
    const struct reading *reading = context;
    struct standing *standing = reading->standing;
    struct bytes words = {.start = standing->words, .room = sizeof standing->words};
    if (!is_about(reading, row)) {
        standing->was_another = true;
        return 0;
    }
    if (standing->is_right)
        return 0; /* whatever came later, in another reading */
    if (standing->trials < records->number(row, 1))
        standing->trials = (int32_t)records->number(row, 1);
    standing->is_right = records->number(row, 2) != 0;
    bytes_say(&words, records->text(row, 3) ? records->text(row, 3) : "");
    bytes_end(&words);
    return 0;
}

int standing_read(const struct trappa_shown_1 *shown, const struct form *form, struct standing *ret_standing)
{
    struct standing standing = {.trials = 0};
    struct reading reading = {shown, form, &standing};
    const struct trappa_value values[] = {VALUE_TEXT(shown->person), VALUE_TEXT(shown->step), VALUE_TEXT(shown->block)};
    int result = records->select("SELECT question, trial, is_right, answer, blob FROM quiz_attempt"
                                 " WHERE person = ?1 AND step = ?2 AND block = ?3 ORDER BY key",
                                 values, COUNT(values), attempt_read, &reading);
    standing.was_another &= standing.trials == 0;
    *ret_standing = standing;
    return result;
}

bool standing_is_used_up(const struct form *form, const struct standing *standing)
{
    return !standing->is_right && form->trials > 0 && standing->trials >= form->trials;
}

bool standing_is_open(const struct form *form, const struct standing *standing)
{
    return !standing->is_right && (form->is_required || !standing_is_used_up(form, standing));
}

int attempt_write(const struct trappa_shown_1 *shown, const struct form *form, const struct given *given)
{
    struct standing standing;
    int result = standing_read(shown, form, &standing);
    if (result != 0)
        return result;
    if (!standing_is_open(form, &standing))
        return host->fail(TRAPPA_RULE, "question '%s' has been answered already", shown->block);
    const struct trappa_value values[] = {VALUE_TEXT(shown->person),         VALUE_TEXT(shown->step),
                                          VALUE_TEXT(shown->block),          VALUE_TEXT(form->digest),
                                          VALUE_NUMBER(shown->revision),     VALUE_TEXT(shown->blob),
                                          VALUE_NUMBER(standing.trials + 1), VALUE_TEXT(given->words),
                                          VALUE_NUMBER(grade(form, given)),  VALUE_NUMBER(sundial->now())};
    return records->execute("INSERT INTO quiz_attempt (person, step, block, question, revision, blob, trial, answer,"
                            " is_right, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) RETURNING *",
                            values, COUNT(values), NULL);
}
