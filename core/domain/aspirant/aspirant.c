/* Stores who is an aspirant, with its days; see aspirant.h. */
#include "domain/aspirant/aspirant.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/aspirant/aspirant_internal.h"
#include "domain/aspirant/consent.h"
#include "domain/aspirant/hours.h"
#include "domain/people/identifier.h"
#include "domain/people/person_internal.h"

static const struct query plans_close = {
    "aspirant.end_plans", "plan",
    "UPDATE plan SET ended_on = CASE WHEN ?3 < start THEN start ELSE ?3 END, ended_by_key = ?4 WHERE person_key = ?1"
    " AND programme = ?2 AND (ended_on IS NULL OR ended_on > ?3) RETURNING *"};

static const char *const stage_words[ASPIRANT_STAGES] = {"ahead", "placement", "aspirant", "hired", "left"};

const char *const aspirant_left_whys[] = {"other-job", "moved", "studies", "no-post", "other", NULL};

const char *aspirant_stage_word(enum aspirant_stage stage)
{
    return stage_words[stage];
}

int aspirant_end_plan(struct plan_change *act, const struct aspirant *aspirant, int day)
{
    if (!aspirant->programme)
        return 0;
    return records_write(act->site->records, &plans_close,
                         BIND(value_number(aspirant->person.key), value_text(aspirant->programme), value_number(day),
                              value_key(act->change.actor->key)),
                         NULL);
}

/* ---- beginning ---- */

/* What was said of the studies; what was not stays as it is. */
static int studies_take(struct aspirant *aspirant, const struct aspirant_change *said)
{
    const char *id = aspirant->person.id;
    if (said->university) {
        TRY(identifier_check_name("university", "university of", id, said->university));
        aspirant->university = said->university;
    }
    if (said->term && *said->term) {
        TRY(identifier_check_name("term", "term of", id, said->term));
        aspirant->term = said->term;
    }
    if (said->graduates != DAY_NONE) {
        TRY(plan_check_day(said->graduates));
        aspirant->graduates = said->graduates;
    }
    if (said->minimum > HOURS_MONTH_MAX)
        return fail_at(FAIL_INPUT, REASON_NONE, "minimum", "person '%s': a month has not so many hours", id);
    if (said->minimum >= 0)
        aspirant->minimum = said->minimum;
    if (text_is_blank(aspirant->university))
        return fail_at(FAIL_INPUT, REASON_NONE, "university", "person '%s': say at which university", id);
    return 0;
}

/* The day that begins, in the row; one who left and returns begins anew. */
static int stage_begin(struct aspirant *aspirant, const struct aspirant_new *added)
{
    const char *id = aspirant->person.id;
    bool has_left = aspirant->left_on != DAY_NONE && aspirant->left_on <= added->from;
    TRY(plan_check_day(added->from));
    if (aspirant->hired_on != DAY_NONE)
        return fail(FAIL_RULE, "person '%s': is employed already", id);
    if (aspirant->began_on != DAY_NONE && !has_left)
        return fail(FAIL_RULE, "person '%s': is an aspirant already", id);
    if (added->is_placement && aspirant->placed_on != DAY_NONE && !has_left)
        return fail(FAIL_RULE, "person '%s': is on placement already", id);
    if (aspirant->placed_on != DAY_NONE && added->from < aspirant->placed_on)
        return fail_at(FAIL_INPUT, REASON_NONE, "from", "person '%s': the placement began later than that", id);
    if (has_left) {
        aspirant->left_on = DAY_NONE;
        aspirant->left_why = NULL;
    }
    if (added->is_placement)
        aspirant->placed_on = added->from;
    else
        aspirant->began_on = added->from;
    return 0;
}

static int learner_check(const struct plan_change *act)
{
    return act->person->roles & ROLE_LEARNER ? 0 : fail(FAIL_RULE, "person '%s': is no learner", act->person->id);
}

