/* Holds a plan against its programme; see deviation.h. */
#include "domain/plan/deviation.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/map.h"
#include "base/workday.h"
#include "domain/people/naming.h"
#include "domain/plan/added_step.h"
#include "domain/plan/plan_rows.h"
#include "domain/progress/decision.h"
#include "domain/progress/state.h"

#include <assert.h>

static const char *const kind_words[] = {
    [DEVIATION_LEAVE] = "leave",           [DEVIATION_SHARE] = "share",       [DEVIATION_BACKGROUND] = "background",
    [DEVIATION_ADDED] = "added",           [DEVIATION_REPLACED] = "replaced", [DEVIATION_SKIPPED] = "skipped",
    [DEVIATION_RECOGNISED] = "recognised",
};

const char *deviation_kind_word(enum deviation_kind kind)
{
    return kind_words[kind];
}

/* One thing that may be the last of the plan: when it is due, and when it would be without its deviation. */
struct candidate {
    struct due due;
    const struct added_step *own; /* NULL: a step of the programme */
    const struct content_entry *replaced;
    int now, otherwise; /* DAY_NONE: it is not in the plan */
    struct deviation *deviation;
    bool is_waiting; /* for the end of a leave until further notice */
};

struct comparison {
    struct site *site;
    struct arena *arena;
    const struct subject *subject;
    const struct plan *plan;
    struct content_entries entries;
    struct added_steps own;
    struct due_reschedules reschedules;
    struct decision *decisions;
    size_t decision_count;
    bool may_read;
    struct map items; /* of the plan, by step */
    struct candidate *candidates;
    size_t candidate_count;
    struct deviations *found;
};

static void comparison_finish(struct comparison *comparison)
{
    map_finish(&comparison->items);
}

static struct deviation *deviation_add(struct comparison *comparison, enum deviation_kind kind)
{
    struct deviation *deviation = &comparison->found->items[comparison->found->count++];
    *deviation = (struct deviation){.kind = kind, .template_due = DAY_NONE, .due = DAY_NONE, .is_in_use = true};
    return deviation;
}

static struct candidate *candidate_add(struct comparison *comparison, const struct content_entry *entry,
                                       struct deviation *deviation)
{
    struct candidate *candidate = &comparison->candidates[comparison->candidate_count++];
    *candidate = (struct candidate){.due = entry->due, .now = DAY_NONE, .otherwise = DAY_NONE, .deviation = deviation};
    return candidate;
}

static int moved(const struct comparison *comparison, const struct candidate *candidate,
                 const struct due_reschedules *reschedules)
{
    if (candidate->own)
        return added_step_due(candidate->own, candidate->replaced, comparison->plan->start, reschedules);
    return due_moved(comparison->plan->start, candidate->due, reschedules);
}

/* ---- each kind ---- */

static int shifts_add(struct comparison *comparison)
{
    struct reschedule *reschedules;
    size_t count;
    int start = comparison->plan->start;
    TRY(plan_reschedules(comparison->site->records, comparison->subject, comparison->plan->key, comparison->arena,
                         &reschedules, &count));
    for (size_t i = 0; i < count; i++) {
        if (reschedules[i].is_leave && reschedules[i].leave.last != DAY_NONE && reschedules[i].leave.last < start)
            continue;
        struct deviation *deviation =
            deviation_add(comparison, reschedules[i].is_leave ? DEVIATION_LEAVE : DEVIATION_SHARE);
        int first = reschedules[i].leave.first > start ? reschedules[i].leave.first : start;
        deviation->reschedule = reschedules[i];
        deviation->by_name = reschedules[i].told_by;
        deviation->at = instant_at(reschedules[i].told_on, 0, 0);
        if (reschedules[i].is_leave && reschedules[i].leave.last != DAY_NONE)
            deviation->days = workday_count(first, reschedules[i].leave.last);
    }
    return 0;
}

static void decision_fill(struct deviation *deviation, const struct decision *decision)
{
    deviation->by_name = decision->by_name;
    deviation->because = decision->because;
    deviation->at = decision->at;
    deviation->due = decision->state == STATE_SKIPPED ? decision->until : DAY_NONE;
}

