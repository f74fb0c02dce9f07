/* Starts and shifts plans and shows them with dates, states and differences; see plan.h. */
#include "domain/plan/plan.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"
#include "base/map.h"
#include "domain/plan/plan_rows.h"
#include "domain/plan/progress.h"

#define LEAVE_DAYS_MOST (5 * 366)
#define AWAY_DAYS_MOST (100 * 366)

static const struct query plan_insert = {
    "plan.insert", "plan",
    "INSERT INTO plan (key, person_key, programme, start)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM plan), ?1, ?2, ?3) RETURNING *"};
static const struct query plan_running_of = {
    "plan.running_of", NULL,
    "SELECT count(*) FROM plan WHERE person_key = ?1 AND programme = ?2 AND (ended_on IS NULL OR ended_on >= ?3)"};
static const struct query leave_insert = {"plan_leave.insert", "plan_leave",
                                          "INSERT INTO plan_leave (key, plan_key, first, last, told_on)"
                                          " SELECT (SELECT coalesce(max(key), 0) FROM plan_leave) + row_number() OVER "
                                          "(ORDER BY key), key, ?2, ?3, ?4 FROM plan WHERE person_key = ?1"
                                          " AND (ended_on IS NULL OR ended_on >= ?4) RETURNING *"};
static const struct query share_insert = {"plan_share.insert", "plan_share",
                                          "INSERT INTO plan_share (key, plan_key, first, percent)"
                                          " SELECT (SELECT coalesce(max(key), 0) FROM plan_share) + row_number() OVER "
                                          "(ORDER BY key), key, ?2, ?3 FROM plan WHERE person_key = ?1"
                                          " AND (ended_on IS NULL OR ended_on >= ?4) RETURNING *"};
static const struct query leaves_count = {
    "plan_leave.count", NULL,
    "SELECT count(*) FROM plan_leave JOIN plan ON plan.key = plan_leave.plan_key WHERE plan.person_key = ?1"};

/* ---- starting and shifting ---- */

struct change {
    struct site *site;
    const struct actor *actor;
    struct arena arena;
    struct person person;
    struct text data;
    const char *programme;
    int first, last, percent;
};

static void change_finish(struct change *change)
{
    arena_finish(&change->arena);
    text_finish(&change->data);
}

static int change_end(struct change *change, int result, const char *kind)
{
    struct json json = JSON(&change->data);
    json_object(&json);
    if (change->programme)
        json_put_string(&json, "programme", change->programme);
    json_put_day(&json, "from", change->first);
    if (change->last != DAY_NONE)
        json_put_day(&json, "to", change->last);
    if (change->percent)
        json_put_number(&json, "percent", change->percent);
    json_end(&json);
    return records_end(
        change->site->records, result,
        &(struct event){
            .actor = change->actor, .kind = kind, .about = change->person.rid, .data = text_string(&change->data)});
}

/* The person, if the actor leads them or is HR and may see them, and the account is active. */
static int person_led(struct change *change, const char *person_id, bool is_open_to_hr)
{
    struct records *records = change->site->records;
    TRY(person_find(records, person_id, &change->arena, &change->person));
    int64_t key = change->person.key;
    bool is_hr =
        is_open_to_hr && (change->actor->roles & ROLE_HR) && access_may(records, change->actor, RIGHT_SEE_DATES, key);
    if (!is_hr)
        TRY(access_check(records, change->actor, RIGHT_LEAD, key));
    if (!text_equal(change->person.status, "active"))
        return fail(FAIL_RULE, "person '%s': the account is not active", person_id);
    return 0;
}

static int start_write(struct change *change, const char *person_id)
{
    struct content_programme programme;
    int64_t running = 0;
    TRY(person_led(change, person_id, true));
    TRY(content_programme(change->site->content, change->programme, &change->arena, &programme));
    TRY(records_number(change->site->records, &plan_running_of,
                       BIND(of_number(change->person.key), of_text(change->programme), of_number(clock_today())), 0,
                       &running));
    if (running)
        return fail(FAIL_RULE, "person '%s': programme '%s' runs already", person_id, change->programme);
    return records_write(change->site->records, &plan_insert,
                         BIND(of_number(change->person.key), of_text(change->programme), of_number(change->first)),
                         NULL);
}

/* A mistyped year would give dates that no calendar shows. */
static int check_near(int day)
{
    char shown[DAY_TEXT_BYTES];
    int away = day - clock_today();
    return away > -AWAY_DAYS_MOST && away < AWAY_DAYS_MOST
               ? 0
               : fail(FAIL_INPUT, "'%s' is more than a hundred years away", day_format(day, shown));
}

int plan_start(struct site *site, const struct actor *actor, const char *person_id, const char *programme, int from)
{
    CLEANUP(change_finish)
    struct change change = {
        .site = site, .actor = actor, .data = TEXT(4096), .programme = programme, .first = from, .last = DAY_NONE};
    TRY(check_near(from));
    TRY(records_begin(site->records));
    return change_end(&change, start_write(&change, person_id), "plan.started");
}

static int fail_no_plan(const char *person_id)
{
    return fail(FAIL_NOT_FOUND, "person '%s': has no plan that runs", person_id);
}

