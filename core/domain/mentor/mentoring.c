/* Decides who is prepared to mentor, and moves requests to somebody who may sign them; see mentoring.h. */
#include "domain/mentor/mentoring.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/mentor/mentor_change.h"
#include "domain/plan/plan_rows.h"
#include "domain/progress/level.h"
#include "domain/progress/state.h"
#include "domain/signoff/signer.h"
#include "domain/staircase/staircase.h"

/* ---- fit to mentor ---- */

int mentoring_level(struct site *site, const char *programme, int *ret_level)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct content_entries entries;
    *ret_level = 0;
    TRY(content_programme_steps(site->content, programme, &arena, &entries));
    for (size_t i = 0; i < entries.count; i++)
        if (entries.items[i].signoff == SIGNOFF_MENTOR && entries.items[i].signer_level > *ret_level)
            *ret_level = entries.items[i].signer_level;
    return 0;
}

int mentoring_is_prepared(struct site *site, const struct person *mentor, bool *ret_is_prepared)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct plan plan;
    struct subject subject;
    const char *programme = site->config.mentor_programme;
    *ret_is_prepared = true;
    if (!programme)
        return 0;
    TRY(subject_of_person(site->records, &actor_trappa, mentor, &subject));
    int result = plan_show(site, &subject, programme, &arena, &plan);
    if (plan_is_none(result)) {
        *ret_is_prepared = false;
        return 0;
    }
    TRY(result);
    *ret_is_prepared = plan.count > 0;
    for (size_t i = 0; i < plan.count && *ret_is_prepared; i++)
        *ret_is_prepared = plan_item_is_finished(&plan.items[i]);
    return 0;
}

/* What a reason overcomes, and what is asked only of whoever may be known as a mentor. */
static int prepared_check(struct site *site, const struct subject *mentor)
{
    bool is_prepared = true;
    if ((mentor->person.roles & ROLE_MENTOR) && !mentor->person.is_protected)
        TRY(mentoring_is_prepared(site, &mentor->person, &is_prepared));
    if (!is_prepared)
        return fail_at(FAIL_RULE, REASON_MENTOR_UNPREPARED, "because", "mentor '%s': has not finished programme '%s'",
                       mentor->person.id, site->config.mentor_programme);
    return 0;
}

static int assign_inside(struct site *site, const struct actor *actor, const struct mentor_assignment *assignment)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct mentor_assignment with_mentor = *assignment;
    struct subject mentor;
    if (subject_find(site->records, actor, assignment->mentor, &arena, &mentor) != 0)
        return mentor_assign(site->records, actor, assignment); /* which says so, when the learner's right is asked */
    TRY(prepared_check(site, &mentor));
    with_mentor.found = &mentor;
    return mentor_assign(site->records, actor, &with_mentor);
}

int mentoring_assign(struct site *site, const struct actor *actor, const struct mentor_assignment *assignment)
{
    if (assignment->is_substitute || !text_is_blank(assignment->because))
        return mentor_assign(site->records, actor, assignment);
    TRY(records_begin(site->records));
    return records_end_unchanged(site->records, assign_inside(site, actor, assignment));
}

static int is_fit(struct site *site, const struct person *mentor, int least_level, bool *ret_is_fit)
{
    int level = 1;
    *ret_is_fit = false;
    TRY(level_of_person(site, mentor->key, &level));
    return level < least_level ? 0 : mentoring_is_prepared(site, mentor, ret_is_fit);
}

int mentoring_suggest(struct site *site, const struct actor *actor, const struct mentoring_request *wish,
                      struct arena *arena, struct person *ret_mentor)
{
    struct people candidates;
    bool is_fit_to = false;
    int level = 0;
    *ret_mentor = (struct person){0};
    TRY(mentor_candidates(site->records, actor, wish->unit, arena, &candidates));
    if (wish->programme)
        TRY(mentoring_level(site, wish->programme, &level));
    for (size_t i = 0; i < candidates.count && !ret_mentor->key; i++) {
        TRY(is_fit(site, &candidates.items[i], level, &is_fit_to));
        if (is_fit_to)
            *ret_mentor = candidates.items[i];
    }
    return 0;
}

/* ---- requests that their owner can no longer sign ---- */

