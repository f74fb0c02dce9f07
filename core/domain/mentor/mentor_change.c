/* Assigns mentors and hands their learners over; see mentor.h. */
#include "domain/mentor/mentor_change.h"
#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/change.h"
#include "domain/people/comment.h"
#include "domain/people/mentor_internal.h"

static const struct query mentorship_same = {
    "mentorship.same", NULL,
    "SELECT count(*) FROM mentorship AS m WHERE m.learner_key = ?1 AND m.mentor_key = ?2 AND m.is_substitute = ?3"
    " AND m.first <= ?4 AND (m.last IS NULL OR m.last >= ?4) AND coalesce(m.last, -1) = coalesce(?5, -1)"};
static const struct query mentorship_in_force = {
    "mentorship.in_force", NULL,
    "SELECT count(*) FROM mentorship AS m WHERE m.learner_key = ?1 AND m.mentor_key = ?2 AND m.is_substitute = ?3"
    " AND " IN_FORCE("m", "?4")};
static const struct query mentorship_insert = {
    "mentorship.insert", "mentorship",
    "INSERT INTO mentorship (key, learner_key, mentor_key, is_substitute, first, last, remark_key)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM mentorship), ?1, ?2, ?3, ?4, ?5, ?6) RETURNING *"};
/* A mentorship that would only begin within the new one's dates ends before it begins: it was never in force. */
static const struct query mentorship_give_way = {
    "mentorship.give_way", "mentorship",
    "UPDATE mentorship SET last = CASE WHEN first < ?3 THEN ?3 - 1 ELSE first - 1 END"
    " WHERE learner_key = ?1 AND is_substitute = ?2 AND (last IS NULL OR (last >= ?3 AND last >= first))"
    " AND (?4 IS NULL OR first <= ?4) RETURNING *"};
static const struct query request_follow = {
    "request.follow", "request",
    "UPDATE request SET to_key = ?2 WHERE person_key = ?1 AND state = 'open' AND to_key IN"
    " (SELECT m.mentor_key FROM mentorship AS m WHERE m.learner_key = ?1 AND m.is_substitute = ?3"
    " AND " IN_FORCE("m", "?4") ") RETURNING *"};
static const struct query request_move = {
    "request.move", "request",
    "UPDATE request SET to_key = ?3 WHERE person_key = ?1 AND to_key = ?2 AND state = 'open' RETURNING *"};
static const struct query full_set = {"mentor.full", "person",
                                      "UPDATE person SET full_until = ?2 WHERE key = ?1 RETURNING *"};

static const struct query handover_row_all = {
    "mentorship.leaving", NULL,
    "SELECT m.key, m.learner_key, m.is_substitute, m.first, m.last, person.rid, person.status = 'active' FROM "
    "mentorship AS m"
    " JOIN person ON person.key = m.learner_key WHERE m.mentor_key = ?1 AND " NOT_OVER("m", "?2") " ORDER BY m.key"};
static const struct query mentorship_end = {
    "mentorship.end", "mentorship",
    "UPDATE mentorship SET last = CASE WHEN first < ?2 THEN ?2 - 1 ELSE first - 1 END WHERE key = ?1 RETURNING *"};
static const struct query substitute_of = {
    "mentorship.substitute", NULL,
    "SELECT m.mentor_key FROM mentorship AS m JOIN person ON person.key = m.mentor_key"
    " WHERE m.learner_key = ?1 AND m.is_substitute = ?2 AND m.mentor_key <> ?3 AND person.status = 'active'"
    " AND " IN_FORCE("m", "?4") " ORDER BY m.first DESC LIMIT 1"};

/* ---- rules ---- */

/* Somebody who can be given learners. A mentor of another unit may be chosen; one who is hidden may not be known. */
static int mentor_check(const struct subject *mentor)
{
    if (mentor->person.is_protected || !(mentor->person.roles & ROLE_MENTOR))
        TRY(subject_check(mentor, RIGHT_SEE_DATES));
    if (!text_equal(mentor->person.status, "active"))
        return fail(FAIL_RULE, "person '%s': the account is disabled", subject_name(mentor));
    if (!(mentor->person.roles & ROLE_MENTOR))
        return fail(FAIL_RULE, "person '%s': has not the role mentor", subject_name(mentor));
    return 0;
}

