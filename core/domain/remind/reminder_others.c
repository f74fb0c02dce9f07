/* What others remind of: who waits for one's signature, what learners want to talk about, who is late. */
#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/people/mentor.h"
#include "domain/plan/signoff.h"
#include "domain/plan/talk.h"
#include "domain/remind/reminder_sources.h"

int remind_of_requests(struct reminding *reminding)
{
    struct waiting *waiting;
    size_t count = 0;
    TRY(sign_queue(reminding->site, &reminding->actor, reminding->arena, &waiting, &count));
    for (size_t i = 0; i < count; i++)
        reminding_add(reminding, &(struct reminder){.kind = REMINDER_FOR_YOU,
                                                    .title = waiting[i].step.title,
                                                    .about = &waiting[i].person,
                                                    .day = instant_day(waiting[i].asked_at),
                                                    .path = arena_format(reminding->arena, "/person/%s/intyga/%s",
                                                                         waiting[i].person.rid, waiting[i].step.id)});
    return 0;
}

int remind_of_talks(struct reminding *reminding)
{
    struct talk_wish *wishes;
    size_t count = 0;
    if (!(reminding->actor.roles & ROLE_MENTOR))
        return 0;
    TRY(talk_wishes(reminding->site, &reminding->actor, reminding->arena, &wishes, &count));
    for (size_t i = 0; i < count; i++)
        reminding_add(reminding, &(struct reminder){.kind = REMINDER_FOR_YOU,
                                                    .about = &wishes[i].person,
                                                    .counts = REMINDER_POINTS,
                                                    .count = wishes[i].points,
                                                    .day = instant_day(wishes[i].since),
                                                    .path = arena_format(reminding->arena, "/person/%s/samtal",
                                                                         wishes[i].person.rid)});
    return 0;
}

/* How late somebody is in all running plans together; `late` is 0 once it has been said. */
static int late_steps(struct plan_summary *summaries, size_t count, int64_t person_key)
{
    int late = 0;
    for (size_t i = 0; i < count; i++)
        if (summaries[i].person.key == person_key) {
            late += summaries[i].late;
            summaries[i].late = 0;
        }
    return late;
}

/* As a mentor only: the plans of one's learners, not of a whole unit or of everybody. */
int remind_of_learners(struct reminding *reminding)
{
    struct actor actor = reminding->actor;
    struct plan_summary *summaries;
    size_t count = 0;
    actor.roles &= ~(unsigned)(ROLE_HR | ROLE_MANAGER);
    if (!(actor.roles & ROLE_MENTOR))
        return 0;
    TRY(plan_summaries(reminding->site, &actor, NULL, reminding->arena, &summaries, &count));
    for (size_t i = 0; i < count; i++) {
        const struct person *person = &summaries[i].person;
        int late = person->key == actor.key ? 0 : late_steps(summaries, count, person->key);
        if (late)
            reminding_add(reminding,
                          &(struct reminder){.kind = REMINDER_LATE,
                                             .about = person,
                                             .counts = REMINDER_STEPS,
                                             .count = late,
                                             .day = DAY_NONE,
                                             .path = arena_format(reminding->arena, "/person/%s", person->rid)});
    }
    return 0;
}

int remind_of_unit(struct reminding *reminding)
{
    struct plan_summary *summaries;
    size_t count = 0;
    int late = 0;
    if (!(reminding->actor.roles & ROLE_MANAGER))
        return 0;
    TRY(plan_summaries(reminding->site, &reminding->actor, reminding->person->unit_id, reminding->arena, &summaries,
                       &count));
    for (size_t i = 0; i < count; i++)
        late += summaries[i].person.key != reminding->person->key &&
                late_steps(summaries, count, summaries[i].person.key) > 0;
    if (late)
        reminding_add(
            reminding,
            &(struct reminder){
                .kind = REMINDER_LATE, .counts = REMINDER_PEOPLE, .count = late, .day = DAY_NONE, .path = "/enheten"});
    return 0;
}