/* A step of the programme that is in the plan as such: decided upon or not. */
static void item_compare(struct comparison *comparison, const struct plan_item *item, const struct content_entry *entry)
{
    const struct decision *decision = decision_find(comparison->decisions, comparison->decision_count, item->step.id);
    struct deviation *deviation = NULL;
    if (decision) {
        deviation =
            deviation_add(comparison, decision->state == STATE_SKIPPED ? DEVIATION_SKIPPED : DEVIATION_RECOGNISED);
        deviation->step = item->step.id;
        deviation->title = item->step.title;
        deviation->template_due = item->template_due;
        decision_fill(deviation, decision);
    }
    struct candidate *candidate = candidate_add(comparison, entry, deviation);
    candidate->otherwise = item->due;
    candidate->now = deviation ? deviation->due : item->due;
    candidate->is_waiting = !deviation && item->due == DAY_NONE && entry->due.unit != DUE_NONE;
}

static void background_add(struct comparison *comparison, const struct content_entry *entry)
{
    struct deviation *deviation = deviation_add(comparison, DEVIATION_BACKGROUND);
    deviation->step = entry->id;
    deviation->title = entry->title;
    deviation->template_due = due_day(comparison->plan->start, entry->due);
    struct candidate *candidate = candidate_add(comparison, entry, deviation);
    candidate->otherwise = moved(comparison, candidate, &comparison->reschedules);
}

/* `replaced` is the programme's entry, NULL for a step beside the others. */
static int own_add(struct comparison *comparison, const struct added_step *own, const struct content_entry *replaced)
{
    struct content_entry entry;
    const struct plan_item *item = map_get(&comparison->items, own->step);
    struct deviation *deviation = deviation_add(comparison, replaced ? DEVIATION_REPLACED : DEVIATION_ADDED);
    TRY(added_step_entry(comparison->site->content, own, comparison->arena, &entry, &deviation->is_in_use));
    deviation->other = own->step;
    deviation->other_title = deviation->is_in_use ? entry.title : own->step;
    TRY(naming_name(comparison->site->records, &comparison->subject->viewer, own->by_key, comparison->arena,
                    &deviation->by_name));
    deviation->because = comparison->may_read ? own->because : NULL;
    deviation->at = own->at;
    deviation->due = item ? item->due : DAY_NONE;
    if (replaced) {
        deviation->step = replaced->id;
        deviation->title = replaced->title;
        deviation->template_due = due_day(comparison->plan->start, replaced->due);
    }
    if (!deviation->is_in_use || !item || !item->is_own)
        return 0;
    struct candidate *candidate = candidate_add(comparison, replaced ? replaced : &entry, deviation);
    candidate->own = own;
    candidate->replaced = replaced;
    candidate->now = item->due;
    candidate->is_waiting =
        item->due == DAY_NONE && (own->due != DAY_NONE || (replaced && replaced->due.unit != DUE_NONE));
    candidate->otherwise =
        replaced ? due_moved(comparison->plan->start, replaced->due, &comparison->reschedules) : DAY_NONE;
    return 0;
}

static int steps_compare(struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->entries.count; i++) {
        const struct content_entry *entry = &comparison->entries.items[i];
        const struct plan_item *item = map_get(&comparison->items, entry->id);
        const struct added_step *own = added_steps_instead_of(&comparison->own, entry->id);
        if (own)
            TRY(own_add(comparison, own, entry));
        if (item && !item->is_own)
            item_compare(comparison, item, entry);
        else if (!item && !own)
            background_add(comparison, entry);
    }
    for (size_t i = 0; i < comparison->own.count; i++) {
        const struct added_step *own = &comparison->own.items[i];
        bool is_told = false;
        for (size_t j = 0; j < comparison->found->count && !is_told; j++)
            is_told = text_equal(comparison->found->items[j].other, own->step);
        if (!is_told)
            TRY(own_add(comparison, own, NULL));
    }
    return 0;
}

/* ---- the end ---- */

static int later(int a, int b)
{
    return a > b ? a : b; /* DAY_NONE is before every day */
}

/* The last day, but for one candidate (NULL: of all). */
static int end_without(const struct comparison *comparison, const struct candidate *but)
{
    int end = DAY_NONE;
    for (size_t i = 0; i < comparison->candidate_count; i++)
        if (&comparison->candidates[i] != but)
            end = later(end, comparison->candidates[i].now);
    return end;
}

