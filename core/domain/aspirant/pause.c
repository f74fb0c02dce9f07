/* Times in which less is asked for; see hours.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/aspirant/aspirant_internal.h"
#include "domain/aspirant/hours.h"

#define PAUSES_MAX 64
#define PAUSE_DAYS_MAX 400

static const struct query pause_insert = {
    "pause.add", "aspirant_pause",
    "INSERT INTO aspirant_pause (key, person_key, first, last, kind, at, by_key)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM aspirant_pause), ?1, ?2, ?3, ?4, ?5, ?6) RETURNING *"};
static const struct query pause_end = {
    "pause.end", "aspirant_pause",
    "UPDATE aspirant_pause SET ended_at = ?3, ended_by_key = ?4 WHERE person_key = ?1 AND first = ?2"
    " AND ended_at IS NULL RETURNING *"};
static const struct query standing = {
    "pause.of", NULL,
    "SELECT first, last, kind FROM aspirant_pause WHERE person_key = ?1 AND ended_at IS NULL ORDER BY first LIMIT 64"};

const char *const pause_kinds[] = {"exams", "placement", "holiday", "other", NULL};

static int kind_check(const char *kind)
{
    for (size_t i = 0; pause_kinds[i]; i++)
        if (text_equal(kind, pause_kinds[i]))
            return 0;
    return fail_at(FAIL_INPUT, REASON_NONE, "kind", "'%s' is none of the pauses exams, placement, holiday, other",
                   kind);
}

int pauses_of(struct records *records, int64_t person_key, struct arena *arena, struct pause **ret_pauses,
              size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct pause *pauses = arena_zeroed(arena, PAUSES_MAX * sizeof *pauses);
    size_t count = 0;
    TRY(records_select(records, &standing, BIND(value_number(person_key)), &rows));
    while (count < PAUSES_MAX && rows_next(&rows))
        pauses[count++] = (struct pause){row_day(&rows, 0), row_day(&rows, 1), row_copy(&rows, 2, arena)};
    *ret_pauses = pauses;
    *ret_count = count;
    return rows_result(&rows);
}

/* The mentor or the manager; the operator too, who leads. */
static int pace_check(const struct subject *subject)
{
    return subject_check_either(subject, RIGHT_SIGN, RIGHT_LEAD);
}

static int aspirant_check(struct plan_change *act)
{
    struct aspirant aspirant;
    return aspirant_row_of(act->site->records, act->person, &act->change.arena, &aspirant);
}

static int add_write(struct plan_change *act, const struct pause *pause)
{
    struct pause *pauses;
    size_t count;
    char date[DAY_TEXT_BYTES];
    TRY(aspirant_check(act));
    TRY(kind_check(pause->kind));
    TRY(plan_check_day(pause->first));
    if (pause->last < pause->first || pause->last - pause->first > PAUSE_DAYS_MAX)
        return fail_at(FAIL_INPUT, REASON_NONE, "last", "the pause ends before it begins, or is longer than %d days",
                       PAUSE_DAYS_MAX);
    TRY(pauses_of(act->site->records, act->person->key, &act->change.arena, &pauses, &count));
    for (size_t i = 0; i < count; i++)
        if (pauses[i].first == pause->first)
            return fail_at(FAIL_RULE, REASON_NONE, "first", "person '%s': has a pause from %s already", act->person->id,
                           day_format(pause->first, date));
    if (count == PAUSES_MAX)
        return fail(FAIL_LIMIT, "person '%s': has %d pauses already", act->person->id, PAUSES_MAX);
    json_put_day(&act->change.json, "first", pause->first);
    json_put_day(&act->change.json, "last", pause->last);
    json_put_string(&act->change.json, "kind", pause->kind);
    return records_write(act->site->records, &pause_insert,
                         BIND(value_number(act->person->key), value_number(pause->first), value_number(pause->last),
                              value_text(pause->kind), value_number(clock_now()), value_key(act->change.actor->key)),
                         NULL);
}

int pause_add(struct site *site, const struct actor *actor, struct subject_ref person, const struct pause *pause)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    TRY(plan_change_begin_checked(&act, person, pace_check));
    return plan_change_end(&act, add_write(&act, pause), "aspirant.paused");
}

static int take_back_write(struct plan_change *act, int first)
{
    int64_t key = 0;
    char date[DAY_TEXT_BYTES];
    TRY(aspirant_check(act));
    json_put_day(&act->change.json, "first", first);
    TRY(records_write(act->site->records, &pause_end,
                      BIND(value_number(act->person->key), value_number(first), value_number(clock_now()),
                           value_key(act->change.actor->key)),
                      &key));
    return key ? 0
               : fail(FAIL_NOT_FOUND, "person '%s': no pause begins on %s", act->person->id, day_format(first, date));
}

int pause_remove(struct site *site, const struct actor *actor, struct subject_ref person, int first)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    TRY(plan_change_begin_checked(&act, person, pace_check));
    return plan_change_end(&act, take_back_write(&act, first), "aspirant.pause_taken_back");
}
