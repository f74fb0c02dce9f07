/* Gives, changes and computes commitments; see commitment.h. */
#include "domain/aspirant/commitment.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/aspirant/aspirant_internal.h"
#include "domain/people/comment.h"
#include "domain/people/naming.h"

#include <string.h>

#define PROMISES_MAX 100
#define CHANGES_MAX 200

static const struct query commitment_insert = {
    "promise.give", "promise",
    "INSERT INTO promise (key, person_key, kind, remark_key, due, state, since)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM promise), ?1, ?2, ?3, ?4, ?5, ?6) RETURNING *"};
static const struct query commitment_update = {
    "promise.update", "promise", "UPDATE promise SET due = ?2, state = ?3, since = ?4 WHERE key = ?1 RETURNING *"};
static const struct query change_insert = {
    "promise.change", "promise_change",
    "INSERT INTO promise_change (promise_key, n, state, due, day, at, by_key, remark_key) VALUES (?1,"
    " (SELECT coalesce(max(n), 0) + 1 FROM promise_change WHERE promise_key = ?1), ?2, ?3, ?4, ?5, ?6, ?7)"
    " RETURNING *"};
static const struct query promises_of = {"promise.of", NULL,
                                         "SELECT " COMMITMENT_COLUMNS
                                         " FROM promise LEFT JOIN remark AS what ON what.key = promise.remark_key"
                                         " WHERE promise.person_key = ?1 ORDER BY promise.key DESC LIMIT 100"};
static const struct query changes_of = {
    "promise.changes", NULL,
    "SELECT c.state, c.due, c.day, c.at, c.by_key, remark.words FROM promise_change AS c"
    " LEFT JOIN remark ON remark.key = c.remark_key"
    " WHERE c.promise_key = ?1 ORDER BY c.n LIMIT 200"};

/* ---- words ---- */

static const struct {
    const char *word;
    enum commitment_outcome outcome; /* when its day has not passed */
    bool is_closed;                  /* the day does not matter any more */
} states[COMMITMENT_STATES] = {
    [COMMITMENT_PROMISED] = {"promised", COMMITMENT_IS_DUE, false},
    [COMMITMENT_OFFERED] = {"offered", COMMITMENT_IS_DUE, false},
    [COMMITMENT_ACCEPTED] = {"accepted", COMMITMENT_IS_DUE, false},
    [COMMITMENT_DECLINED] = {"declined", COMMITMENT_IS_KEPT, true},
    [COMMITMENT_KEPT] = {"kept", COMMITMENT_IS_KEPT, true},
    [COMMITMENT_BROKEN] = {"broken", COMMITMENT_IS_BROKEN, true},
    [COMMITMENT_WITHDRAWN] = {"withdrawn", COMMITMENT_IS_BROKEN, true},
};

const char *commitment_state_word(enum commitment_state state)
{
    return states[state].word;
}

bool commitment_state_parse(const char *word, enum commitment_state *ret_state)
{
    for (int state = 0; state < COMMITMENT_STATES; state++)
        if (text_equal(word, states[state].word)) {
            *ret_state = (enum commitment_state)state;
            return true;
        }
    return false;
}

const char *commitment_outcome_word(enum commitment_outcome outcome)
{
    static const char *const words[] = {"due", "kept", "broken"};
    return words[outcome];
}

const char *commitment_kind_of(const char *what)
{
    static const struct {
        const char *part, *kind;
    } kinds[] = {{"sommar", "summer-job"},      {"summer", "summer-job"}, {"anstallning", "employment"},
                 {"tillsvidare", "employment"}, {"tjanst", "employment"}, {"employ", "employment"},
                 {"job", "employment"}};
    CLEANUP(text_finish) struct text folded = TEXT(128);
    text_add_id_from(&folded, what);
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (strstr(text_string(&folded), kinds[i].part))
            return kinds[i].kind;
    return "other";
}

/* ---- reading ---- */

static void outcome_reckon(struct commitment *commitment)
{
    int today = clock_today();
    bool is_open = !states[commitment->state].is_closed;
    commitment->outcome = states[commitment->state].outcome;
    if (is_open && commitment->due < today)
        commitment->outcome = COMMITMENT_IS_BROKEN;
    commitment->is_near = is_open && commitment->due >= today && commitment->due <= today + COMMITMENT_NEAR_DAYS;
    commitment->late_days = commitment->state == COMMITMENT_KEPT && commitment->since > commitment->due
                                ? commitment->since - commitment->due
                                : 0;
}

void commitment_read(const struct rows *rows, int first, struct arena *arena, struct commitment *ret_commitments)
{
    struct commitment commitment = {.key = row_number(rows, first),
                                    .kind = row_copy(rows, first + 1, arena),
                                    .what = row_copy(rows, first + 2, arena),
                                    .due = row_day(rows, first + 3),
                                    .since = row_day(rows, first + 5)};
    (void)commitment_state_parse(row_text(rows, first + 4), &commitment.state);
    if (commitment.what && !*commitment.what)
        commitment.what = NULL;
    outcome_reckon(&commitment);
    *ret_commitments = commitment;
}