static int mentor_find(struct records *records, const struct actor *actor, struct subject_ref person,
                       struct arena *arena, struct person *ret_mentor)
{
    struct subject mentor;
    TRY(subject_find(records, actor, person, arena, &mentor));
    TRY(mentor_check(&mentor));
    *ret_mentor = mentor.person;
    return 0;
}

/* Would `more` be too much for the mentor from that day? */
static int check_room(struct records *records, const struct person *mentor, int day, int64_t but_learner, double more)
{
    double weight = 0;
    char until[DAY_TEXT_BYTES];
    TRY(mentor_weight(records, mentor->key, day, but_learner, &weight));
    CLEANUP(memory_free_at) char *carries = memory_format("%g", weight);
    CLEANUP(memory_free_at) char *ceiling = memory_format("%g", mentor->mentor_ceiling);
    if (mentor_is_over(weight + more, mentor->mentor_ceiling))
        return fail_at(FAIL_RULE, REASON_MENTOR_CARRIES_ENOUGH, "because", "mentor '%s': carries %s of %s", mentor->id,
                       carries, ceiling);
    if (mentor->full_until != DAY_NONE && mentor->full_until >= day)
        return fail_at(FAIL_RULE, REASON_MENTOR_IS_FULL, "because", "mentor '%s': is full until %s", mentor->id,
                       day_format(mentor->full_until, until));
    return 0;
}

/* ---- assigning ---- */

/* An assignment whose mentor is found; the learner is the subject of the change. */
struct mentorship {
    const struct mentor_assignment *wish;
    const struct person *learner;
    struct person mentor;
    int from;
};

static int mentorship_check(struct records *records, const struct mentorship *mentorship)
{
    const struct mentor_assignment *wish = mentorship->wish;
    const char *id = mentorship->learner->id;
    int64_t learner = mentorship->learner->key, mentor = mentorship->mentor.key, same = 0, is_mentor = 0;
    double more = 0;
    if (learner == mentor)
        return fail(FAIL_RULE, "person '%s': nobody is one's own mentor", id);
    if (!text_equal(mentorship->learner->status, "active"))
        return fail(FAIL_RULE, "person '%s': the account is disabled", id);
    if (wish->to != DAY_NONE && wish->to < mentorship->from)
        return fail_at(FAIL_INPUT, REASON_NONE, "to", "the mentorship would end before it begins");
    TRY(records_number(records, &mentorship_same,
                       BIND(value_number(learner), value_number(mentor), value_number(wish->is_substitute),
                            value_number(mentorship->from), value_day(wish->to)),
                       0, &same));
    TRY(records_number(
        records, &mentorship_in_force,
        BIND(value_number(learner), value_number(mentor), value_number(0), value_number(mentorship->from)), 0,
        &is_mentor));
    if (is_mentor && (same || wish->is_substitute))
        return fail(FAIL_RULE, "person '%s': '%s' is the mentor already", id, mentorship->mentor.id);
    if (same)
        return fail(FAIL_RULE, "person '%s': '%s' is the substitute already", id, mentorship->mentor.id);
    if (wish->is_substitute || !text_is_blank(wish->because))
        return 0;
    TRY(mentor_learner_weight(records, learner, mentorship->from, &more));
    return check_room(records, &mentorship->mentor, mentorship->from, learner, more);
}

static void mentorship_describe(const struct mentorship *mentorship, struct json *json)
{
    json_put_string(json, "mentor", mentorship->mentor.rid);
    json_put_bool(json, "substitute", mentorship->wish->is_substitute);
    json_put_day(json, "from", mentorship->from);
    json_put_day(json, "to", mentorship->wish->to);
}

static int mentorship_find(struct change *change, struct mentorship *mentorship)
{
    const struct mentor_assignment *wish = mentorship->wish;
    if (!wish->found)
        return mentor_find(change->records, change->actor, wish->mentor, &change->arena, &mentorship->mentor);
    TRY(mentor_check(wish->found));
    mentorship->mentor = wish->found->person;
    return 0;
}

