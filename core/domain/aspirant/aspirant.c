/* Stores who is an aspirant, with its days; see aspirant.h. */
#include "domain/aspirant/aspirant.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/aspirant/aspirant_internal.h"
#include "domain/aspirant/consent.h"
#include "domain/aspirant/hours.h"
#include "domain/people/identifier.h"
#include "domain/people/person_internal.h"

static const struct query row_of = {"aspirant.of", NULL,
                                    "SELECT " ASPIRANT_COLUMNS " FROM aspirant WHERE person_key = ?1"};

#define ROW_COLUMN(kind, member, name) COLUMN_OF(struct aspirant, kind, member),
#define ROW_PARAMETER(kind, member, name) ", ?"
#define ROW_UPDATE(kind, member, name) ", " name " = excluded." name
#define ROW_NAMES ASPIRANT_LIST(COLUMN_NEXT_SQL)
#define ROW_PARAMETERS ASPIRANT_LIST(ROW_PARAMETER)
#define ROW_UPDATES ASPIRANT_LIST(ROW_UPDATE)
static const struct column aspirant_columns[] = {ASPIRANT_LIST(ROW_COLUMN)};

static const struct query row_put = {
    "aspirant.put", "aspirant",
    "INSERT INTO aspirant (person_key, salt" ROW_NAMES ") VALUES (?, ?" ROW_PARAMETERS ")"
    " ON CONFLICT (person_key) DO UPDATE SET salt = excluded.salt" ROW_UPDATES " RETURNING *"};
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

static bool has_come(int day, int today)
{
    return day != DAY_NONE && day <= today;
}

static enum aspirant_stage stage_on(const struct aspirant *aspirant, int today)
{
    if (has_come(aspirant->left_on, today))
        return ASPIRANT_LEFT;
    if (has_come(aspirant->hired_on, today))
        return ASPIRANT_HIRED;
    if (has_come(aspirant->began_on, today))
        return ASPIRANT_BESIDE;
    return has_come(aspirant->placed_on, today) ? ASPIRANT_PLACEMENT : ASPIRANT_AHEAD;
}

void aspirant_row_read(const struct rows *rows, int first, struct arena *arena, struct aspirant *aspirant)
{
    aspirant->consented_at = row_number(rows, first);
    columns_read(aspirant_columns, COUNT_OF(aspirant_columns), rows, first + 1, arena, aspirant);
    aspirant->stage = stage_on(aspirant, clock_today());
}

static int row_find(struct records *records, const struct person *person, struct arena *arena,
                    struct aspirant *ret_aspirant, bool *ret_is_there)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &row_of, BIND(value_number(person->key)), &rows));
    *ret_is_there = rows_next(&rows);
    if (*ret_is_there) {
        *ret_aspirant = (struct aspirant){.person = *person};
        aspirant_row_read(&rows, 0, arena, ret_aspirant);
    }
    return rows_result(&rows);
}

int aspirant_row_of(struct records *records, const struct person *person, struct arena *arena,
                    struct aspirant *ret_aspirant)
{
    bool is_there;
    TRY(row_find(records, person, arena, ret_aspirant, &is_there));
    return is_there ? 0 : fail_at(FAIL_NOT_FOUND, REASON_NO_ASPIRANT, NULL, "person '%s': is no aspirant", person->id);
}

int aspirant_is_one(struct records *records, int64_t person_key, bool *ret_is_one)
{
    static const struct query count = {"aspirant.is_one", NULL, "SELECT count(*) FROM aspirant WHERE person_key = ?1"};
    int64_t found = 0;
    TRY(records_number(records, &count, BIND(value_number(person_key)), 0, &found));
    *ret_is_one = found > 0;
    return 0;
}

int aspirant_row_put(struct records *records, const struct aspirant *aspirant)
{
    unsigned char salt[PERSON_SALT_BYTES];
    secret_random(salt, sizeof salt);
    struct value values[2 + COUNT_OF(aspirant_columns)] = {value_number(aspirant->person.key),
                                                           value_bytes(salt, sizeof salt)};
    columns_bind(aspirant_columns, COUNT_OF(aspirant_columns), aspirant, values + 2);
    return records_write(records, &row_put, (struct binding){values, COUNT_OF(values)}, NULL);
}

int aspirant_end(const struct aspirant *aspirant)
{
    int hired = aspirant->hired_on, left = aspirant->left_on;
    if (hired == DAY_NONE || left == DAY_NONE)
        return hired == DAY_NONE ? left : hired;
    return hired < left ? hired : left;
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
    TRY(row_find(records, act->person, &act->change.arena, &aspirant, &is_there));
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
    json_put_number(&act->change.json, "minimum", aspirant.minimum);
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
    TRY(plan_change_begin(&act, person, RIGHT_LEAD));
    return plan_change_end(&act, leave_write(&act, on, text_is_blank(why) ? NULL : why), "aspirant.left");
}