static int promises_read(struct records *records, int64_t person_key, struct arena *arena,
                         struct commitment **ret_commitments, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct commitment *commitments = arena_zeroed(arena, PROMISES_MAX * sizeof *commitments);
    size_t count = 0;
    TRY(records_select(records, &promises_of, BIND(value_number(person_key)), &rows));
    while (count < PROMISES_MAX && rows_next(&rows))
        commitment_read(&rows, 0, arena, &commitments[count++]);
    *ret_commitments = commitments;
    *ret_count = count;
    return rows_result(&rows);
}

static bool is_same_words(const char *one, const char *other)
{
    CLEANUP(text_finish) struct text left = TEXT(128), right = TEXT(128);
    text_add_id_from(&left, one);
    text_add_id_from(&right, other);
    return text_equal(text_string(&left), text_string(&right));
}

/* By its words; where none has them, by its kind. NULL. */
static const struct commitment *commitment_among(const struct commitment *commitments, size_t count, const char *what)
{
    const char *kind = commitment_kind_of(what);
    for (size_t i = 0; i < count; i++)
        if (commitments[i].what && is_same_words(commitments[i].what, what))
            return &commitments[i];
    for (size_t i = 0; i < count && !text_equal(kind, "other"); i++)
        if (text_equal(commitments[i].kind, kind))
            return &commitments[i];
    return NULL;
}

int commitment_find(struct records *records, int64_t person_key, const char *what, int64_t *ret_key)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct commitment *commitments;
    size_t count;
    TRY(promises_read(records, person_key, &arena, &commitments, &count));
    const struct commitment *found = commitment_among(commitments, count, what);
    *ret_key = found ? found->key : 0;
    return 0;
}

int commitment_history(struct site *site, const struct subject *subject, struct arena *arena,
                       struct commitment *commitment)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(subject_check(subject, RIGHT_SEE_DATES));
    bool shows_words = subject_may(subject, RIGHT_SEE_COMMENTS);
    commitment->changes = arena_zeroed(arena, CHANGES_MAX * sizeof *commitment->changes);
    commitment->change_count = 0;
    const struct naming_context naming = {site->records, subject};
    TRY(records_select(site->records, &changes_of, BIND(value_number(commitment->key)), &rows));
    while (commitment->change_count < CHANGES_MAX && rows_next(&rows)) {
        struct commitment_change *change = &commitment->changes[commitment->change_count++];
        *change = (struct commitment_change){.due = row_day(&rows, 1),
                                             .day = row_day(&rows, 2),
                                             .at = row_number(&rows, 3),
                                             .because = shows_words ? row_copy(&rows, 5, arena) : NULL};
        (void)commitment_state_parse(row_text(&rows, 0), &change->state);
        TRY(naming_read(&rows, 4, arena, &naming, &change->by_name));
    }
    return rows_result(&rows);
}

/* ---- changing ---- */

/* Writes the new state into the history and the event. */
static int change_write(struct plan_change *act, const struct commitment_step *step)
{
    struct records *records = act->site->records;
    const char *word = states[step->state].word;
    int64_t comment = 0;
    json_put_number(&act->change.json, "promise", step->key);
    json_put_string(&act->change.json, "state", word);
    json_put_day(&act->change.json, "due", step->due);
    json_put_day(&act->change.json, "day", step->day);
    TRY(comment_write(
        records, &(struct comment_new){act->person->key, act->change.actor->key, step->because, "because"}, &comment));
    return records_write(records, &change_insert,
                         BIND(value_number(step->key), value_text(word), value_number(step->due),
                              value_number(step->day), value_number(clock_now()), value_key(act->change.actor->key),
                              value_key(comment)),
                         NULL);
}

static int day_check(int day)
{
    char date[DAY_TEXT_BYTES];
    TRY(plan_check_day(day));
    return day <= clock_today()
               ? 0
               : fail_at(FAIL_INPUT, REASON_NONE, "day", "%s: is a day to come", day_format(day, date));
}

/* Only a finished commitment may have a date that has passed. */
static int give_check(const char *id, const struct commitment_new *given, const struct commitment *commitments,
                      size_t count)
{
    char date[DAY_TEXT_BYTES];
    TRY(plan_check_day(given->due));
    TRY(day_check(given->day));
    if (text_is_blank(given->what))
        return fail_at(FAIL_INPUT, REASON_NONE, "what", "say what was promised");
    if (given->due < clock_today() && !states[given->state].is_closed)
        return fail_at(FAIL_INPUT, REASON_NONE, "due", "%s: has passed; a promise is for a day to come",
                       day_format(given->due, date));
    if (count == PROMISES_MAX)
        return fail(FAIL_LIMIT, "person '%s': has %d promises already", id, PROMISES_MAX);
    for (size_t i = 0; i < count; i++)
        if (commitments[i].outcome == COMMITMENT_IS_DUE && commitments[i].what &&
            is_same_words(commitments[i].what, given->what))
            return fail(FAIL_RULE, "person '%s': that is promised already, until %s", id,
                        day_format(commitments[i].due, date));
    return 0;
}