static int leave_write(struct change *change, const char *person_id)
{
    struct records *records = change->site->records;
    int64_t key = 0, told = 0;
    TRY(person_led(change, person_id, false));
    TRY(records_number(records, &leaves_count, BIND(of_number(change->person.key)), 0, &told));
    if (told >= DUE_LEAVES_MOST)
        return fail(FAIL_LIMIT, "person '%s': has %d leaves already", person_id, DUE_LEAVES_MOST);
    TRY(records_write(records, &leave_insert,
                      BIND(of_number(change->person.key), of_number(change->first), of_number(change->last),
                           of_number(clock_today())),
                      &key));
    return key ? 0 : fail_no_plan(person_id);
}

int plan_leave(struct site *site, const struct actor *actor, const char *person_id, int first, int last)
{
    CLEANUP(change_finish)
    struct change change = {.site = site, .actor = actor, .data = TEXT(4096), .first = first, .last = last};
    if (last < first)
        return fail(FAIL_INPUT, "leave: ends before it begins");
    if (last - first >= LEAVE_DAYS_MOST)
        return fail(FAIL_INPUT, "leave: is longer than five years");
    TRY(check_near(first));
    TRY(records_begin(site->records));
    return change_end(&change, leave_write(&change, person_id), "plan.leave_told");
}

static int share_write(struct change *change, const char *person_id)
{
    int64_t key = 0;
    TRY(person_led(change, person_id, false));
    TRY(records_write(change->site->records, &share_insert,
                      BIND(of_number(change->person.key), of_number(change->first), of_number(change->percent),
                           of_number(clock_today())),
                      &key));
    return key ? 0 : fail_no_plan(person_id);
}

int plan_share(struct site *site, const struct actor *actor, const char *person_id, int percent, int first)
{
    CLEANUP(change_finish)
    struct change change = {
        .site = site, .actor = actor, .data = TEXT(4096), .first = first, .last = DAY_NONE, .percent = percent};
    if (percent < 1 || percent > 100)
        return fail(FAIL_INPUT, "share: %d is not between 1 and 100 percent", percent);
    TRY(check_near(first));
    TRY(records_begin(site->records));
    return change_end(&change, share_write(&change, person_id), "plan.share_set");
}

/* ---- showing ---- */

/* What the items of one plan are made from. */
struct showing {
    struct site *site;
    struct arena *arena;
    struct plan *plan;
    struct progress_list progress;
    struct map progress_by_step; /* of what has not been shown yet */
    struct due_shifts shifts;
};

static void showing_finish(struct showing *showing)
{
    map_finish(&showing->progress_by_step);
}

static int item_add(struct showing *showing, const struct content_entry *entry, const struct progress *progress,
                    int due)
{
    static const struct progress nothing = {.state = STATE_TODO, .until = DAY_NONE};
    struct progress_deltas deltas = {{DELTA_NONE, DAY_NONE}, {DELTA_NONE, DAY_NONE}};
    if (progress && !entry->is_retired && !entry->is_hidden)
        TRY(progress_deltas(showing->site->content, progress, entry, &deltas));
    showing->plan->items[showing->plan->count++] = progress_item(entry, progress ? progress : &nothing, &deltas, due);
    return 0;
}

static int items_of_programme(struct showing *showing, const struct content_entries *entries)
{
    struct plan *plan = showing->plan;
    for (size_t i = 0; i < entries->count; i++) {
        const struct content_entry *entry = &entries->items[i];
        const struct progress *progress = map_get(&showing->progress_by_step, entry->id);
        if (!progress && !plan_concerns(entry, plan->person.background))
            continue;
        TRY(item_add(showing, entry, progress, due_moved(plan->start, entry->due, &showing->shifts)));
    }
    return 0;
}

/* A step that the person did and the programme does not show: true if it is shown nowhere any more, and once belonged
 * here as far as anybody knows. */
static int look_if_gone(struct showing *showing, const struct progress *progress, struct content_entry *ret_entry,
                        bool *ret_is_gone)
{
    int result = content_step(showing->site->content, progress->step, showing->arena, ret_entry);
    *ret_is_gone = result == FAIL_NOT_FOUND;
    if (result == FAIL_NOT_FOUND)
        *ret_entry = progress_gone_entry(progress->step);
    else if (result != 0)
        return result;
    else if (ret_entry->is_hidden || ret_entry->is_retired)
        *ret_is_gone = !ret_entry->programme || text_equal(ret_entry->programme, showing->plan->programme);
    return 0;
}

/* Steps that are no longer in the edition keep showing what was done, after the others. */
static int items_gone(struct showing *showing, size_t shown)
{
    CLEANUP(map_finish) struct map known = {0};
    for (size_t i = 0; i < shown; i++)
        map_put(&known, showing->plan->items[i].step.id, &showing->plan->items[i]);
    for (size_t i = 0; i < showing->progress.count; i++) {
        const struct progress *progress = &showing->progress.items[i];
        struct content_entry entry;
        bool is_gone = false;
        if (progress->state == STATE_TODO || map_get(&known, progress->step))
            continue;
        TRY(look_if_gone(showing, progress, &entry, &is_gone));
        if (is_gone)
            TRY(item_add(showing, &entry, progress, DAY_NONE));
    }
    return 0;
}