/* ?1 today. Every open request, and what its owner is to the learner. */
static const struct query requests_open = {
    "mentoring.requests", NULL,
    "WITH RECURSIVE managed (manager_key, unit_key) AS (SELECT person.key, person.unit_key FROM person"
    "  JOIN role ON role.person_key = person.key AND role.role = 'manager' WHERE person.status = 'active'"
    "  UNION SELECT managed.manager_key, unit.key FROM unit JOIN managed ON unit.parent_key = managed.unit_key)"
    " SELECT r.key, r.person_key, r.to_key, step.id, owner.status = 'active' AND EXISTS (SELECT 1 FROM mentorship AS m"
    "  WHERE m.learner_key = r.person_key AND m.mentor_key = r.to_key AND m.first <= ?1"
    "  AND (m.last IS NULL OR m.last >= ?1)),"
    " r.to_key <> r.person_key AND EXISTS (SELECT 1 FROM managed WHERE managed.manager_key = r.to_key"
    "  AND (managed.unit_key = learner.unit_key OR managed.unit_key IN"
    "   (SELECT also_unit.unit_key FROM also_unit WHERE also_unit.person_key = learner.key)))"
    " FROM request AS r JOIN step ON step.key = r.step_key JOIN person AS owner ON owner.key = r.to_key"
    " JOIN person AS learner ON learner.key = r.person_key WHERE r.state = 'open' ORDER BY r.key"};
static const struct query request_readdress = {"mentoring.readdress", "request",
                                               "UPDATE request SET to_key = ?2 WHERE key = ?1 RETURNING *"};

struct stranded {
    int64_t key, person_key, to_key;
    bool is_for_manager;
};

struct stranded_list {
    struct stranded *items;
    size_t count;
};

/* A step that is no longer used is asked about as a mentor's: there is nothing to sign, and somebody sends it back. */
static int look_for_whom(struct site *site, const char *step, bool *ret_is_for_manager)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct content_entry entry;
    int result = content_step(site->content, step, &arena, &entry);
    *ret_is_for_manager = result == 0 && entry.signoff == SIGNOFF_MANAGER;
    return result == FAIL_NOT_FOUND ? 0 : result;
}

/* A manager of the learner signs whatever was asked for, the mentor what is not the manager's. */
static int stranded_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    bool is_for_manager = false;
    (void)arena;
    if (row_number(rows, 5))
        return ROW_SKIP;
    TRY(look_for_whom(context, row_text(rows, 3), &is_for_manager));
    *(struct stranded *)ret_item =
        (struct stranded){row_number(rows, 0), row_number(rows, 1), row_number(rows, 2), is_for_manager};
    return row_number(rows, 4) && !is_for_manager ? ROW_SKIP : 0;
}

static int stranded_move(struct site *site, const struct stranded *stranded, int64_t *ret_moved)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct person mentor = {0}, substitute = {0};
    int64_t next = 0;
    if (!stranded->is_for_manager)
        TRY(mentor_of(site->records, stranded->person_key, &arena, &mentor, &substitute));
    next = mentor.key ? mentor.key : substitute.key;
    if (!next)
        TRY(mentor_manager(site->records, stranded->person_key, stranded->to_key, &next));
    if (!next)
        return 0; /* nobody can sign: the request stays */
    return records_write(site->records, &request_readdress, BIND(value_number(stranded->key), value_number(next)),
                         ret_moved);
}

static int stranded_look(struct site *site, struct arena *arena, struct stranded_list *ret_list)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(site->records, &requests_open, BIND(value_number(clock_today())), &rows));
    TRY(content_read_begin(site->content));
    int result = ROWS_COLLECT(&rows, stranded_read, site, arena, &ret_list->items, &ret_list->count);
    content_read_end(site->content);
    return result;
}

/* Looked at first without holding anybody up: as a rule there is nothing to move. */
int mentoring_apply_due(struct site *site)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct stranded_list list;
    int64_t moved = 0;
    TRY(stranded_look(site, &arena, &list));
    if (!list.count)
        return 0;
    TRY(records_begin(site->records));
    int result = stranded_look(site, &arena, &list);
    for (size_t i = 0; result == 0 && i < list.count; i++)
        result = stranded_move(site, &list.items[i], &moved);
    if (result != 0 || !moved)
        return records_end_unchanged(site->records, result);
    return records_end(site->records, 0, &(struct event){.actor = &actor_trappa, .kind = "request.moved"});
}
