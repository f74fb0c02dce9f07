/* Computes the mentors that a file of people names, and their load; see roster_import.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/mentor/mentoring.h"
#include "domain/people/mentor_internal.h"
#include "domain/roster/roster_cell.h"
#include "domain/roster/roster_import_internal.h"

#include <stdio.h>

/* The learners that one mentor would get and lose. */
struct mentor_sum {
    struct roster_import_known *known; /* NULL: new in the file too */
    const char *id;
    double more, less;
    int line; /* the first that gives a learner */
};

struct mentor_sums {
    struct map by_id;
    struct mentor_sum *items; /* room for all subjects, and as many who lose learners */
    size_t count;
};

static void sums_finish(struct mentor_sums *sums)
{
    map_finish(&sums->by_id);
}

static struct mentor_sum *sum_of(struct mentor_sums *sums, const char *id, struct roster_import_known *known)
{
    struct mentor_sum *sum = map_get(&sums->by_id, id);
    if (sum)
        return sum;
    sum = &sums->items[sums->count++];
    *sum = (struct mentor_sum){.known = known, .id = id};
    map_put(&sums->by_id, id, sum);
    return sum;
}

/* The mentor of a row, if they can be one; else a fault. Those hidden from the actor are not there. */
static bool mentor_find(struct roster_import_run *roster_import_run, const struct roster_import_subject *learner,
                        const char *id, struct roster_import_known **ret_known)
{
    struct roster_notes *notes = &roster_import_run->roster->notes;
    const struct roster_import_subject *named = map_get(&roster_import_run->named, id);
    struct roster_import_known *known = map_get(&roster_import_run->known.by_id, id);
    if (!known && !named)
        known = map_get(&roster_import_run->known.by_former_id, id);
    bool is_hidden = known && known->person.is_protected && !(roster_import_run->actor->roles & ROLE_OPERATOR);
    bool is_active = named && !named->is_left ? named->is_active : known && text_equal(known->person.status, "active");
    unsigned roles = named ? named->roles : known ? known->person.roles : 0;
    const char *what =
        text_equal(id, learner->id)                           ? N_("mentor '%s': nobody is one's own mentor")
        : is_hidden || (!known && (!named || named->is_left)) ? N_("mentor '%s': no such person")
        : roster_import_is_own(roster_import_run, known) || roster_import_is_own(roster_import_run, learner->known)
            ? N_("mentor '%s': whoever sends the file chooses no mentor for oneself, and not oneself")
        : !is_active             ? N_("mentor '%s': the account is closed")
        : !(roles & ROLE_MENTOR) ? N_("mentor '%s': has not the role mentor")
                                 : NULL;
    if (what)
        roster_fault(notes, learner->row->line, what, id, NULL);
    *ret_known = known;
    return !what;
}

/* What the learner weighs then: somebody who gets a plan now is new. */
static int weight_of(const struct roster_import_run *roster_import_run, const struct roster_import_subject *learner,
                     bool has_plan, double *ret_weight)
{
    *ret_weight = has_plan ? MENTOR_WEIGHT_NEW : 1;
    if (has_plan || !learner->known)
        return 0;
    return mentor_learner_weight(roster_import_run->site->records, learner->known->person.key, roster_import_run->today,
                                 ret_weight);
}

/* Whether that was agreed already, for now or for later: a file that says so once more changes nothing. */
static bool is_mentor_of(const struct roster_import_known *learner, int64_t mentor_key)
{
    for (size_t i = 0; learner && i < learner->mentor_count; i++)
        if (learner->mentors[i].mentor_key == mentor_key)
            return true;
    return false;
}