static int add_write(struct plan_change *act, const struct aspirant_new *added)
{
    struct records *records = act->site->records;
    struct aspirant aspirant;
    bool is_there;
    TRY(learner_check(act));
    TRY(aspirant_row_find(records, act->person, &act->change.arena, &aspirant, &is_there));
    if (!is_there)
        aspirant = (struct aspirant){.person = *act->person,
                                     .graduates = DAY_NONE,
                                     .placed_on = DAY_NONE,
                                     .began_on = DAY_NONE,
                                     .hired_on = DAY_NONE,
                                     .left_on = DAY_NONE,
                                     .minimum = ASPIRANT_MINIMUM};
    TRY(stage_begin(&aspirant, added));
    TRY(studies_take(&aspirant,
                     &(struct aspirant_change){added->university, added->term, added->graduates, added->minimum}));
    json_put_string(&act->change.json, "stage", added->is_placement ? "placement" : "aspirant");
    json_put_day(&act->change.json, "from", added->from);
    if (added->programme) {
        aspirant.programme = added->programme;
        json_put_string(&act->change.json, "programme", added->programme);
        TRY(plan_start(act->site, act->change.actor, added->person, added->programme, added->from));
    }
    return aspirant_row_put(records, &aspirant);
}

int aspirant_add(struct site *site, const struct actor *actor, const struct aspirant_new *added)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    TRY(plan_change_begin_checked(&act, added->person, subject_check_start));
    return plan_change_end(&act, add_write(&act, added), "aspirant.begun");
}

/* ---- changing and leaving ---- */

static int set_write(struct plan_change *act, const struct aspirant_change *change)
{
    struct records *records = act->site->records;
    struct aspirant aspirant;
    TRY(learner_check(act));
    TRY(aspirant_row_of(records, act->person, &act->change.arena, &aspirant));
    bool is_moved = change->university && !university_is_same(change->university, aspirant.university);
    TRY(studies_take(&aspirant, change));
    json_put_bool(&act->change.json, "university", change->university != NULL);
    json_put_bool(&act->change.json, "term", change->term != NULL);
    json_put_day(&act->change.json, "graduates", aspirant.graduates);
    json_put_number(&act->change.json, "minimum", aspirant.minimum * 100 / HOURS_SECONDS);
    if (is_moved)
        TRY(aspirant_consent_end(records, act->person->key));
    return aspirant_row_put(records, &aspirant);
}

int aspirant_set(struct site *site, const struct actor *actor, struct subject_ref person,
                 const struct aspirant_change *change)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    TRY(plan_change_begin_checked(&act, person, subject_check_start));
    return plan_change_end(&act, set_write(&act, change), "aspirant.changed");
}

static int why_check(const char *why)
{
    for (size_t i = 0; aspirant_left_whys[i]; i++)
        if (!why || text_equal(why, aspirant_left_whys[i]))
            return 0;
    return fail_at(FAIL_INPUT, REASON_NONE, "why",
                   "'%s' is none of the reasons other-job, moved, studies, no-post, other", why);
}

static int leave_write(struct plan_change *act, int on, const char *why)
{
    struct records *records = act->site->records;
    struct aspirant aspirant;
    TRY(aspirant_row_of(records, act->person, &act->change.arena, &aspirant));
    TRY(why_check(why));
    TRY(plan_check_day(on));
    int began = aspirant.placed_on != DAY_NONE ? aspirant.placed_on : aspirant.began_on;
    if (aspirant.left_on != DAY_NONE)
        return fail(FAIL_RULE, "person '%s': has left already", act->person->id);
    if (on < began)
        return fail_at(FAIL_INPUT, REASON_NONE, "on", "person '%s': had not begun by then", act->person->id);
    aspirant.left_on = on;
    aspirant.left_why = why;
    json_put_day(&act->change.json, "on", on);
    TRY(aspirant_end_plan(act, &aspirant, on));
    return aspirant_row_put(records, &aspirant);
}

int aspirant_leave(struct site *site, const struct actor *actor, struct subject_ref person, int on, const char *why)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    TRY(plan_change_begin_ending(&act, person, RIGHT_LEAD));
    return plan_change_end(&act, leave_write(&act, on, text_is_blank(why) ? NULL : why), "aspirant.left");
}
