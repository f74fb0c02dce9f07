/* Gives, changes and reckons promises; see promise.h. */
#include "domain/aspirant/promise.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/aspirant/aspirant_part.h"
#include "domain/people/remark.h"

#include <string.h>

#define PROMISES_MOST 100
#define CHANGES_MOST 200

static const struct query promise_insert = {
    "promise.give", "promise",
    "INSERT INTO promise (key, person_key, kind, remark_key, due, state, since)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM promise), ?1, ?2, ?3, ?4, ?5, ?6) RETURNING *"};
static const struct query promise_update = {
    "promise.update", "promise", "UPDATE promise SET due = ?2, state = ?3, since = ?4 WHERE key = ?1 RETURNING *"};
static const struct query change_insert = {
    "promise.change", "promise_change",
    "INSERT INTO promise_change (promise_key, n, state, due, day, at, by_key, remark_key) VALUES (?1,"
    " (SELECT coalesce(max(n), 0) + 1 FROM promise_change WHERE promise_key = ?1), ?2, ?3, ?4, ?5, ?6, ?7)"
    " RETURNING *"};
static const struct query promises_of = {"promise.of", NULL,
                                         "SELECT " PROMISE_COLUMNS
                                         " FROM promise LEFT JOIN remark AS what ON what.key = promise.remark_key"
                                         " WHERE promise.person_key = ?1 ORDER BY promise.key DESC LIMIT 100"};
static const struct query changes_of = {
    "promise.changes", NULL,
    "SELECT c.state, c.due, c.day, c.at, identity.name, remark.words FROM promise_change AS c"
    " LEFT JOIN identity ON identity.person_key = c.by_key LEFT JOIN remark ON remark.key = c.remark_key"
    " WHERE c.promise_key = ?1 ORDER BY c.n LIMIT 200"};

/* ---- words ---- */

static const struct {
    const char *word;
    enum promise_outcome outcome; /* when its day has not passed */
    bool is_closed;               /* the day does not matter any more */
} states[PROMISE_STATES] = {
    [PROMISE_PROMISED] = {"promised", PROMISE_IS_DUE, false},
    [PROMISE_OFFERED] = {"offered", PROMISE_IS_DUE, false},
    [PROMISE_ACCEPTED] = {"accepted", PROMISE_IS_DUE, false},
    [PROMISE_DECLINED] = {"declined", PROMISE_IS_KEPT, true},
    [PROMISE_KEPT] = {"kept", PROMISE_IS_KEPT, true},
    [PROMISE_BROKEN] = {"broken", PROMISE_IS_BROKEN, true},
    [PROMISE_WITHDRAWN] = {"withdrawn", PROMISE_IS_BROKEN, true},
};

const char *promise_state_word(enum promise_state state)
{
    return states[state].word;
}

bool promise_state_parse(const char *word, enum promise_state *ret_state)
{
    for (int state = 0; state < PROMISE_STATES; state++)
        if (text_equal(word, states[state].word)) {
            *ret_state = (enum promise_state)state;
            return true;
        }
    return false;
}

const char *promise_outcome_word(enum promise_outcome outcome)
{
    static const char *const words[] = {"due", "kept", "broken"};
    return words[outcome];
}

const char *promise_kind_of(const char *what)
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

static void outcome_reckon(struct promise *promise)
{
    int today = clock_today();
    bool is_open = !states[promise->state].is_closed;
    promise->outcome = states[promise->state].outcome;
    if (is_open && promise->due < today)
        promise->outcome = PROMISE_IS_BROKEN;
    promise->is_near = is_open && promise->due >= today && promise->due <= today + PROMISE_NEAR_DAYS;
    promise->late_days =
        promise->state == PROMISE_KEPT && promise->since > promise->due ? promise->since - promise->due : 0;
}

void promise_read(const struct rows *rows, int first, struct arena *arena, struct promise *ret_promise)
{
    struct promise promise = {.key = row_number(rows, first),
                              .kind = row_copy(rows, first + 1, arena),
                              .what = row_copy(rows, first + 2, arena),
                              .due = row_day(rows, first + 3),
                              .since = row_day(rows, first + 5)};
    (void)promise_state_parse(row_text(rows, first + 4), &promise.state);
    if (promise.what && !*promise.what)
        promise.what = NULL;
    outcome_reckon(&promise);
    *ret_promise = promise;
}

