/* Lets somebody in the demonstration keep up with a plan, through the domain; see demo_keep_up.h. */
#include "domain/admin/demo_keep_up.h"

#include "base/clock.h"
#include "domain/admin/demo_script.h"
#include "domain/people/mentor.h"
#include "domain/progress/state.h"
#include "domain/signoff/signoff.h"
#include "domain/signoff/step_action.h"

#include <string.h>

#define MINUTES_APART 4
#define ALL_DAYS 180 /* so far ahead, steps without a day are done too */

/* Somebody who keeps up, and those who sign. */
struct participant {
    struct site *site;
    struct arena arena;
    struct person person;
    struct actor self, mentor, manager;
};

static void participant_finish(struct participant *participant)
{
    arena_finish(&participant->arena);
}

static bool is_told(const char *person_id, const char *step)
{
    for (size_t i = 0; i < demo_acts_count; i++)
        if (text_equal(demo_acts[i].about, person_id) && text_equal(demo_acts[i].what, step))
            return true;
    return false;
}

static int participant_begin(struct participant *participant, const char *person_id)
{
    struct records *records = participant->site->records;
    struct person mentor, substitute, manager;
    int64_t manager_key = 0;
    TRY(person_find(records, person_id, &participant->arena, &participant->person));
    TRY(person_actor(records, &participant->person, &participant->self));
    TRY(mentor_manager(records, participant->person.key, 0, &manager_key));
    if (!manager_key)
        return 0;
    TRY(person_by_key(records, manager_key, &participant->arena, &manager));
    TRY(person_actor(records, &manager, &participant->manager));
    TRY(mentor_of(records, participant->person.key, &participant->arena, &mentor, &substitute));
    participant->mentor = participant->manager;
    return mentor.key ? person_actor(records, &mentor, &participant->mentor) : 0;
}

static const char *evidence_of(const struct plan_item *item, bool has_aims)
{
    if (item->step.kind == STEP_CASE || item->step.kind == STEP_QUIZ)
        return evidence_word(EVIDENCE_SIMULATED);
    return evidence_word(has_aims && item->step.kind != STEP_TALK ? EVIDENCE_OBSERVED : EVIDENCE_REPORTED);
}

static int sign(struct participant *participant, const struct plan_item *item)
{
    struct content_aim *aims = NULL;
    size_t count = 0;
    int autonomy = 0;
    TRY(content_aims(participant->site->content, item->step.id, &participant->arena, &aims, &count));
    for (size_t i = 0; i < count; i++)
        autonomy = aims[i].autonomy > autonomy ? aims[i].autonomy : autonomy;
    const struct signoff_new signing = {.person = subject_id(participant->person.id),
                                        .step = item->step.id,
                                        .evidence = evidence_of(item, count > 0),
                                        .autonomy = autonomy};
    const struct actor *signer = item->step.signoff == SIGNOFF_MANAGER ? &participant->manager : &participant->mentor;
    return signoff_give(participant->site, signer, &signing);
}

static int item_keep(struct participant *participant, const struct plan_item *item, int until)
{
    bool is_due = item->due != DAY_NONE ? item->due <= until : until > clock_today() + ALL_DAYS;
    bool must_sign = item->step.signoff == SIGNOFF_MENTOR || item->step.signoff == SIGNOFF_MANAGER;
    if (!is_due || (item->diff == REVISION_DIFF_NONE && plan_item_is_finished(item)))
        return 0;
    if (item->diff == REVISION_DIFF_NONE && is_told(participant->person.id, item->step.id))
        return 0;
    clock_hold(clock_now() + 60L * MINUTES_APART);
    if (item->diff == REVISION_DIFF_READ)
        return step_accept_revision(participant->site, &participant->self, subject_id(participant->person.id),
                                    item->step.id);
    return must_sign
               ? sign(participant, item)
               : step_done(participant->site, &participant->self, subject_id(participant->person.id), item->step.id);
}

int demo_keep_up(struct site *site, const char *person_id, int until)
{
    CLEANUP(participant_finish) struct participant participant = {.site = site};
    struct subject self;
    struct plan plan;
    TRY(participant_begin(&participant, person_id));
    self = subject_own(&participant.self, &participant.person);
    TRY(plan_show(site, &self, NULL, &participant.arena, &plan));
    for (size_t i = 0; i < plan.count; i++)
        TRY(item_keep(&participant, &plan.items[i], until));
    return 0;
}
