/* Sorts a plan into an agenda, and stores talks and agenda items; see supervision.h. */
#include "domain/mentor/supervision.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/change.h"
#include "domain/people/comment.h"
#include "domain/people/mentor.h"
#include "domain/people/naming.h"
#include "domain/progress/state.h"

static const struct query held_of = {"talk.held", NULL,
                                     "SELECT talk.day, talk.minutes, talk.by_key FROM talk WHERE talk.person_key = ?1 "
                                     "ORDER BY talk.day DESC, talk.key DESC LIMIT 10"};
static const struct query points_of = {
    "talk.points", NULL,
    "SELECT remark.words, remark.at FROM talk_point JOIN remark ON remark.key = talk_point.remark_key"
    " WHERE talk_point.person_key = ?1 AND talk_point.talk_key IS NULL AND remark.words <> '' ORDER BY talk_point.key"
    " LIMIT 50"};
static const struct query wishes_of = {
    "talk.wishes", NULL,
    "SELECT talk_point.person_key, count(*), min(remark.at) FROM talk_point JOIN remark ON remark.key = "
    "talk_point.remark_key WHERE talk_point.talk_key IS NULL AND remark.words <> '' AND talk_point.person_key IN"
    " (SELECT m.learner_key FROM mentorship AS m WHERE m.mentor_key = ?1 AND m.first <= ?2"
    " AND (m.last IS NULL OR m.last >= ?2)) GROUP BY talk_point.person_key"};
static const struct query point_insert = {
    "talk.raise", "talk_point",
    "INSERT INTO talk_point (key, person_key, remark_key)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM talk_point), ?1, ?2) RETURNING *"};
static const struct query points_close = {
    "talk.close", "talk_point",
    "UPDATE talk_point SET talk_key = ?2 WHERE person_key = ?1 AND talk_key IS NULL RETURNING *"};
static const struct query talk_insert = {"talk.hold", "talk",
                                         "INSERT INTO talk (key, person_key, by_key, day, minutes)"
                                         " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM talk), ?1, ?2, ?3, ?4)"
                                         " RETURNING *"};

/* ---- the agenda ---- */

static bool is_stuck(const struct plan_item *item, int today)
{
    bool waited = item->state == STATE_REQUESTED && instant_day(item->since) + SUPERVISION_WAITED_DAYS <= today;
    return item->is_late || item->state == STATE_RETURNED || waited;
}

static bool is_done_since(const struct plan_item *item, int last_day)
{
    return plan_item_is_finished(item) && (last_day == DAY_NONE || instant_day(item->since) >= last_day);
}

static void list_add(struct supervision_list *list, const struct supervision *supervision, struct arena *arena,
                     const struct plan_item *item)
{
    if (!list->items)
        list->items = arena_zeroed(arena, supervision->plan->count * sizeof(const struct plan_item *));
    list->items[list->count++] = item;
}

static void items_sort(struct supervision *supervision, struct arena *arena)
{
    int today = clock_today();
    for (size_t i = 0; i < supervision->plan->count; i++) {
        const struct plan_item *item = &supervision->plan->items[i];
        if (item->diff != REVISION_DIFF_NONE)
            list_add(&supervision->changed, supervision, arena, item);
        if (is_done_since(item, supervision->last_day))
            list_add(&supervision->done, supervision, arena, item);
        else if (is_stuck(item, today))
            list_add(&supervision->stuck, supervision, arena, item);
        else if (!plan_item_is_finished(item) && item->due != DAY_NONE && item->due <= today + SUPERVISION_DUE_DAYS)
            list_add(&supervision->due, supervision, arena, item);
    }
}

static int held_read(struct records *records, const struct subject *subject, struct arena *arena,
                     struct supervision *supervision)
{
    struct rows rows CLEANUP(rows_end) = {0};
    const struct naming_context naming = {records, subject};
    supervision->held = arena_zeroed(arena, 10 * sizeof *supervision->held);
    TRY(records_select(records, &held_of, BIND(value_number(subject->person.key)), &rows));
    while (supervision->held_count < 10 && rows_next(&rows)) {
        struct supervision_meeting *held = &supervision->held[supervision->held_count++];
        *held = (struct supervision_meeting){.day = row_day(&rows, 0), .minutes = (int)row_number(&rows, 1)};
        TRY(naming_read(&rows, 2, arena, &naming, &held->by_name));
    }
    supervision->last_day = supervision->held_count ? supervision->held[0].day : DAY_NONE;
    return rows_result(&rows);
}

static int points_read(struct records *records, int64_t person_key, struct arena *arena,
                       struct supervision *supervision)
{
    struct rows rows CLEANUP(rows_end) = {0};
    supervision->points = arena_zeroed(arena, 50 * sizeof *supervision->points);
    TRY(records_select(records, &points_of, BIND(value_number(person_key)), &rows));
    while (supervision->point_count < 50 && rows_next(&rows))
        supervision->points[supervision->point_count++] =
            (struct agenda_item){row_copy(&rows, 0, arena), row_number(&rows, 1)};
    return rows_result(&rows);
}