static int give_write(struct plan_change *act, const struct commitment_new *given, int64_t *ret_key)
{
    struct records *records = act->site->records;
    const char *kind = commitment_kind_of(given->what ? given->what : "");
    struct aspirant aspirant;
    struct commitment *commitments;
    size_t count;
    int64_t what = 0;
    TRY(aspirant_row_of(records, act->person, &act->change.arena, &aspirant));
    TRY(promises_read(records, act->person->key, &act->change.arena, &commitments, &count));
    TRY(give_check(act->person->id, given, commitments, count));
    TRY(comment_write(records, &(struct comment_new){act->person->key, act->change.actor->key, given->what, "what"},
                      &what));
    TRY(records_write(records, &commitment_insert,
                      BIND(value_number(act->person->key), value_text(kind), value_key(what), value_number(given->due),
                           value_text(states[given->state].word), value_number(given->day)),
                      ret_key));
    json_put_string(&act->change.json, "kind", kind);
    return change_write(
        act,
        &(struct commitment_step){
            .key = *ret_key, .state = given->state, .due = given->due, .day = given->day, .because = given->because});
}

int commitment_give(struct site *site, const struct actor *actor, const struct commitment_new *given, int64_t *ret_key)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    int64_t key = 0;
    TRY(plan_change_begin(&act, given->person, RIGHT_LEAD));
    TRY(plan_change_end(&act, give_write(&act, given, &key), "promise.given"));
    if (ret_key)
        *ret_key = key;
    return 0;
}

/* The states that the student sets, not the employer. */
static bool is_answer(enum commitment_state state)
{
    return state == COMMITMENT_ACCEPTED || state == COMMITMENT_DECLINED;
}

static int step_check(const char *id, const struct commitment *was, const struct commitment_step *step)
{
    char date[DAY_TEXT_BYTES];
    bool is_moved = step->due != was->due;
    TRY(day_check(step->day));
    TRY(plan_check_day(step->due));
    if (step->state == was->state && !is_moved)
        return fail(FAIL_RULE, "person '%s': that is said of the promise already", id);
    if (is_answer(step->state) && was->outcome == COMMITMENT_IS_BROKEN)
        return fail(FAIL_RULE, "person '%s': the promise is broken, there is nothing to answer", id);
    if (is_moved && was->due < clock_today())
        return fail(FAIL_RULE, "person '%s': %s has passed; what is promised now is another promise", id,
                    day_format(was->due, date));
    if (is_moved && step->due < clock_today())
        return fail_at(FAIL_INPUT, REASON_NONE, "due", "%s: has passed; a promise is for a day to come",
                       day_format(step->due, date));
    return 0;
}

static int step_write(struct plan_change *act, const struct commitment_step *asked)
{
    struct records *records = act->site->records;
    struct commitment_step step = *asked;
    const struct commitment *was = NULL;
    struct commitment *commitments;
    size_t count;
    TRY(promises_read(records, act->person->key, &act->change.arena, &commitments, &count));
    for (size_t i = 0; i < count; i++)
        was = commitments[i].key == step.key ? &commitments[i] : was;
    if (!was)
        return fail(FAIL_NOT_FOUND, "person '%s': no such promise", act->person->id);
    step.due = step.due == DAY_NONE ? was->due : step.due;
    TRY(step_check(act->person->id, was, &step));
    TRY(records_write(records, &commitment_update,
                      BIND(value_number(step.key), value_number(step.due), value_text(states[step.state].word),
                           value_number(step.day)),
                      NULL));
    return change_write(act, &step);
}

int commitment_change(struct site *site, const struct actor *actor, const struct commitment_step *step)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    TRY(plan_change_begin(&act, step->person, is_answer(step->state) ? RIGHT_LEARN : RIGHT_LEAD));
    return plan_change_end(&act, step_write(&act, step), "promise.changed");
}

int commitment_keep_employment(struct plan_change *act, int day)
{
    struct records *records = act->site->records;
    struct commitment *commitments;
    size_t count;
    TRY(promises_read(records, act->person->key, &act->change.arena, &commitments, &count));
    for (size_t i = 0; i < count; i++) {
        const struct commitment_step step = {
            .key = commitments[i].key, .state = COMMITMENT_KEPT, .due = commitments[i].due, .day = day};
        if (!text_equal(commitments[i].kind, "employment") || states[commitments[i].state].is_closed)
            continue;
        TRY(records_write(records, &commitment_update,
                          BIND(value_number(step.key), value_number(step.due), value_text("kept"), value_number(day)),
                          NULL));
        return change_write(act, &step);
    }
    return 0;
}
