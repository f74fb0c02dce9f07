/* Reads and writes the rows of progress; see progress.h. */
#include "domain/progress/progress.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/comment.h"
#include "domain/people/identifier.h"
#include "domain/progress/state.h"
#include "io/sqlite/columns.h"

static const char *const state_words[] = {
    [STATE_TODO] = "todo",
    [STATE_DONE] = "done",
    [STATE_REQUESTED] = "requested",
    [STATE_RETURNED] = "returned",
    [STATE_SIGNED] = "signed",
    [STATE_SKIPPED] = "skipped",
    [STATE_RECOGNISED] = "recognised",
};

static const char *const delta_words[] = {
    [REVISION_DIFF_NONE] = "none",
    [REVISION_DIFF_READ] = "read",
    [REVISION_DIFF_REDO] = "redo",
};

const char *plan_state_word(enum plan_state state)
{
    return state_words[state];
}

const char *revision_diff_word(enum revision_diff_kind diff)
{
    return delta_words[diff];
}

bool plan_state_parse(const char *word, enum plan_state *ret_state)
{
    for (size_t i = 0; i < COUNT_OF(state_words); i++)
        if (text_equal(word, state_words[i])) {
            *ret_state = (enum plan_state)i;
            return true;
        }
    return false;
}

/* ---- reading ---- */

/* What is read as it is; the state, a word, stands before it. */
#define PROGRESS_COLUMNS(COLUMN)                                                                                       \
    COLUMN(NUMBER, step_key, "step.key")                                                                               \
    COLUMN(TEXT, step, "step.id")                                                                                      \
    COLUMN(NUMBER, since, "p.since")                                                                                   \
    COLUMN(NUMBER, version_key, "p.version_key")                                                                       \
    COLUMN(INT, done_revision, "done.revision")                                                                        \
    COLUMN(TEXT, done_parts, "done.parts")                                                                             \
    COLUMN(NUMBER, signoff_key, "p.signoff_key")                                                                       \
    COLUMN(INT, signed_revision, "signed.revision")                                                                    \
    COLUMN(TEXT, signed_parts, "signed.parts")                                                                         \
    COLUMN(TEXT, evidence, "g.evidence")                                                                               \
    COLUMN(INT, autonomy, "g.autonomy")                                                                                \
    COLUMN(NUMBER, signed_at, "g.at")                                                                                  \
    COLUMN(NUMBER, signer_key, "g.signer_key")                                                                         \
    COLUMN(DAY, until, "p.until")                                                                                      \
    COLUMN(NUMBER, comment_key, "p.remark_key")                                                                        \
    COLUMN(NUMBER, decided_by_key, "p.decided_by_key")                                                                 \
    COLUMN(NUMBER, asked_key, "r.to_key")                                                                              \
    COLUMN(DAY, paper_day, "g.paper_day")                                                                              \
    COLUMN(NUMBER, entered_by_key, "g.entered_by_key")
#define PROGRESS_COLUMN(kind, member, sql) COLUMN_OF(struct progress, kind, member),
static const struct column progress_columns[] = {PROGRESS_COLUMNS(PROGRESS_COLUMN)};

#define PROGRESS_SQL PROGRESS_COLUMNS(COLUMN_NEXT_SQL)
#define SELECT_PROGRESS                                                                                                \
    "SELECT p.state" PROGRESS_SQL " FROM progress AS p JOIN step ON step.key = p.step_key"                             \
    " LEFT JOIN version AS done ON done.key = p.version_key"                                                           \
    " LEFT JOIN signoff AS g ON g.key = p.signoff_key"                                                                 \
    " LEFT JOIN version AS signed ON signed.key = g.version_key"                                                       \
    " LEFT JOIN request AS r ON r.person_key = p.person_key AND r.step_key = p.step_key AND r.state = 'open'"

static const struct query of_person = {"progress.of_person", NULL,
                                       SELECT_PROGRESS " WHERE p.person_key = ?1 ORDER BY p.step_key"};
static const struct query of_step = {"progress.of_step", NULL,
                                     SELECT_PROGRESS " WHERE p.person_key = ?1 AND step.id = ?2"};