int supervision_show(struct site *site, const struct subject *subject, struct arena *arena,
                     struct supervision *ret_supervision)
{
    struct supervision supervision = {0};
    struct plan *plan = arena_zeroed(arena, sizeof *plan);
    TRY(subject_check(subject, RIGHT_SEE_DATES));
    supervision.shows_points = subject_may(subject, RIGHT_SEE_COMMENTS);
    TRY(held_read(site->records, subject, arena, &supervision));
    if (supervision.shows_points)
        TRY(points_read(site->records, subject->person.key, arena, &supervision));
    int result = plan_show(site, subject, NULL, arena, plan);
    if (result != 0 && !plan_is_none(result))
        return result;
    if (result == 0) {
        supervision.plan = plan;
        items_sort(&supervision, arena);
    }
    *ret_supervision = supervision;
    return 0;
}

static void wish_read(struct site *site, const struct actor *actor, const struct rows *rows,
                      const struct people *learners, struct agenda_summary *wishes)
{
    for (size_t i = 0; i < learners->count; i++)
        if (learners->items[i].key == row_number(rows, 0) &&
            access_may(site->records, actor, RIGHT_SEE_COMMENTS, learners->items[i].key))
            wishes[i] = (struct agenda_summary){learners->items[i], (int)row_number(rows, 1), row_number(rows, 2)};
}

int agenda_summaries(struct site *site, const struct actor *actor, struct arena *arena,
                     struct agenda_summary **ret_wishes, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct people learners;
    size_t count = 0;
    TRY(mentor_learners(site->records, actor, arena, &learners));
    struct agenda_summary *wishes = arena_zeroed(arena, (learners.count + 1) * sizeof *wishes);
    TRY(records_select(site->records, &wishes_of, BIND(value_number(actor->key), value_number(clock_today())), &rows));
    while (rows_next(&rows))
        wish_read(site, actor, &rows, &learners, wishes);
    for (size_t i = 0; i < learners.count; i++)
        if (wishes[i].points)
            wishes[count++] = wishes[i];
    *ret_wishes = wishes;
    *ret_count = count;
    return rows_result(&rows);
}

/* ---- stored ---- */

static int raise_write(struct change *change, const char *words)
{
    int64_t person = change->subject.person.key, comment_key = 0;
    if (text_is_blank(words))
        return fail_at(FAIL_INPUT, REASON_NONE, "words", "say what you want to talk about");
    TRY(comment_write(change->records, &(struct comment_new){person, change->actor->key, words, "words"},
                      &comment_key));
    return records_write(change->records, &point_insert, BIND(value_number(person), value_number(comment_key)), NULL);
}

int agenda_add(struct site *site, const struct actor *actor, struct subject_ref person, const char *words)
{
    CLEANUP(change_finish) struct change change = CHANGE(site->records, actor);
    TRY(change_begin(&change, person, RIGHT_LEARN));
    return change_end(&change, raise_write(&change, words), "talk.point_raised");
}

static int hold_write(struct change *change, const struct supervision_new *supervision)
{
    static const struct query first = {"talk.first_plan", NULL, "SELECT min(start) FROM plan WHERE person_key = ?1"};
    struct records *records = change->records;
    const struct person *person = &change->subject.person;
    char day[DAY_TEXT_BYTES];
    int64_t key = 0, start = 0;
    if (supervision->minutes < 1 || supervision->minutes > SUPERVISION_MINUTES_MAX)
        return fail_at(FAIL_INPUT, REASON_NONE, "minutes", "a talk takes 1 to %d minutes, not %d",
                       SUPERVISION_MINUTES_MAX, supervision->minutes);
    TRY(records_number(records, &first, BIND(value_number(person->key)), INT32_MAX, &start));
    if (start == INT32_MAX)
        return fail(FAIL_RULE, "person '%s': has no plan to talk about", person->id);
    if (supervision->day > clock_today() || supervision->day < (int)start)
        return fail_at(FAIL_INPUT, REASON_NONE, "day", "%s: is a day to come, or before the first day of the plan",
                       day_format(supervision->day, day));
    json_put_day(&change->json, "day", supervision->day);
    json_put_number(&change->json, "minutes", supervision->minutes);
    TRY(records_write(records, &talk_insert,
                      BIND(value_number(person->key), value_key(change->actor->key), value_number(supervision->day),
                           value_number(supervision->minutes)),
                      &key));
    return records_write(records, &points_close, BIND(value_number(person->key), value_number(key)), NULL);
}

int supervision_record(struct site *site, const struct actor *actor, const struct supervision_new *supervision)
{
    CLEANUP(change_finish) struct change change = CHANGE(site->records, actor);
    TRY(change_begin(&change, supervision->person, RIGHT_SIGN));
    return change_end(&change, hold_write(&change, supervision), "talk.held");
}
