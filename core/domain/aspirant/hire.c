/* Makes a student an employee, and shows what counts already; see hire.h. */
#include "domain/aspirant/hire.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/aspirant/aspirant_internal.h"
#include "domain/people/person_internal.h"
#include "domain/people/placement.h"
#include "domain/people/unit.h"
#include "domain/progress/state.h"

#define HIRE_PROGRAMME "introduktion"

static const struct query person_update = {"hire.person", "person",
                                           "UPDATE person SET unit_key = ?2, background = ?3, in_profession_since = "
                                           "?4, placed_on = ?5 WHERE key = ?1 RETURNING *"};

/* Another unit must be one that the actor leads. */
static int unit_read(struct plan_change *act, const char *id, int64_t *ret_key)
{
    struct unit unit;
    unsigned relations = 0;
    *ret_key = act->person->unit_key;
    if (!id)
        return 0;
    TRY(unit_find_open(act->site->records, id, &act->change.arena, &unit));
    TRY(access_unit_relations(act->site->records, act->change.actor, unit.key, &relations));
    *ret_key = unit.key;
    return relations & (RELATION_MANAGER | RELATION_OPERATOR)
               ? 0
               : fail(FAIL_DENIED, "unit '%s': only its own manager employs into it", id);
}

static int person_write(struct plan_change *act, const struct hiring *hiring)
{
    const struct person *was = act->person;
    const char *background = hiring->background ? hiring->background : was->background;
    int since = hiring->in_profession_since != DAY_NONE ? hiring->in_profession_since : was->in_profession_since;
    int64_t unit = 0;
    TRY(unit_read(act, hiring->unit, &unit));
    TRY(person_check_background(was->id, hiring->background));
    if (unit == was->unit_key && background == was->background && since == was->in_profession_since)
        return 0;
    bool is_moved = unit != was->unit_key || !text_equal(background, was->background);
    if (is_moved)
        TRY(placement_keep(act->site->records, was));
    return records_write(act->site->records, &person_update,
                         BIND(value_number(was->key), value_number(unit), value_text(background), value_day(since),
                              value_day(is_moved ? clock_today() : was->placed_on)),
                         NULL);
}

/* A running plan of the programme, such as one that began early, continues. */
static int introduction_start(struct plan_change *act, const char *programme, int from)
{
    struct plan_row plan;
    TRY(plan_row_newest(act->site->records, act->person->key, programme, &act->change.arena, &plan));
    bool runs = plan.key && (plan.ended_on == DAY_NONE || plan.ended_on > clock_today());
    json_put_bool(&act->change.json, "started", !runs);
    return runs ? 0 : plan_start(act->site, act->change.actor, subject_rid(act->person->rid), programme, from);
}

static int hire_check(const struct aspirant *aspirant, const struct hiring *hiring)
{
    const char *id = aspirant->person.id;
    int began = aspirant->began_on != DAY_NONE ? aspirant->began_on : aspirant->placed_on;
    TRY(plan_check_day(hiring->from));
    if (aspirant->hired_on != DAY_NONE)
        return fail(FAIL_RULE, "person '%s': is employed already", id);
    if (aspirant->left_on != DAY_NONE)
        return fail(FAIL_RULE, "person '%s': has left already", id);
    if (hiring->from < began)
        return fail_at(FAIL_INPUT, REASON_NONE, "from", "person '%s': had not begun by then", id);
    return 0;
}

static int hire_write(struct plan_change *act, const struct hiring *hiring)
{
    struct records *records = act->site->records;
    const char *programme = hiring->programme ? hiring->programme : HIRE_PROGRAMME;
    struct aspirant aspirant;
    TRY(aspirant_row_of(records, act->person, &act->change.arena, &aspirant));
    TRY(hire_check(&aspirant, hiring));
    json_put_day(&act->change.json, "from", hiring->from);
    json_put_string(&act->change.json, "programme", programme);
    TRY(aspirant_end_plan(act, &aspirant, hiring->from));
    TRY(introduction_start(act, programme, hiring->from));
    TRY(aspirant_consent_end(records, act->person->key));
    TRY(commitment_keep_employment(act, clock_today()));
    aspirant.hired_on = hiring->from;
    TRY(aspirant_row_put(records, &aspirant));
    return person_write(act, hiring);
}

int aspirant_hire(struct site *site, const struct actor *actor, const struct hiring *hiring)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    TRY(plan_change_begin(&act, hiring->person, RIGHT_LEAD));
    return plan_change_end(&act, hire_write(&act, hiring), "aspirant.hired");
}

void hire_balance(const struct plan *plan, struct arena *arena, struct hire_balance *ret_balance)
{
    struct hire_balance balance = {.remaining = arena_zeroed(arena, (plan->count + 1) * sizeof(struct plan_item *))};
    for (size_t i = 0; i < plan->count; i++) {
        const struct plan_item *item = &plan->items[i];
        if (!plan_item_is_finished(item))
            balance.remaining[balance.remaining_count++] = item;
        balance.counted += plan_item_is_finished(item);
        balance.signed_count += plan_item_is_finished(item) && item->state == STATE_SIGNED;
    }
    *ret_balance = balance;
}