/* The plan's last day without that leave or share. */
static int end_without_shift(const struct comparison *comparison, const struct reschedule *reschedule)
{
    struct due_leave leaves[DUE_LEAVES_MAX];
    struct due_share shares[DUE_LEAVES_MAX];
    struct due_reschedules rest = {.leaves = leaves, .shares = shares};
    int end = DAY_NONE;
    for (size_t i = 0; i < comparison->reschedules.leave_count; i++)
        if (!reschedule->is_leave || comparison->reschedules.leaves[i].key != reschedule->key)
            leaves[rest.leave_count++] = comparison->reschedules.leaves[i];
    for (size_t i = 0; i < comparison->reschedules.share_count; i++)
        if (reschedule->is_leave || comparison->reschedules.shares[i].key != reschedule->key)
            shares[rest.share_count++] = comparison->reschedules.shares[i];
    for (size_t i = 0; i < comparison->candidate_count; i++) {
        const struct candidate *candidate = &comparison->candidates[i];
        bool is_scheduled =
            candidate->is_waiting || (candidate->now != DAY_NONE && candidate->now == candidate->otherwise);
        is_scheduled = is_scheduled || (candidate->own && candidate->now != DAY_NONE);
        end = later(end, is_scheduled ? moved(comparison, candidate, &rest) : candidate->now);
    }
    return end;
}

static void end_explain(struct comparison *comparison)
{
    struct deviations *found = comparison->found;
    found->template_end = DAY_NONE;
    for (size_t i = 0; i < comparison->entries.count; i++)
        found->template_end =
            later(found->template_end, due_day(comparison->plan->start, comparison->entries.items[i].due));
    found->end = end_without(comparison, NULL);
    for (size_t i = 0; i < comparison->candidate_count; i++) {
        struct candidate *candidate = &comparison->candidates[i];
        found->is_end_open = found->is_end_open || candidate->is_waiting;
        if (candidate->deviation)
            candidate->deviation->moves_end =
                later(end_without(comparison, candidate), candidate->otherwise) != found->end;
    }
    for (size_t i = 0; i < found->count; i++)
        if (found->items[i].kind <= DEVIATION_SHARE)
            found->items[i].moves_end = end_without_shift(comparison, &found->items[i].reschedule) != found->end;
}

/* ---- all of it ---- */

static void kinds_sort(struct comparison *comparison)
{
    struct deviations *found = comparison->found;
    struct deviation *sorted = arena_zeroed(comparison->arena, (found->count + 1) * sizeof *sorted);
    size_t count = 0;
    for (int kind = DEVIATION_LEAVE; kind <= DEVIATION_RECOGNISED; kind++)
        for (size_t i = 0; i < found->count; i++)
            if ((int)found->items[i].kind == kind)
                sorted[count++] = found->items[i];
    found->items = sorted;
}

static int compare(struct comparison *comparison)
{
    const struct plan *plan = comparison->plan;
    struct records *records = comparison->site->records;
    int result =
        content_programme_steps(comparison->site->content, plan->programme, comparison->arena, &comparison->entries);
    if (result != 0 && result != FAIL_NOT_FOUND)
        return result;
    TRY(added_steps_of(records, plan->key, comparison->arena, &comparison->own));
    TRY(plan_row_reschedules(records, plan->key, comparison->arena, &comparison->reschedules));
    size_t most = comparison->entries.count + comparison->own.count + 1;
    comparison->candidates = arena_zeroed(comparison->arena, 2 * most * sizeof *comparison->candidates);
    comparison->found->items =
        arena_zeroed(comparison->arena, 2 * (most + DUE_LEAVES_MAX) * sizeof *comparison->found->items);
    for (size_t i = 0; i < plan->count; i++)
        map_put(&comparison->items, plan->items[i].step.id, &plan->items[i]);
    TRY(shifts_add(comparison));
    TRY(steps_compare(comparison));
    end_explain(comparison);
    kinds_sort(comparison);
    return 0;
}

int deviations_of(struct site *site, const struct subject *subject, const struct plan *plan, struct arena *arena,
                  struct deviations *ret_deviations)
{
    assert(subject->person.key == plan->person.key);
    *ret_deviations = (struct deviations){.template_end = DAY_NONE, .end = DAY_NONE};
    CLEANUP(comparison_finish)
    struct comparison comparison = {
        .site = site, .arena = arena, .subject = subject, .plan = plan, .found = ret_deviations};
    TRY(decisions_of(site, subject, arena, &comparison.decisions, &comparison.decision_count));
    comparison.may_read = subject_may(subject, RIGHT_SEE_COMMENTS);
    TRY(content_read_begin(site->content));
    int result = compare(&comparison);
    content_read_end(site->content);
    return result;
}