static int promises_read(struct records *records, int64_t person_key, struct arena *arena,
                         struct promise **ret_promises, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct promise *promises = arena_zeroed(arena, PROMISES_MOST * sizeof *promises);
    size_t count = 0;
    TRY(records_select(records, &promises_of, BIND(of_number(person_key)), &rows));
    while (count < PROMISES_MOST && rows_next(&rows))
        promise_read(&rows, 0, arena, &promises[count++]);
    *ret_promises = promises;
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
static const struct promise *promise_among(const struct promise *promises, size_t count, const char *what)
{
    const char *kind = promise_kind_of(what);
    for (size_t i = 0; i < count; i++)
        if (promises[i].what && is_same_words(promises[i].what, what))
            return &promises[i];
    for (size_t i = 0; i < count && !text_equal(kind, "other"); i++)
        if (text_equal(promises[i].kind, kind))
            return &promises[i];
    return NULL;
}

int promise_find(struct records *records, int64_t person_key, const char *what, int64_t *ret_key)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct promise *promises;
    size_t count;
    TRY(promises_read(records, person_key, &arena, &promises, &count));
    const struct promise *found = promise_among(promises, count, what);
    *ret_key = found ? found->key : 0;
    return 0;
}

int promise_history(struct site *site, const struct actor *actor, const struct person *person, struct arena *arena,
                    struct promise *promise)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(access_check(site->records, actor, RIGHT_SEE_DATES, person->key));
    bool shows_words = access_may(site->records, actor, RIGHT_SEE_COMMENTS, person->key);
    promise->changes = arena_zeroed(arena, CHANGES_MOST * sizeof *promise->changes);
    promise->change_count = 0;
    TRY(records_select(site->records, &changes_of, BIND(of_number(promise->key)), &rows));
    while (promise->change_count < CHANGES_MOST && rows_next(&rows)) {
        struct promise_change *change = &promise->changes[promise->change_count++];
        *change = (struct promise_change){.due = row_day(&rows, 1),
                                          .day = row_day(&rows, 2),
                                          .at = row_number(&rows, 3),
                                          .by_name = row_copy(&rows, 4, arena),
                                          .because = shows_words ? row_copy(&rows, 5, arena) : NULL};
        (void)promise_state_parse(row_text(&rows, 0), &change->state);
    }
    return rows_result(&rows);
}

/* ---- changing ---- */

/* Writes what is said now into the history, and says it in the event. */
static int change_write(struct plan_act *act, const struct promise_step *step)
{
    struct records *records = act->site->records;
    const char *word = states[step->state].word;
    int64_t remark = 0;
    json_put_number(&act->json, "promise", step->key);
    json_put_string(&act->json, "state", word);
    json_put_day(&act->json, "due", step->due);
    json_put_day(&act->json, "day", step->day);
    TRY(remark_write(records, &(struct remark_new){act->person.key, act->actor->key, step->because}, &remark));
    return records_write(records, &change_insert,
                         BIND(of_number(step->key), of_text(word), of_number(step->due), of_number(step->day),
                              of_number(clock_now()), of_key(act->actor->key), of_key(remark)),
                         NULL);
}

static int day_check(int day)
{
    char date[DAY_TEXT_BYTES];
    TRY(plan_check_near(day));
    return day <= clock_today() ? 0 : fail(FAIL_INPUT, "%s: is a day to come", day_format(day, date));
}

/* A date that has passed makes sense only for what is over. */
static int give_check(const struct promise_new *given, const struct promise *promises, size_t count)
{
    char date[DAY_TEXT_BYTES];
    TRY(plan_check_near(given->due));
    TRY(day_check(given->day));
    if (text_is_blank(given->what))
        return fail(FAIL_INPUT, "say what was promised");
    if (given->due < clock_today() && !states[given->state].is_closed)
        return fail(FAIL_INPUT, "%s: has passed; a promise is for a day to come", day_format(given->due, date));
    if (count == PROMISES_MOST)
        return fail(FAIL_LIMIT, "person '%s': has %d promises already", given->person_id, PROMISES_MOST);
    for (size_t i = 0; i < count; i++)
        if (promises[i].outcome == PROMISE_IS_DUE && promises[i].what && is_same_words(promises[i].what, given->what))
            return fail(FAIL_RULE, "person '%s': that is promised already, until %s", given->person_id,
                        day_format(promises[i].due, date));
    return 0;
}

