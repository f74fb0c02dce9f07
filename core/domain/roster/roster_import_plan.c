/* What a file of people means for plans: whose begins, whose first day moves, and what is said instead; see
 * roster_import.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/plan/plan.h"
#include "domain/roster/roster_import_internal.h"

const char *roster_import_day_words(struct arena *arena, int day)
{
    char words[DAY_TEXT_BYTES];
    return day == DAY_NONE ? NULL : arena_copy_string(arena, day_format(day, words));
}

bool roster_import_is_own(const struct roster_import_run *roster_import_run, const struct roster_import_known *known)
{
    return known && known->person.key == roster_import_run->actor->key;
}

static void plan_note(struct roster_import_run *roster_import_run, const struct roster_import_subject *subject,
                      const char *message_id, int was)
{
    struct arena *arena = roster_import_run->arena;
    const char *arguments[ROSTER_ARGUMENTS_MAX] = {subject->known->person.id, roster_import_day_words(arena, was),
                                                   roster_import_day_words(arena, subject->start)};
    roster_note_add_three(&roster_import_run->roster->notes, subject->row->line, message_id, arguments);
}

/* Whether something is done in the plan; a failure counts as such, and is said when it is moved. */
static bool is_begun(struct roster_import_run *roster_import_run, const struct roster_import_subject *subject)
{
    struct subject whom;
    bool is_begun = true;
    int result =
        subject_of_person(roster_import_run->site->records, roster_import_run->actor, &subject->known->person, &whom);
    if (result == 0)
        result = plan_is_begun(roster_import_run->site, &whom, roster_import_run->programme, &is_begun);
    if (result != 0)
        fail_forget();
    return is_begun;
}

/* A plan that runs, and another first day in the file. */
static void plan_move_reckon(struct roster_import_run *roster_import_run, const struct roster_import_subject *subject,
                             struct roster_import_person *person)
{
    if (subject->known->started != subject->known->plan_start)
        plan_note(roster_import_run, subject,
                  N_("'%s': the plan begins %s and the file says %s; it stays, since no file made it begin then"),
                  subject->known->plan_start);
    else if (!roster_import_run->may_start || roster_import_is_own(roster_import_run, subject->known))
        roster_import_run->starts_left++;
    else if (is_begun(roster_import_run, subject))
        plan_note(roster_import_run, subject,
                  N_("'%s': the plan begins %s and the file says %s; it stays, since something is done in it"),
                  subject->known->plan_start);
    else {
        person->has_move = true;
        person->plan_was = subject->known->plan_start;
        person->plan_from = subject->start;
    }
}

/* Whoever has or had a plan of the programme gets no other one: what the file says of the first day is done or said. */
static void plan_again_reckon(struct roster_import_run *roster_import_run, const struct roster_import_subject *subject,
                              struct roster_import_person *person)
{
    bool runs = subject->known->plan_start != DAY_NONE, has_day = subject->start != DAY_NONE;
    if (runs && has_day && subject->start != subject->known->plan_start)
        plan_move_reckon(roster_import_run, subject, person);
    else if (runs && person->is_opened)
        plan_note(roster_import_run, subject, N_("'%s' is back: the plan from %s runs on, with what is done in it"),
                  subject->known->plan_start);
    else if (!runs && (person->is_opened ||
                       (has_day && subject->known->started != DAY_NONE && subject->known->started != subject->start)))
        plan_note(roster_import_run, subject,
                  N_("'%s' has had the programme before and gets no other plan of it by a file; a manager or HR starts "
                     "one, if it is to be done again"),
                  DAY_NONE);
}

void roster_import_plan_compute(struct roster_import_run *roster_import_run,
                                const struct roster_import_subject *subject, struct roster_import_person *person)
{
    if (!subject->is_active || !(subject->roles & ROLE_LEARNER) || !roster_import_run->programme)
        return;
    if (subject->known && subject->known->had_plan) {
        plan_again_reckon(roster_import_run, subject, person);
        return;
    }
    if (subject->start == DAY_NONE)
        return;
    if (subject->start < roster_import_run->plans_from) {
        roster_import_run->old_starts++;
        return;
    }
    if (!roster_import_run->may_start) {
        roster_import_run->starts_left++;
        return;
    }
    if (roster_import_is_own(roster_import_run, subject->known)) {
        roster_note_add(&roster_import_run->roster->notes, subject->row->line,
                        N_("'%s' gets no plan: nobody starts one for oneself"), subject->id, NULL);
        return;
    }
    person->has_plan = true;
    person->plan_from = subject->start;
}
