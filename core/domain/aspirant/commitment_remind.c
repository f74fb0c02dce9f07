/* Commitments as reminders (remind/reminder.h): one about to break, to the student and to those who lead. Leaves out
 * its words, which are about a person. */
#include "domain/aspirant/aspirant_internal.h"
#include "domain/aspirant/commitment.h"
#include "domain/remind/reminder.h"

#include "base/fail.h"

static void promises_add(struct reminder_collection *reminder_collection, const struct aspirant *aspirant,
                         const struct person *about)
{
    const struct target target = {.kind = TARGET_STUDENT_PLACEMENT, .person = about ? about->rid : NULL};
    for (size_t i = 0; i < aspirant->commitment_count; i++) {
        const struct commitment *commitment = &aspirant->commitments[i];
        if (commitment->outcome == COMMITMENT_IS_DUE && commitment->is_near)
            reminder_collection_add(reminder_collection, &(struct reminder){.kind = REMINDER_ENDING,
                                                                            .about = about,
                                                                            .counts = REMINDER_PROMISES,
                                                                            .count = 1,
                                                                            .day = commitment->due,
                                                                            .target = target});
    }
}

static int own_find(struct reminder_collection *reminder_collection)
{
    struct aspirant own;
    int result = aspirant_of(reminder_collection->site, &reminder_collection->self, reminder_collection->arena, &own);
    if (fail_is(result, REASON_NO_ASPIRANT))
        return 0;
    TRY(result);
    promises_add(reminder_collection, &own, NULL);
    return 0;
}

/* Those who lead gave the commitment. */
int remind_of_commitments(struct reminder_collection *reminder_collection)
{
    struct aspirants list;
    TRY(own_find(reminder_collection));
    if (!(reminder_collection->actor.roles & ROLE_MANAGER))
        return 0;
    TRY(aspirant_list(reminder_collection->site, &reminder_collection->actor, reminder_collection->self.person.unit_id,
                      reminder_collection->arena, &list));
    for (size_t i = 0; i < list.count; i++) {
        const struct person *person = &list.items[i].person;
        if (person->key != reminder_collection->self.person.key && text_equal(person->status, "active"))
            promises_add(reminder_collection, &list.items[i], person);
    }
    return 0;
}