static int learner_reckon(struct roster_import_run *roster_import_run, const struct roster_import_subject *learner,
                          struct mentor_sums *sums)
{
    struct roster_import_known *mentor = NULL;
    double weight = 0;
    const char *cell = learner->row->cells[ROSTER_MENTOR];
    if (!*cell || learner->is_left)
        return 0;
    const char *id = roster_cell_id(roster_import_run->arena, cell);
    if (!mentor_find(roster_import_run, learner, id, &mentor) || !learner->is_active)
        return 0;
    id = mentor ? mentor->id : id; /* also where the file has the one or the other */
    if (mentor && is_mentor_of(learner->known, mentor->person.key))
        return 0;
    struct roster_import_known *before =
        learner->known && learner->known->mentor_count
            ? roster_import_known_by_key(&roster_import_run->known, learner->known->mentors[0].mentor_key)
            : NULL;
    if (!roster_import_run->may_start) {
        roster_import_run->mentors_left++;
        return 0;
    }
    struct roster_import_person *person = roster_import_person_of_line(roster_import_run, learner);
    TRY(weight_of(roster_import_run, learner, person->has_plan, &weight));
    person->has_mentor = true;
    person->mentor = id;
    person->mentor_from = learner->start > roster_import_run->today ? learner->start : DAY_NONE;
    struct mentor_sum *sum = sum_of(sums, id, mentor);
    sum->more += weight;
    sum->line = sum->line ? sum->line : learner->row->line;
    if (before)
        sum_of(sums, before->person.id, before)->less += weight;
    return 0;
}

static const char *weight_words(struct roster_import_run *roster_import_run, double weight)
{
    return arena_format(roster_import_run->arena, "%g", weight);
}

/* A remark where the ceiling would be passed; `needs_reason` already where it would be on the way there, since nobody
 * knows in which order learners come and go. */
static int sum_judge(struct roster_import_run *roster_import_run, const struct mentor_sum *sum, bool *ret_needs_reason)
{
    double carries = 0, ceiling = sum->known ? sum->known->person.mentor_ceiling : MENTOR_CEILING;
    int full_until = sum->known ? sum->known->person.full_until : DAY_NONE;
    char day[DAY_TEXT_BYTES];
    if (sum->known)
        TRY(mentor_weight(roster_import_run->site->records, sum->known->person.key, roster_import_run->today, 0,
                          &carries));
    bool is_full = full_until != DAY_NONE && full_until >= roster_import_run->today;
    if (sum->line && mentor_is_over(carries + sum->more - sum->less, ceiling))
        roster_note_add_three(
            &roster_import_run->roster->notes, sum->line, N_("mentor '%s' would carry %s, the ceiling is %s"),
            (const char *const[]){sum->id, weight_words(roster_import_run, carries + sum->more - sum->less),
                                  weight_words(roster_import_run, ceiling)});
    if (sum->line && is_full)
        roster_note_add(&roster_import_run->roster->notes, sum->line, N_("mentor '%s' is full until %s"), sum->id,
                        arena_copy_string(roster_import_run->arena, day_format(full_until, day)));
    bool is_prepared = true;
    if (sum->line && sum->known)
        TRY(mentoring_is_prepared(roster_import_run->site, &sum->known->person, &is_prepared));
    if (!is_prepared)
        roster_note_add(&roster_import_run->roster->notes, sum->line,
                        N_("mentor '%s' has not finished the programme for mentors"), sum->id, NULL);
    *ret_needs_reason = is_full || !is_prepared || mentor_is_over(carries + sum->more, ceiling);
    return 0;
}

int roster_import_mentors_compute(struct roster_import_run *roster_import_run)
{
    CLEANUP(sums_finish)
    struct mentor_sums sums = {.items = arena_zeroed(roster_import_run->arena,
                                                     (2 * roster_import_run->subject_count + 1) * sizeof *sums.items)};
    struct roster_import *import = roster_import_run->import;
    for (size_t i = 0; i < roster_import_run->subject_count; i++)
        TRY(learner_reckon(roster_import_run, &roster_import_run->subjects[i], &sums));
    for (size_t i = 0; i < sums.count; i++) {
        bool needs_reason = false;
        TRY(sum_judge(roster_import_run, &sums.items[i], &needs_reason));
        sums.items[i].line = needs_reason;
    }
    for (size_t i = 0; i < import->count; i++)
        if (import->people[i].has_mentor) {
            const struct mentor_sum *sum = map_get(&sums.by_id, import->people[i].mentor);
            import->people[i].needs_reason = sum->line;
        }
    return 0;
}