static int items_fill(struct showing *showing)
{
    struct content_entries entries = {0};
    struct content_programme programme;
    struct plan *plan = showing->plan;
    int result = content_programme(showing->site->content, plan->programme, showing->arena, &programme);
    if (result == 0) {
        plan->programme_title = programme.title;
        TRY(content_programme_steps(showing->site->content, plan->programme, showing->arena, &entries));
    } else if (result != FAIL_NOT_FOUND) {
        return result;
    }
    plan->items = arena_zeroed(showing->arena, (entries.count + showing->progress.count + 1) * sizeof *plan->items);
    for (size_t i = 0; i < showing->progress.count; i++)
        map_put(&showing->progress_by_step, showing->progress.items[i].step, &showing->progress.items[i]);
    TRY(items_of_programme(showing, &entries));
    return items_gone(showing, plan->count);
}

static int show(struct site *site, const struct actor *actor, const struct person *person, const char *programme,
                struct arena *arena, struct plan *ret_plan)
{
    struct plan_row row;
    struct plan plan = {.person = *person};
    CLEANUP(showing_finish) struct showing showing = {.site = site, .arena = arena, .plan = &plan};
    TRY(access_check(site->records, actor, RIGHT_SEE_DATES, person->key));
    TRY(plan_row_newest(site->records, person->key, programme, arena, &row));
    if (!row.key && programme)
        return fail(FAIL_NOT_FOUND, "person '%s': has no plan of programme '%s'", person->id, programme);
    if (!row.key)
        return fail_no_plan(person->id);
    TRY(content_edition(site->content, &plan.edition));
    plan.edition = arena_copy_string(arena, plan.edition);
    plan.key = row.key;
    plan.programme = plan.programme_title = row.programme;
    plan.start = row.start;
    plan.ended_on = row.ended_on;
    TRY(plan_row_shifts(site->records, row.key, arena, &showing.shifts));
    TRY(progress_of_person(site->records, person->key, arena, &showing.progress));
    TRY(items_fill(&showing));
    *ret_plan = plan;
    return 0;
}

int plan_show(struct site *site, const struct actor *actor, const struct person *person, const char *programme,
              struct arena *arena, struct plan *ret_plan)
{
    TRY(content_read_begin(site->content));
    int result = show(site, actor, person, programme, arena, ret_plan);
    content_read_end(site->content);
    return result;
}

/* ---- one step ---- */

/* The due date of the step in the person's newest running plan. */
static int due_of(struct site *site, const struct person *person, const struct content_entry *entry, int *ret_due)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct plan_row row;
    struct due_shifts shifts;
    bool has_step = false;
    *ret_due = DAY_NONE;
    TRY(plan_row_newest(site->records, person->key, NULL, &arena, &row));
    if (!row.key || entry->due.unit == DUE_NONE || !plan_concerns(entry, person->background))
        return 0;
    TRY(content_programme_has(site->content, row.programme, entry->id, &has_step));
    if (!has_step)
        return 0;
    TRY(plan_row_shifts(site->records, row.key, &arena, &shifts));
    *ret_due = due_moved(row.start, entry->due, &shifts);
    return 0;
}

int plan_step(struct site *site, const struct actor *actor, const struct person *person, const char *step,
              struct arena *arena, struct plan_item *ret_item)
{
    struct progress progress;
    struct progress_deltas deltas = {{DELTA_NONE, DAY_NONE}, {DELTA_NONE, DAY_NONE}};
    struct content_entry entry;
    int due = DAY_NONE;
    TRY(access_check(site->records, actor, RIGHT_SEE_DATES, person->key));
    TRY(progress_of_step(site->records, person->key, arena_copy_string(arena, step), arena, &progress));
    int result = content_step(site->content, step, arena, &entry);
    if (result == FAIL_NOT_FOUND && progress.step_key) {
        entry = progress_gone_entry(progress.step);
    } else {
        TRY(result);
        if (!entry.is_retired && !entry.is_hidden)
            TRY(progress_deltas(site->content, &progress, &entry, &deltas));
        TRY(due_of(site, person, &entry, &due));
    }
    *ret_item = progress_item(&entry, &progress, &deltas, due);
    return 0;
}

int step_unmet(struct site *site, const struct actor *actor, const struct person *person, const char *step,
               struct arena *arena, struct content_ids *ret_ids)
{
    struct content_ids before;
    struct plan_item item;
    TRY(content_requires(site->content, step, arena, &before));
    *ret_ids = (struct content_ids){.items = arena_zeroed(arena, (before.count + 1) * sizeof *before.items)};
    for (size_t i = 0; i < before.count; i++) {
        int result = plan_step(site, actor, person, before.items[i], arena, &item);
        if (result != 0 && result != FAIL_NOT_FOUND)
            return result;
        if (result == 0 && !plan_item_is_finished(&item))
            ret_ids->items[ret_ids->count++] = before.items[i];
    }
    return 0;
}