static int mentorship_write(struct change *change, struct mentorship *mentorship)
{
    struct records *records = change->records;
    const struct mentor_assignment *wish = mentorship->wish;
    struct value kind = value_number(wish->is_substitute), from = value_number(mentorship->from);
    int64_t comment = 0;
    TRY(mentorship_find(change, mentorship));
    TRY(mentorship_check(records, mentorship));
    mentorship_describe(mentorship, &change->json);
    int64_t learner = mentorship->learner->key, mentor = mentorship->mentor.key;
    TRY(comment_write(records, &(struct comment_new){learner, change->actor->key, wish->because, "because"}, &comment));
    if (mentorship->from <= clock_today())
        TRY(records_write(records, &request_follow,
                          BIND(value_number(learner), value_number(mentor), kind, value_number(clock_today())), NULL));
    TRY(records_write(records, &mentorship_give_way, BIND(value_number(learner), kind, from, value_day(wish->to)),
                      NULL));
    return records_write(
        records, &mentorship_insert,
        BIND(value_number(learner), value_number(mentor), kind, from, value_day(wish->to), value_key(comment)), NULL);
}

int mentor_assign(struct records *records, const struct actor *actor, const struct mentor_assignment *assignment)
{
    CLEANUP(change_finish) struct change change = CHANGE(records, actor);
    struct mentorship mentorship = {.wish = assignment,
                                    .learner = &change.subject.person,
                                    .from = assignment->from == DAY_NONE ? clock_today() : assignment->from};
    /* HR starts introductions too, and an introduction has a mentor. */
    TRY(change_begin_checked(&change, assignment->learner, subject_check_start));
    return change_end(&change, mentorship_write(&change, &mentorship), "mentor.assigned");
}

int mentor_room(struct records *records, const struct actor *actor, const struct mentor_assignment *assignment,
                struct mentor_room *ret_room)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct subject learner;
    struct person mentor;
    double more = 0;
    int from = assignment->from == DAY_NONE ? clock_today() : assignment->from;
    TRY(subject_find(records, actor, assignment->learner, &arena, &learner));
    TRY(subject_check_start(&learner));
    TRY(mentor_find(records, actor, assignment->mentor, &arena, &mentor));
    *ret_room = (struct mentor_room){.ceiling = mentor.mentor_ceiling};
    TRY(mentor_weight(records, mentor.key, from, learner.person.key, &ret_room->weight));
    TRY(mentor_learner_weight(records, learner.person.key, from, &more));
    ret_room->weight += assignment->is_substitute ? 0 : more;
    ret_room->is_over = mentor_is_over(ret_room->weight, ret_room->ceiling);
    ret_room->is_near = mentor_is_near(ret_room->weight, ret_room->ceiling);
    return 0;
}

static int full_write(struct change *change, int until)
{
    const struct person *mentor = &change->subject.person;
    if (!(mentor->roles & ROLE_MENTOR))
        return fail(FAIL_RULE, "person '%s': has not the role mentor", mentor->id);
    if (until != DAY_NONE && until < clock_today())
        return fail_at(FAIL_INPUT, REASON_NONE, "until", "mentor '%s': the day has passed already", mentor->id);
    json_put_day(&change->json, "until", until);
    return records_write(change->records, &full_set, BIND(value_number(mentor->key), value_day(until)), NULL);
}

int mentor_set_full(struct records *records, const struct actor *actor, struct subject_ref mentor, int until)
{
    CLEANUP(change_finish) struct change change = CHANGE(records, actor);
    TRY(change_begin(&change, mentor, RIGHT_MENTOR_SELF));
    return change_end(&change, full_write(&change, until), "mentor.full");
}

/* ---- leaving ---- */

struct handover_row {
    int64_t key, learner_key;
    bool is_substitute;
    int first, last;
    const char *learner_rid;
    bool is_open; /* the learner's account */
};

struct handover_rows {
    struct handover_row *items;
    size_t count;
};

static int handover_row_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    *(struct handover_row *)ret_item = (struct handover_row){.key = row_number(rows, 0),
                                                             .learner_key = row_number(rows, 1),
                                                             .is_substitute = row_number(rows, 2) != 0,
                                                             .first = row_day(rows, 3),
                                                             .last = row_day(rows, 4),
                                                             .learner_rid = row_copy(rows, 5, arena),
                                                             .is_open = row_number(rows, 6) != 0};
    return 0;
}

static int handover_rows_read(struct records *records, int64_t mentor_key, struct arena *arena,
                              struct handover_rows *ret_rows)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &handover_row_all, BIND(value_number(mentor_key), value_number(clock_today())), &rows));
    return ROWS_COLLECT(&rows, handover_row_read, NULL, arena, &ret_rows->items, &ret_rows->count);
}