static int progress_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    struct progress *progress = ret_item;
    (void)context;
    columns_read(progress_columns, COUNT_OF(progress_columns), rows, 1, arena, progress);
    if (!plan_state_parse(row_text(rows, 0), &progress->state))
        return fail(FAIL_CORRUPT, "step '%s': has a state that is none", progress->step);
    return 0;
}

int progress_of_person(struct records *records, int64_t person_key, struct arena *arena, struct progress_list *ret_list)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &of_person, BIND(value_number(person_key)), &rows));
    return ROWS_COLLECT(&rows, progress_read, NULL, arena, &ret_list->items, &ret_list->count);
}

int progress_of_step(struct records *records, int64_t person_key, const char *step, struct arena *arena,
                     struct progress *ret_progress)
{
    struct rows rows CLEANUP(rows_end) = {0};
    *ret_progress = (struct progress){.step = step, .state = STATE_TODO, .until = DAY_NONE, .paper_day = DAY_NONE};
    TRY(records_select(records, &of_step, BIND(value_number(person_key), value_text(step)), &rows));
    if (rows_next(&rows))
        TRY(progress_read(&rows, arena, NULL, ret_progress));
    return rows_result(&rows);
}

/* ---- writing ---- */

static const struct query step_find = {"step.find", NULL, "SELECT key FROM step WHERE id = ?1"};
static const struct query step_insert = {
    "step.insert", "step",
    "INSERT INTO step (key, id) VALUES ((SELECT coalesce(max(key), 0) + 1 FROM step), ?1) RETURNING *"};
static const struct query version_find = {"version.find", NULL,
                                          "SELECT key FROM version WHERE step_key = ?1 AND parts = ?2"};
static const struct query version_insert = {
    "version.insert", "version",
    "INSERT INTO version (key, step_key, revision, parts)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM version), ?1, ?2, ?3) RETURNING *"};
static const struct query progress_upsert = {
    "progress.put", "progress",
    "INSERT INTO progress (person_key, step_key, state, since, version_key, signoff_key, decided_by_key, remark_key,"
    " until) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (person_key, step_key) DO UPDATE SET"
    " state = excluded.state, since = excluded.since, version_key = excluded.version_key,"
    " signoff_key = excluded.signoff_key, decided_by_key = excluded.decided_by_key,"
    " remark_key = excluded.remark_key, until = excluded.until RETURNING *"};
static const struct query request_close = {
    "request.end", "request",
    "UPDATE request SET state = ?3, ended_at = ?4, remark_key = ?5 WHERE person_key = ?1 AND step_key = ?2"
    " AND state = 'open' RETURNING *"};

int progress_step_key(struct records *records, const char *step, int64_t *ret_key)
{
    TRY(records_number(records, &step_find, BIND(value_text(step)), 0, ret_key));
    return *ret_key ? 0 : records_write(records, &step_insert, BIND(value_text(step)), ret_key);
}

int progress_version_key(struct records *records, int64_t step_key, const struct content_entry *entry, int64_t *ret_key)
{
    TRY(records_number(records, &version_find, BIND(value_number(step_key), value_text(entry->parts)), 0, ret_key));
    if (*ret_key)
        return 0;
    return records_write(records, &version_insert,
                         BIND(value_number(step_key), value_number(entry->revision), value_text(entry->parts)),
                         ret_key);
}

int progress_put(struct records *records, int64_t person_key, const struct progress *progress)
{
    return records_write(
        records, &progress_upsert,
        BIND(value_number(person_key), value_number(progress->step_key), value_text(plan_state_word(progress->state)),
             value_number(progress->since), value_key(progress->version_key), value_key(progress->signoff_key),
             value_key(progress->decided_by_key), value_key(progress->comment_key), value_day(progress->until)),
        NULL);
}

int comment_put(struct records *records, const struct comment_new *comment, int64_t *ret_key)
{
    TRY(identifier_check_words(comment->field, comment->words));
    return comment_write(records, comment, ret_key);
}

int signoff_request_end(struct records *records, const struct signoff_request_end *end)
{
    return records_write(records, &request_close,
                         BIND(value_number(end->person_key), value_number(end->step_key), value_text(end->state),
                              value_number(clock_now()), value_key(end->comment_key)),
                         NULL);
}