static int give_write(struct plan_act *act, const struct promise_new *given, int64_t *ret_key)
{
    struct records *records = act->site->records;
    const char *kind = promise_kind_of(given->what ? given->what : "");
    struct aspirant aspirant;
    struct promise *promises;
    size_t count;
    int64_t what = 0;
    TRY(plan_act_read_person(act, given->person_id, RIGHT_LEAD));
    TRY(aspirant_row_of(records, &act->person, &act->arena, &aspirant));
    TRY(promises_read(records, act->person.key, &act->arena, &promises, &count));
    TRY(give_check(given, promises, count));
    TRY(remark_write(records, &(struct remark_new){act->person.key, act->actor->key, given->what}, &what));
    TRY(records_write(records, &promise_insert,
                      BIND(of_number(act->person.key), of_text(kind), of_key(what), of_number(given->due),
                           of_text(states[given->state].word), of_number(given->day)),
                      ret_key));
    json_put_string(&act->json, "kind", kind);
    return change_write(
        act,
        &(struct promise_step){
            .key = *ret_key, .state = given->state, .due = given->due, .day = given->day, .because = given->because});
}

int promise_give(struct site *site, const struct actor *actor, const struct promise_new *given, int64_t *ret_key)
{
    CLEANUP(plan_act_finish) struct plan_act act = PLAN_ACT(site, actor);
    int64_t key = 0;
    TRY(plan_act_begin(&act));
    TRY(plan_act_end(&act, give_write(&act, given, &key), "promise.given"));
    if (ret_key)
        *ret_key = key;
    return 0;
}

static int step_check(const struct promise *was, const struct promise_step *step)
{
    char date[DAY_TEXT_BYTES];
    bool is_answer = step->state == PROMISE_ACCEPTED || step->state == PROMISE_DECLINED;
    bool is_moved = step->due != was->due;
    TRY(day_check(step->day));
    TRY(plan_check_near(step->due));
    if (step->state == was->state && !is_moved)
        return fail(FAIL_RULE, "person '%s': that is said of the promise already", step->person_id);
    if (is_answer && was->outcome == PROMISE_IS_BROKEN)
        return fail(FAIL_RULE, "person '%s': the promise is broken, there is nothing to answer", step->person_id);
    if (is_moved && was->due < clock_today())
        return fail(FAIL_RULE, "person '%s': %s has passed; what is promised now is another promise", step->person_id,
                    day_format(was->due, date));
    if (is_moved && step->due < clock_today())
        return fail(FAIL_INPUT, "%s: has passed; a promise is for a day to come", day_format(step->due, date));
    return 0;
}

static int step_write(struct plan_act *act, const struct promise_step *asked)
{
    struct records *records = act->site->records;
    struct promise_step step = *asked;
    bool is_answer = step.state == PROMISE_ACCEPTED || step.state == PROMISE_DECLINED;
    const struct promise *was = NULL;
    struct promise *promises;
    size_t count;
    TRY(plan_act_read_person(act, step.person_id, is_answer ? RIGHT_LEARN : RIGHT_LEAD));
    TRY(promises_read(records, act->person.key, &act->arena, &promises, &count));
    for (size_t i = 0; i < count; i++)
        was = promises[i].key == step.key ? &promises[i] : was;
    if (!was)
        return fail(FAIL_NOT_FOUND, "person '%s': no such promise", step.person_id);
    step.due = step.due == DAY_NONE ? was->due : step.due;
    TRY(step_check(was, &step));
    TRY(records_write(
        records, &promise_update,
        BIND(of_number(step.key), of_number(step.due), of_text(states[step.state].word), of_number(step.day)), NULL));
    return change_write(act, &step);
}

int promise_change(struct site *site, const struct actor *actor, const struct promise_step *step)
{
    CLEANUP(plan_act_finish) struct plan_act act = PLAN_ACT(site, actor);
    TRY(plan_act_begin(&act));
    return plan_act_end(&act, step_write(&act, step), "promise.changed");
}

int promise_keep_employment(struct plan_act *act, int day)
{
    struct records *records = act->site->records;
    struct promise *promises;
    size_t count;
    TRY(promises_read(records, act->person.key, &act->arena, &promises, &count));
    for (size_t i = 0; i < count; i++) {
        const struct promise_step step = {
            .key = promises[i].key, .state = PROMISE_KEPT, .due = promises[i].due, .day = day};
        if (!text_equal(promises[i].kind, "employment") || states[promises[i].state].is_closed)
            continue;
        TRY(records_write(records, &promise_update,
                          BIND(of_number(step.key), of_number(step.due), of_text("kept"), of_number(day)), NULL));
        return change_write(act, &step);
    }
    return 0;
}
