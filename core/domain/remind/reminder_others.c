/* What others remind of: who waits for one's signature, what learners want to talk about, who is late. */
#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/mentor/supervision.h"
#include "domain/people/mentor.h"
#include "domain/remind/reminder_sources.h"
#include "domain/signoff/signoff.h"

int remind_of_requests(struct reminder_collection *reminder_collection)
{
    struct signoff_queue_item *waiting;
    size_t count = 0;
    TRY(signoff_queue(reminder_collection->site, &reminder_collection->actor, reminder_collection->arena, &waiting,
                      &count));
    for (size_t i = 0; i < count; i++)
        reminder_collection_add(reminder_collection, &(struct reminder){.kind = REMINDER_FOR_YOU,
                                                                        .title = waiting[i].step.title,
                                                                        .about = &waiting[i].person,
                                                                        .day = instant_day(waiting[i].asked_at),
                                                                        .target = {.kind = TARGET_SIGNOFF,
                                                                                   .person = waiting[i].person.rid,
                                                                                   .id = waiting[i].step.id}});
    return 0;
}

/* For some days: there is nothing to do about those that are right. */
int remind_of_entered(struct reminder_collection *reminder_collection)
{
    struct signoff_entered_item *entered;
    size_t count = 0;
    TRY(signoff_entered(reminder_collection->site, &reminder_collection->actor, reminder_collection->arena, &entered,
                        &count));
    struct reminder reminder = {.kind = REMINDER_FOR_YOU,
                                .counts = REMINDER_ENTERED,
                                .day = DAY_NONE,
                                .target = {.kind = TARGET_SIGNOFF_QUEUE}};
    for (size_t i = 0; i < count; i++) { /* the newest first */
        int day = instant_day(entered[i].entered_at);
        if (day <= reminder_collection->today - REMINDER_DAYS)
            break;
        reminder.day = day;
        reminder.count++;
    }
    if (reminder.count)
        reminder_collection_add(reminder_collection, &reminder);
    return 0;
}

int remind_of_talks(struct reminder_collection *reminder_collection)
{
    struct agenda_summary *wishes;
    size_t count = 0;
    if (!(reminder_collection->actor.roles & ROLE_MENTOR))
        return 0;
    TRY(agenda_summaries(reminder_collection->site, &reminder_collection->actor, reminder_collection->arena, &wishes,
                         &count));
    for (size_t i = 0; i < count; i++)
        reminder_collection_add(reminder_collection, &(struct reminder){.kind = REMINDER_FOR_YOU,
                                                                        .about = &wishes[i].person,
                                                                        .counts = REMINDER_POINTS,
                                                                        .count = wishes[i].points,
                                                                        .day = instant_day(wishes[i].since),
                                                                        .target = {.kind = TARGET_SUPERVISION,
                                                                                   .person = wishes[i].person.rid}});
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
int remind_of_learners(struct reminder_collection *reminder_collection)
{
    struct actor actor = reminder_collection->actor;
    struct plan_summary *summaries;
    size_t count = 0;
    actor.roles &= ~(unsigned)(ROLE_HR | ROLE_MANAGER);
    if (!(actor.roles & ROLE_MENTOR))
        return 0;
    TRY(plan_summaries(reminder_collection->site, &actor, NULL, reminder_collection->arena, &summaries, &count));
    for (size_t i = 0; i < count; i++) {
        const struct person *person = &summaries[i].person;
        int late = person->key == actor.key ? 0 : late_steps(summaries, count, person->key);
        if (late)
            reminder_collection_add(reminder_collection,
                                    &(struct reminder){.kind = REMINDER_LATE,
                                                       .about = person,
                                                       .counts = REMINDER_STEPS,
                                                       .count = late,
                                                       .day = DAY_NONE,
                                                       .target = {.kind = TARGET_PERSON, .person = person->rid}});
    }
    return 0;
}

int remind_of_unit(struct reminder_collection *reminder_collection)
{
    struct plan_summary *summaries;
    size_t count = 0;
    int late = 0;
    if (!(reminder_collection->actor.roles & ROLE_MANAGER))
        return 0;
    TRY(plan_summaries(reminder_collection->site, &reminder_collection->actor, reminder_collection->self.person.unit_id,
                       reminder_collection->arena, &summaries, &count));
    for (size_t i = 0; i < count; i++)
        late += summaries[i].person.key != reminder_collection->self.person.key &&
                late_steps(summaries, count, summaries[i].person.key) > 0;
    if (late)
        reminder_collection_add(reminder_collection, &(struct reminder){.kind = REMINDER_LATE,
                                                                        .counts = REMINDER_PEOPLE,
                                                                        .count = late,
                                                                        .day = DAY_NONE,
                                                                        .target = {.kind = TARGET_UNIT}});
    return 0;
}