/* A new mentor in place of the one who left; one who was the substitute is so no longer. */
static int successor_write(struct records *records, const struct handover_row *handover_row, int64_t to_key,
                           int64_t substitute)
{
    int today = clock_today(), first = handover_row->first > today ? handover_row->first : today;
    struct value learner = value_number(handover_row->learner_key);
    if (to_key == substitute)
        TRY(records_write(records, &mentorship_give_way,
                          BIND(learner, value_number(1), value_number(first), value_null()), NULL));
    return records_write(records, &mentorship_insert,
                         BIND(learner, value_number(to_key), value_number(0), value_number(first),
                              value_day(handover_row->last), value_null()),
                         NULL);
}

static int learner_leave(struct records *records, const struct handover_row *handover_row, int64_t mentor_key,
                         int64_t to_key)
{
    int64_t other = 0, next = to_key;
    struct value learner = value_number(handover_row->learner_key), today = value_number(clock_today());
    /* The one who stays: the substitute where the mentor leaves, the mentor where the substitute does. */
    TRY(records_number(records, &substitute_of,
                       BIND(learner, value_number(!handover_row->is_substitute), value_number(mentor_key), today), 0,
                       &other));
    if (!next || handover_row->is_substitute)
        next = other;
    TRY(records_write(records, &mentorship_end, BIND(value_number(handover_row->key), today), NULL));
    if (!handover_row->is_substitute && next)
        TRY(successor_write(records, handover_row, next, other));
    if (!next)
        TRY(mentor_manager(records, handover_row->learner_key, mentor_key, &next));
    if (!next)
        return 0; /* nobody: the request stays, and is shown as such */
    return records_write(records, &request_move, BIND(learner, value_number(mentor_key), value_number(next)), NULL);
}

int mentor_end_all(struct records *records, int64_t mentor_key, int64_t to_key, struct json *json)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct handover_rows handover_rows;
    TRY(handover_rows_read(records, mentor_key, &arena, &handover_rows));
    for (size_t i = 0; i < handover_rows.count; i++) {
        TRY(learner_leave(records, &handover_rows.items[i], mentor_key, to_key));
        json_string(json, handover_rows.items[i].learner_rid);
    }
    return 0;
}

/* Whose learners go to whom, with the actor asked about each. */
static int handover_check(struct records *records, const struct actor *actor, const struct person *mentor,
                          const struct person *to, bool has_reason)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct handover_rows handover_rows;
    double more = 0, weight = 0;
    TRY(handover_rows_read(records, mentor->key, &arena, &handover_rows));
    if (!handover_rows.count)
        return fail(FAIL_RULE, "mentor '%s': has no learners to hand over", mentor->id);
    for (size_t i = 0; i < handover_rows.count; i++) {
        const struct handover_row *handover_row = &handover_rows.items[i];
        TRY(access_check(records, actor, RIGHT_LEAD, handover_row->learner_key));
        if (to && to->key == handover_row->learner_key)
            return fail(FAIL_RULE, "person '%s': nobody is one's own mentor", to->id);
        TRY(mentor_learner_weight(records, handover_row->learner_key, clock_today(), &weight));
        more += handover_row->is_substitute || !handover_row->is_open ? 0 : weight;
    }
    return to && !has_reason ? check_room(records, to, clock_today(), 0, more) : 0;
}

static int handover_write(struct change *change, struct subject_ref to, const char *because)
{
    struct records *records = change->records;
    const struct person *mentor = &change->subject.person;
    struct person next = {0};
    int64_t comment = 0;
    if (subject_is_given(to))
        TRY(mentor_find(records, change->actor, to, &change->arena, &next));
    if (next.key == mentor->key)
        return fail(FAIL_RULE, "mentor '%s': cannot hand over to the same person", mentor->id);
    json_put_string(&change->json, "to", next.rid);
    json_key(&change->json, "learners");
    json_array(&change->json);
    TRY(handover_check(records, change->actor, mentor, next.key ? &next : NULL, !text_is_blank(because)));
    TRY(comment_write(records, &(struct comment_new){mentor->key, change->actor->key, because, "because"}, &comment));
    TRY(mentor_end_all(records, mentor->key, next.key, &change->json));
    json_end(&change->json);
    json_put_number(&change->json, "remark", comment);
    return 0;
}

int mentor_handover(struct records *records, const struct actor *actor, struct subject_ref mentor,
                    struct subject_ref to, const char *because)
{
    CLEANUP(change_finish) struct change change = CHANGE(records, actor);
    TRY(change_begin(&change, mentor, RIGHT_SEE_DATES));
    return change_end(&change, handover_write(&change, to, because), "mentor.handed_over");
}
